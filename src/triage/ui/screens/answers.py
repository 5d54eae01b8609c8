"""Check your answers."""

from __future__ import annotations

from triage.commands import Where
from triage.ui.case import Case
from triage.ui.draw.answers import answers_drawing
from triage.ui.screens.page import Page
from triage.ui.widgets.sheet_view import SheetView


class AnswersScreen(Page, where=Where.ANSWERS):
    """Every answer, each with a way to change it."""

    place = "check your answers"

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case

    def fill(self) -> None:
        """Show the list, the cursor where it was."""
        super().fill()
        rows = self.case.view.rows
        cursor = self.main.cursor or (rows[0].question if rows else None)
        self.main.show(answers_drawing(rows), cursor, keep_place=True)

    def on_sheet_view_picked(self, message: SheetView.Picked) -> None:
        """Change the answer."""
        self._change(message.row)

    def on_sheet_view_entered(self, message: SheetView.Entered) -> None:
        """Change the answer."""
        if message.row:
            self._change(message.row)

    def _change(self, question: str) -> None:
        if question not in self.case.view.set_aside:
            self.case.look_at(question, then_return=True)
            self.triage.open_question()

    def do_differ(self) -> None:
        """Choose what is seen differently."""
        self.triage.open_differing()

    def do_back(self) -> None:
        """Go on with the questions, or to the plan when none is left."""
        self.triage.go_on()

    def do_danger(self) -> None:
        """Go to the danger question."""
        self.triage.ask_danger()

    def do_plan(self) -> None:
        """Show the plan."""
        self.triage.open_plan()

    def do_source(self) -> None:
        """Show which lines of the rule files the question under the cursor stands in."""
        from triage.policy.workbench.on_screen import behind_question

        rule_set = self.case.guide.rule_set
        things = tuple(behind_question(rule_set, self.main.cursor or ""))
        if things:
            self.triage.open_places(things[0].says, things)

    def do_answers(self) -> None:
        """Already here."""
