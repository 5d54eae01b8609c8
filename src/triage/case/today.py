"""What is due across many cases, and where each of them stands in a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from triage.case.chain import Case
from triage.case.due import Due, due_list, in_order
from triage.case.replay import replay
from triage.plan.times import day_words


@dataclass(frozen=True)
class Standing:
    """One case in a list: what is due in it first, if anything, and when it was last changed."""

    reference: str
    first: Due | None
    changed: datetime | None
    archived: bool = False

    @property
    def overdue(self) -> bool:
        """Whether something is overdue in it."""
        return self.first is not None and self.first.overdue

    def when(self, now: datetime) -> str:
        """When the first thing is due, in words."""
        if self.archived:
            return "put away"
        if self.first is None:
            return "nothing due"
        words = self.first.when(now)
        return words.replace("overdue", "OVERDUE", 1) if self.overdue else f"next {words}"

    def changed_words(self, now: datetime) -> str:
        """When it was last changed, in words."""
        if self.changed is None:
            return ""
        return f"changed {day_words(self.changed.astimezone(now.tzinfo).date(), now.date())}"


def due_in(cases: Iterable[Case], now: datetime) -> list[tuple[str, Due]]:
    """Everything due, in one order for all cases, each with the reference of its case."""
    found = [(state.reference, item) for state in map(replay, cases) for item in due_list(state, now)]
    places = {id(item): place for place, item in enumerate(in_order(item for _, item in found))}
    return sorted(found, key=lambda one: places[id(one[1])])


def standings(cases: Iterable[Case], now: datetime) -> tuple[Standing, ...]:
    """Every case in a line: what is overdue longest first, then what is due soonest, those put away last."""
    found = []
    for state in map(replay, cases):
        first = next(iter(due_list(state, now)), None)
        found.append(Standing(state.reference, first, state.changed or state.opened, state.archived))
    return tuple(sorted(found, key=_place))


def _place(one: Standing) -> tuple[bool, bool, float, str]:
    due = one.first.due if one.first is not None else None
    return (one.archived, due is None, due.timestamp() if due is not None else 0.0, one.reference)
