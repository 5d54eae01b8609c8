"""Every test a rule set makes on each question, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator

from triage.rules.conditions import All, AnyOf, Condition, Includes, InRange, Is, NoneOf, Test
from triage.rules.model import RuleSet


def tests_by_question(rule_set: RuleSet) -> dict[str, list[Test]]:
    """The tests in rules, facts and ``ask when`` conditions, by the question they are on."""
    found: dict[str, list[Test]] = {name: [] for name in rule_set.questions}
    gates = [question.ask_when for question in rule_set.questions.values() if question.ask_when is not None]
    facts = [fact.when for fact in rule_set.facts.values()]
    for condition in [*gates, *facts, *(rule.when for rule in rule_set.rules.values())]:
        for test in _tests(condition):
            found[test.question].append(test)
    return found


def _tests(condition: Condition) -> Iterator[Test]:
    match condition:
        case Is() | Includes() | InRange():
            yield condition
        case All() | AnyOf() | NoneOf():
            for part in condition.parts:
                yield from _tests(part)
