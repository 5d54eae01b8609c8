"""The saved cases in a list, and what is due today across all of them."""

from __future__ import annotations

from datetime import datetime

from triage.case.due import Due
from triage.case.keeping import CasesError
from triage.case.today import due_in
from triage.ui.draw.cases import asking_drawing, cases_drawing, today_drawing
from triage.ui.screens.reading import ReadingScreen
from triage.ui.sheet import BLANK, Drawing

NEW, TODAY, SHELF = "new:", "today:", "shelf:"
"""Rows that open no case. No reference has a colon."""


class _OverCases(ReadingScreen):
    """A page drawn from the saved cases each time it is shown."""

    _drawn: Drawing = staticmethod(lambda _room: BLANK)

    def fill(self) -> None:
        """Read the cases again, and show them."""
        shelf = self.triage.context.cases
        if shelf is not None:
            try:
                self._drawn = self.draw(shelf.clock())
            except CasesError as trouble:
                self._drawn = asking_drawing(trouble.says, "", trouble.remedy)
        super().fill()

    def drawing(self) -> Drawing:
        """As it was drawn last."""
        return self._drawn

    def draw(self, now: datetime) -> Drawing:
        """Draw it from the cases as they are at ``now``."""
        raise NotImplementedError

    def open_row(self, row: str) -> None:
        """Open the case of that line."""
        if row == NEW:
            self.triage.open_new_case()
        elif row == TODAY:
            self.triage.open_today()
        elif row == SHELF:
            self.triage.open_shelf()
        else:
            self.triage.open_case(row.partition(":")[0])


class CasesScreen(_OverCases):
    """Every saved case, what is overdue first."""

    place = "saved cases"

    def draw(self, now: datetime) -> Drawing:
        """The cases, under the ways to begin one and to see what is due."""
        actions = [(TODAY, "Today", "what is due in all cases"), (NEW, "New saved case", "")]
        if self.triage.desk is not None:
            actions.append((SHELF, "Keep, move or delete", "put away, a file, the passphrase"))
        return cases_drawing(self.triage.standings(), actions, now)


class TodayScreen(_OverCases):
    """What is due in all cases, what is overdue first."""

    place = "today"

    def draw(self, now: datetime) -> Drawing:
        """Each thing with the case it belongs to."""
        store = self.triage.store
        due: list[tuple[str, Due]] = due_in(store.all(), now) if store is not None else []
        return today_drawing(due, now)
