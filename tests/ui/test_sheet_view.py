from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from triage.ui.app import TriageApp
from triage.ui.lines import Bit
from triage.ui.sheet import Drawing, Pen, Room, Row, Sheet, beside
from triage.ui.theme import FIRST, PALETTES, themes, variables
from triage.ui.widgets.sheet_view import SheetView
from ui.screen_text import screen_text


class Bench(App[None]):
    """A sheet and nothing else."""

    CSS_PATH = TriageApp.CSS_PATH

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self.drawing = drawing
        self.told: list[Any] = []
        for theme in themes():
            self.register_theme(theme)
        self.theme = FIRST

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables(PALETTES[FIRST])

    def compose(self) -> ComposeResult:
        yield SheetView(id="sheet")

    def on_mount(self) -> None:
        self.query_one(SheetView).show(self.drawing)

    def on_sheet_view_moved(self, message: SheetView.Moved) -> None:
        self.told.append(("moved", message.row))

    def on_sheet_view_picked(self, message: SheetView.Picked) -> None:
        self.told.append(("picked", message.row))

    def on_sheet_view_entered(self, message: SheetView.Entered) -> None:
        self.told.append(("entered", message.row))


def rows(count: int, height: int = 1, pinned: int = 0, tail: int = 0) -> Drawing:
    """``pinned`` head lines, rows of ``height`` lines, the last ``tail`` of them held at the end."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        for number in range(pinned):
            pen.line(Bit(f"head {number}"))
        for number in range(count):
            top = len(pen.lines)
            for part in range(height):
                pen.line(Bit(f"row {number} part {part}"))
            pen.mark_row(f"r{number}", top, str(number) if number < 10 else "")
        return Sheet(tuple(pen.lines), tuple(pen.rows), pinned, tail)

    return draw


def bench(drawing: Drawing, go: Callable[[Bench, SheetView, Pilot[None]], Awaitable[None]], height: int = 10) -> None:
    async def run() -> None:
        app = Bench(drawing)
        async with app.run_test(size=(40, height)) as pilot:
            await pilot.pause()
            await go(app, app.query_one(SheetView), pilot)

    asyncio.run(run())


def shown(app: Bench) -> list[str]:
    return [line.strip() for line in screen_text(app).splitlines()]


def test_the_cursor_is_nowhere_until_a_key_puts_it_somewhere():
    async def go(app, view, pilot):
        assert view.cursor is None
        await pilot.press("space", "enter")
        assert app.told == [("entered", None)]
        await pilot.press("down", "down", "up", "space", "enter")
        assert app.told[1:] == [("moved", "r0"), ("moved", "r1"), ("moved", "r0"), ("picked", "r0"), ("entered", "r0")]
        assert shown(app)[0] == "› row 0 part 0"

    bench(rows(3), go)


def test_up_from_nowhere_goes_to_the_last_row():
    async def go(app, view, pilot):
        await pilot.press("up")
        assert view.cursor == "r2"

    bench(rows(3), go)


def test_a_rows_own_key_picks_it():
    async def go(app, view, pilot):
        await pilot.press("2")
        assert app.told == [("moved", "r2"), ("picked", "r2")]
        await pilot.press("9")
        assert len(app.told) == 2

    bench(rows(3), go)


def test_home_end_and_pages():
    async def go(app, view, pilot):
        await pilot.press("end")
        assert view.cursor == "r39"
        assert shown(app)[-1] == "› row 39 part 0"
        await pilot.press("pageup")
        assert view.cursor != "r39"
        await pilot.press("home")
        assert view.cursor == "r0"
        assert shown(app)[0] == "› row 0 part 0"
        await pilot.press("pagedown")
        assert "more above" in shown(app)[0]

    bench(rows(40), go)


def test_words_say_how_much_is_out_of_sight():
    async def go(app, view, pilot):
        assert shown(app)[-1] == "↓ 31 lines more below"
        await pilot.press("end")
        assert shown(app)[0] == "↑ 31 lines more above"
        assert "below" not in shown(app)[-1]

    bench(rows(40), go)


def test_every_row_can_be_reached_and_is_in_sight_when_it_is():
    async def go(app, view, pilot):
        for number in range(40):
            await pilot.press("down")
            while view.cursor != f"r{number}":
                await pilot.press("down")
            assert any(line.startswith(f"› row {number} part 0") for line in shown(app)), number

    bench(rows(40), go)


@pytest.mark.parametrize("height", [3, 4, 7, 14])
def test_rows_taller_than_the_screen_are_scrolled_through(height):
    async def go(app, view, pilot):
        seen: set[str] = set()
        for _ in range(60):
            seen.update(line.removeprefix("› ") for line in shown(app))
            await pilot.press("down")
        wanted = {f"row {row} part {part}" for row in range(3) for part in range(14)}
        assert wanted <= seen

    bench(rows(3, height=14), go, height=height)


def test_pinned_lines_and_the_tail_stay_in_sight():
    async def go(app, view, pilot):
        for key in ("end", "home", "pagedown", "pagedown"):
            await pilot.press(key)
            lines = shown(app)
            assert lines[:2] == ["head 0", "head 1"]
            assert lines[-2].endswith("row 38 part 0")
            assert lines[-1].endswith("row 39 part 0")
        await pilot.press("end")
        assert shown(app)[-1] == "› row 39 part 0"

    bench(rows(40, pinned=2, tail=2), go)


def test_a_click_picks_the_row_under_it_also_when_scrolled():
    async def go(app, view, pilot):
        await pilot.press("end")
        await pilot.click("#sheet", offset=(5, 8))
        assert app.told[-1] == ("picked", "r38")
        assert view.cursor == "r38"

    bench(rows(40), go)


def test_the_mouse_wheel_scrolls_and_leaves_the_cursor():
    async def go(app, view, pilot):
        await pilot._post_mouse_events([__import__("textual.events").events.MouseScrollDown], widget="#sheet")
        await pilot.pause()
        assert view.cursor is None
        assert "more above" in shown(app)[0]

    bench(rows(40), go)


def test_left_and_right_cross_to_the_other_column():
    def two(room: Room) -> Sheet:
        half = Room(room.width // 2, room.height)
        left, right = rows(3)(half), rows(2)(half)
        right = Sheet(right.lines, tuple(Row(f"x{row.id}", row.top, 1, 0, row.width) for row in right.rows))
        return beside(left, right, half.width)

    async def go(app, view, pilot):
        await pilot.press("down", "down", "right")
        assert view.cursor == "xr1"
        await pilot.press("left")
        assert view.cursor == "r1"
        await pilot.press("left")
        assert view.cursor == "r1"
        await pilot.press("down", "right")
        assert view.cursor == "xr1"

    bench(two, go)


def test_a_sheet_without_rows_scrolls():
    async def go(app, view, pilot):
        await pilot.press("down", "down", "down")
        assert "more above" in shown(app)[0]
        await pilot.press("end")
        assert shown(app)[-1] == "row 39 part 0"

    bench(lambda room: Sheet(rows(40)(room).lines), go)


def test_a_smaller_terminal_keeps_the_cursor_in_sight():
    async def go(app, view, pilot):
        await pilot.press("end")
        await pilot.resize_terminal(30, 5)
        await pilot.pause()
        assert any(line.startswith("› row 39") for line in shown(app))

    bench(rows(40), go, height=20)


def test_the_terminals_own_cursor_follows_the_row():
    async def go(app, view, pilot):
        await pilot.press("down", "down", "down")
        assert (app.cursor_position.x, app.cursor_position.y) == (0, 2)

    bench(rows(5), go)
