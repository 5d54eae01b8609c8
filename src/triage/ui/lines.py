"""Lines of inked text: what every screen is made of, before any widget sees it.

A :class:`Bit` is cleaned as it is made, so no text from a rule file, a guidance file or a person can reach a
screen with anything a terminal obeys. It is never markup: bits are painted as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from rich.cells import cell_len, get_character_cell_size

from triage.text import clean, clean_line


class Ink(StrEnum):
    """What a bit of text is for. The theme says how each looks; none carries meaning by colour alone."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    ACCENT = "accent"
    CAUTION = "caution"
    NEW = "new"
    ADDED = "added"
    GONE = "gone"
    RULE = "rule"
    LABEL = "label"
    ALARM = "alarm"
    NOW = "now"
    SOON = "soon"


@dataclass(frozen=True)
class Bit:
    """A run of text in one ink, on one line. Cleaned when made."""

    text: str
    ink: Ink = Ink.PLAIN

    def __post_init__(self) -> None:
        if not (self.text.isascii() and self.text.isprintable()):  # else there is nothing to clean
            object.__setattr__(self, "text", clean_line(self.text))


Line: TypeAlias = tuple[Bit, ...]
EMPTY: Line = ()


def width_of(line: Iterable[Bit]) -> int:
    """How many columns the bits take."""
    return sum(cell_len(bit.text) for bit in line)


def plain(line: Line) -> str:
    """The text of a line without its inks."""
    return "".join(bit.text for bit in line)


def flow(bits: Iterable[Bit], width: int, first: Line = (), rest: int | None = None) -> tuple[Line, ...]:
    """Break ``bits`` into lines of at most ``width`` columns, between words where it can.

    ``first`` starts the first line; later lines are indented by ``rest`` columns (as wide as ``first`` unless
    given). Always gives at least one line.
    """
    start = width_of(first)
    indent = start if rest is None else rest
    lines: list[Line] = []
    current: list[Bit] = list(first)
    used, bare = start, True
    for word, gap in _words(bits, max(1, width - max(start, indent))):
        size = cell_len(word.text)
        if not bare and used + len(gap.text) + size > width:
            lines.append(tuple(current))
            current, used, bare = [Bit(" " * indent)] if indent else [], indent, True
        if not bare and gap.text:
            current.append(gap)
            used += len(gap.text)
        current.append(word)
        used, bare = used + size, False
    lines.append(tuple(current))
    return tuple(_merged(line) for line in lines)


def _words(bits: Iterable[Bit], most: int) -> Iterable[tuple[Bit, Bit]]:
    """Each word with the space before it, words longer than ``most`` columns cut into pieces."""
    gap = Bit("")
    for bit in bits:
        pieces = bit.text.split(" ")
        for place, piece in enumerate(pieces):
            if place:
                gap = Bit(gap.text + " ", bit.ink)
            if not piece:
                continue
            for cut in cut_to(piece, most):
                yield Bit(cut, bit.ink), gap
                gap = Bit("")


def cut_to(text: str, most: int) -> list[str]:
    """``text`` in pieces of at most ``most`` columns (at least one character each)."""
    if cell_len(text) <= most:
        return [text]
    pieces, current, used = [], "", 0
    for character in text:
        size = get_character_cell_size(character)
        if current and used + size > most:
            pieces.append(current)
            current, used = "", 0
        current += character
        used += size
    return [*pieces, current]


def _merged(line: list[Bit] | Line) -> Line:
    """The line with neighbours of one ink joined, so that painting it takes few pieces."""
    merged: list[Bit] = []
    for bit in line:
        if merged and merged[-1].ink is bit.ink:
            merged[-1] = Bit(merged[-1].text + bit.text, bit.ink)
        elif bit.text:
            merged.append(bit)
    return tuple(merged)


def shorten(text: str, width: int) -> str:
    """``text`` on one line in at most ``width`` columns, cut after a word and marked with ``…`` when it is longer."""
    text = clean_line(text)
    if cell_len(text) <= width:
        return text
    kept = cut_to(text, max(1, width - 1))[0]
    if " " in kept and not text[len(kept) :].startswith(" "):
        kept = kept.rpartition(" ")[0] or kept
    return kept.rstrip(" ,;:.") + "…" if width > 1 else ""


def apart(left: Iterable[Bit], right: Iterable[Bit], width: int) -> Line:
    """``left`` at the left edge and ``right`` at the right one. The right gives way when both do not fit."""
    left, right = tuple(left), tuple(right)
    space = width - width_of(left) - width_of(right)
    if space >= 2:
        return (*left, Bit(" " * space), *right)
    if right and width_of(left) + 6 < width:
        text = shorten(plain(right), width - width_of(left) - 2)
        return apart(left, (Bit(text, right[0].ink),), width) if width_of(left) + cell_len(text) + 2 <= width else left
    return crop(left, width)


def crop(line: Iterable[Bit], width: int) -> Line:
    """The line cut off at ``width`` columns."""
    kept: list[Bit] = []
    for bit in line:
        size = cell_len(bit.text)
        if size > width:
            kept.append(Bit(cut_to(bit.text, width)[0] if width > 0 else "", bit.ink))
            break
        kept.append(bit)
        width -= size
    return tuple(kept)


def paragraphs(text: str) -> list[str]:
    """The paragraphs and list items of a longer text, each on one line, an empty one between paragraphs.

    Lines that belong to one paragraph in the file are joined; ``- `` starts an item of its own.
    """
    found: list[str] = []
    joined = ""
    for line in [*clean(text).split("\n"), ""]:
        stripped = line.strip()
        starts_item = stripped.startswith("- ")
        if joined and (not stripped or starts_item):
            found.append(joined)
            joined = ""
        if not stripped:
            if found and found[-1]:
                found.append("")
            continue
        joined = f"{joined} {stripped}".strip()
    while found and not found[-1]:
        found.pop()
    return found
