"""What a condition looks at: the questions behind it, and the figures it compares numbers with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage.rules.conditions import All, AnyOf, Condition, FactHolds, Includes, InRange, Is, NoneOf, Test
from triage.rules.model import RuleSet


def leaves(condition: Condition) -> Iterator[Condition]:
    """The parts of a condition that have no parts."""
    if isinstance(condition, All | AnyOf | NoneOf):
        for part in condition.parts:
            yield from leaves(part)
    else:
        yield condition


def tests_in(conditions: Iterable[Condition]) -> Iterator[Test]:
    """Every test that stands in the conditions themselves."""
    for condition in conditions:
        yield from (leaf for leaf in leaves(condition) if isinstance(leaf, Is | Includes | InRange))


def all_conditions(rule_set: RuleSet) -> Iterator[Condition]:
    """Every condition of a rule set."""
    yield from (question.ask_when for question in rule_set.questions.values() if question.ask_when is not None)
    yield from (fact.when for fact in rule_set.facts.values())
    yield from (rule.when for rule in rule_set.rules.values())


def cuts_in(conditions: Iterable[Condition]) -> dict[str, set[int]]:
    """The figures at which a range begins or ends, by question."""
    cuts: dict[str, set[int]] = {}
    for test in tests_in(conditions):
        if isinstance(test, InRange):
            ends = (end for end in (test.at_least, test.under) if end is not None)
            cuts.setdefault(test.question, set()).update(ends)
    return cuts


class Reach:
    """Which questions each condition of a rule set rests on, directly or not."""

    def __init__(self, rule_set: RuleSet) -> None:
        self._rule_set = rule_set
        self._questions: dict[str, frozenset[str]] = {}
        self._facts: dict[str, frozenset[str]] = {}
        # By identity, as conditions are compared part by part; each is kept here so that its identity stays its own.
        self._conditions: dict[int, tuple[Condition, frozenset[str]]] = {}

    def question(self, name: str) -> frozenset[str]:
        """The question itself, and what decides whether it is asked."""
        if name not in self._questions:
            gate = self._rule_set.questions[name].ask_when
            behind = self.condition(gate) if gate is not None else frozenset()
            self._questions[name] = behind | {name}
        return self._questions[name]

    def fact(self, name: str) -> frozenset[str]:
        """What a fact rests on."""
        if name not in self._facts:
            self._facts[name] = self.condition(self._rule_set.facts[name].when)
        return self._facts[name]

    def condition(self, condition: Condition) -> frozenset[str]:
        """What a condition rests on."""
        if id(condition) not in self._conditions:
            self._conditions[id(condition)] = condition, self._look(condition)
        return self._conditions[id(condition)][1]

    def _look(self, condition: Condition) -> frozenset[str]:
        found: set[str] = set()
        for leaf in leaves(condition):
            if isinstance(leaf, FactHolds):
                found |= self.fact(leaf.fact)
            elif isinstance(leaf, Is | Includes | InRange):
                found |= self.question(leaf.question)
        return frozenset(found)
