"""The blank page: hides everything at once, and says nothing of what is behind it."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult

from triage.commands import Where
from triage.ui.bindings import first_key, key_of
from triage.ui.lines import Bit, Ink
from triage.ui.screens.page import Page
from triage.ui.sheet import BLANK, Pen, Room, Sheet
from triage.ui.widgets.sheet_view import SheetView


class BlankScreen(Page, where=Where.READING):
    """Nothing at all until a key is pressed; then only how to go back."""

    def compose(self) -> ComposeResult:
        """No bars."""
        yield SheetView(id="main")

    def show_top(self) -> None:
        """Nothing: there is no bar here."""

    def fill(self) -> None:
        """Nothing."""
        self.main.show(lambda _room: BLANK)

    def on_key(self, event: events.Key) -> None:
        """Any key but the two that work here says how to go back."""
        if event.key not in (first_key("blank"), first_key("card")):
            event.stop()
            event.prevent_default()
            self.main.show(_how_back)

    def do_blank(self) -> None:
        """Show everything again."""
        self.triage.close_page()


def _how_back(room: Room) -> Sheet:
    pen = Pen(room.width)
    pen.gap()
    pen.text(
        Bit(key_of("blank"), Ink.ACCENT),
        Bit(" goes back.   "),
        Bit(key_of("card"), Ink.ACCENT),
        Bit(" shows the emergency card."),
    )
    return pen.sheet()
