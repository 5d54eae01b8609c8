"""What is still open of a disagreement, meetings, early help and a handover: every kind, in its words, until it ends."""

from __future__ import annotations

from datetime import datetime

import pytest

from case.making import AT, a_case, later
from triage.case import events, telling
from triage.case.events import Event
from triage.case.open_ends import NOT_SETTLED, REVIEW, UP, open_ends, report_owed, still_held
from triage.case.replay import replay
from triage.case.schema import Handover, Help, What
from triage.case.schema import Meeting as Done
from triage.case.schema import Rung as Came

END = later(days=3)
SOONER = later(days=1)


def rung(number: int = 1, due: datetime | None = END) -> Event:
    return telling.rung_tried(AT, f"resolve-stage-{number}", AT, due)


def called(meeting: str, report: datetime | None = END) -> Event:
    return events.happened(AT, What.MEETING_CALLED, AT, meeting=meeting, meets=later(days=9), report_due=report)


def done(what: Done, number: int = 2) -> Event:
    return telling.meeting_told(later(1), number, what)


def review(due: datetime | None) -> Event:
    return telling.help_told(AT, Help.REVIEW, due=due)


def handover(what: Handover, who: str = "the new lead", due: datetime | None = END) -> Event:
    return telling.handover_told(AT, what, who, AT, due)


REPORT = "Send your report for: core group"
YOURS = (
    "Nobody has accepted the handover to the new lead, so you still hold it. Ask them to accept, or tell your manager"
)


@pytest.mark.parametrize(
    ("told", "open_now"),
    [
        ((), []),
        ((rung(),), [("rung", 2, UP, END)]),
        ((rung(due=None),), []),
        ((rung(), rung(2, SOONER)), [("rung", 3, UP, SOONER)]),
        ((rung(), telling.rung_answered(later(5), Came.NOT_SETTLED)), [("rung", 3, NOT_SETTLED, later(5))]),
        ((rung(), telling.rung_answered(later(5), Came.SETTLED)), []),
        ((telling.rung_answered(AT, Came.SETTLED), rung()), [("rung", 3, UP, END)]),
        ((called("core group"),), [("report", 2, REPORT, END)]),
        ((called(""),), [("report", 2, "Send your report for: the meeting", END)]),
        ((called("core group", None),), []),
        ((called("core group"), done(Done.REPORT_SENT)), []),
        ((called("core group"), done(Done.HELD)), []),
        ((called("core group"), done(Done.BRIEFED)), [("report", 2, REPORT, END)]),
        ((called("core group"), called("strategy"), done(Done.REPORT_SENT, 3)), [("report", 2, REPORT, END)]),
        ((review(END),), [("early help", 2, REVIEW, END)]),
        ((review(END), review(SOONER)), [("early help", 3, REVIEW, SOONER)]),
        ((review(END), review(None)), []),
        ((telling.help_told(AT, Help.LEAD, due=END),), []),
        ((handover(Handover.OFFERED),), [("handover", 2, YOURS, END)]),
        ((handover(Handover.OFFERED, due=None),), []),
        ((handover(Handover.OFFERED), handover(Handover.ACCEPTED)), []),
        ((handover(Handover.ACCEPTED, due=END),), []),
        (
            (handover(Handover.OFFERED), handover(Handover.ACCEPTED), handover(Handover.OFFERED, due=SOONER)),
            [("handover", 4, YOURS, SOONER)],
        ),
    ],
)
def test_what_is_open(told: tuple[Event, ...], open_now: list[tuple[str, int, str, datetime]]) -> None:
    found = open_ends(replay(a_case(*told)))
    assert [(one.sort, one.number, one.says, one.due) for one in found] == open_now


def test_all_four_kinds_stand_side_by_side() -> None:
    state = replay(a_case(rung(), called("core group"), review(END), handover(Handover.OFFERED)))
    assert [one.sort for one in open_ends(state)] == ["rung", "report", "early help", "handover"]


def test_who_holds_a_case_goes_by_the_newest_word() -> None:
    offered, accepted = handover(Handover.OFFERED), handover(Handover.ACCEPTED)
    held = [still_held(replay(a_case(*told))) for told in ((), (offered,), (offered, accepted), (accepted, offered))]
    assert [one.number if one else None for one in held] == [None, 2, None, 3]


def test_the_report_of_one_meeting_is_not_that_of_another() -> None:
    state = replay(a_case(called("core group"), called("strategy"), done(Done.REPORT_SENT, 3)))
    assert [report_owed(state, one) for one in state.meetings] == [True, False]
