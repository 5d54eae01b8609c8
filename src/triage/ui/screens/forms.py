"""Forms and letters on the screen: choose one, read it, then save or copy it."""

from __future__ import annotations

from triage.documents.cabinet import Cabinet
from triage.documents.case_file import CaseFile
from triage.documents.fill import fill
from triage.documents.paper import Paper
from triage.documents.writers import SUFFIXES, Format, WordMissingError, written
from triage.documents.writers.text import as_text
from triage.ui.case import Case
from triage.ui.draw.forms import COPY, KEEP, forms_drawing, paper_drawing
from triage.ui.screens.reading import ReadingScreen
from triage.ui.sheet import Drawing


class FormsScreen(ReadingScreen):
    """Every form, those the case calls for first."""

    place = "forms and letters"

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case
        self._cabinet = Cabinet(case.guide.rule_set)

    def drawing(self) -> Drawing:
        """The forms."""
        answers = self._case.view.answers
        return forms_drawing(self._cabinet.called_for(answers), self._cabinet.others(answers))

    def open_row(self, row: str) -> None:
        """Show the form filled in."""
        self.app.push_screen(FormScreen(filled(self._case, row)))


def filled(case: Case, name: str) -> Paper:
    """A form filled from a worry; from its history too, when it is a saved case."""
    view, rule_set, keeper = case.view, case.guide.rule_set, case.keeper
    document = Cabinet(rule_set).in_use(rule_set.documents[name], view.answers)
    file = CaseFile(keeper.case, rule_set, keeper.clock()) if keeper is not None else None
    return fill(document, rule_set, view, case.plan, file)


class FormScreen(ReadingScreen):
    """One filled form."""

    place = "form"

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self._paper = paper
        self._said = ""

    def drawing(self) -> Drawing:
        """What can be done with it, and the form."""
        return paper_drawing(self._paper, self._said)

    def open_row(self, row: str) -> None:
        """Save or copy it, and say what came of it."""
        if row == COPY:
            self.app.copy_to_clipboard(as_text(self._paper))
            self._said = "Copied, if this terminal allows it. Check by pasting it where it should go."
        else:
            self._said = self._keep(Format(row.removeprefix(KEEP)))
        self.fill()

    def _keep(self, form: Format) -> str:
        try:
            data = written(self._paper, form)
        except WordMissingError as missing:
            return str(missing)
        return self.triage.context.keep(f"{self._paper.id}{SUFFIXES[form]}", data)
