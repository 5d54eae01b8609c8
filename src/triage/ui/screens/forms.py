"""Forms and letters on the screen: choose one, read it, then save or copy it."""

from __future__ import annotations

from triage.documents.cabinet import Cabinet
from triage.documents.case_file import CaseFile
from triage.documents.fill import fill
from triage.documents.kept import keep_form
from triage.documents.paper import Paper
from triage.documents.writers import Format
from triage.documents.writers.text import as_text
from triage.ui.case import Case
from triage.ui.draw.forms import COPY, KEEP, forms_drawing, paper_drawing
from triage.ui.screens.reading import ReadingScreen
from triage.ui.sheet import Drawing

COPIED = (
    "Copied, if this terminal allows it: some do not, and it cannot tell us. Check by pasting it where it should go. "
    "What you copied stays there until you copy something else."
)


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
        self.app.push_screen(FormScreen(self._case, row))


def filled(case: Case, name: str) -> Paper:
    """A form filled from a worry; from its history too, when it is a saved case."""
    view, rule_set, keeper = case.view, case.guide.rule_set, case.keeper
    document = Cabinet(rule_set).in_use(rule_set.documents[name], view.answers)
    file = CaseFile(keeper.case, rule_set, keeper.clock()) if keeper is not None else None
    return fill(document, rule_set, view, case.plan, file)


class FormScreen(ReadingScreen):
    """One form, filled from a worry as it stands."""

    place = "form"

    def __init__(self, case: Case, form: str) -> None:
        super().__init__()
        self._case = case
        self._form = form
        self._paper = filled(case, form)
        self._said = ""

    def drawing(self) -> Drawing:
        """What can be done with it, and the form."""
        return paper_drawing(self._paper, self._said)

    def open_row(self, row: str) -> None:
        """Save or copy it, and say what came of it."""
        if row == COPY:
            self.app.copy_to_clipboard(as_text(self._paper))
            self._said = COPIED
        else:
            self._said = self._keep(Format(row.removeprefix(KEEP)))
        self.fill()

    def _keep(self, form: Format) -> str:
        """Save it. A saved case notes that, so the next one is filled afresh and carries its own receipt."""
        said = keep_form(self._paper, form, self.triage.context.keep, self._case.keeper)
        self._paper = filled(self._case, self._form)
        return said
