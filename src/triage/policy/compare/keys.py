"""The key of a change: the same for the same edit on any machine and day, another for another edit."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

_DIGITS = 8


def key_of(code: str, subject: str, *content: object) -> str:
    """``urgency-lowered/rule-ring-now/1f3a9c02``: what changed, of what, and a short hash of ``content``."""
    digest = hashlib.sha256(repr([_plain(part) for part in content]).encode("utf-8")).hexdigest()
    return f"{code}/{subject.replace(' ', '-')}/{digest[:_DIGITS]}"


def _plain(value: Any) -> Any:
    """The content without the places where it stands, in one order."""
    if is_dataclass(value) and not isinstance(value, type):
        return [
            type(value).__name__, *(_plain(getattr(value, one.name)) for one in fields(value) if one.name != "place")
        ]  # fmt: skip
    if isinstance(value, Mapping):
        return [(str(name), _plain(inner)) for name, inner in value.items()]
    if isinstance(value, frozenset | set):
        return sorted(map(repr, map(_plain, value)))
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return str(value)
