"""A question page, with the plan building beside it on a wide terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual import events
from textual.widget import Widget

from triage.commands import Where
from triage.rules.answers import NOT_SURE
from triage.rules.model import QuestionType
from triage.session.page import Page as QuestionPage
from triage.session.paging import NONE_OF_THESE, picked_values
from triage.ui.case import Case
from triage.ui.draw.building import building_drawing
from triage.ui.draw.question import NUMBER, Asking, question_drawing
from triage.ui.draw.so_far import so_far
from triage.ui.screens.page import Page
from triage.ui.widgets.painted import Plate
from triage.ui.widgets.sheet_view import SheetView, SideView

_MOST_DIGITS = 4


class QuestionScreen(Page, where=Where.QUESTION):
    """Asks one page after another. Enter keeps what is picked; going back or elsewhere loses nothing kept."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case
        self._asked: QuestionPage | None = None
        self._picked: frozenset[str] = frozenset()
        self._typed = ""
        self._problem = ""
        self._waiting = False
        self._show_why = False

    def middle(self) -> Iterator[Widget]:
        """The question, and the plan so far."""
        yield SheetView(id="main")
        yield SideView(id="side")

    def below(self) -> Iterator[Widget]:
        """The strip with the plan so far."""
        yield Plate(id="sofar")

    def fill(self) -> None:
        """Show the page of the interview."""
        page = self.case.view.page
        if page is None:  # it was answered elsewhere meanwhile
            return
        if page != self._asked:
            self._take_up(page)
        self.place = self._where_in_the_interview()
        super().fill()
        self._show()
        if self.triage.guide is None:  # only the first page is read: there is nothing to plan with yet
            return
        plan, settled, started = self.case.plan, self.case.settled, self.case.started
        self.query_one("#sofar", Plate).show(so_far(plan, settled=settled, started=started))
        self.query_one("#side", SheetView).show(
            building_drawing(plan, self.case.news, self.case.last, settled=settled, started=started)
        )

    def _where_in_the_interview(self) -> str:
        if self.case.returning:
            return "change an answer"
        return "make it fuller" if self.case.session.opened else "new worry"

    def _take_up(self, page: QuestionPage) -> None:
        """Start a page: what was picked or answered before is shown as it was, and nothing else is picked."""
        self._asked = page
        picked = self.case.drafts.get(page.question, picked_values(page.answer))
        number = page.type is QuestionType.NUMBER and NOT_SURE not in picked
        self._typed = next(iter(picked), "") if number else ""
        self._picked = frozenset() if number else picked
        self._problem, self._show_why, self._waiting = "", False, False
        self.main.cursor = NUMBER if page.type is QuestionType.NUMBER else None
        self.main.focus()

    def _show(self, cursor: str | None = None) -> None:
        if self._asked is not None:
            asking = Asking(self._asked, self._picked, self._typed, self._problem, self._show_why, self._waiting)
            self.case.drafts[self._asked.question] = self._answer
            same = cursor or self.main.cursor
            self.main.show(question_drawing(asking), same, keep_place=same is not None)

    def can(self, command_id: str) -> bool:
        """A number is typed, so nothing is chosen by its digit; "none of these" is only there where several may be."""
        asked = self._asked.type if self._asked is not None else None
        if command_id == "choose":
            return asked is not QuestionType.NUMBER
        return super().can(command_id) and (command_id != "none" or asked is QuestionType.SEVERAL)

    def digits(self) -> int:
        """As many as the page has answers, up to nine."""
        page = self.case.view.page
        if page is None or page.type is QuestionType.NUMBER:
            return 9
        return min(9, sum(choice.value not in (NOT_SURE, NONE_OF_THESE) for choice in page.choices))

    # Picking

    def on_sheet_view_picked(self, message: SheetView.Picked) -> None:
        """Choose a line, or take it back where several may be chosen."""
        if message.view is self.main and message.row != NUMBER:
            self._pick(message.row)

    def _pick(self, value: str) -> None:
        page = self._asked
        if page is None:
            return
        if page.type is not QuestionType.SEVERAL:
            self._picked, self._typed = frozenset({value}), ""
        elif value in self._picked:
            self._picked -= {value}
        elif value == NONE_OF_THESE:
            self._picked = frozenset({value})
        else:
            self._picked = self._picked - {NONE_OF_THESE} | {value}
        self._problem = ""
        self._show(value)

    def on_key(self, event: events.Key) -> None:
        """Type a number on a page that asks for one."""
        if self._asked is None or self._asked.type is not QuestionType.NUMBER:
            return
        typed = number_after(self._typed, event)
        if typed is None:
            return
        self._typed = typed
        event.stop()
        event.prevent_default()
        self._picked, self._problem = frozenset(), ""
        self._show(NUMBER)

    def on_sheet_view_entered(self, message: SheetView.Entered) -> None:
        """Keep the answer and go on. Enter on a line of a choose-one page chooses it first."""
        if message.view is not self.main:
            return
        page = self._asked
        untouched = not self._picked and not self._typed
        choose_one = page is not None and page.type is not QuestionType.SEVERAL
        if untouched and choose_one and message.row and message.row != NUMBER:
            self._picked = frozenset({message.row})
        self.do_continue()

    def do_continue(self) -> None:
        """Keep this answer and go on, once the rules are read."""
        self._once_read(self._keep_and_go_on)

    def _once_read(self, then: Callable[[], None]) -> None:
        """Do ``then`` now; on the first page, when the rules are still being read, as soon as they are."""
        if self.triage.guide is None:
            self._waiting = True
            self._show()
        self.triage.with_guide(lambda _: then() if self.is_current else None)

    def _keep_and_go_on(self) -> None:
        try:
            self.case.answer(self._answer)
        except ValueError as wrong:
            self._problem = str(wrong)
            self._show()
            return
        self.triage.open_question()

    @property
    def picked(self) -> frozenset[str]:
        """The lines that are picked on the page."""
        return self._picked

    @property
    def _answer(self) -> frozenset[str]:
        """What is picked or typed on the page."""
        return frozenset({self._typed}) if self._typed else self._picked

    # Commands

    def do_not_sure(self) -> None:
        """Pick "not sure"."""
        self._pick(NOT_SURE)

    def do_none(self) -> None:
        """Pick "none of these"."""
        if self._asked is not None and self._asked.type is QuestionType.SEVERAL:
            self._pick(NONE_OF_THESE)

    def do_skip(self) -> None:
        """Pass over this question."""
        self._once_read(self._pass_over)

    def _pass_over(self) -> None:
        self.case.skip()
        self.triage.open_question()

    def do_back(self) -> None:
        """Go to the page before, or to where the person came from."""
        if self.case.returning:
            self.case.forward()
            self.triage.open_answers()
        elif self.case.can_go_back():
            self.case.back()
            self.fill()
        else:
            self.triage.open_start()

    def do_why_ask(self) -> None:
        """Show or hide why this is asked, right under the question."""
        self._show_why = not self._show_why
        self._show()

    def do_danger(self) -> None:
        """Go to the danger question."""
        self.triage.ask_danger()

    def do_plan(self) -> None:
        """Show the plan so far."""
        self.triage.open_plan()

    def do_source(self) -> None:
        """Show which lines of the rule files this question stands in."""
        from triage.policy.workbench.on_screen import behind_question

        if self._asked is not None:
            rule_set = self.case.guide.rule_set
            self.triage.open_places(self._asked.ask, tuple(behind_question(rule_set, self._asked.question)))

    def do_differ(self) -> None:
        """Choose what is seen differently."""
        self.triage.open_differing()

    def do_answers(self) -> None:
        """Check the answers."""
        self.triage.open_answers()


def number_after(typed: str, event: events.Key) -> str | None:
    """The digits typed once this key was pressed too; None for a key that types no number."""
    character = event.character or ""
    if character.isascii() and character.isdigit():
        return (typed + character)[:_MOST_DIGITS]
    return typed[:-1] if event.key == "backspace" else None
