"""Which answer to one question would pass some tests and fail others, staying close to the answer given."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice, product
from typing import TypeAlias

from triage.engine.reading import holds
from triage.engine.tidy import options_of
from triage.rules.answers import Answer, cells, chosen, not_sure, number, ticked
from triage.rules.conditions import Includes, InRange, Test
from triage.rules.model import Question, QuestionType

Wish: TypeAlias = tuple[Test, bool]
"""A test, and whether it or its opposite is wanted."""
_MOST_TICKINGS = 16


def meets(question: Question, answer: Answer, wishes: Collection[Wish]) -> bool:
    """Whether ``answer``, to a question that applies, gives every wish."""
    several = question.type is QuestionType.SEVERAL
    read = cells(question.id, options_of(question), several, answer)
    return all(holds(question, test, read) is wanted for test, wanted in wishes)


def fitting(question: Question, wishes: Collection[Wish], given: Answer | None) -> Answer | None:
    """The answer already given if it meets every wish, else one that does, else None: no answer can.

    A definite answer is preferred to *not sure*, and ticks already made are kept where they can be.
    """
    if given is not None and meets(question, given, wishes):
        return given
    return next((answer for answer in _candidates(question, wishes, given) if meets(question, answer, wishes)), None)


def _candidates(question: Question, wishes: Collection[Wish], given: Answer | None) -> Iterator[Answer]:
    if question.type is QuestionType.SEVERAL:
        yield from _tickings(question, wishes, given)
    elif question.type is QuestionType.NUMBER:
        yield from map(number, turning_points(question, [test for test, _ in wishes]))
    else:
        yield from map(chosen, options_of(question))
    yield not_sure()


def _tickings(question: Question, wishes: Collection[Wish], given: Answer | None) -> Iterator[Answer]:
    """Answers with one wanted option for each wish, first with the ticks already made, then without."""
    wanted = [test.options for test, wish in wishes if isinstance(test, Includes) and wish]
    unwanted = {option for test, wish in wishes if isinstance(test, Includes) and not wish for option in test.options}
    kept = set(given.values if given else ()) - unwanted
    rest = given is not None and given.rest_not_sure
    for some in islice(product(*wanted), _MOST_TICKINGS):
        more = {option for option, choices in zip(some, wanted, strict=True) if kept.isdisjoint(choices)} - unwanted
        for rest_not_sure in (rest, not rest):
            yield ticked(*kept, *more, rest_not_sure=rest_not_sure)
        for ticks in (kept | more, set(some) - unwanted):
            yield from (ticked(*fewer, rest_not_sure=True) for fewer in _left_in_doubt(question, ticks))


def _left_in_doubt(question: Question, ticks: set[str]) -> Iterator[set[str]]:
    """The ticks without those that *not sure* would count as made: something has to be left to be not sure of."""
    for option in question.not_sure_means:
        yield ticks - {option}
    yield ticks.difference(question.not_sure_means)
    yield ticks


def turning_points(question: Question, tests: Collection[Test]) -> tuple[int, ...]:
    """The numbers, lowest first, at which one of the tests can change its mind, and the two ends.

    Between two of them every number gives the same result.
    """
    ends = {question.lowest, question.highest}
    for test in tests:
        if isinstance(test, InRange):
            edges = [edge for edge in (test.at_least, test.under) if edge is not None]
            ends.update(near for edge in edges for near in (edge - 1, edge))
    return tuple(sorted(figure for figure in ends if question.lowest <= figure <= question.highest))
