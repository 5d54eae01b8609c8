"""The main part of every screen: a sheet that can be moved through by keys or mouse, and scrolls when it is long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip

from triage.ui.glyphs import CURSOR, DOWN, UP
from triage.ui.lines import EMPTY, Bit, Ink, Line
from triage.ui.sheet import BLANK, Drawing, Room, Row, Sheet
from triage.ui.widgets.painted import Painted
from triage.ui.widgets.window import Window


class SheetView(Painted, can_focus=True):
    """Shows a drawing. The cursor stands on one of its rows, or on none until a key puts it there.

    The row under the cursor has a mark and a lighter ground. Where more lines stand above or below, a line of
    words says so. Nothing moves by itself.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("left", "across(-1)", show=False),
        Binding("right", "across(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(-1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("space", "pick", show=False),
        Binding("enter", "enter", show=False),
    ]

    @dataclass
    class Moved(Message):
        """The cursor went to another row."""

        view: SheetView
        row: str

    @dataclass
    class Picked(Message):
        """A row was picked with Space, its own key or the mouse."""

        view: SheetView
        row: str

    @dataclass
    class Entered(Message):
        """Enter was pressed, on a row or on none."""

        view: SheetView
        row: str | None

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._drawing: Drawing | None = None
        self._sheet = BLANK
        self._made_for: tuple[Size, str | None] | None = None
        self._top = 0
        self.cursor: str | None = None

    # What is shown

    def show(self, drawing: Drawing, cursor: str | None = None, *, keep_place: bool = False) -> None:
        """Show ``drawing`` with the cursor on ``cursor``, from its top unless ``keep_place``."""
        self._drawing, self._made_for, self.cursor = drawing, None, cursor
        if not keep_place:
            self._top = 0
        if self.size.width:
            self._settle()
        self.refresh()

    @property
    def sheet(self) -> Sheet:
        """The sheet as drawn for the present size and cursor."""
        made_for = (self.size, self.cursor)
        if self._drawing is not None and self._made_for != made_for and self.size.width:
            self._sheet = self._drawing(Room(self.size.width, self.size.height, self.cursor))
            self._made_for = made_for
        return self._sheet

    def on_resize(self) -> None:
        """Draw anew for the new size."""
        self._settle()
        self.refresh()

    def on_focus(self) -> None:
        """Put the terminal's own cursor where this part's is."""
        self._place_caret()

    def _settle(self) -> None:
        """Bring the place shown within bounds and the cursor's row into sight."""
        self._top = self.window.bounded(self._top)
        if row := self.sheet.row(self.cursor):
            self._scroll(self.window.top_for(row))
        self._place_caret()

    @property
    def window(self) -> Window:
        """What of the sheet is in sight."""
        return Window(self.sheet, self.size.height, self._top)

    def _scroll(self, top: int) -> None:
        top = self.window.bounded(top)
        if top != self._top:
            self._top = top
            self.refresh()

    # Keys and mouse

    def go_to(self, row: Row) -> None:
        """Put the cursor on ``row``."""
        if row.id != self.cursor:
            self.cursor = row.id
            self.refresh()
            self.post_message(self.Moved(self, row.id))
        self._settle()

    def action_move(self, step: int) -> None:
        """Go to the next row, or scroll when the rest of this one (or of the sheet) is still out of sight."""
        rows = self.sheet.rows
        current = self.sheet.row(self.cursor)
        half = max(1, self.window.size // 2)
        if current is not None and self.window.rest_hidden(current, step):
            self._scroll(self._top + step * half)
            return
        place = rows.index(current) + step if current is not None else (0 if step > 0 else len(rows) - 1)
        if 0 <= place < len(rows):
            self.go_to(rows[place])
        else:
            self._scroll(self._top + step * (half if rows else 1))

    def action_across(self, step: int) -> None:
        """Go to the row in the other column, at the same height."""
        current = self.sheet.row(self.cursor)
        if current is None:
            self.action_move(step)
            return
        column = current.left + current.width if step > 0 else current.left - 1
        near = sorted(
            (row for row in self.sheet.rows if row.left <= column < row.left + row.width),
            key=lambda row: abs(row.top - current.top),
        )
        if near:
            self.go_to(near[0])

    def action_edge(self, which: int) -> None:
        """Go to the first or last row, and the beginning or end of the sheet."""
        if self.sheet.rows:
            self.go_to(self.sheet.rows[which])
        self._scroll(0 if which == 0 else self.window.lowest)

    def action_page(self, step: int) -> None:
        """Scroll by nearly a screen, taking the cursor along."""
        self._scroll(self._top + step * max(1, self.window.size - 2))
        first, after = self.window.seen
        inside = [row for row in self.sheet.rows if first <= self.window.span(row)[0] < after]
        if inside and self.cursor is not None:
            self.cursor = inside[0 if step < 0 else -1].id
            self.refresh()
            self.post_message(self.Moved(self, self.cursor))
            self._place_caret()

    def action_pick(self) -> None:
        """Pick the row under the cursor."""
        if self.sheet.row(self.cursor) is not None and self.cursor is not None:
            self.post_message(self.Picked(self, self.cursor))

    def action_enter(self) -> None:
        """Tell that Enter was pressed."""
        self.post_message(self.Entered(self, self.cursor if self.sheet.row(self.cursor) else None))

    def on_key(self, event: events.Key) -> None:
        """Pick the row whose own key was pressed."""
        row = next((row for row in self.sheet.rows if row.key and row.key == event.character), None)
        if row is not None:
            event.stop()
            event.prevent_default()
            self.go_to(row)
            self.post_message(self.Picked(self, row.id))

    def on_click(self, event: events.Click) -> None:
        """Pick the row under the mouse."""
        row = self.sheet.row_at(event.x, self.window.line_at(event.y))
        if row is not None:
            self.go_to(row)
            self.post_message(self.Picked(self, row.id))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by three lines."""
        event.stop()
        self._scroll(self._top + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll by three lines."""
        event.stop()
        self._scroll(self._top - 3)

    def _place_caret(self) -> None:
        """Put the terminal's own cursor on the row, which is what screen magnifiers and some readers follow."""
        if not self.has_focus:
            return
        row = self.sheet.row(self.cursor)
        column, line = self.sheet.caret or ((row.left, row.top) if row else (0, 0))
        self.app.cursor_position = self.content_region.offset + Offset(column, self.window.y_of(line))

    # Painting

    def render_line(self, y: int) -> Strip:
        """Paint line ``y`` of what is in sight."""
        width, window = self.size.width, self.window
        if cue := _cue(window, y - self.sheet.pinned):
            return self.paint(cue, width)
        number = window.line_at(y)
        line = self.sheet.lines[number] if number < len(self.sheet.lines) else EMPTY
        row = self.sheet.row(self.cursor)
        if row is None or not row.top <= number < row.top + min(row.height, row.lit):
            return self.paint(line, width)
        if number == row.top:
            line = _marked(line, row.left)
        return self.paint(line, width, (row.left, min(width, row.left + row.width)))


class SideView(SheetView):
    """A sheet on the quieter ground of a side panel."""

    ground = "side"


def _cue(window: Window, y: int) -> Line:
    """The words at line ``y`` of the body that say how much is out of sight; nothing on any other line."""
    above, below = window.hidden
    if above and y == 0:
        return (Bit(f"  {UP} {_lines(above)} more above", Ink.ACCENT),)
    if below and y == window.size - 1:
        return (Bit(f"  {DOWN} {_lines(below)} more below", Ink.ACCENT),)
    return EMPTY


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


def _marked(line: Line, column: int) -> Line:
    """The line with the cursor mark at ``column``, where drawings leave a space for it."""
    marked: list[Bit] = []
    place = 0
    for bit in line:
        at = column - place
        if 0 <= at < len(bit.text) and bit.text[at] == " ":
            marked += [Bit(bit.text[:at], bit.ink), Bit(CURSOR, Ink.ACCENT), Bit(bit.text[at + 1 :], bit.ink)]
        else:
            marked.append(bit)
        place += len(bit.text)
    return tuple(marked)
