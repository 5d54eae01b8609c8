"""Early help and the handover of a case as places: what is agreed, what is still to agree, and who holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from triage.case.actions import Action, Actions
from triage.case.open_ends import newest
from triage.case.schema import Handover, Help
from triage.case.state import CaseState, Told
from triage.plan.calendar import due
from triage.rules.model import RuleSet

PLAN_FORM, HANDOVER_FORM = "action-plan", "handover-note"
HELP_STEPS = {
    Help.MET: ("call-the-team-together", "family-are-equal-members"),
    Help.LEAD: ("agree-a-lead-practitioner",),
    Help.PLAN: ("write-the-family-plan",),
    Help.MESSAGE: ("agree-the-words-first",),
    Help.REVIEW: ("look-again-at-the-family-plan",),
}
HANDOVER_STEPS = ("hand-over-fully", "what-a-handover-holds", "introduce-the-new-person")
NOT_ACCEPTED_STEPS = ("carry-on-until-accepted",)
REVIEW_LIMIT, HANDOVER_LIMIT = "look-at-the-family-plan", "handover-accepted"
"""What these places go by in the rules. What a rule set does not have is left out."""


@dataclass(frozen=True)
class Agreed:
    """One thing that early help rests on: what was told of it last, and what to do while nothing was."""

    what: Help
    told: Told | None
    do: tuple[Action, ...]


@dataclass(frozen=True)
class HandoverPlace:
    """Whether a case is handed over. ``told`` is what was told last; it is yours unless that says accepted.

    ``chase`` is when to chase one that was offered and not accepted.
    """

    told: Told | None
    yours: bool
    chase: datetime | None
    do: tuple[Action, ...]


def early_help(state: CaseState, actions: Actions) -> tuple[Agreed, ...]:
    """Everything early help rests on, in the order it is agreed."""
    told = {what: newest(state, "early help", what) for what in Help}
    return tuple(Agreed(what, told[what], () if told[what] else actions.of(HELP_STEPS[what])) for what in Help)


def handover(state: CaseState, rule_set: RuleSet, actions: Actions, now: datetime) -> HandoverPlace:
    """How far the handover has got."""
    told = newest(state, "handover")
    if told is not None and told.what == Handover.ACCEPTED:
        return HandoverPlace(told, yours=False, chase=None, do=())
    steps = HANDOVER_STEPS if told is None else (*NOT_ACCEPTED_STEPS, *HANDOVER_STEPS)
    chase = (told.due or ends(rule_set, HANDOVER_LIMIT, told.when)) if told is not None else None
    return HandoverPlace(told, yours=True, chase=chase and chase.astimezone(now.tzinfo), do=actions.of(steps))


def ends(rule_set: RuleSet, limit: str, when: datetime) -> datetime | None:
    """When a limit that started at ``when`` is up; None where the rules do not have it."""
    found = rule_set.deadlines.get(limit)
    return due(found, when) if found is not None else None
