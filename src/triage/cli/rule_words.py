"""What a condition asks, in words, as an indented list."""

from __future__ import annotations

from collections.abc import Iterator

from triage.rules.answers import NOT_SURE
from triage.rules.conditions import (
    All,
    Always,
    AnyOf,
    Condition,
    FactHolds,
    Includes,
    InRange,
    Is,
    NoneOf,
    SwitchOn,
    Test,
)
from triage.rules.model import Question, RuleSet

_STEP = "  "


def condition_lines(rule_set: RuleSet, condition: Condition, depth: int = 0) -> Iterator[str]:
    """The condition as lines, each part below the words that join it ("all of these:")."""
    margin = _STEP * depth
    match condition:
        case Always():
            yield f"{margin}- in every case"
        case Is() | Includes() | InRange():
            yield f"{margin}- {_test_words(rule_set.questions[condition.question], condition)}"
        case FactHolds():
            fact = rule_set.facts[condition.fact]
            yield f"{margin}- {fact.says} (fact {fact.id}), which is when:"
            yield from condition_lines(rule_set, fact.when, depth + 1)
        case SwitchOn():
            switch = rule_set.switches[condition.switch]
            yield f"{margin}- {switch.title} (switched {'on' if switch.on else 'off'})"
        case All() | AnyOf() | NoneOf():
            yield f"{margin}- {_joining(condition)}:"
            for part in condition.parts:
                yield from condition_lines(rule_set, part, depth + 1)


def _joining(condition: All | AnyOf | NoneOf) -> str:
    if isinstance(condition, All):
        return "all of these"
    return "any of these" if isinstance(condition, AnyOf) else "known to be none of these"


def _test_words(question: Question, test: Test) -> str:
    match test:
        case Is():
            wanted = " or ".join(_quoted(question, value) for value in test.values)
            meant = bool(set(question.not_sure_means) & set(test.values)) and NOT_SURE not in test.values
        case Includes():
            wanted = "has ticked " + " or ".join(_quoted(question, value) for value in test.options)
            meant = bool(set(question.not_sure_means) & set(test.options))
        case InRange():
            wanted = _range_words(test, question.unit)
            meant = any(_within(test, int(figure)) for figure in question.not_sure_means)
    return f"{question.id}: {question.ask} {wanted}{_not_sure_note(test.exactly, meant)}"


def _quoted(question: Question, value: str) -> str:
    return "not sure" if value == NOT_SURE else f'"{question.label(value)}"'


def _range_words(test: InRange, unit: str) -> str:
    parts = []
    if test.at_least is not None:
        parts.append(f"at least {test.at_least}")
    if test.under is not None:
        parts.append(f"under {test.under}")
    return " and ".join(parts) + (f" {unit}" if unit else "")


def _within(test: InRange, figure: int) -> bool:
    return (test.at_least is None or figure >= test.at_least) and (test.under is None or figure < test.under)


def _not_sure_note(exactly: bool, meant: bool) -> str:
    if exactly:
        return " (that answer itself; not sure does not count)"
    return " (not sure counts)" if meant else ""
