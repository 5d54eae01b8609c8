"""The plan, with the reasons for the highlighted line beside it on a wide terminal."""

from __future__ import annotations

from collections.abc import Iterator

from textual.widget import Widget

from triage.commands import Where
from triage.export.places.page import Place
from triage.plan.model import PlanStep
from triage.ui.case import Case
from triage.ui.draw.plan import Shown, plan_drawing
from triage.ui.draw.why import why_drawing
from triage.ui.screens.page import Page
from triage.ui.screens.reading import ChangeScreen, WhyNotScreen, WhyScreen
from triage.ui.widgets.sheet_view import SheetView, SideView


class PlanScreen(Page, where=Where.PLAN):
    """What to do. Lines can be ticked as done: on this screen only, or in a saved case for good."""

    place = "plan"

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case
        self._open: str | None = None
        self._all_open = False

    def middle(self) -> Iterator[Widget]:
        """The plan, and why the highlighted line is there."""
        yield SheetView(id="main")
        yield SideView(id="side")

    def fill(self) -> None:
        """Show the plan, the cursor where it was or on the first line."""
        super().fill()
        steps = self.case.plan.steps
        known = {step.id for step in steps}
        cursor = self.main.cursor if self.main.cursor in known else self._to_do()
        if self.main.cursor is None or self._open in self.case.done:
            self._open = self._to_do()
        self._show(cursor)

    def _to_do(self) -> str | None:
        """The first line that is still to be done; the first of all when none is."""
        steps = [step.id for step in self.case.plan.steps]
        return next((name for name in steps if name not in self.case.done), steps[0] if steps else None)

    def _show(self, cursor: str | None) -> None:
        view = self.case.view
        shown = Shown(
            plan=self.case.plan,
            done=self.case.done,
            open_step=self._open,
            all_open=self._all_open,
            settled=self.case.settled,
            enough=view.enough,
            questions_left=view.page.about_left if view.page is not None else 0,
            progress=self.case.progress,
            began=self.case.began,
            saved_as=self.case.keeper.reference if self.case.keeper is not None else "",
            fuller=sum(section.open_questions > 0 for section in view.sections),
        )
        self.main.show(plan_drawing(shown), cursor, keep_place=True)
        self._show_why()

    def _show_why(self) -> None:
        step = self.step
        if step is not None:
            self.query_one("#side", SheetView).show(why_drawing(step))

    @property
    def step(self) -> PlanStep | None:
        """The highlighted step."""
        return next((step for step in self.case.plan.steps if step.id == self.main.cursor), None)

    def on_sheet_view_moved(self, message: SheetView.Moved) -> None:
        """Show why the line now highlighted is there."""
        if message.view is self.main:
            self._show_why()

    def on_sheet_view_picked(self, message: SheetView.Picked) -> None:
        """Mark a step as done or not done; in the reasons, open the passage."""
        if message.view is not self.main:
            self.triage.open_passage(message.row)
            return
        self.case.tick(message.row)
        if message.row not in self.case.done:
            self._open = message.row
        elif self._open == message.row:
            self._open = self._to_do()
        self.show_top()
        self._show(message.row)

    def on_sheet_view_entered(self, message: SheetView.Entered) -> None:
        """Open the line or close it again; in the reasons, open the passage."""
        if message.row is None:
            return
        if message.view is not self.main:
            self.triage.open_passage(message.row)
            return
        self._open = None if self._open == message.row else message.row
        self._show(message.row)

    def can(self, command_id: str) -> bool:
        """What is told about a step or a case needs a case that is saved."""
        return (command_id not in ("mark", "happened") or self.case.keeper is not None) and super().can(command_id)

    def do_mark(self) -> None:
        """Say what became of the highlighted step."""
        if self.step is not None:
            self.triage.open_mark(self.step)

    def do_happened(self) -> None:
        """Say what happened."""
        self.triage.open_happened()

    def do_case(self) -> None:
        """Show the whole case."""
        self.triage.open_place(Place.HOME)

    def do_ladder(self) -> None:
        """Show the ladder of disagreement."""
        self.triage.open_place(Place.LADDER)

    def do_why(self) -> None:
        """Say why the highlighted line is there."""
        if self.step is not None:
            self.app.push_screen(WhyScreen(self.step))

    def do_why_not(self) -> None:
        """Say why it is not more urgent."""
        self.app.push_screen(WhyNotScreen(self.case))

    def do_change(self) -> None:
        """Say what would change it."""
        self.app.push_screen(ChangeScreen(self.case))

    def do_open(self) -> None:
        """Every line in full, or only the highlighted one."""
        self._all_open = not self._all_open
        self._show(self.main.cursor)

    def do_guidance(self) -> None:
        """The passage behind the highlighted line."""
        step = self.step
        anchors = [citation.anchor for reason in step.reasons for citation in reason.citations] if step else []
        if anchors:
            self.triage.open_passage(anchors[0])
        else:
            self.triage.open_guidance()

    def do_fuller(self) -> None:
        """Choose a part to make fuller."""
        self.triage.open_fuller()

    def do_forms(self) -> None:
        """Choose a form to fill."""
        self.triage.open_forms()

    def do_differ(self) -> None:
        """Choose what is seen differently."""
        self.triage.open_differing()

    def do_back(self) -> None:
        """Go to the question that is next, or to the last one when none is left."""
        if self.case.view.page is None:
            self.case.back()
        self.triage.open_question()

    def do_danger(self) -> None:
        """Go to the danger question."""
        self.triage.ask_danger()

    def do_source(self) -> None:
        """Show which lines of the rule files the highlighted line comes from."""
        from triage.policy.workbench.on_screen import behind_step

        if self.step is not None:
            self.triage.open_places(self.step.do, tuple(behind_step(self.case.guide.rule_set, self.step)))

    def do_answers(self) -> None:
        """Check the answers."""
        self.triage.open_answers()

    def do_plan(self) -> None:
        """Already here: back to the top."""
        self.main.action_edge(0)

    def do_new(self) -> None:
        """Begin with a new worry."""
        self.triage.begin()
