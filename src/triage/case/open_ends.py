"""What is still open of a disagreement, meetings, early help and a handover, and when it has to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from triage.case.clocks import standing
from triage.case.schema import Handover, Help, Meeting, Rung
from triage.case.state import CaseState, Happening, Told
from triage.plan.calendar import due

UP = "If the disagreement is not settled by then, go to the next rung"
NOT_SETTLED = "The disagreement was not settled. Go to the next rung now"
REVIEW = "Look at the early help plan again with the family"
STILL_YOURS = (
    "Nobody has accepted the handover to {who}, so you still hold it. Ask them to accept, or tell your manager"
)


@dataclass(frozen=True)
class OpenEnd:
    """One thing that is open. ``number`` is that of the entry it comes from."""

    sort: str
    number: int
    says: str
    due: datetime


def open_ends(state: CaseState, zone: tzinfo | None = None) -> tuple[OpenEnd, ...]:
    """Everything of this kind that is open and has a day, in no order. ``zone`` is where office hours are meant."""
    return (*_rung(state, zone), *_reports(state), *_review(state), *_handover(state))


def newest(state: CaseState, kind: str, *whats: str) -> Told | None:
    """The newest entry of a kind that tells one of ``whats``, or anything where none are named."""
    told = [one for one in state.told_of(kind) if not whats or one.what in whats]
    return told[-1] if told else None


def report_owed(state: CaseState, meeting: Happening) -> bool:
    """Whether the report for a meeting has not been sent, as far as was told."""
    done = (Meeting.REPORT_SENT, Meeting.HELD)
    return not any(one.meeting == meeting.number and one.what in done for one in state.told_of("meeting"))


def still_held(state: CaseState) -> Told | None:
    """The newest handover that was offered and that nobody has accepted."""
    told = newest(state, "handover")
    return told if told is not None and told.what == Handover.OFFERED else None


def _rung(state: CaseState, zone: tzinfo | None) -> Iterator[OpenEnd]:
    told = sorted((*state.told_of("rung tried", "rung answered"), *_begun(state, zone)), key=lambda one: one.number)
    last = told[-1] if told else None
    if last is None or last.what == Rung.SETTLED:
        return
    if last.what == Rung.NOT_SETTLED:
        yield OpenEnd("rung", last.number, NOT_SETTLED, last.when)
    elif last.due is not None:
        yield OpenEnd("rung", last.number, UP, last.due)


def _begun(state: CaseState, zone: tzinfo | None) -> Iterator[Told]:
    """Rungs that were taken up by doing a step that begins them, but for those a step of the plan is timed by."""
    timed = {step.deadline.id for step in state.open_steps if step.deadline is not None}
    for start in state.starts:
        step = state.steps.get(start.what)
        for limit in step.begins if step is not None and standing(start, state) else ():
            if limit.id not in timed:
                end = due(limit, start.when.astimezone(zone))
                yield Told(start.number, start.when, "rung tried", "", start.when, rung=limit.id, due=end)


def _reports(state: CaseState) -> Iterator[OpenEnd]:
    for one in state.meetings:
        if one.report_due is not None and report_owed(state, one):
            says = f"Send your report for: {one.meeting or 'the meeting'}"
            yield OpenEnd("report", one.number, says, one.report_due)


def _review(state: CaseState) -> Iterator[OpenEnd]:
    told = newest(state, "early help", Help.REVIEW)
    if told is not None and told.due is not None:
        yield OpenEnd("early help", told.number, REVIEW, told.due)


def _handover(state: CaseState) -> Iterator[OpenEnd]:
    told = still_held(state)
    if told is not None and told.due is not None:
        yield OpenEnd("handover", told.number, STILL_YOURS.format(who=told.who), told.due)
