"""Every way to drop one part of a condition: a part of an all, any or none, a value of a list, a bound of a range."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from triage.explain.condition_words import condition_words
from triage.rules.answers import NOT_SURE
from triage.rules.conditions import All, Always, AnyOf, Condition, Includes, InRange, Is, NoneOf
from triage.rules.model import RuleSet

Weaker = tuple[str, Condition]
"""What is dropped, in words that complete "it ...", and the condition without it."""

_DROPPED = {All: "no longer asks that", AnyOf: "no longer holds because", NoneOf: "no longer rules out that"}


def without_parts(rule_set: RuleSet, condition: Condition) -> Iterator[Weaker]:
    """The condition with each of its parts dropped in turn; one that has a single part then always holds."""
    if isinstance(condition, Always):
        return
    if not isinstance(condition, All | AnyOf):
        yield f"no longer asks that {condition_words(rule_set, condition)}", Always()
    yield from _inside(rule_set, condition)


def _inside(rule_set: RuleSet, condition: Condition) -> Iterator[Weaker]:
    match condition:
        case All() | AnyOf() | NoneOf():
            yield from _of_group(rule_set, condition)
        case Is():
            yield from _of_values(condition)
        case Includes():
            yield from _of_options(condition)
        case InRange():
            yield from _of_range(condition)
    if isinstance(condition, Is | Includes | InRange) and condition.exactly and _reads(rule_set, condition):
        yield (
            f"takes “not sure” about {_words(condition.question)} for what it means",
            replace(condition, exactly=False),
        )


def _of_group(rule_set: RuleSet, group: All | AnyOf | NoneOf) -> Iterator[Weaker]:
    parts = group.parts
    for place, part in enumerate(parts):
        others = (*parts[:place], *parts[place + 1 :])
        if others:
            single = others[0] if len(others) == 1 and not isinstance(group, NoneOf) else replace(group, parts=others)
            yield f"{_DROPPED[type(group)]} {condition_words(rule_set, part)}", single
        for words, weaker in _inside(rule_set, part):
            yield words, replace(group, parts=(*parts[:place], weaker, *parts[place + 1 :]))


def _of_values(test: Is) -> Iterator[Weaker]:
    if len(test.values) > 1:
        for value in test.values:
            rest = tuple(other for other in test.values if other != value)
            yield f"no longer names “{value}” for {_words(test.question)}", replace(test, values=rest)


def _of_options(test: Includes) -> Iterator[Weaker]:
    if len(test.options) > 1:
        for option in test.options:
            rest = tuple(other for other in test.options if other != option)
            yield f"no longer names “{option}” for {_words(test.question)}", replace(test, options=rest)


def _of_range(test: InRange) -> Iterator[Weaker]:
    if test.at_least is not None and test.under is not None:
        yield f"drops the lower bound {test.at_least} of {_words(test.question)}", replace(test, at_least=None)
        yield f"drops the upper bound {test.under - 1} of {_words(test.question)}", replace(test, under=None)


def _reads(rule_set: RuleSet, test: Is | Includes | InRange) -> bool:
    """Whether *not sure* has a meaning that ``exactly`` looks behind."""
    names_not_sure = isinstance(test, Is) and NOT_SURE in test.values
    return bool(rule_set.questions[test.question].not_sure_means) and not names_not_sure


def _words(question: str) -> str:
    return question.replace("_", " ")
