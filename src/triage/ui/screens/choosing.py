"""Short pages with a few lines to choose from."""

from __future__ import annotations

from collections.abc import Callable

from triage.ui.case import Case
from triage.ui.draw.notices import menu_drawing
from triage.ui.draw.words import count
from triage.ui.screens.reading import ReadingScreen
from triage.ui.sheet import Drawing


class FullerScreen(ReadingScreen):
    """The parts of the interview that can still add to the plan."""

    place = "make it fuller"

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case

    def drawing(self) -> Drawing:
        """Each part with what it settles."""
        sections = [section for section in self._case.view.sections if section.open_questions]
        items = [
            (section.id, section.title, f"settles {section.settles} ({count(section.open_questions, 'question')})")
            for section in sections
        ]
        about = (
            "Choose a part. Nothing you add makes the plan less urgent."
            if items
            else "Nothing is left to ask: the plan is as full as these rules can make it."
        )
        return menu_drawing("Make the plan fuller", about, items)

    def open_row(self, row: str) -> None:
        """Ask the questions of that part."""
        self.triage.close_page()
        self._case.make_fuller(row)
        self.triage.open_question()


class SureScreen(ReadingScreen):
    """Asks before answers are lost. Staying comes first."""

    place = "are you sure"

    def __init__(self, about: str, stay: str, go: str, then: Callable[[], None]) -> None:
        super().__init__()
        self._words = (about, stay, go)
        self._then = then

    def drawing(self) -> Drawing:
        """Stay or go."""
        about, stay, go = self._words
        return menu_drawing(about, "Answers that are not saved are only on this screen, and nothing of them is kept.",
                            [("stay", stay, ""), ("go", go, "")])  # fmt: skip

    def open_row(self, row: str) -> None:
        """Do as chosen."""
        self.triage.close_page()
        if row == "go":
            self._then()

    def do_quit(self) -> None:
        """Asked twice: already asking."""
