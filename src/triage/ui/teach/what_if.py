"""What if: pick an answer of the story, give another, and see both plans side by side, with the reasons."""

from __future__ import annotations

from textual.worker import get_current_worker

from triage.rules.answers import Answer
from triage.rules.vignettes import Vignette
from triage.training.path import Trainer
from triage.training.what_if import WhatIf, opposite, told_answers, turning_answers, what_if
from triage.ui.draw.notices import waiting_drawing
from triage.ui.sheet import Drawing
from triage.ui.teach.draw.what_if import AS_TOLD, answers_drawing, sides_drawing
from triage.ui.teach.page import MadeUp, MadeUpReading
from triage.ui.workbench.answering import AnswerScreen

MOST_REASONS = 3
"""Reasons of each sort on the page of both plans; the rest are counted."""


class AnswersToldScreen(MadeUpReading):
    """The answers of a story. A yes or no turns at once; any other answer is chosen on its own page."""

    place = "what if"

    def __init__(self, trainer: Trainer, story: Vignette) -> None:
        super().__init__()
        self._trainer = trainer
        self._story = story
        self._given: dict[str, Answer] = {}
        self._turning: frozenset[str] | None = None

    def on_mount(self) -> None:
        """Work out which answers matter most. It takes a moment, and every key works meanwhile."""
        self.run_worker(self._look, thread=True, exit_on_error=False, group="turning")

    def _look(self) -> None:
        found = frozenset(turning_answers(self._trainer, self._story))
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._tell, found)

    def _tell(self, found: frozenset[str]) -> None:
        self._turning = found
        if self.is_current:
            self.fill()

    def drawing(self) -> Drawing:
        """A row each, once it is known which matter most."""
        if self._turning is None:
            return waiting_drawing()
        rule_set = self._trainer.rule_set
        told = told_answers(self._trainer, self._story)
        return answers_drawing(self._story, told, self._given, rule_set, self._turning)

    def open_row(self, row: str) -> None:
        """Give that answer another value, or take every change back."""
        if row == AS_TOLD:
            self._given = {}
            self.main.show(self.drawing(), self.first())
            return
        question = self._trainer.rule_set.questions[row]
        given = self._given.get(row) or self._trainer.path(self._story).view.answers.get(row)
        other = opposite(question, given)
        if other is not None:
            self._keep(row, other)
        else:
            self.app.push_screen(OtherAnswerScreen(self._trainer.rule_set, row, given, self._keep))

    def _keep(self, question: str, answer: Answer | None) -> None:
        """Take the new answer up, and show what comes of it. The story's own answer again takes the change back."""
        self._given.pop(question, None)
        if answer is not None and answer != self._trainer.path(self._story).view.answers.get(question):
            self._given[question] = answer
        if self._given:
            self.app.push_screen(BothPlansScreen(what_if(self._trainer, self._story, self._given)))
        else:
            self.fill()


class OtherAnswerScreen(MadeUp, AnswerScreen):
    """The question as a person is asked it."""

    place = "what if"


class BothPlansScreen(MadeUpReading):
    """As told, and with the other answers."""

    place = "what if"

    def __init__(self, found: WhatIf) -> None:
        super().__init__()
        self._found = found

    def drawing(self) -> Drawing:
        """Both plans, and why they differ."""
        return sides_drawing(self._found, MOST_REASONS)

    def first(self) -> str | None:
        """From the top: the plans come first, the reasons after them."""
        return None

    def open_row(self, row: str) -> None:
        """Open the passage."""
        self.triage.open_passage(row.split(" ")[0])
