"""The steps of a case over time: taken from recorded plans, marked, timed, and asked for again when it gets worse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeAlias, cast

from triage.case.canonical import Plain
from triage.case.state import Status, StepState, plain_text
from triage.rules.model import Deadline, Place, Urgency
from triage.rules.waiting import WaitsFor

Steps: TypeAlias = Mapping[str, StepState]
NOWHERE = Place("case")


def planned(steps: Steps, plan: Plain, at: datetime) -> dict[str, StepState]:
    """The steps after a plan was recorded at ``at``: its own first, in its order, then those it no longer has."""
    lines = [line for line in cast("Iterable[object]", plan) if isinstance(line, Mapping)]
    found = {plain_text(line, "step"): line for line in lines}
    now = {name: _planned(steps.get(name), line, at) for name, line in found.items()}
    before = {name: replace(step, current=False) for name, step in steps.items() if name not in found}
    return now | before


def _planned(old: StepState | None, line: Mapping[str, Plain], at: datetime) -> StepState:
    new = StepState(
        step=plain_text(line, "step"),
        do=plain_text(line, "do"),
        kind=plain_text(line, "kind"),
        urgency=plain_text(line, "urgency"),
        since=at,
        deadline=_deadline(line.get("by")),
        begins=tuple(filter(None, map(_deadline, cast("Iterable[Plain]", line.get("begins", ()))))),
    )
    if old is None:
        return new
    worse = _rank(new.urgency) > _rank(old.urgency) and old.kind != ""
    if worse and old.status is not Status.OPEN:
        # Done before it was known how bad it is: it has to be looked at once more, with what was done kept beside it.
        return replace(new, when=old.when, who=old.who, note=old.note, again=True, dealt=old.dealt)
    since = old.since if old.since is not None and _same_limit(old, new) else at
    urgency = old.urgency if old.status is not Status.OPEN and old.kind else new.urgency
    return replace(
        old,
        do=new.do,
        kind=new.kind,
        urgency=urgency,
        since=since,
        current=True,
        deadline=new.deadline,
        begins=new.begins,
    )


def _same_limit(old: StepState, new: StepState) -> bool:
    """Whether the clock that runs for a step goes on: its limit is the same, whatever words tell it."""
    one, other = old.deadline, new.deadline
    if one is None or other is None:
        return one is other and old.urgency == new.urgency
    return (one.id, one.hours, one.working_days, one.same_day) == (
        other.id,
        other.hours,
        other.working_days,
        other.same_day,
    )


def _rank(urgency: str) -> int:
    words = {one.word: int(one) for one in Urgency}
    return words.get(urgency, -1)


def marked(
    steps: Steps, name: str, status: Status, number: int, when: datetime | None, who: str, note: str
) -> dict[str, StepState]:
    """The steps after entry ``number`` marked one. One that no recorded plan had is kept too: it was done all the same.

    One that is to be done after all was never dealt with: what started its clock before counts again.
    """
    old = steps.get(name) or StepState(name, "", "", "", current=False)
    dealt, undone = (0, number) if status is Status.OPEN else (number, old.undone)
    new = replace(old, status=status, when=when, who=who, note=note, again=False, dealt=dealt, undone=undone)
    return {**steps, name: new}


def _deadline(plain: Plain) -> Deadline | None:
    """The time limit as it was recorded, with no place: its rule file may be long gone."""
    if not isinstance(plain, Mapping):
        return None
    limit = cast("Mapping[str, Plain]", plain["limit"])  # the body was checked
    return Deadline(
        id=plain_text(plain, "deadline"),
        says=plain_text(plain, "says"),
        starts=plain_text(plain, "starts"),
        owner=plain_text(plain, "owner"),
        basis="",
        if_late=plain_text(plain, "if late"),
        because=(),
        place=NOWHERE,
        started_by=tuple(map(str, cast("Iterable[object]", plain.get("started by", ())))),
        waits_for=_waits_for(plain.get("waits for")),
        **{name.replace(" ", "_"): cast("Any", value) for name, value in limit.items()},
    )


def _waits_for(plain: Plain) -> WaitsFor | None:
    if not isinstance(plain, Mapping):
        return None
    return WaitsFor(plain_text(plain, "what"), plain_text(plain, "from"), plain_text(plain, "until"))
