"""Which lines of a long sheet are in sight: plain arithmetic, so that it can be tested without a terminal."""

from __future__ import annotations

from dataclasses import dataclass

from triage.ui.sheet import Row, Sheet


@dataclass(frozen=True)
class Window:
    """A sheet seen through ``height`` lines, scrolled down by ``top``.

    Pinned lines and the tail stay in sight; the lines between, the body, move. Where lines of the body are out of
    sight, the first or last line in sight is given up for words that say so (a cue).
    """

    sheet: Sheet
    height: int
    top: int = 0

    @property
    def size(self) -> int:
        """How many lines the body is seen through."""
        return max(1, self.height - self.sheet.pinned - self.sheet.tail)

    @property
    def body(self) -> int:
        """How many lines move."""
        return len(self.sheet.lines) - self.sheet.pinned - self.sheet.tail

    @property
    def lowest(self) -> int:
        """How far down it can be scrolled."""
        return max(0, self.body - self.size)

    @property
    def hidden(self) -> tuple[int, int]:
        """How many lines cannot be seen above and below, those given up for a cue included."""
        above, below = self.top, self.lowest - self.top
        return (above + 1 if above else 0), (below + 1 if below else 0)

    @property
    def seen(self) -> tuple[int, int]:
        """The first line of the body in sight and the one after the last, without the cues."""
        above, below = self.hidden
        return self.top + (1 if above else 0), self.top + self.size - (1 if below else 0)

    def bounded(self, top: int) -> int:
        """``top`` within what can be scrolled to."""
        return max(0, min(top, self.lowest))

    def line_at(self, y: int) -> int:
        """The line of the sheet shown at ``y``. May be beyond its end."""
        if y < self.sheet.pinned or not self.lowest:
            return y
        if y >= self.sheet.pinned + self.size:
            return y - self.height + len(self.sheet.lines)
        return y + self.top

    def y_of(self, line: int) -> int:
        """Where a line of the sheet is shown, or would be: kept within the height."""
        if self.sheet.pinned <= line < len(self.sheet.lines) - self.sheet.tail:
            line -= self.top
        elif line >= self.sheet.pinned:
            line -= self.lowest
        return max(0, min(line, self.height - 1))

    def span(self, row: Row) -> tuple[int, int]:
        """The first line of a row in the body and the one after its last."""
        return row.top - self.sheet.pinned, row.top + row.height - self.sheet.pinned

    def in_tail(self, row: Row) -> bool:
        """Whether a row is always in sight at the end."""
        return row.top >= len(self.sheet.lines) - self.sheet.tail

    def top_for(self, row: Row) -> int:
        """How far to scroll so that ``row`` is in sight: no further than needed; from its first line if it is long."""
        if self.in_tail(row):
            return self.top
        begin, end = self.span(row)
        if row is self.sheet.rows[0] and begin < self.size // 2:
            return 0
        first, after = self.seen
        if begin < first or end - begin > self.size - 2:
            return self.bounded(begin - 1)
        if end > after:
            return self.bounded(end - self.size + (1 if end < self.body else 0))
        return self.top

    def rest_hidden(self, row: Row, step: int) -> bool:
        """Whether part of ``row`` is out of sight below (``step`` 1) or above (``step`` -1)."""
        if self.in_tail(row):
            return False
        begin, end = self.span(row)
        first, after = self.seen
        return end > after if step > 0 else begin < first
