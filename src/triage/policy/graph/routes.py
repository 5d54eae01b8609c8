"""Where each answer to a question leads: the rules, facts and further questions it helps to hold.

Each test is asked of each answer as the evaluator would ask it, so that what *not sure* counts as is never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from triage.engine.tidy import options_of
from triage.explain.fitting import Wish, meets, turning_points
from triage.explain.mentions import checks_by_question
from triage.explain.phrases import all_of
from triage.rules.answers import Answer, chosen, not_sure, number, ticked
from triage.rules.conditions import All, AnyOf, Condition, FactHolds, Includes, InRange, Is, NoneOf
from triage.rules.model import Place, Question, QuestionType, RuleSet

NONE_OF_THESE = "none of these"


class Sort(StrEnum):
    """What an answer can lead to."""

    RULE = "rule"
    FACT = "fact"
    QUESTION = "question"


@dataclass(frozen=True)
class Lead:
    """One thing an answer helps to hold, or, for a question, to be asked."""

    sort: Sort
    name: str
    topic: str
    place: Place


@dataclass(frozen=True)
class Route:
    """One answer and where it leads. ``says`` are the words a person reads."""

    answer: str
    says: str
    leads: tuple[Lead, ...]


@dataclass(frozen=True)
class Routes:
    """A question with all its routes: one for each answer, and the two that are taken by default.

    ``not_sure`` is the route of a page answered with *not sure* or skipped. A question that was not asked leads
    nowhere: nothing is concluded from it, either way.
    """

    question: Question
    answers: tuple[Route, ...]
    not_sure: Route


class Leads:
    """Works out the routes of questions over one rule set."""

    def __init__(self, rule_set: RuleSet) -> None:
        self._rule_set = rule_set
        self._tests = checks_by_question(rule_set)
        self._wishes: dict[str, list[tuple[Lead, Wish]]] = {}
        self._owners = tuple(_owners(rule_set))
        for lead, condition in self._owners:
            for wish in _wishes(condition, True):
                self._wishes.setdefault(wish[0].question, []).append((lead, wish))

    def of(self, question: Question) -> Routes:
        """The routes of one question."""
        answers = tuple(
            Route(name, says, self._led(question, answer)) for name, says, answer in self._answers(question)
        )
        return Routes(question, answers, Route("not sure", _counts_as(question), self._led(question, not_sure())))

    def of_fact(self, fact: str) -> tuple[Lead, ...]:
        """What a fact leads to when it holds."""
        return tuple(dict.fromkeys(lead for lead, condition in self._owners if fact in _facts(condition, True)))

    def _answers(self, question: Question) -> Iterator[tuple[str, str, Answer]]:
        """Each answer with its name and words; of a number, one for each band in which nothing changes."""
        match question.type:
            case QuestionType.NUMBER:
                yield from self._bands(question)
            case QuestionType.SEVERAL:
                yield from ((value, question.label(value), ticked(value)) for value in options_of(question))
                yield NONE_OF_THESE, "None of these", ticked()
            case _:
                yield from ((value, question.label(value), chosen(value)) for value in options_of(question))

    def _bands(self, question: Question) -> Iterator[tuple[str, str, Answer]]:
        points = turning_points(question, self._tests[question.id])
        starts = [
            at
            for at in points
            if at == question.lowest or self._reading(question, at) != self._reading(question, at - 1)
        ]
        for first, after in zip(starts, [*starts[1:], question.highest + 1], strict=True):
            name = str(first) if after - 1 == first else f"{first} to {after - 1}"
            yield name, f"{name} {question.unit}".strip(), number(first)

    def _reading(self, question: Question, figure: int) -> tuple[bool, ...]:
        return tuple(meets(question, number(figure), [(test, True)]) for test in self._tests[question.id])

    def _led(self, question: Question, answer: Answer) -> tuple[Lead, ...]:
        """Each lead once, in the order of the files. No tick leads to what asks for an option *not* to be ticked."""
        ticks = question.type is QuestionType.SEVERAL and bool(answer.values)
        found = {
            lead: None
            for lead, wish in self._wishes.get(question.id, ())
            if (wish[1] or not ticks) and meets(question, answer, [wish])
        }
        return tuple(found)


def _owners(rule_set: RuleSet) -> Iterator[tuple[Lead, Condition]]:
    for rule in rule_set.rules.values():
        yield Lead(Sort.RULE, rule.id, rule.topic, rule.place), rule.when
    for fact in rule_set.facts.values():
        yield Lead(Sort.FACT, fact.id, fact.topic, fact.place), fact.when
    for question in rule_set.questions.values():
        if question.ask_when is not None:
            yield Lead(Sort.QUESTION, question.id, question.topic, question.place), question.ask_when


def _wishes(condition: Condition, positive: bool) -> Iterator[Wish]:
    """Every test of a condition, with whether it or its opposite is wanted."""
    match condition:
        case Is() | Includes() | InRange():
            yield condition, positive
        case All() | AnyOf() | NoneOf():
            inside = positive is not isinstance(condition, NoneOf)
            for part in condition.parts:
                yield from _wishes(part, inside)


def _facts(condition: Condition, positive: bool) -> Iterator[str]:
    """The facts that help a condition to hold; not those it asks not to hold."""
    match condition:
        case FactHolds():
            if positive:
                yield condition.fact
        case All() | AnyOf() | NoneOf():
            inside = positive is not isinstance(condition, NoneOf)
            for part in condition.parts:
                yield from _facts(part, inside)


def _counts_as(question: Question) -> str:
    means = question.not_sure_means
    return f"counts as {all_of(means)}" if means else "counts as itself"
