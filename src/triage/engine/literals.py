"""The compiler's own reading of tests: which values of which plain fact (cell) make a test, or its opposite, hold.

A *literal* says "this cell has one of these values". The values a cell can have: for a choice its options and
*not sure*; for an option of a several-choice question yes, no and *not sure*, and for that question itself answered
and *not sure*; for a number the ranges between the figures that any rule asks about, and *not sure*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from triage.engine.errors import EngineRefused
from triage.rules.answers import ANSWERED, NO, NOT_SURE, YES, Cell
from triage.rules.conditions import All, AnyOf, Condition, Includes, InRange, Is, NoneOf, Test
from triage.rules.model import Question, QuestionType, RuleSet

Value: TypeAlias = str | int
"""A value of a cell. For a number question: the place of a range, counted from 0, or *not sure*."""

TICK: Final = frozenset({YES, NO, NOT_SURE})
WHOLE: Final = frozenset({ANSWERED, NOT_SURE})


@dataclass(frozen=True)
class Literal:
    """The cell has one of the values."""

    cell: Cell
    values: frozenset[Value]


class Reader:
    """Reads the tests of one rule set. Raises EngineRefused for a test that no answer could be read against."""

    def __init__(self, rule_set: RuleSet) -> None:
        self._questions = rule_set.questions
        self.cuts = {name: tuple(sorted(found)) for name, found in _cuts(rule_set).items()}
        """For each number question the figures at which a range begins, in order. Range 0 lies below the first."""

    def alternatives(self, test: Test, *, positive: bool) -> list[Literal]:
        """Literals of which one is enough for the test, or all are needed for its opposite (``positive`` false)."""
        question = self._questions.get(test.question)
        if question is None:
            raise EngineRefused(f"A condition asks about the question “{test.question}”, which does not exist.")
        if isinstance(test, Includes):
            return [_tick(question, option, test, positive) for option in test.options]
        if isinstance(test, InRange):
            values, domain = self._range(question, test), self._ranges(question.id)
        elif question.type is QuestionType.NUMBER:
            values, domain = frozenset({NOT_SURE}), self._ranges(question.id)
        elif question.type is QuestionType.SEVERAL:
            values, domain = frozenset({NOT_SURE}), WHOLE
        else:
            values, domain = _choice(question, test)
        return [Literal((question.id, None), values if positive else domain - values)]

    def _ranges(self, question: str) -> frozenset[Value]:
        return frozenset({*range(len(self.cuts[question]) + 1), NOT_SURE})

    def _range(self, question: Question, test: InRange) -> frozenset[Value]:
        starts = [None, *self.cuts[question.id]]
        ends = [*self.cuts[question.id], None]
        inside: set[Value] = {
            place
            for place, (start, end) in enumerate(zip(starts, ends, strict=True))
            if _not_below(start, test.at_least) and _not_above(end, test.under)
        }
        if question.not_sure_means and not test.exactly:
            figure = int(question.not_sure_means[0])
            if sum(figure >= cut for cut in self.cuts[question.id]) in inside:
                inside.add(NOT_SURE)
        return frozenset(inside)


def _not_below(start: int | None, at_least: int | None) -> bool:
    return at_least is None or (start is not None and start >= at_least)


def _not_above(end: int | None, under: int | None) -> bool:
    return under is None or (end is not None and end <= under)


def _tick(question: Question, option: str, test: Includes, positive: bool) -> Literal:
    if option not in question.option_names:
        raise EngineRefused(f"The question “{question.id}” has no option “{option}”.")
    counts = YES if option in question.not_sure_means else NO
    unsure_counts = counts == YES and not test.exactly
    values = frozenset({YES, NOT_SURE}) if unsure_counts else frozenset({YES})
    return Literal((question.id, option), values if positive else TICK - values)


def _choice(question: Question, test: Is) -> tuple[frozenset[Value], frozenset[Value]]:
    names = question.option_names
    if question.type is QuestionType.YES_NO:
        names = names or (YES, NO)
    domain: frozenset[Value] = frozenset({*names, NOT_SURE})
    if not domain.issuperset(test.values):
        raise EngineRefused(f"A condition gives the question “{question.id}” a value it does not offer: {test.values}.")
    values: set[Value] = set(test.values)
    if not test.exactly and values.intersection(question.not_sure_means):
        values.add(NOT_SURE)
    return frozenset(values), domain


def _cuts(rule_set: RuleSet) -> dict[str, set[int]]:
    cuts: dict[str, set[int]] = {
        name: set() for name, question in rule_set.questions.items() if question.type is QuestionType.NUMBER
    }
    for test in _tests(_conditions(rule_set)):
        if isinstance(test, InRange):
            if test.question not in cuts:
                raise EngineRefused(f"A condition compares the question “{test.question}”, which is not a number.")
            cuts[test.question].update(end for end in (test.at_least, test.under) if end is not None)
    return cuts


def _conditions(rule_set: RuleSet) -> Iterator[Condition]:
    yield from (question.ask_when for question in rule_set.questions.values() if question.ask_when is not None)
    yield from (fact.when for fact in rule_set.facts.values())
    yield from (rule.when for rule in rule_set.rules.values())


def _tests(conditions: Iterable[Condition]) -> Iterator[Test]:
    for condition in conditions:
        if isinstance(condition, All | AnyOf | NoneOf):
            yield from _tests(condition.parts)
        elif isinstance(condition, Is | Includes | InRange):
            yield condition
