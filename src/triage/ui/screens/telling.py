"""Telling something about a saved case: choose what, then type what is asked, one line at a time. Saved at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from triage.case.asks import Telling, taken
from triage.ui.case import Case
from triage.ui.draw.cases import question_drawing
from triage.ui.draw.notices import menu_drawing
from triage.ui.screens.reading import ReadingScreen
from triage.ui.screens.typing import TypingScreen
from triage.ui.sheet import Drawing


class TellScreen(ReadingScreen):
    """What can be told, in lines to choose from."""

    place = "what happened"

    def __init__(self, case: Case, title: str, tellings: Sequence[Telling]) -> None:
        super().__init__()
        self._case = case
        self._title = title
        self._tellings = {one.id: one for one in tellings}

    def drawing(self) -> Drawing:
        """The lines."""
        about = "Each is saved at once, with the time. Nothing is ever written over. Esc goes back."
        return menu_drawing(self._title, about, [(one.id, one.title, "") for one in self._tellings.values()])

    def open_row(self, row: str) -> None:
        """Ask what has to be known for it."""
        self.triage.close_page()
        self.triage.read(AskScreen(self._case, self._title, self._tellings[row]))


class AskScreen(TypingScreen):
    """One line to type for each thing that is asked. Nothing is written before the last."""

    place = "what happened"

    def __init__(
        self, case: Case, about: str, telling: Telling, noted: Callable[[str], None] = lambda _title: None
    ) -> None:
        """``noted`` is told the title of what was written, once it is."""
        super().__init__()
        self._noted = noted
        self._case = case
        self._about = about
        self._telling = telling
        self._said: dict[str, str] = {}
        self._problem = ""

    def drawing(self) -> Drawing:
        """What is asked now."""
        place = len(self._said)
        ask = self._telling.asks[min(place, len(self._telling.asks) - 1)]
        left = len(self._telling.asks) - place - 1
        return question_drawing(self._about, self._telling.title, ask, left, self._problem)

    def take(self, typed: str) -> None:
        """Keep the line and ask the next thing; after the last, write it down."""
        ask = self._telling.asks[len(self._said)]
        text = taken(ask, typed)
        self._problem = ask.problem(text, self._case.moment())
        if not self._problem:
            self._said[ask.name] = text
            if len(self._said) == len(self._telling.asks):
                self._problem = self._case.tell(lambda at: self._telling.make(at, self._said))
                if not self._problem:
                    self._noted(self._telling.title)
                    self.triage.close_page()
                    return
                del self._said[ask.name]  # Enter tries again
            else:
                self.box.value = ""
        self.fill()
