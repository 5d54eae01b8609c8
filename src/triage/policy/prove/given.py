"""One question's answer as literals: every answer that can be given, and none that cannot.

What a test says about an answer is read here once more, apart from both evaluators
(:mod:`triage.rules.conditions` is the law for all three).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from triage.policy.prove.formulas import Formulas
from triage.rules.answers import ANSWERED, NO, NOT_SURE, YES, Answer, chosen, not_sure, number, ticked
from triage.rules.conditions import Includes, InRange, Is, Test
from triage.rules.model import Question, QuestionType

Model: TypeAlias = Collection[int]
"""The literals that hold in one case."""
ENDLESS: Final = 1_000_000
"""How far a number question without bounds is looked at, both ways. Files hold figures of six digits at most."""


class Given(ABC):
    """The answer to one question in one case."""

    def __init__(self, formulas: Formulas, question: Question) -> None:
        self.formulas = formulas
        self.question = question

    @abstractmethod
    def says(self, test: Test) -> int:
        """The test holds for the answer, the question being asked."""

    @abstractmethod
    def cell(self, option: str | None, value: str) -> int:
        """The plain fact that the rules engine is told about the answer: the cell has this value."""

    @abstractmethod
    def parts(self, model: Model) -> tuple[int, ...]:
        """The literals that make up the answer in a model."""

    @abstractmethod
    def literals(self, answer: Answer) -> tuple[int, ...]:
        """The literals that hold together exactly when this answer is given."""

    @abstractmethod
    def read(self, model: Model) -> Answer:
        """The answer in a model. Where the model leaves it open, some answer that it allows."""


class Chosen(Given):
    """A choice, or yes or no: one of the options, or not sure."""

    def __init__(self, formulas: Formulas, question: Question) -> None:
        super().__init__(formulas, question)
        names = question.option_names or ((YES, NO) if question.type is QuestionType.YES_NO else ())
        self.values: Mapping[str, int] = {name: formulas.fresh() for name in (*names, NOT_SURE)}
        formulas.one_of(self.values.values())

    def says(self, test: Test) -> int:
        """The test holds for the answer."""
        if not isinstance(test, Is):
            return self.formulas.false
        wanted = set(test.values)
        if not test.exactly and wanted & set(self.question.not_sure_means):
            wanted.add(NOT_SURE)
        return self.formulas.some(literal for value, literal in self.values.items() if value in wanted)

    def cell(self, option: str | None, value: str) -> int:
        """The cell has this value."""
        return self.values.get(value, self.formulas.false) if option is None else self.formulas.false

    def parts(self, model: Model) -> tuple[int, ...]:
        """The literals of the answer in a model."""
        return tuple(literal for literal in self.values.values() if literal in model)

    def literals(self, answer: Answer) -> tuple[int, ...]:
        """The literals of an answer."""
        return (self.values[NOT_SURE if answer.unsure else answer.values[0]],)

    def read(self, model: Model) -> Answer:
        """The answer in a model."""
        (value,) = (value for value, literal in self.values.items() if literal in model)
        return not_sure() if value == NOT_SURE else chosen(value)


class Ticked(Given):
    """Several options: each ticked or not, and the rest either all *no* or all *not sure*."""

    def __init__(self, formulas: Formulas, question: Question) -> None:
        super().__init__(formulas, question)
        self.ticks: Mapping[str, int] = {name: formulas.fresh() for name in question.option_names}
        self.rest = formulas.fresh()

    def says(self, test: Test) -> int:
        """The test holds for the answer."""
        if isinstance(test, Includes):
            counts = () if test.exactly else self.question.not_sure_means
            return self.formulas.some(
                self.formulas.some([self.cell(name, YES), *([self.cell(name, NOT_SURE)] if name in counts else [])])
                for name in test.options
            )
        unsure = isinstance(test, Is) and NOT_SURE in test.values
        return self.cell(None, NOT_SURE) if unsure else self.formulas.false

    def cell(self, option: str | None, value: str) -> int:
        """The cell has this value."""
        if option is None:
            unsure = self.formulas.every([self.rest, self.formulas.some(-tick for tick in self.ticks.values())])
            return {NOT_SURE: unsure, ANSWERED: -unsure}.get(value, self.formulas.false)
        tick = self.ticks[option]
        rest = {YES: tick, NO: self.formulas.every([-tick, -self.rest])}
        return rest.get(value, self.formulas.every([-tick, self.rest]) if value == NOT_SURE else self.formulas.false)

    def parts(self, model: Model) -> tuple[int, ...]:
        """The literals of the answer in a model."""
        return tuple(literal if literal in model else -literal for literal in (*self.ticks.values(), self.rest))

    def literals(self, answer: Answer) -> tuple[int, ...]:
        """The literals of an answer."""
        rest = self.rest if answer.unsure or answer.rest_not_sure else -self.rest
        return (*(tick if name in answer.values else -tick for name, tick in self.ticks.items()), rest)

    def read(self, model: Model) -> Answer:
        """The answer in a model."""
        names = [name for name, tick in self.ticks.items() if tick in model]
        rest = self.rest in model
        return not_sure() if rest and not names else ticked(*names, rest_not_sure=rest)


class Counted(Given):
    """A number: one of the ranges between the figures that anything asks about, or not sure."""

    def __init__(self, formulas: Formulas, question: Question, cuts: Collection[int]) -> None:
        super().__init__(formulas, question)
        bounded = question.highest > question.lowest
        first, last = (question.lowest, question.highest) if bounded else (-ENDLESS, ENDLESS)
        starts = sorted({first, *(cut for cut in cuts if first < cut <= last), last + 1})
        self.ranges: Sequence[tuple[int, int]] = list(pairwise(starts))
        """From, and under."""
        self.places = [formulas.fresh() for _ in self.ranges]
        self.unsure = formulas.fresh()
        formulas.one_of([*self.places, self.unsure])

    def says(self, test: Test) -> int:
        """The test holds for the answer."""
        if isinstance(test, Is):
            return self.unsure if NOT_SURE in test.values else self.formulas.false
        if not isinstance(test, InRange):
            return self.formulas.false
        means = () if test.exactly else self.question.not_sure_means
        counts = [self.unsure for figure in means if _inside(int(figure), test.at_least, test.under)]
        return self.formulas.some([*counts, self.within(test.at_least, test.under)])

    def within(self, at_least: int | None, under: int | None) -> int:
        """A figure was given, and it lies in this range. Both ends must be among the cuts."""
        return self.formulas.some(
            literal
            for (start, _), literal in zip(self.ranges, self.places, strict=True)
            if _inside(start, at_least, under)
        )

    def cell(self, option: str | None, value: str) -> int:
        """The cell has this value."""
        return self.unsure if option is None and value == NOT_SURE else self.formulas.false

    def parts(self, model: Model) -> tuple[int, ...]:
        """The literals of the answer in a model."""
        return tuple(literal for literal in (*self.places, self.unsure) if literal in model)

    def literals(self, answer: Answer) -> tuple[int, ...]:
        """The literals of an answer."""
        if answer.number is None:
            return (self.unsure,)
        spans = zip(self.ranges, self.places, strict=True)
        return tuple(literal for (start, end), literal in spans if start <= answer.number < end)

    def read(self, model: Model) -> Answer:
        """The answer in a model."""
        for (start, end), literal in zip(self.ranges, self.places, strict=True):
            if literal in model:
                # The figure nearest to nought: a plain one to read where there are no bounds.
                return number(min(max(start, 0), end - 1))
        return not_sure()


def _inside(figure: int, at_least: int | None, under: int | None) -> bool:
    return (at_least is None or figure >= at_least) and (under is None or figure < under)


def given(formulas: Formulas, question: Question, cuts: Collection[int] = ()) -> Given:
    """Every answer to a question. ``cuts`` are the figures a number is compared with."""
    match question.type:
        case QuestionType.SEVERAL:
            return Ticked(formulas, question)
        case QuestionType.NUMBER:
            return Counted(formulas, question, cuts)
    return Chosen(formulas, question)
