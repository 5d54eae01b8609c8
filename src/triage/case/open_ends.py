"""What is still open of a disagreement, meetings, early help and a handover, and when it has to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from triage.case.schema import Handover, Help, Meeting, Rung
from triage.case.state import CaseState, Happening, Told

UP = "The time for this rung of the disagreement. Not settled by then? Go to the next rung"
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


def open_ends(state: CaseState) -> tuple[OpenEnd, ...]:
    """Everything of this kind that is open and has a day, in no order."""
    return (*_rung(state), *_reports(state), *_review(state), *_handover(state))


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


def _rung(state: CaseState) -> Iterator[OpenEnd]:
    told = state.told_of("rung tried", "rung answered")
    last = told[-1] if told else None
    if last is None or last.what == Rung.SETTLED:
        return
    if last.what == Rung.NOT_SETTLED:
        yield OpenEnd("rung", last.number, NOT_SETTLED, last.when)
    elif last.due is not None:
        yield OpenEnd("rung", last.number, UP, last.due)


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
