"""Other answers that could undo one piece of evidence: the steps from which a calmer result is searched for."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from triage.engine.decision import Evidence
from triage.engine.tidy import options_of
from triage.explain.fitting import turning_points
from triage.rules.answers import Answer, chosen, not_sure, number, ticked
from triage.rules.conditions import Test
from triage.rules.model import Question, QuestionType


def alternatives(question: Question, given: Answer, evidence: Evidence, tests: Collection[Test]) -> Iterator[Answer]:
    """Every other answer to the question that does not give ``evidence``, definite ones first.

    Of a several-choice answer only the one option is changed, or whether the rest is not sure: changing more
    options takes more steps. ``tests`` are all tests of the rule set on the question; of a number, one figure
    is tried for each result they can give.
    """
    if question.type is QuestionType.SEVERAL:
        yield from _tickings(question, given, evidence)
        return
    if question.type is QuestionType.NUMBER:
        every = [number(figure) for figure in turning_points(question, tests)]
    else:
        every = [chosen(value) for value in options_of(question)]
    yield from (answer for answer in every if answer != given)
    if not given.unsure:
        yield not_sure()


def _tickings(question: Question, given: Answer, evidence: Evidence) -> Iterator[Answer]:
    rest = given.unsure or given.rest_not_sure
    ticks = set(given.values)
    if evidence.option is not None:
        yield _ticking(question, ticks ^ {evidence.option}, rest)
    if evidence.option not in ticks:
        yield _ticking(question, ticks, not rest)


def _ticking(question: Question, ticks: Collection[str], rest_not_sure: bool) -> Answer:
    """The one way of saying these ticks: with everything ticked there is no rest, with nothing it is not sure."""
    if rest_not_sure and not ticks:
        return not_sure()
    return ticked(*ticks, rest_not_sure=rest_not_sure and len(ticks) < len(question.options))
