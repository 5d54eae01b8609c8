"""Two versions side by side: the same person's case under both, and the rules that count differently in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from triage.policy.compare.version import Version
from triage.policy.compare.world import World
from triage.policy.prove.case import Case
from triage.policy.prove.formulas import Formulas
from triage.policy.prove.replay import Outcome, Replay
from triage.policy.prove.solver import Solver
from triage.rules.conditions import Condition
from triage.rules.model import Rule, RuleSet, SendAs, Urgency
from triage.rules.statements import EveryCase


@dataclass(frozen=True)
class Side:
    """One version: its case over all answers, and the evaluator that plays single ones."""

    case: Case
    replay: Replay

    @property
    def rules(self) -> RuleSet:
        """The rule set."""
        return self.case.rule_set

    def holds(self, rule: str) -> int:
        """The rule holds; one that is not there never does."""
        return self.case.rule(rule) if rule in self.rules.rules else self.case.formulas.false

    def some_rule(self, names: Iterable[str]) -> int:
        """At least one of these rules holds."""
        return self.case.formulas.some(self.holds(name) for name in names)


class Sides:
    """Both versions over one world of answers. Whatever they have in common is one and the same literal."""

    def __init__(self, solver: Solver, old: Version, new: Version) -> None:
        self.solver = solver
        self.formulas = Formulas(solver)
        asked = [_conditions(version) for version in (old, new)]
        more = [condition for conditions in asked for condition in conditions.values()]
        self.world = World(self.formulas, old.rules, new.rules, more)
        self.old = Side(Case(self.formulas, old.rules, self.world.old), Replay(old.rules, asked[0]))
        self.new = Side(Case(self.formulas, new.rules, self.world.new), Replay(new.rules, asked[1]))

    def can_be(self, literal: int) -> bool:
        """Whether it is so in some case."""
        if literal == self.formulas.false:
            return False
        return literal == self.formulas.true or self.solver.model([literal]) is not None

    def can_differ(self, one: int, other: int) -> bool:
        """Whether one holds without the other in some case."""
        return one != other and self.can_be(self.formulas.differ(one, other))

    @cached_property
    def affected(self) -> tuple[str, ...]:
        """The rules that, in some case, bring something under one version that they do not bring under the other."""
        names = {**self.old.rules.rules, **self.new.rules.rules}
        return tuple(name for name in names if self._is_affected(name))

    def _is_affected(self, name: str) -> bool:
        before, after = self.old.rules.rules.get(name), self.new.rules.rules.get(name)
        if before is not None and after is not None and brings(before) == brings(after):
            return self.can_differ(self.old.holds(name), self.new.holds(name))
        # It brings something else, so it is enough that it ever holds.
        return self.ever_holds(name)

    def ever_holds(self, rule: str) -> bool:
        """Whether the rule holds in any case under either version."""
        return self.can_be(self.formulas.some([self.old.holds(rule), self.new.holds(rule)]))


def _conditions(version: Version) -> dict[str, Condition]:
    """What the safety statements of a version ask about, by their names."""
    return {one.full_name: one.when for one in version.statements if isinstance(one, EveryCase)}


def brings(rule: Rule) -> tuple[Urgency, SendAs, frozenset[str]]:
    """What a rule adds to a case in which it holds."""
    return rule.urgency, rule.send_as or SendAs.INFORMATION_ONLY, frozenset(rule.steps)


def step_urgency(outcome: Outcome, step: str) -> Urgency | None:
    """The highest urgency of the rules that brought a step; None when it is not in the plan."""
    rules = (outcome.rule_set.rules[name] for name in outcome.rules)
    return max((rule.urgency for rule in rules if step in rule.steps), default=None)
