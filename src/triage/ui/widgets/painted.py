"""A widget that paints inked lines. The one place where our text becomes what the terminal library draws."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from triage.ui.lines import Bit, Ink, Line, crop
from triage.ui.sheet import BLANK, Drawing, Room, Sheet

BAND = "ink--band"


class Painted(Widget):
    """Paints lines of bits, each ink as the theme says. Text goes out as it is: never as markup, never as a link."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {BAND, *(f"ink--{ink}" for ink in Ink)}
    ALLOW_SELECT = False

    def paint(self, line: Line, width: int, band: tuple[int, int] | None = None) -> Strip:
        """One line as a strip of exactly ``width`` columns. ``band`` are the columns lit for the cursor."""
        segments = []
        for bit in crop(line, width):
            style = self.get_component_rich_style(f"ink--{bit.ink}")
            segments.append(Segment(bit.text, style))
        base = self.rich_style
        used = sum(cell_len(segment.text) for segment in segments)
        strip = Strip(segments, used).extend_cell_length(width, base)
        if band is None:
            return strip
        left, right = band
        before, lit, after = strip.crop(0, left), strip.crop(left, right), strip.crop(right, width)
        ground = self.get_component_styles(BAND).background.rich_color
        over = base.from_color(bgcolor=ground)
        lit = Strip([Segment(text, (style or base) + over) for text, style, _ in lit], lit.cell_length)
        return Strip.join([before, lit, after])


class Plate(Painted):
    """Lines that are only read and take the height they need, such as the bar at the top."""

    def __init__(self, drawing: Drawing | None = None, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._drawing = drawing
        self._sheet = BLANK
        self._made_for: Size | None = None

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
