"""Turns answers into what is sent across the seam to the rules engine."""

from __future__ import annotations

from triage.engine.seam import AnswerCells, Request
from triage.engine.tidy import options_of, tidy
from triage.rules.answers import Answer, Answers, cells
from triage.rules.model import Question, QuestionType, RuleSet


class Requests:
    """Makes requests for one rule set. What an answer comes to is kept until that answer changes."""

    def __init__(self, rule_set: RuleSet) -> None:
        self._questions = rule_set.questions
        self._kept: dict[str, tuple[Answer, AnswerCells]] = {}

    def request(self, answers: Answers) -> Request:
        """Everything answered, in the order of the rule set. Unknown questions are left out."""
        wanted = ((name, answers.get(name)) for name in self._questions)
        return {"answers": [self._cells(name, answer) for name, answer in wanted if answer is not None]}

    def _cells(self, name: str, answer: Answer) -> AnswerCells:
        kept = self._kept.get(name)
        if kept is not None and kept[0] is answer:
            return kept[1]
        made = _answer_cells(self._questions[name], answer)
        self._kept[name] = (answer, made)
        return made


def _answer_cells(question: Question, answer: Answer) -> AnswerCells:
    several = question.type is QuestionType.SEVERAL
    found = cells(question.id, options_of(question), several, tidy(question, answer))
    return {"question": question.id, "cells": [(option, value) for (_, option), value in found.items()]}
