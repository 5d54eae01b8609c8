"""Which answers some scenario gives: each option of each question, and not sure."""

from __future__ import annotations

from triage.policy.branches import Branch
from triage.rules.answers import NOT_SURE, Answers
from triage.rules.model import RuleSet


class AnswerCoverage:
    """Counts the answers that scenarios give to pages they were asked. A skipped page counts as not sure."""

    def __init__(self, rule_set: RuleSet) -> None:
        self._answers = {
            (question.id, value): Branch(question.id, value, question.place)
            for question in rule_set.questions.values()
            for value in (*question.option_names, NOT_SURE)
        }
        self._given: set[tuple[str, str]] = set()

    def add(self, answers: Answers) -> None:
        """Count these answers as given."""
        for question, answer in answers.items():
            self._given |= {(question, value) for value in answer.values}
            if answer.unsure or answer.rest_not_sure:
                self._given.add((question, NOT_SURE))

    @property
    def given(self) -> tuple[Branch, ...]:
        """The answers some scenario gives, in the order of the files."""
        return tuple(one for key, one in self._answers.items() if key in self._given)

    @property
    def never(self) -> tuple[Branch, ...]:
        """The answers no scenario gives, in the order of the files."""
        return tuple(one for key, one in self._answers.items() if key not in self._given)
