"""How long a step may take: its own time limit, or what the urgency of its rules gives it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from triage.plan.times import DAYS_MEANS
from triage.rules.layers import not_longer
from triage.rules.limits import limit_words
from triage.rules.model import Deadline, Place, RuleSet, Step, Urgency


@dataclass(frozen=True)
class Due:
    """When a step is due. ``limit`` None: whenever the person sets it."""

    words: str
    limit: Deadline | None


_BLANK: Final = Deadline("", "", "", "", "", "", (), Place(""))

_BY_URGENCY: Final[dict[Urgency, Due]] = {
    Urgency.EMERGENCY: Due("at once", replace(_BLANK, at_once=True)),
    Urgency.NOW: Due("within the hour", replace(_BLANK, hours=1)),
    Urgency.TODAY: Due("today", replace(_BLANK, same_day=True)),
    Urgency.DAYS: Due(f"{DAYS_MEANS} working days", replace(_BLANK, working_days=DAYS_MEANS)),
    Urgency.PLANNED: Due("a date the person sets", None),
    Urgency.INFORMATION: Due("usual work", None),
}
"""What a step without a limit of its own has, as the plan words it."""


def due_of(rules: RuleSet, step: Step, urgency: Urgency) -> Due:
    """When the step is due where the rules that bring it are this urgent."""
    if not step.by:
        return _BY_URGENCY[urgency]
    limit = rules.deadlines[step.by]
    return Due(limit_words(limit), limit)


def same_due(one: Due, other: Due) -> bool:
    """Whether both always end at the same moment."""
    return not later(one, other) and not later(other, one)


def later(one: Due, other: Due) -> bool:
    """Whether ``one`` may end after ``other``, on some day and at some hour."""
    if one.limit is None or other.limit is None:
        return one.limit is None and other.limit is not None
    if one.limit.hours == 1 and other.limit.same_day:
        return False  # the last hour before midnight apart, when nobody is better served by "today"
    return not not_longer(one.limit, other.limit)
