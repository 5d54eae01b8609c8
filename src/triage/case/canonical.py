"""One way, and only one, to write plain data as bytes, so that the same data always has the same fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Plain: TypeAlias = "str | int | bool | Sequence[Plain] | Mapping[str, Plain] | None"
"""Plain JSON. Numbers are whole: a fraction has more than one way to be written."""

DEEPEST = 12
"""How many lists and mappings may stand inside one another."""


def canonical_bytes(data: Plain) -> bytes:
    """``data`` as UTF-8 JSON: keys sorted, no spaces, letters as they are.

    Raises ValueError for what has no one form: a fraction, a key that is no text, a lone surrogate, or data nested
    deeper than :data:`DEEPEST`.
    """
    _check(data, DEEPEST)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def digest(data: Plain) -> str:
    """The SHA-256 of the canonical bytes, as 64 small hexadecimal letters. Raises as :func:`canonical_bytes`."""
    return hashlib.sha256(canonical_bytes(data)).hexdigest()


def read_plain(data: bytes) -> Plain:
    """Plain data from JSON bytes. Raises ValueError for anything else, fractions included."""
    try:
        found: Plain = json.loads(data.decode("utf-8"), parse_float=_no_fraction, parse_constant=_no_fraction)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    _check(found, DEEPEST)
    return found


def _no_fraction(text: str) -> int:
    raise ValueError(f"{text[:20]} is not a whole number")


def _check(data: object, room: int) -> None:
    if room < 0:
        raise ValueError("it is nested too deeply")
    if data is None or isinstance(data, str | bool | int):
        return
    if isinstance(data, Mapping):
        if not all(isinstance(key, str) for key in data):
            raise ValueError("a key is no text")
        for value in data.values():
            _check(value, room - 1)
    elif isinstance(data, list | tuple):
        for value in data:
            _check(value, room - 1)
    else:
        raise ValueError(f"{type(data).__name__} is not plain data")
