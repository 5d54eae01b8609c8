"""Two plans side by side: which lines are in both, which came or went, and which are due sooner or later now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from triage.plan.model import Plan, PlanStep, Reason


class Fate(StrEnum):
    """What became of one line between two plans. Read as words, never as a colour."""

    SAME = "the same"
    NEW = "new"
    GONE = "gone"
    SOONER = "sooner"
    LATER = "later"


@dataclass(frozen=True)
class Pair:
    """One line in both plans. ``before`` is None for a line that is new, ``after`` for one that is gone."""

    before: PlanStep | None
    after: PlanStep | None

    @property
    def step(self) -> PlanStep:
        """The line as it is now, or as it was when it is gone."""
        found = self.after or self.before
        if found is None:
            raise ValueError("A pair without a line.")
        return found

    @property
    def fate(self) -> Fate:
        """What became of it."""
        if self.before is None:
            return Fate.NEW
        if self.after is None:
            return Fate.GONE
        if self.before.urgency is self.after.urgency:
            return Fate.SAME
        return Fate.SOONER if self.after.urgency > self.before.urgency else Fate.LATER


@dataclass(frozen=True)
class PlanDifference:
    """Every line of two plans once, in the order of the later plan, and the rules that only one of them rests on.

    Lines that are gone stand where they stood. ``stopped`` and ``started`` are the reasons found in only one plan.
    """

    pairs: tuple[Pair, ...]
    stopped: tuple[Reason, ...]
    started: tuple[Reason, ...]

    def with_fate(self, fate: Fate) -> tuple[Pair, ...]:
        """The lines of which this became."""
        return tuple(pair for pair in self.pairs if pair.fate is fate)


def plan_difference(before: Plan, after: Plan) -> PlanDifference:
    """What changes from ``before`` to ``after``. They may rest on other answers, or on other editions of the rules."""
    was = {step.id: step for step in before.steps}
    now = {step.id: step for step in after.steps}
    old_rules, new_rules = _reasons(before), _reasons(after)
    return PlanDifference(
        pairs=tuple(Pair(was.get(step), now.get(step)) for step in _order([*was], [*now])),
        stopped=tuple(reason for rule, reason in old_rules.items() if rule not in new_rules),
        started=tuple(reason for rule, reason in new_rules.items() if rule not in old_rules),
    )


def _order(was: list[str], now: list[str]) -> list[str]:
    """Every line once, in the order of ``now``; what is gone comes after the line it stood behind."""
    order = list(now)
    for place, step in enumerate(was):
        if step not in order:
            order.insert(order.index(was[place - 1]) + 1 if place else 0, step)
    return order


def _reasons(plan: Plan) -> dict[str, Reason]:
    """Every rule a plan rests on, in the order of its lines."""
    return {reason.rule: reason for step in reversed(plan.steps) for reason in reversed(step.reasons)}
