"""What is due as a calendar file (RFC 5545), to be read by the calendar a person already uses.

A calendar is often shared and seldom locked, so nothing of a case stands in it but its reference and the words of a
step.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from triage.text import clean_line

LINE = 75
"""Bytes in a line before it has to be folded."""
PRODUCT = "-//triage//saved cases//EN"


@dataclass(frozen=True)
class Entry:
    """One entry of a calendar. ``key`` tells it from every other, so that reading a newer file moves it."""

    key: str
    reference: str
    words: str
    due: datetime


def calendar_file(entries: Iterable[Entry], now: datetime) -> str:
    """The text of a calendar file. ``now`` and every moment must know their time zone."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "METHOD:PUBLISH"]
    for entry in entries:
        lines.extend(_event(entry, now))
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(entry: Entry, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(entry.key.encode()).hexdigest()[:32]}@triage"
    yield f"DTSTAMP:{_moment(now)}"
    yield f"DTSTART:{_moment(entry.due)}"
    yield f"SUMMARY:{escaped(f'{entry.reference}: {entry.words}')}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    if moment.utcoffset() is None:
        raise ValueError("a calendar file needs moments that know their time zone")
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """``text`` on one line, with what means something in a calendar file made to mean itself."""
    line = clean_line(text).strip()
    for letter in ("\\", ";", ","):
        line = line.replace(letter, f"\\{letter}")
    return line


def folded(line: str) -> Iterator[str]:
    """``line`` in pieces of at most 75 bytes, none cut inside a letter; each but the first begins with a space."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > LINE:
            yield piece
            piece = " "
        piece += letter
    yield piece
