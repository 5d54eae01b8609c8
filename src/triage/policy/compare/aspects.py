"""What a case comes to, one aspect at a time: its urgency, what a message is called, and each step.

An aspect has one value in every case. Each value is a literal over all answers, and can be read from a case played.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from triage.policy.compare.sides import Side, step_urgency
from triage.policy.prove.replay import Outcome
from triage.rules.model import Rule, SendAs, Urgency

Value: TypeAlias = Urgency | SendAs | None
"""None: no rule holds, or the step is not in the plan."""


class Aspect(ABC):
    """One aspect of a case. A higher value is never less safe."""

    @abstractmethod
    def brought_by(self, rule: Rule) -> Value:
        """What the rule adds to this aspect where it holds."""

    @abstractmethod
    def read(self, outcome: Outcome) -> Value:
        """The value in a case that was played."""

    def values(self, side: Side) -> dict[Value, int]:
        """Every value there can be, lowest first, each with the literal that holds exactly where it is the value."""
        formulas = side.case.formulas
        bringing: dict[Value, list[str]] = {}
        for rule in side.rules.rules.values():
            brought = self.brought_by(rule)
            if brought is not None:
                bringing.setdefault(brought, []).append(rule.id)
        found: dict[Value, int] = {}
        above: list[int] = []
        for value in sorted((one for one in bringing if one is not None), reverse=True):
            here = side.some_rule(bringing[value])
            found[value] = formulas.every([here, *(-one for one in above)])
            above.append(here)
        found[None] = -formulas.some(above)
        return dict(reversed(found.items()))


class CaseUrgency(Aspect):
    """How urgent the case is."""

    def brought_by(self, rule: Rule) -> Value:
        """The urgency of the rule."""
        return rule.urgency

    def read(self, outcome: Outcome) -> Value:
        """The highest urgency."""
        return outcome.urgency


class Label(Aspect):
    """What a message is called; None stands for information only, which nothing need say."""

    def brought_by(self, rule: Rule) -> Value:
        """What the rule calls it."""
        return rule.send_as or None

    def read(self, outcome: Outcome) -> Value:
        """The highest label."""
        return outcome.send_as or None


class InPlan(Aspect):
    """How urgent a step is, where it is in the plan."""

    def __init__(self, step: str) -> None:
        self.step = step

    def brought_by(self, rule: Rule) -> Value:
        """The urgency of the rule, if it brings the step."""
        return rule.urgency if self.step in rule.steps else None

    def read(self, outcome: Outcome) -> Value:
        """The highest urgency of the rules that brought the step."""
        return step_urgency(outcome, self.step)


def moves(old: Mapping[Value, int], new: Mapping[Value, int]) -> Iterator[tuple[Value, Value]]:
    """Every two values that an aspect might have before and after, and that are not the same."""
    if old != new:
        yield from ((before, after) for before in old for after in new if before != after)


def lower(after: Value, before: Value) -> bool:
    """Whether ``after`` is less than ``before``; less than everything is None."""
    return (-1 if after is None else after) < (-1 if before is None else before)
