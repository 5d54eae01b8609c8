"""The case itself: entries in the order they were written, each bound to the one before it by its hash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from triage.case.canonical import Plain, canonical_bytes, digest, read_plain
from triage.case.events import Event
from triage.case.moments import moment_text, read_moment

BEGINNING = "0" * 64
"""What the first entry names as the hash before it."""
SHORT = 16
"""Letters of a hash that a receipt shows: enough that nobody finds another history with the same ones."""

_KEYS = {"number", "before", "kind", "at", "body"}


@dataclass(frozen=True)
class Entry:
    """One event as it stands in a case. ``number`` counts from 1; ``hash`` is the one it was written with."""

    number: int
    before: str
    kind: str
    at: datetime
    body: Mapping[str, Plain]
    hash: str

    @property
    def plain(self) -> dict[str, Plain]:
        """Everything the hash is over."""
        return {
            "number": self.number,
            "before": self.before,
            "kind": self.kind,
            "at": moment_text(self.at),
            "body": self.body,
        }

    @property
    def data(self) -> bytes:
        """The same as canonical bytes, which is how it is stored."""
        return canonical_bytes(self.plain)


@dataclass(frozen=True)
class Receipt:
    """How far a case had got: how many entries, and the first letters of the hash of the last.

    Printed on what leaves the program, so that a history that was cut or written afresh can be told by it.
    """

    entries: int
    hash: str

    def __str__(self) -> str:
        return f"{self.entries}-{self.hash[:SHORT]}"


@dataclass(frozen=True)
class Case:
    """A case as it stands. Adding to it gives a new one."""

    entries: tuple[Entry, ...]

    @property
    def head(self) -> str:
        """The hash of the last entry."""
        return self.entries[-1].hash if self.entries else BEGINNING

    @property
    def id(self) -> str:
        """The random name the case was started with; empty when its first entry is not what it should be."""
        first = self.entries[0].body.get("case") if self.entries else None
        return first if isinstance(first, str) else ""

    @property
    def receipt(self) -> Receipt:
        """How far the case has got."""
        return Receipt(len(self.entries), self.head)

    def add(self, *events: Event) -> Case:
        """The case with these events written at its end."""
        entries = list(self.entries)
        for one in events:
            before = entries[-1].hash if entries else BEGINNING
            entries.append(seal(len(entries) + 1, before, one))
        return Case(tuple(entries))

    def until(self, number: int) -> Case:
        """The case as it stood when entry ``number`` had just been written."""
        return Case(self.entries[:number])


def new_case(first: Event) -> Case:
    """A case that begins with ``first``. Raises ValueError unless that is the event "started"."""
    if first.kind != "started":
        raise ValueError('a case begins with the event "started"')
    return Case(()).add(first)


def seal(number: int, before: str, one: Event) -> Entry:
    """``one`` as entry ``number`` after the entry with the hash ``before``."""
    # Read back from its own bytes, so that nothing can be in memory that would not come back from the disk.
    plain: dict[str, Plain] = {
        "number": number,
        "before": before,
        "kind": one.kind,
        "at": moment_text(one.at),
        "body": one.body,
    }
    return read_entry(canonical_bytes(plain), digest(plain))


def read_entry(data: bytes, written_hash: str) -> Entry:
    """The entry in ``data``; whether it is the one ``written_hash`` was made for is for the audit to say.

    Raises ValueError when the bytes hold no entry at all.
    """
    plain = read_plain(data)
    if not isinstance(plain, Mapping) or set(plain) != _KEYS:
        raise ValueError("this is no entry of a case")
    number, before, kind, at, body = (plain[key] for key in ("number", "before", "kind", "at", "body"))
    if not (isinstance(number, int) and isinstance(before, str) and isinstance(kind, str) and isinstance(at, str)):
        raise ValueError("this is no entry of a case")
    if not isinstance(body, Mapping):
        raise ValueError("this is no entry of a case")
    return Entry(number, before, kind, read_moment(at), body, written_hash)


def read_receipt(text: str) -> Receipt:
    """The receipt written as ``12-0123456789abcdef``. Raises ValueError, in plain words, for anything else."""
    count, _, letters = text.strip().lower().partition("-")
    well_formed = count.isdecimal() and len(letters) >= SHORT and set(letters) <= set("0123456789abcdef")
    if not well_formed:
        raise ValueError("A receipt is a number, a dash and 16 letters or figures, such as 12-0123456789abcdef.")
    return Receipt(int(count), letters)
