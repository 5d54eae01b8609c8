"""What a person sees differently from the tool: plain data, with no name and no free text in it.

The safer choice is always free. Nothing else that is chosen here changes a plan: it is only kept, with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from triage.plan.model import Plan
from triage.rules.disagreeing import BUILT_IN, About, Consult, Disagreeing, OwnReason, SaferChoice
from triage.rules.model import RuleSet, Urgency

OWN_RULE = "your own view"
"""Begins the name of what stands in for a rule. No rule in a file can be called so: it has blanks in it."""
TAKEN_BACK = "taken-back"
"""The reason code of going back to the plan that the answers make."""


class Direction(StrEnum):
    """Which way somebody's own view goes."""

    SAFER = "safer"
    LESS_SAFE = "less safe"
    NEITHER = "neither"


@dataclass(frozen=True)
class OwnView:
    """One thing seen differently.

    ``about`` is None for how urgent it is, upwards: then ``reason`` is the id of a safer choice and ``urgency`` what it
    came to. Otherwise ``reason`` is the code of a reason. ``step`` is the step it is about, if it is about one.
    ``consulted``: somebody else was asked first. ``safer``: it takes nothing away from the plan.
    """

    reason: str
    about: About | None = None
    step: str = ""
    urgency: Urgency | None = None
    consulted: bool = False
    safer: bool = False

    @property
    def direction(self) -> Direction:
        """Safer, less safe, or neither."""
        if self.reason == TAKEN_BACK:
            return Direction.NEITHER
        if self.about is None or self.safer:
            return Direction.SAFER
        return Direction.NEITHER if self.about is About.CHILD else Direction.LESS_SAFE


def seen_differently(rule_set: RuleSet) -> Disagreeing:
    """What these rules say about it; never nothing."""
    return rule_set.disagreeing or BUILT_IN


def consult_first(rule_set: RuleSet) -> Consult:
    """What is said to somebody who would do less."""
    return seen_differently(rule_set).consult


def safer_choices(rule_set: RuleSet, plan: Plan) -> tuple[SaferChoice, ...]:
    """The choices that would add something to ``plan``, the most urgent first."""
    there = {step.id: step.urgency for step in plan.steps}

    def adds(choice: SaferChoice) -> bool:
        if choice.urgency < plan.urgency:
            return False
        more = choice.urgency > plan.urgency or (choice.send_as is not None and choice.send_as > plan.send_as)
        return more or any(step not in there for step in choice.steps)

    choices = filter(adds, seen_differently(rule_set).safer)
    return tuple(sorted(choices, key=lambda one: -one.urgency))


def more_urgent(choice: SaferChoice) -> OwnView:
    """The view that goes with a safer choice. Nothing is asked."""
    return OwnView(choice.id, urgency=choice.urgency, safer=True)


def taken_back() -> OwnView:
    """Back to the plan the answers make, which is never calmer than the answers."""
    return OwnView(TAKEN_BACK)


def differing(reason: OwnReason, step: str = "", *, consulted: bool = False) -> OwnView:
    """The view that goes with a reason."""
    return OwnView(reason.id, reason.about, step, consulted=consulted, safer=reason.safer)


def standing(own: Iterable[OwnView]) -> tuple[OwnView, ...]:
    """The views that stand: each once, no safer choice that was taken back, and nothing calmer from before one."""
    kept: dict[tuple[object, str, str], OwnView] = {}
    for one in own:
        if one.reason == TAKEN_BACK:
            kept = {key: view for key, view in kept.items() if view.about is not None}
        else:
            if one.about is None:
                kept = {key: view for key, view in kept.items() if view.about is not About.LESS_URGENT}
            kept.pop((one.about, one.reason, one.step), None)
            kept[one.about, one.reason, one.step] = one
    return tuple(kept.values())


def raises(own: Sequence[OwnView]) -> bool:
    """Whether a safer choice stands."""
    return any(one.about is None for one in standing(own))


def choice_of(rule_set: RuleSet, view: OwnView) -> SaferChoice:
    """The safer choice behind a view. When the rules no longer have it, the nearest that is at least as urgent."""
    least = view.urgency or Urgency.EMERGENCY
    choices = [one for one in seen_differently(rule_set).safer if one.urgency >= least]
    same = [one for one in choices if one.id == view.reason]
    return min(same or choices or BUILT_IN.safer, key=lambda one: one.urgency)


def rules_behind(plan: Plan, urgency: Urgency, step: str = "") -> tuple[str, ...]:
    """The rules that what is seen differently comes from: those of a step, or those of the most urgent lines.

    ``urgency`` is what the answers alone come to.
    """
    lines = [one for one in plan.steps if (one.id == step if step else one.urgency >= urgency)]
    named = (
        reason.rule for one in lines for reason in one.reasons if reason.place and not reason.rule.startswith(OWN_RULE)
    )
    return tuple(dict.fromkeys(named))
