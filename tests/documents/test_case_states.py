"""One case at five points of its days: each form carries what is known by then, and nothing that is not."""

from __future__ import annotations

from datetime import datetime
from functools import cache

import pytest

from case.making import LONDON, Remembered
from documents.shipped import CABINET, RULE_SET, view_of
from triage.case import events, telling
from triage.case.autosave import Autosave
from triage.case.chain import Case, new_case
from triage.case.schema import Handover, Help, Meeting, Rung
from triage.documents.case_file import CaseFile
from triage.documents.fill import fill
from triage.documents.paper import Paper, Points, Tasks
from triage.documents.writers.text import as_text
from triage.plan.build import build_plan
from triage.plan.model import Plan
from triage.rules.answers import Answer, chosen, ticked
from triage.session.session import Session
from triage.session.view import View

ANSWERS: dict[str, Answer] = {
    "danger": ticked(),
    "situation": chosen("worried"),
    "role": chosen("school staff"),
    "worry": ticked("physical"),
    "injury_about": ticked("cannot move alone"),
    "harm_level": chosen("significant harm"),
}
BEFORE, AFTER, DISAGREED, MEETING, HANDOVER = "before", "after the call", "disagreed", "before the meeting", "handover"


def on(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026 if month > 6 else 2027, month, day, hour, minute, tzinfo=LONDON)


@cache
def story() -> dict[str, tuple[Case, datetime]]:
    """The case and the moment at each point: a Christmas Eve, no action, two stages, a conference, a handover."""
    now = on(12, 24, 16)
    first = new_case(events.started(now, "c" * 32, "7-blue", RULE_SET, "triage 1.0"))
    keeper = Autosave(Remembered(first), first, RULE_SET, lambda: now)
    keeper.follow(Session(tuple(ANSWERS.items())), lambda one: view_of(dict(one.answers)), lambda view: made(view, now))
    points = {BEFORE: (keeper.case, now)}

    now = on(12, 24, 16, 20)
    said = "The duty worker took it. Reference 221."
    keeper.write(lambda at: events.step_done(at, "ring-front-door", on(12, 24, 16, 12), note=said))
    keeper.write(lambda at: events.owed(at, "Their decision", "social care", on(12, 29, 17)))
    points[AFTER] = (keeper.case, now)

    now = on(12, 31, 17)
    keeper.write(lambda at: events.happened(at, "outcome told", on(12, 30, 10), note="No further action."))
    keeper.write(lambda at: telling.rung_tried(at, "resolve-stage-1", on(12, 30, 11), on(12, 31, 17)))
    keeper.write(lambda at: telling.rung_answered(at, Rung.NOT_SETTLED, at, note="The manager agrees with the worker."))
    keeper.write(lambda at: telling.rung_tried(at, "resolve-stage-2", at, on(1, 5, 17)))
    points[DISAGREED] = (keeper.case, now)

    now = on(1, 6, 9)
    keeper.write(
        lambda at: events.happened(
            at, "meeting called", meeting="first conference", meets=on(1, 19, 10), report_due=on(1, 14, 17)
        )
    )
    called = keeper.state.meetings[-1].number
    keeper.write(lambda at: telling.meeting_told(at, called, Meeting.BRIEFED, who="deputy lead"))
    points[MEETING] = (keeper.case, now)

    now = on(1, 25, 9)
    keeper.write(lambda at: events.step_not_possible(at, "chase-acknowledgement", "The worker has left."))
    keeper.write(lambda at: telling.handover_told(at, Handover.OFFERED, "new lead", at, on(1, 29, 17)))
    keeper.write(lambda at: telling.help_told(at, Help.LEAD, who="school nurse"))
    points[HANDOVER] = (keeper.case, now)
    return points


def made(view: View, now: datetime) -> Plan:
    return build_plan(RULE_SET, view.decision, view.answers, now)


def form(name: str, point: str) -> Paper:
    case, now = story()[point]
    view = view_of(ANSWERS)
    document = CABINET.in_use(RULE_SET.documents[name], view.answers)
    return fill(document, RULE_SET, view, made(view, now), CaseFile(case, RULE_SET, now))


