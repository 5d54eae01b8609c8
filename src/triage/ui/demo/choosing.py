"""The page that lists the demonstrations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from triage.rules.demonstrations import Demonstration
from triage.ui.draw.notices import menu_drawing
from triage.ui.screens.reading import ReadingScreen
from triage.ui.sheet import Drawing


class ChooseScreen(ReadingScreen):
    """What can be shown, a line each."""

    place = "demonstrations"

    def __init__(self, every: Sequence[Demonstration], choose: Callable[[str], None]) -> None:
        super().__init__()
        self._every = every
        self._choose = choose

    def drawing(self) -> Drawing:
        """Each with what it shows."""
        items = [(one.id, one.title, one.about) for one in self._every]
        about = "Each plays by itself in the real app. Space pauses it."
        return menu_drawing("Demonstrations", about, items)

    def open_row(self, row: str) -> None:
        """Play it."""
        self._choose(row)

    def do_close(self) -> None:
        """There is nothing under it: leave."""
        self.triage.leave()
