"""What is due, by when, counted from what, and in which order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given

from case.making import AT, LONDON, a_case, cases, later, limit, line, planned
from triage.case import events, telling
from triage.case.chain import Case
from triage.case.due import due_list, next_due
from triage.case.replay import replay
from triage.case.schema import What

NOW = AT + timedelta(minutes=30)


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def one_due(at: str, urgency: str = "today", now: str = "", by: dict[str, Any] | None = None, clock: str = "") -> Any:
    """The one thing that is due in a case whose plan was made ``at`` that time."""
    moment = london(at)
    case = a_case(planned(line("ring", urgency, by), at=moment))
    if clock:
        case = case.add(events.happened(london(now or at), What.TIME_STARTED, london(clock), clock="ring"))
    (due,) = due_list(replay(case), london(now or at))
    return due


@pytest.mark.parametrize(
    ("at", "urgency", "by", "due"),
    [
        ("2026-11-20T16:00", "emergency", None, "2026-11-20T16:00"),
        ("2026-11-20T16:00", "now", None, "2026-11-20T17:00"),
        ("2026-11-20T16:00", "today", None, "2026-11-20T23:59"),
        ("2026-11-20T16:00", "days", None, "2026-11-24T17:00"),
        ("2026-11-20T16:00", "now", limit(hours=24), "2026-11-21T16:00"),
        ("2026-11-20T16:00", "now", limit(working_days=1), "2026-11-23T17:00"),
        ("2026-11-20T16:00", "now", limit(same_day=True), "2026-11-20T23:59"),
        ("2026-11-20T16:00", "days", limit(at_once=True), "2026-11-20T16:00"),
        # The Friday before a bank holiday, and Christmas with its substitute day
        ("2026-05-22T16:00", "days", limit(working_days=1), "2026-05-26T17:00"),
        ("2026-12-24T16:00", "days", limit(working_days=2), "2026-12-30T17:00"),
        # Over the night the clocks change, hours are real hours
        ("2026-10-24T16:00", "now", limit(hours=24), "2026-10-25T15:00"),
        ("2026-03-28T16:00", "now", limit(hours=24), "2026-03-29T17:00"),
        ("2026-10-23T16:00", "now", limit(working_days=1), "2026-10-26T17:00"),
    ],
)
def test_when_a_step_is_due(at: str, urgency: str, by: dict[str, Any] | None, due: str) -> None:
    assert one_due(at, urgency, by=by).due == london(due)


def test_a_clock_that_was_started_counts_and_until_then_the_plan_does() -> None:
    by = limit(hours=24)
    assumed = one_due("2026-11-20T16:00", by=by)
    assert assumed.counted == "Counted from when the plan was made, until you say when your phone call ended."
    started = one_due("2026-11-20T16:00", by=by, clock="2026-11-20T18:20", now="2026-11-20T19:00")
    assert started.due == london("2026-11-21T18:20")
    assert started.counted == "Counted from 6:20 pm today, when your phone call ended."


@pytest.mark.parametrize(
    ("now", "words", "overdue"),
    [
        ("2026-11-20T16:30", "by 5 pm on Monday 23 November", False),
        ("2026-11-23T09:00", "by 5 pm today", False),
        ("2026-11-23T17:00", "by 5 pm today", False),
        ("2026-11-23T17:01", "overdue since 5 pm today", True),
        ("2026-11-25T09:00", "overdue since 5 pm on Monday 23 November", True),
    ],
)
def test_when_in_words(now: str, words: str, overdue: bool) -> None:
    due = one_due("2026-11-20T16:00", by=limit(working_days=1), now=now)
    assert (due.when(london(now)), due.overdue) == (words, overdue)


def test_whose_it_is_and_what_to_do_when_it_is_late_come_from_the_limit() -> None:
    theirs = one_due("2026-11-20T16:00", by=limit(hours=24) | {"owner": "social care", "if late": "Ring and ask."})
    assert (theirs.whose, theirs.if_late) == ("social care", "Ring and ask.")
    plain = one_due("2026-11-20T16:00")
    assert (plain.whose, plain.if_late, plain.counted) == ("you", "", "")


def test_a_limit_of_at_once_is_counted_from_nothing() -> None:
    assert one_due("2026-11-20T16:00", by=limit(at_once=True)).counted == ""


@pytest.mark.parametrize(("minutes", "overdue"), [(-1, False), (0, False), (1, True)])
def test_a_thing_is_overdue_only_when_its_moment_has_passed(minutes: int, overdue: bool) -> None:
    end = later(60)
    case = a_case(
        planned(line("ring", "today", limit(hours=1))),
        events.owed(AT, "The minutes", "the chair", end),
        telling.rung_tried(AT, "resolve-stage-1", AT, end),
    )
    due = due_list(replay(case), end + timedelta(minutes=minutes))
    assert [(one.sort, one.overdue) for one in due] == [(sort, overdue) for sort in ("step", "owed", "rung")]


@pytest.mark.parametrize(("minutes", "there"), [(-1, True), (0, True), (1, False)])
def test_a_meeting_is_due_until_it_begins(minutes: int, there: bool) -> None:
    case = a_case(planned(), events.happened(AT, What.MEETING_CALLED, meets=later(60)))
    due = due_list(replay(case), later(60 + minutes))
    assert [(one.sort, one.words, one.overdue) for one in due if one.sort == "meeting"] == (
        [("meeting", "A meeting", False)] if there else []
    )


def test_of_two_things_due_at_one_moment_the_more_urgent_is_first_and_what_has_no_urgency_last() -> None:
    by = limit(hours=1)
    case = a_case(
        events.owed(AT, "The minutes", "the chair", later(60)),
        planned(line("planned", "planned", by), line("days", "days", by), line("now", "now", by)),
    )
    due = due_list(replay(case), NOW)
    assert {one.due for one in due} == {later(60)}
    assert [one.id for one in due] == ["now", "days", "planned", "2"]


def test_what_somebody_owes_in_a_far_year_comes_with_a_doubt() -> None:
    far = AT.replace(year=2031)
    (due,) = due_list(replay(a_case(planned(), events.owed(AT, "The minutes", "the chair", far))), NOW)
    assert "Bank holidays are known here" in due.doubt


def test_what_has_no_set_time_is_due_all_the_same() -> None:
    due = one_due("2026-11-20T16:00", "planned")
    assert (due.due, due.overdue, due.when(AT)) == (None, False, "no set time")


def test_far_years_come_with_a_doubt() -> None:
    assert "Bank holidays are known here" in one_due("2031-11-20T16:00", "days").doubt
    assert one_due("2026-11-20T16:00", "days").doubt == ""


def mixed() -> Case:
    return a_case(
        planned(line("plan-it", "planned"), line("later", "days"), line("soon", "now"), line("at-once", "emergency")),
        events.owed(AT, "An acknowledgement", "social care", later(20)),
        events.owed(AT, "The minutes", "the chair"),
        events.happened(AT, What.MEETING_CALLED, meeting="Conference", meets=later(days=3)),
        events.happened(AT, What.MEETING_CALLED, meets=later(5)),
        events.retention_set(AT, date(2027, 11, 19)),
    )


def test_overdue_first_then_the_soonest_then_what_has_no_time() -> None:
    due = due_list(replay(mixed()), NOW)
    assert [(one.sort, one.id, one.overdue) for one in due] == [
        ("step", "at-once", True),
        ("owed", "3", True),
        ("step", "soon", False),
        ("meeting", "5", False),
        ("step", "later", False),
        ("retention", "", False),
        ("step", "plan-it", False),
        ("owed", "4", False),
    ]
    assert [one.whose for one in due[:2]] == ["you", "social care"]
    assert next_due(replay(mixed()), NOW) == AT
    assert due[3].when(NOW) == "4:01 pm on Monday 23 November"


def test_what_is_done_settled_or_no_longer_planned_is_not_due() -> None:
    case = mixed().add(
        events.step_done(NOW, "at-once"),
        events.owed_settled(NOW, 3, "came"),
        events.owed_settled(NOW, 4, "will not come"),
        planned(line("at-once", "emergency"), line("later", "days"), at=NOW),
    )
    assert [one.id for one in due_list(replay(case), NOW) if one.sort != "meeting"] == ["later", ""]


def test_a_case_that_is_not_decided_yet_is_to_be_gone_on_with_today() -> None:
    (due,) = due_list(replay(a_case()), NOW)
    assert (due.sort, due.when(NOW), due.overdue) == ("answer", "by 11:59 pm today", False)
    (due,) = due_list(replay(a_case()), NOW + timedelta(days=1))
    assert due.overdue


def test_a_case_put_away_has_nothing_due() -> None:
    case = mixed().add(events.archived(NOW))
    assert due_list(replay(case), NOW) == ()
    assert next_due(replay(case), NOW) is None


def test_the_day_to_look_again_comes_and_goes() -> None:
    case = a_case(planned(), events.retention_set(AT, date(2026, 11, 23)))
    (due,) = due_list(replay(case), london("2026-11-24T09:00"))
    assert (due.sort, due.overdue) == ("retention", True)


def test_a_now_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due_list(replay(mixed()), datetime(2026, 11, 20, 17))


@given(cases())
def test_overdue_comes_before_everything_else_and_nothing_is_counted_twice(case: Case) -> None:
    state = replay(case)
    due = due_list(state, NOW)
    assert [one.overdue for one in due] == sorted((one.overdue for one in due), reverse=True)
    assert len({(one.sort, one.id) for one in due}) == len(due)
    assert all(one.overdue == (one.due is not None and one.due < NOW) for one in due)
    moments = [one.due for one in due if one.due is not None and not one.overdue]
    assert moments == sorted(moments)
    if not state.archived:
        assert {one.id for one in due if one.sort == "step"} == {step.step for step in state.open_steps}


@given(cases())
def test_the_same_moment_in_another_zone_is_as_late(case: Case) -> None:
    here = due_list(replay(case), NOW)
    winter = [one.id for one in here if one.overdue and one.sort in ("owed", "meeting")]
    there = due_list(replay(case), NOW.astimezone(UTC))
    assert winter == [one.id for one in there if one.overdue and one.sort in ("owed", "meeting")]
