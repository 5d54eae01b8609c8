"""Seeing it differently on the screen: more urgent at once; anything else is only noted, with its reason."""

from __future__ import annotations

from triage.plan.own_view import (
    consult_first,
    differing,
    more_urgent,
    raises,
    safer_choices,
    seen_differently,
    taken_back,
)
from triage.plan.own_words import ABOUT_WORDS, MISSING, REASON_ONLY, STEP_ASKED, TAKE_BACK
from triage.rules.disagreeing import About, OwnReason
from triage.ui.case import Case
from triage.ui.draw.differing import TALKED_ROW, consult_drawing, differ_drawing
from triage.ui.draw.notices import menu_drawing
from triage.ui.screens.reading import ReadingScreen
from triage.ui.sheet import Drawing

BACK = "back"


class DifferScreen(ReadingScreen):
    """What can be chosen. What makes it more urgent comes first and asks nothing more."""

    place = "see it differently"

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case
        self._safer = {one.id: one for one in safer_choices(case.guide.rule_set, case.plan)}

    def drawing(self) -> Drawing:
        """The safer choices, then the rest."""
        others = [(about.value, words) for about, words in ABOUT_WORDS.items()]
        if raises(self._case.own):
            others.append((BACK, TAKE_BACK))
        safer = [(one.id, one.says) for one in self._safer.values()]
        return differ_drawing(seen_differently(self._case.guide.rule_set).says, safer, others)

    def open_row(self, row: str) -> None:
        """Raise the plan and show it; or ask for the reason."""
        if row in self._safer or row == BACK:
            self._case.differ(taken_back() if row == BACK else more_urgent(self._safer[row]))
            self.triage.close_page()
            self.triage.open_plan()
        elif row == About.STEP.value:
            self.app.switch_screen(WhichStepScreen(self._case))
        else:
            self.app.switch_screen(OwnReasonScreen(self._case, About(row)))


class WhichStepScreen(ReadingScreen):
    """Which step is wrong, or that one is missing."""

    place = "see it differently"

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case

    def drawing(self) -> Drawing:
        """The lines of the plan, after the one that stands for what is missing."""
        lines = [(f"step {step.id}", step.do, "") for step in self._case.plan.steps]
        return menu_drawing(STEP_ASKED, "The plan stays as it is.", [(MISSING, MISSING, ""), *lines])

    def open_row(self, row: str) -> None:
        """Ask for the reason."""
        step = "" if row == MISSING else row.removeprefix("step ")
        self.app.switch_screen(OwnReasonScreen(self._case, About.STEP, step))


class OwnReasonScreen(ReadingScreen):
    """The reasons there are."""

    place = "see it differently"

    def __init__(self, case: Case, about: About, step: str = "") -> None:
        super().__init__()
        self._case = case
        self._about = about
        self._step = step
        self._reasons = {one.id: one for one in seen_differently(case.guide.rule_set).about(about)}

    def drawing(self) -> Drawing:
        """A row each."""
        items = [(one.id, one.says, "") for one in self._reasons.values()]
        return menu_drawing(ABOUT_WORDS[self._about].rstrip("."), REASON_ONLY, items)

    def open_row(self, row: str) -> None:
        """Note it, and say whom to talk to first when it could mean doing less."""
        reason = self._reasons[row]
        self._case.differ(differing(reason, self._step))
        if reason.safer:
            self.triage.close_page()
            self.triage.open_plan()
        else:
            self.app.switch_screen(ConsultScreen(self._case, reason, self._step))


class ConsultScreen(ReadingScreen):
    """Whom to talk to before doing less. The reason is noted already; the plan stays as it is."""

    place = "talk it through first"

    def __init__(self, case: Case, reason: OwnReason, step: str) -> None:
        super().__init__()
        self._case = case
        self._reason = reason
        self._step = step

    def drawing(self) -> Drawing:
        """What to say and to whom."""
        guide, view = self._case.guide, self._case.view
        consult = consult_first(guide.rule_set)
        says, say, write = (guide.fill(view, text) for text in (consult.says, consult.say, consult.write))
        return consult_drawing(says, say, write, guide.to_ask(view))

    def open_row(self, row: str) -> None:
        """Note that it was talked through, or not yet, and go back to the plan."""
        if row == TALKED_ROW:
            self._case.differ(differing(self._reason, self._step, consulted=True))
        self.triage.close_page()
        self.triage.open_plan()
