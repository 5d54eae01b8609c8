"""A widget that paints inked lines. The one place where our text becomes what the terminal library draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from triage.ui.lines import Bit, Ink, Line, crop
from triage.ui.sheet import BLANK, Drawing, Room, Sheet
from triage.ui.theme import ink_style


class Painted(Widget):
    """Paints lines of bits, each ink as the look says. Text goes out as it is: never as markup, never as a link."""

    ALLOW_SELECT = False
    ground: ClassVar[str] = "paper"

    def paint(self, line: Line, width: int, band: tuple[int, int] | None = None) -> Strip:
        """One line as a strip of exactly ``width`` columns. ``band`` are the columns lit for the cursor."""
        if band is None:
            return self._strip(line, width, self.ground)
        left, right = band
        plain, lit = self._strip(line, width, self.ground), self._strip(line, width, "band")
        return Strip.join([plain.crop(0, left), lit.crop(left, right), plain.crop(right, width)])

    def _strip(self, line: Line, width: int, ground: str) -> Strip:
        look = self.app.theme
        segments = [Segment(bit.text, ink_style(look, bit.ink, ground)) for bit in crop(line, width)]
        used = sum(cell_len(segment.text) for segment in segments)
        return Strip(segments, used).extend_cell_length(width, ink_style(look, Ink.PLAIN, ground))


class Plate(Painted):
    """Lines that are only read and take the height they need, such as the bar at the top."""

    def __init__(self, drawing: Drawing | None = None, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._drawing = drawing
        self._sheet = BLANK
        self._made_for: Size | None = None

    @dataclass
    class Picked(Message):
        """A row of the plate was clicked."""

        row: str

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        row = self._sheet.row_at(event.x, event.y)
        if row is not None:
            self.post_message(self.Picked(row.id))

    def show(self, drawing: Drawing) -> None:
        """Show something else."""
        self._drawing, self._made_for = drawing, None
        self.refresh(layout=True)

    @property
    def sheet(self) -> Sheet:
        """What is shown now."""
        return self._sheet

    def _draw(self, width: int) -> Sheet:
        room = Size(width, self.app.size.height)
        if self._drawing is not None and self._made_for != room:
            self._sheet, self._made_for = self._drawing(Room(room.width, room.height)), room
        return self._sheet

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the drawing has at this width."""
        return len(self._draw(width).lines)

    def render_line(self, y: int) -> Strip:
        """Paint line ``y``."""
        lines = self._draw(self.size.width).lines
        return self.paint(lines[y] if y < len(lines) else (Bit(""),), self.size.width)
