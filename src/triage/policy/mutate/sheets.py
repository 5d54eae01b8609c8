"""All scenarios at once: a set of scenarios is one whole number with a bit for each, and truth is such a set.

A condition is then worked out over every scenario in a few operations, which makes trying thousands of mutants cheap.
What a test says about an answer is asked of the evaluator's own reading (:mod:`triage.engine.reading`).

Scenarios are taken with every answer that they give, whether or not the interview would ask for it. That changes no
urgency, label or step: what the interview leaves out cannot add any (see :mod:`triage.engine.relevance`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from triage.engine.reading import Cells, holds
from triage.engine.tidy import options_of, tidy
from triage.policy.calmest import otherwise_answer
from triage.rules.answers import Answer, cells
from triage.rules.conditions import All, Always, AnyOf, Condition, FactHolds, Includes, InRange, Is, NoneOf, SwitchOn
from triage.rules.model import Question, QuestionType, RuleSet
from triage.rules.scenarios import Scenario

Mask: TypeAlias = int
"""A set of scenarios: bit 0 is the first."""


def bits(mask: Mask) -> Iterator[int]:
    """The places of the scenarios in a set, first to last."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


class Sheets:
    """The answers of every scenario, by question, and which of them gave each."""

    def __init__(self, rule_set: RuleSet, scenarios: Sequence[Scenario]) -> None:
        self.scenarios = tuple(scenarios)
        self.all: Mask = (1 << len(self.scenarios)) - 1
        self._questions = rule_set.questions
        self._otherwise = {scenario.otherwise for scenario in self.scenarios}
        self._answers: dict[str, Mapping[Answer, Mask]] = {}
        self._groups: dict[str, list[tuple[Cells, Mask]]] = {}
        self.answered: dict[str, Mask] = {}
        for question in rule_set.questions.values():
            given = self._given(question)
            self._answers[question.id] = given
            self._groups[question.id] = _as_cells(question, given)
            self.answered[question.id] = sum(given.values())

    def _given(self, question: Question) -> Mapping[Answer, Mask]:
        """The answers that scenarios give. What the calmest one is rests on the question itself."""
        given: dict[Answer, Mask] = {}
        others = {otherwise: otherwise_answer(question, otherwise) for otherwise in self._otherwise}
        for place, scenario in enumerate(self.scenarios):
            answer = scenario.answers.get(question.id) or others[scenario.otherwise]
            if answer is not None:
                given[answer] = given.get(answer, 0) | 1 << place
        return given

    def sheet(self, place: int, rule_set: RuleSet) -> dict[str, Answer]:
        """Every answer of one scenario to the questions as these rules put them."""
        scenario = self.scenarios[place]
        answers = {
            name: scenario.answers.get(name) or otherwise_answer(question, scenario.otherwise)
            for name, question in rule_set.questions.items()
        }
        return {name: answer for name, answer in answers.items() if answer is not None}

    def saying(self, question: Question, test: Is | Includes | InRange) -> Mask:
        """The scenarios for whose answer the test holds, the question being asked; it may be put another way here."""
        groups = self._groups[question.id]
        if question is not self._questions[question.id]:
            groups = _as_cells(question, self._given(question))
        return sum(mask for known, mask in groups if holds(question, test, known))

    def giving(self, question: str, values: Sequence[str]) -> Mask:
        """The scenarios that choose or tick one of these values."""
        return sum(
            mask for answer, mask in self._answers[question].items() if not set(values).isdisjoint(answer.values)
        )


def _as_cells(question: Question, given: Mapping[Answer, Mask]) -> list[tuple[Cells, Mask]]:
    several, options = question.type is QuestionType.SEVERAL, options_of(question)
    return [(cells(question.id, options, several, tidy(question, answer)), mask) for answer, mask in given.items()]


@dataclass(frozen=True)
class Touched:
    """What a change can reach: the questions, facts and rules whose truth may be another one."""

    questions: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()


class Truths:
    """In which scenarios each question applies and each fact, rule and condition is known to hold.

    ``like`` is the same for another rule set; only what is ``touched`` is worked out afresh.
    """

    def __init__(
        self, rule_set: RuleSet, sheets: Sheets, like: Truths | None = None, touched: Touched | None = None
    ) -> None:
        self.rule_set = rule_set
        self.sheets = sheets
        self._like = like
        self.touched = touched or Touched()
        self._applies: dict[str, Mask] = {}
        self._facts: dict[tuple[str, bool], Mask] = {}
        self._rules: dict[str, Mask] = {}
        self._tests: dict[Is | Includes | InRange, Mask] = {}

    def applies(self, question: str) -> Mask:
        """The question is known to apply."""
        if self._like is not None and question not in self.touched.questions:
            return self._like.applies(question)
        if question not in self._applies:
            gate = self.rule_set.questions[question].ask_when
            self._applies[question] = self.sheets.all if gate is None else self.condition(gate)
        return self._applies[question]

    def rule(self, name: str) -> Mask:
        """The rule holds; nowhere, for a rule that is gone."""
        if self._like is not None and name not in self.touched.rules:
            return self._like.rule(name)
        if name not in self._rules:
            rule = self.rule_set.rules.get(name)
            self._rules[name] = 0 if rule is None else self.condition(rule.when)
        return self._rules[name]

    def condition(self, condition: Condition, *, positive: bool = True) -> Mask:
        """The condition is known to hold, or (``positive`` false) its opposite is."""
        everywhere = self.sheets.all
        match condition:
            case Always():
                return everywhere if positive else 0
            case SwitchOn():
                return everywhere if self.rule_set.switches[condition.switch].on == positive else 0
            case FactHolds():
                return self._fact(condition.fact, positive=positive)
            case All() | AnyOf() | NoneOf():
                inside = positive != isinstance(condition, NoneOf)
                masks = (self.condition(part, positive=inside) for part in condition.parts)
                return _every(masks, everywhere) if positive != isinstance(condition, AnyOf) else _some(masks)
        applies = self.applies(condition.question)
        if not applies:
            return 0
        says = self._test(condition)
        return applies & (says if positive else self.sheets.answered[condition.question] & ~says)

    def _fact(self, name: str, *, positive: bool) -> Mask:
        if self._like is not None and name not in self.touched.facts:
            return self._like._fact(name, positive=positive)  # noqa: SLF001
        key = (name, positive)
        if key not in self._facts:
            self._facts[key] = self.condition(self.rule_set.facts[name].when, positive=positive)
        return self._facts[key]

    def _test(self, test: Is | Includes | InRange) -> Mask:
        question = self.rule_set.questions[test.question]
        if self._like is not None and self._like.rule_set.questions[test.question] is question:
            return self._like._test(test)  # noqa: SLF001
        if test not in self._tests:
            self._tests[test] = self.sheets.saying(question, test)
        return self._tests[test]


def _every(masks: Iterator[Mask], everywhere: Mask) -> Mask:
    for mask in masks:
        everywhere &= mask
        if not everywhere:
            return 0
    return everywhere


def _some(masks: Iterator[Mask]) -> Mask:
    found = 0
    for mask in masks:
        found |= mask
    return found
