"""Which ways of making a condition hold some scenario takes: each value of a list, each part of an ``any``.

Each way becomes a condition of its own, narrowed to that way alone, and is asked of the same answers; so the count
rests on the evaluator and on nothing else. Parts of ``none`` are not ways: all of them are needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from triage.engine.decision import Tri
from triage.engine.evaluate import Evaluator
from triage.rules.answers import Answers
from triage.rules.conditions import All, AnyOf, Condition, FactHolds, Includes, Is
from triage.rules.model import Fact, Place, Rule, RuleSet, Urgency


@dataclass(frozen=True)
class Branch:
    """One way in which a rule or fact can hold. ``way`` is empty when it has only one."""

    owner: str
    way: str
    place: Place

    def __str__(self) -> str:
        return f"{self.owner}, {self.way}" if self.way else self.owner


def ways(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """Each alternative in a condition, in words, with the condition narrowed to it. Nothing when there is none."""
    if isinstance(condition, Is) and len(condition.values) > 1:
        for value in condition.values:
            yield f"{condition.question}: {value}", replace(condition, values=(value,))
    elif isinstance(condition, Includes) and len(condition.options) > 1:
        for option in condition.options:
            yield f"{condition.question}: {option}", replace(condition, options=(option,))
    elif isinstance(condition, AnyOf):
        for part in condition.parts:
            yield from list(ways(part)) or [(_words(part), part)]
    elif isinstance(condition, All):
        for place, part in enumerate(condition.parts):
            before, after = condition.parts[:place], condition.parts[place + 1 :]
            for words, narrowed in ways(part):
                yield words, All((*before, narrowed, *after))


class BranchCoverage:
    """Counts the branches that scenarios reach. Branches no answers can reach are left out."""

    def __init__(self, rule_set: RuleSet) -> None:
        self._branches: dict[str, Branch] = {}
        rules: dict[str, Rule] = {}
        owners: list[Fact | Rule] = [*rule_set.facts.values(), *rule_set.rules.values()]
        for owner in owners:
            for way, condition in list(ways(owner.when)) or [("", owner.when)]:
                name = str(len(rules))
                rules[name] = _asking(name, owner, condition)
                self._branches[name] = Branch(owner.id, way, owner.place)
        self._evaluator = Evaluator(replace(rule_set, rules=rules))
        never = {name for name, truth in self._evaluator.evaluate({}).rules.items() if truth is Tri.FALSE}
        self._branches = {name: branch for name, branch in self._branches.items() if name not in never}
        self._reached: set[str] = set()

    def add(self, answers: Answers) -> None:
        """Count what holds for these answers as reached."""
        self._reached |= set(self._evaluator.evaluate(answers).true_rules)

    @property
    def reached(self) -> tuple[Branch, ...]:
        """The branches some answers reached, in the order of the files."""
        return tuple(branch for name, branch in self._branches.items() if name in self._reached)

    @property
    def missed(self) -> tuple[Branch, ...]:
        """The branches no answers reached, in the order of the files."""
        return tuple(branch for name, branch in self._branches.items() if name not in self._reached)


def _asking(name: str, owner: Fact | Rule, condition: Condition) -> Rule:
    return Rule(name, owner.topic, condition, Urgency.INFORMATION, (), "", (), owner.place)


def _words(condition: Condition) -> str:
    match condition:
        case Is(question, values):
            return f"{question}: {values[0]}"
        case Includes(question, options):
            return f"{question}: {options[0]}"
        case FactHolds(fact):
            return f"fact: {fact}"
        case All(parts):
            return " and ".join(map(_words, parts))
        case _:
            return str(condition)
