"""A condition in plain words, for policy owners: by the names that stand in the rule files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.explain.phrases import one_of
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

_JOINING = {All: "all of these", AnyOf: "any of these", NoneOf: "known to be none of these"}


def condition_lines(rule_set: RuleSet, condition: Condition, depth: int = 0) -> Iterator[str]:
    """The condition as an indented list, each part below the words that join it, facts spelled out.

    ``depth`` is how far in to start. Raises KeyError for a name the rule set does not have.
    """
    return (_line(inwards, words) for inwards, words, _ in condition_parts(rule_set, condition, depth))


def condition_parts(rule_set: RuleSet, condition: Condition, depth: int = 0) -> Iterator[tuple[int, str, Condition]]:
    """As :func:`condition_lines`, with each line as how far in it is, its words, and the part it tells."""
    match condition:
        case All() | AnyOf() | NoneOf() if len(condition.parts) != 1 or isinstance(condition, NoneOf):
            yield depth, f"{_JOINING[type(condition)]}:", condition
            for part in condition.parts:
                yield from condition_parts(rule_set, part, depth + 1)
        case All() | AnyOf():
            yield from condition_parts(rule_set, condition.parts[0], depth)
        case FactHolds():
            yield depth, f"{_fact_words(rule_set, condition)}, which is when:", condition
            yield from condition_parts(rule_set, rule_set.facts[condition.fact].when, depth + 1)
        case _:
            yield depth, condition_words(rule_set, condition), condition


def condition_words(rule_set: RuleSet, condition: Condition) -> str:
    """The condition in one line, facts by what they say: ``harm level is significant harm (not sure counts)``."""
    match condition:
        case Always():
            return "in every case"
        case SwitchOn():
            switch = rule_set.switches[condition.switch]
            return f"{switch.title} (switched {'on' if switch.on else 'off'})"
        case FactHolds():
            return _fact_words(rule_set, condition)
        case All():
            return _together(rule_set, condition.parts, " and ")
        case AnyOf():
            return _together(rule_set, condition.parts, " or ")
        case NoneOf():
            return f"known not to be so: {_together(rule_set, condition.parts, ' or ')}"
        case _:
            return test_words(rule_set.questions[condition.question], condition)


def test_words(question: Question, test: Test) -> str:
    """One test, saying whether *not sure* counts: ``age in weeks is under 26 weeks``."""
    name = question.id.replace("_", " ")
    match test:
        case Is():
            words = f"{name} is {one_of(test.values)}"
            counts = set(question.not_sure_means) & set(test.values) if NOT_SURE not in test.values else set()
        case Includes():
            words = f"{name} includes {one_of(test.options)}"
            counts = set(question.not_sure_means) & set(test.options)
        case InRange():
            words = f"{name} is {_range_words(test)} {question.unit}".strip()
            counts = {figure for figure in question.not_sure_means if _within(test, int(figure))}
    return f"{words}{_not_sure_note(test, counts)}"


def _fact_words(rule_set: RuleSet, condition: FactHolds) -> str:
    fact = rule_set.facts[condition.fact]
    return f"{fact.says} (fact {fact.id})"


def _together(rule_set: RuleSet, parts: Sequence[Condition], joining: str) -> str:
    words = [condition_words(rule_set, part) for part in parts]
    inner = [isinstance(part, All | AnyOf | NoneOf) and len(parts) > 1 for part in parts]
    return joining.join(f"({text})" if nested else text for text, nested in zip(words, inner, strict=True))


def _range_words(test: InRange) -> str:
    if test.at_least is not None and test.under is not None:
        last = test.under - 1
        return f"exactly {last}" if last == test.at_least else f"from {test.at_least} to {last}"
    return f"at least {test.at_least}" if test.at_least is not None else f"under {test.under}"


def _within(test: InRange, figure: int) -> bool:
    return (test.at_least is None or figure >= test.at_least) and (test.under is None or figure < test.under)


def _not_sure_note(test: Test, counts: set[str]) -> str:
    if test.exactly:
        return " (that answer itself: not sure does not count)"
    if isinstance(test, Includes) and 0 < len(counts) < len(test.options):
        return f" (not sure counts for {one_of([option for option in test.options if option in counts])})"
    return " (not sure counts)" if counts else ""


def _line(depth: int, text: str) -> str:
    return f"{'  ' * depth}- {text}"
