"""A sheet: the lines one part of a screen shows, and the rows of it the cursor can stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from triage.ui.lines import EMPTY, Bit, Ink, Line, flow, width_of

WIDEST = 76
"""Text is never set wider than this, however wide the terminal is: longer lines are hard to read."""


@dataclass(frozen=True)
class Row:
    """A choice, a step, a contact: ``height`` lines from ``top``, columns ``left`` to ``left + width``.

    ``key`` is the key that picks it, if it has one. ``lit`` is how many of its lines light up under the cursor. The
    first column of its first line is kept for the cursor's mark.
    """

    id: str
    top: int
    height: int
    left: int = 0
    width: int = 0
    key: str = ""
    lit: int = 1_000


@dataclass(frozen=True)
class Sheet:
    """Lines with the rows among them, in cursor order.

    ``pinned`` lines at the top and ``tail`` lines at the end stay in sight while those between scroll. ``caret`` is
    where typed text goes on (column, line).
    """

    lines: tuple[Line, ...]
    rows: tuple[Row, ...] = ()
    pinned: int = 0
    tail: int = 0
    caret: tuple[int, int] | None = None

    def row(self, row_id: str | None) -> Row | None:
        """The row called ``row_id``, if it is here."""
        return next((row for row in self.rows if row.id == row_id), None)

    def row_at(self, column: int, line: int) -> Row | None:
        """The row under one cell."""
        for row in self.rows:
            if row.top <= line < row.top + row.height and row.left <= column < row.left + row.width:
                return row
        return None


@dataclass(frozen=True)
class Room:
    """What a drawing is made for: columns, lines, and the row the cursor is on."""

    width: int
    height: int
    cursor: str | None = None


Drawing: TypeAlias = Callable[[Room], Sheet]
BLANK = Sheet(())


@dataclass
class Pen:
    """Puts a sheet together line by line. ``left`` is the margin every line starts with."""

    width: int
    left: int = 2
    lines: list[Line] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def text_width(self) -> int:
        """The columns a line of text may take after the margin."""
        return max(8, min(self.width - self.left - 2, WIDEST))

    def gap(self) -> None:
        """One empty line, unless there is one already or nothing stands above it."""
        if self.lines and self.lines[-1]:
            self.lines.append(EMPTY)

    def line(self, *bits: Bit) -> None:
        """One line exactly as given, after the margin."""
        self.lines.append((Bit(" " * self.left), *bits))

    def text(self, *bits: Bit | str, indent: int = 0, label: str | None = None, column: int = 0) -> None:
        """Text flowed over as many lines as it needs.

        ``label`` stands before it, muted, in a column of ``column`` columns; later lines stand under the text.
        """
        inked = [bit if isinstance(bit, Bit) else Bit(bit) for bit in bits]
        if not any(bit.text for bit in inked):
            return
        first: Line = (Bit(" " * (self.left + indent)),)
        if label is not None:
            first = (*first, Bit(label.ljust(column), Ink.MUTED), Bit("  "))
        self.lines.extend(flow(inked, self.left + self.text_width, first))

    def heading(self, text: str) -> None:
        """A heading with an empty line before it."""
        self.gap()
        self.text(Bit(text, Ink.STRONG))

    def bullets(self, items: Iterable[str], ink: Ink = Ink.PLAIN, indent: int = 0) -> None:
        """Each item on a line of its own behind a dash."""
        for item in items:
            first: Line = (Bit(" " * (self.left + indent)), Bit("- ", Ink.MUTED))
            self.lines.extend(flow([Bit(item, ink)], self.left + self.text_width, first))

    def mark_row(self, row_id: str, top: int, key: str = "", lit: int = 1_000) -> None:
        """Make everything from line ``top`` to here one row, of which ``lit`` lines light up under the cursor."""
        self.rows.append(Row(row_id, top, len(self.lines) - top, 0, self.width, key, lit))

    def sheet(self) -> Sheet:
        """The finished sheet, without empty lines at its end."""
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        return Sheet(tuple(self.lines), tuple(self.rows))


def beside(left: Sheet, right: Sheet, at: int) -> Sheet:
    """Two sheets next to each other, the right one from column ``at``. The cursor goes down the left one first."""
    height = max(len(left.lines), len(right.lines))
    lines = []
    for number in range(height):
        first = left.lines[number] if number < len(left.lines) else EMPTY
        second = right.lines[number] if number < len(right.lines) else EMPTY
        lines.append((*first, Bit(" " * (at - width_of(first))), *second) if second else first)
    moved = tuple(replace(row, left=row.left + at) for row in right.rows)
    return Sheet(tuple(lines), (*left.rows, *moved))
