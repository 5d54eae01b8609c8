"""Topics, what is in them, and a search over everything; on a wide terminal the thing under the cursor beside it."""

from __future__ import annotations

from collections.abc import Iterator

from textual.widget import Widget

from triage.commands import Where
from triage.policy.workbench.bench import Bench
from triage.ui.screens.searching import SearchScreen
from triage.ui.sheet import Drawing, Pen, Room, Sheet
from triage.ui.widgets.sheet_view import SheetView, SideView
from triage.ui.workbench.draw.browse import TOPIC, found_drawing, topic_drawing, topics_drawing
from triage.ui.workbench.draw.thing import draw_place, draw_rule
from triage.ui.workbench.page import WorkbenchPage


class BrowseScreen(WorkbenchPage, SearchScreen, where=Where.WORKBENCH):
    """The way in. Typing searches everything; Enter opens a topic or a thing; Esc goes up again."""

    hint = "Search: part of a name, or a few words, such as bruise, or ring"

    def __init__(self, topic: str = "") -> None:
        super().__init__()
        self._topic = topic

    def middle(self) -> Iterator[Widget]:
        """The list, and what the cursor is on."""
        yield SheetView(id="main")
        yield SideView(id="side")

    def fill(self) -> None:
        """Show the list and the thing beside it."""
        if self.bench is not None and not self._topic and not self.main.cursor:
            self._topic = self._begin(self.bench)
        super().fill()
        self._show_side()

    def _begin(self, bench: Bench) -> str:
        """The topic of the file the workbench was opened on; only the first time."""
        door = self.desk.door
        inside = [one for one in bench.things if one.place is not None and one.place.file.startswith(door.begin)]
        return bench.topic_of(inside[0]) if door.begin.count("/") > 1 and inside else ""

    def content(self, bench: Bench) -> Drawing:
        """What the words find, the things of a topic, or all topics."""
        if self.typed.strip():
            return found_drawing(bench.search(self.typed), self.typed)
        topic = bench.topic(self._topic)
        return topic_drawing(topic) if topic is not None else topics_drawing(bench)

    def on_sheet_view_moved(self, message: SheetView.Moved) -> None:
        """Show the thing now under the cursor."""
        if message.view is self.main:
            self._show_side()

    def show_found(self) -> None:
        """Show what was found, and the first of it beside."""
        super().show_found()
        self._show_side()

    def _show_side(self) -> None:
        bench, cursor = self.bench, self.main.cursor or ""
        if bench is None:
            return
        topic = bench.topic(cursor.removeprefix(TOPIC)) if cursor.startswith(TOPIC) else None
        self.query_one("#side", SheetView).show(topic_drawing(topic) if topic is not None else self._preview)

    def _preview(self, room: Room) -> Sheet:
        pen = Pen(room.width)
        thing = self.thing_here()
        if self.bench is not None and thing is not None:
            draw_place(pen, thing)
            pen.gap()
            draw_rule(pen, self.bench, thing)
        return Sheet(pen.sheet().lines)

    def open_row(self, row: str) -> None:
        """Open a topic here, or a thing on a page of its own."""
        if row.startswith(TOPIC):
            self._go_to(row.removeprefix(TOPIC))
        else:
            super().open_row(row)

    def _go_to(self, topic: str, cursor: str | None = None) -> None:
        self._topic = topic
        self.main.show(self.drawing(), cursor or self.first(), keep_place=cursor is not None)
        self._show_side()

    def do_close(self) -> None:
        """Take back the search, then go up to the topics, then back to where the person was."""
        box = self.query_one("#search")
        if self.typed:
            box.value = ""  # type: ignore[attr-defined]
        elif self._topic:
            self._go_to("", f"{TOPIC}{self._topic}")
        else:
            self.triage.close_page()
