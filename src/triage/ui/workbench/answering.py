"""Choosing an answer to try: the page of the interview, and the list of all questions."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from triage.policy.uses.things import Kind
from triage.policy.workbench.bench import Bench
from triage.rules.answers import NOT_SURE, Answer
from triage.rules.model import QuestionType, RuleSet
from triage.session.paging import NONE_OF_THESE, answer_from, make_page, picked_values
from triage.ui.draw.question import NUMBER, Asking, question_drawing
from triage.ui.screens.question import number_after
from triage.ui.screens.reading import ReadingScreen
from triage.ui.screens.searching import SearchScreen
from triage.ui.sheet import Drawing
from triage.ui.widgets.sheet_view import SheetView
from triage.ui.workbench.draw.browse import found_drawing


class AnswerScreen(ReadingScreen):
    """One question as a person is asked it. Choosing keeps the answer at once, unless several may be chosen."""

    place = "try an answer"

    def __init__(
        self, rule_set: RuleSet, question: str, given: Answer | None, keep: Callable[[str, Answer | None], None]
    ) -> None:
        super().__init__()
        self._page = make_page(rule_set, rule_set.questions[question], given, 0)
        self._keep = keep
        picked = picked_values(given)
        number = self._page.type is QuestionType.NUMBER and NOT_SURE not in picked
        self._typed = next(iter(picked), "") if number else ""
        self._picked = frozenset() if number else picked
        self._problem = ""

    def drawing(self) -> Drawing:
        """The page."""
        return question_drawing(Asking(self._page, self._picked, self._typed, self._problem))

    def on_sheet_view_picked(self, message: SheetView.Picked) -> None:
        """Choose a line; where only one may be chosen, that is the answer."""
        value = message.row
        if value == NUMBER:
            return
        if self._page.type is not QuestionType.SEVERAL:
            self._picked, self._typed = frozenset({value}), ""
            self._done()
            return
        odd = {NONE_OF_THESE}
        self._picked = (
            self._picked - {value}
            if value in self._picked
            else (frozenset(odd) if value == NONE_OF_THESE else self._picked - odd | {value})
        )
        self._problem = ""
        self.main.show(self.drawing(), value, keep_place=True)

    def on_sheet_view_entered(self, message: SheetView.Entered) -> None:
        """Keep what is chosen; on a line of a choose-one page, choose it first."""
        if message.row and message.row != NUMBER and self._page.type is not QuestionType.SEVERAL:
            self._picked, self._typed = frozenset({message.row}), ""
        self._done()

    def on_key(self, event: events.Key) -> None:
        """Type a number on a page that asks for one."""
        typed = number_after(self._typed, event) if self._page.type is QuestionType.NUMBER else None
        if typed is None:
            return
        self._typed = typed
        event.stop()
        self._picked, self._problem = frozenset(), ""
        self.main.show(self.drawing(), NUMBER, keep_place=True)

    def _done(self) -> None:
        try:
            answer = answer_from(self._page, {self._typed} if self._typed else self._picked)
        except ValueError as wrong:
            self._problem = str(wrong)
            self.main.show(self.drawing(), self.main.cursor, keep_place=True)
            return
        self.triage.close_page()
        self._keep(self._page.question, answer)


class AnotherScreen(SearchScreen):
    """All questions, or those that hold the words typed. Enter answers one."""

    place = "another question"
    hint = "Search the questions"

    def __init__(self, bench: Bench, choose: Callable[[str], None]) -> None:
        super().__init__()
        self._bench = bench
        self._choose = choose

    def drawing(self) -> Drawing:
        """The questions."""
        every = self._bench.search(self.typed) if self.typed.strip() else self._bench.things
        return found_drawing([one for one in every if one.kind is Kind.QUESTION], self.typed)

    def open_row(self, row: str) -> None:
        """Answer it."""
        self.triage.close_page()
        self._choose(row.partition(":")[2])
