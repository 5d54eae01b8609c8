"""The lines of a file that hold one thing: from where it stands to where the next one begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from triage.rules.model import Place

LONGEST = 120
"""Lines of one thing that are shown; a source of guidance can be longer."""


@dataclass(frozen=True)
class Excerpt:
    """Some lines of a file, counted from ``first``. ``more`` is how many lines of the thing were left out."""

    place: Place
    first: int
    lines: tuple[str, ...]
    more: int = 0


def excerpt(text: str, place: Place) -> Excerpt:
    """The lines of ``text`` that hold the thing at ``place``, set out to the left; none when it is not there."""
    lines = text.split("\n")
    if not 1 <= place.line <= len(lines) or not text:
        return Excerpt(place, place.line, ())
    end = _end_of_passage(lines, place) if place.file.endswith(".md") else _end_of_entry(lines, place)
    whole = [line.rstrip() for line in lines[place.line - 1 : end]]
    while whole and not whole[-1]:
        whole.pop()
    margin = min((len(line) - len(line.lstrip()) for line in whole if line), default=0)
    return Excerpt(place, place.line, tuple(line[margin:] for line in whole[:LONGEST]), max(0, len(whole) - LONGEST))


def _end_of_entry(lines: Sequence[str], place: Place) -> int:
    """The line before the next one that is not further in than the first: a YAML entry ends there."""
    first = lines[place.line - 1]
    margin = len(first) - len(first.lstrip())
    for number in range(place.line, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip()) <= margin:
            return number
    return len(lines)


def _end_of_passage(lines: Sequence[str], place: Place) -> int:
    """A passage ends at the next heading; what stands in the head of a file is all of the head."""
    heading = lines[place.line - 1].startswith("## ")
    for number in range(place.line, len(lines)):
        if lines[number].startswith("## ") if heading else lines[number].rstrip() == "---":
            return number
    return len(lines)
