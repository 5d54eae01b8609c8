"""The key of a change: the same for the same edit on any machine and day, another for another edit."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

_DIGITS = 8
_LONGEST = 80
_ODD = re.compile(r"[^a-z0-9/_-]+")


def key_of(code: str, subject: str, *content: object) -> str:
    """``urgency-lowered/rule-ring-now/1f3a9c02``: what changed, of what, and a short hash of ``content``."""
    digest = hashlib.sha256(repr([subject, *(plain(part) for part in content)]).encode("utf-8")).hexdigest()
    name = _ODD.sub("-", subject.lower()).strip("-")[:_LONGEST]
    return f"{code}/{name}/{digest[:_DIGITS]}"


def plain(value: Any, leave_out: Collection[str] = ("place",)) -> Any:
    """The content as lists and texts, in one order, without the fields called ``leave_out``: where it stands."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = [plain(getattr(value, one.name), leave_out) for one in fields(value) if one.name not in leave_out]
        return [type(value).__name__, *parts]
    if isinstance(value, Mapping):
        return [(str(name), plain(inner, leave_out)) for name, inner in value.items()]
    if isinstance(value, frozenset | set):
        return sorted(repr(plain(inner, leave_out)) for inner in value)
    if isinstance(value, tuple | list):
        return [plain(inner, leave_out) for inner in value]
    return str(value)