def said(name: str, point: str) -> str:
    return " ".join(as_text(form(name, point)).split())


@pytest.mark.parametrize(
    ("name", "point", "says"),
    [
        ("follow-up-to-a-call", AFTER, "Thursday 24 December 2026, 4:12 pm: Done: Ring children's social care"),
        ("follow-up-to-a-call", AFTER, "Noted: The duty worker took it. Reference 221."),
        ("follow-up-to-a-call", AFTER, "social care: Their decision, by Tuesday 29 December 2026, 5 pm"),
        ("referral", AFTER, "where the child lives. Noted: The duty worker took it. Reference 221."),
        ("call-sheet", DISAGREED, "Outcome told. No further action."),
        ("escalation-letter", DISAGREED, "Wednesday 30 December 2026, 10 am: Outcome told. No further action."),
        ("escalation-letter", DISAGREED, "not settled. The manager agrees with the worker."),
        ("escalation-letter", DISAGREED, "This stage ends: Tuesday 5 January 2027, 5 pm"),
        ("conference-report", MEETING, "It is on: Tuesday 19 January 2027, 10 am"),
        ("conference-report", MEETING, "Report due: Thursday 14 January 2027, 5 pm"),
        ("conference-report", MEETING, "Briefed a colleague: Wednesday 6 January 2027, 9 am (deputy lead)"),
        ("conference-report", HANDOVER, "It was on: Tuesday 19 January 2027, 10 am"),
        ("handover-note", HANDOVER, "How soon, when last decided: ACT NOW - within the hour"),
        ("handover-note", HANDOVER, "Disagreement: stage 2, your manager or lead, taken up Thursday 31 December 2026"),
        ("handover-note", HANDOVER, "Not possible: Check that someone has your referral."),
        ("handover-note", HANDOVER, "Because: The worker has left."),
        ("handover-note", HANDOVER, "Social care owes: Their decision, overdue since 5 pm on Tuesday 29 December 2026"),
        ("handover-note", HANDOVER, "offered to new lead, Monday 25 January 2027, 9 am. Nobody has accepted it yet."),
        ("handover-note", HANDOVER, "Lead practitioner agreed: school nurse"),
        ("case-record", HANDOVER, "Handover offered: new lead."),
    ],
)
def test_a_form_carries_what_is_known_by_then(name: str, point: str, says: str) -> None:
    assert says in said(name, point)


@pytest.mark.parametrize(
    ("name", "point", "says"),
    [
        ("follow-up-to-a-call", BEFORE, "Reference 221"),
        ("referral", BEFORE, "Done: "),
        ("escalation-letter", BEFORE, "This stage ends"),
        ("conference-report", DISAGREED, "It is on: "),
        ("handover-note", MEETING, "Nobody has accepted"),
        ("follow-up-to-a-call", BEFORE, "owes"),
        ("escalation-letter", HANDOVER, "school nurse"),
        ("conference-report", HANDOVER, "Reference 221"),
        ("information-note", HANDOVER, "conference"),
    ],
)
def test_a_form_carries_nothing_else(name: str, point: str, says: str) -> None:
    assert says not in said(name, point)


@pytest.mark.parametrize("point", [BEFORE, AFTER, DISAGREED, MEETING, HANDOVER])
def test_who_took_the_call_stays_to_be_written_by_hand(point: str) -> None:
    assert "Who took it (name and role): ____" in said("follow-up-to-a-call", point)


@pytest.mark.parametrize("point", [BEFORE, AFTER, HANDOVER])
def test_the_path_and_the_steps_of_a_record_have_the_same_numbers(point: str) -> None:
    _, now = story()[point]
    numbers = {step.do: step.number for step in made(view_of(ANSWERS), now).steps}
    blocks = [block for part in form("case-record", point).parts for block in part.blocks]
    tasks = [task for block in blocks if isinstance(block, Tasks) for task in block.tasks]
    assert tasks
    assert {task.text: task.number for task in tasks} == {task.text: numbers[task.text] for task in tasks}
    assert [block for block in blocks if isinstance(block, Points)]


def test_nothing_of_others_is_both_owed_and_a_date() -> None:
    assert said("handover-note", HANDOVER).count("Their decision") == 1
