"""Which questions a condition looks at, and which tests a rule set makes on each question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage.rules.conditions import All, AnyOf, Condition, FactHolds, Includes, InRange, Is, NoneOf, Test
from triage.rules.model import Fact, RuleSet


def mentioned(condition: Condition | None, facts: Mapping[str, Fact]) -> frozenset[str]:
    """The ids of the questions tested anywhere in ``condition``, through the facts it names; none for None.

    The ``ask when`` of those questions is not read.
    """
    match condition:
        case Is() | Includes() | InRange():
            return frozenset({condition.question})
        case FactHolds():
            return mentioned(facts[condition.fact].when, facts)
        case All() | AnyOf() | NoneOf():
            return frozenset().union(*(mentioned(part, facts) for part in condition.parts))
        case _:
            return frozenset()


def checks_by_question(rule_set: RuleSet) -> dict[str, list[Test]]:
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
