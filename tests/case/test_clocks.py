"""Clocks that start by a step: the earliest counts, nothing told later makes a limit later, and only an answer ends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case.making import AT, a_case, later, limit, line, planned
from documents.shipped import RULE_SET
from triage.case import events, telling
from triage.case.asks import about_case
from triage.case.chain import Case
from triage.case.clocks import CAME
from triage.case.decided import decided
from triage.case.due import Due, due_list
from triage.case.events import Event
from triage.case.ladder import Standing, position
from triage.case.replay import replay
from triage.case.schema import What
from triage.case.standing_words import progress, what_began
from triage.case.state import Status
from triage.engine.decide import Decider
from triage.export.case_json import due_data
from triage.export.case_text import due_words
from triage.plan.build import build_plan
from triage.plan.calendar import add_working_days, is_working_day
from triage.rules.answers import Answer, chosen, ticked

ACK = {"what": "word that they have it", "from": "social care", "until": "acknowledged"}
FRIDAY_CALL = later(20)
MONDAY = AT + timedelta(days=3)


def started(name: str, *by: str, waits: dict[str, str] | None = None, **length: Any) -> dict[str, Any]:
    """A recorded time limit with what starts its clock."""
    found = limit(name, **length) | {"started by": list(by)}
    return found | ({"waits for": waits} if waits else {})


WRITE = line("write", by=started("writing", "ring", hours=24))
CHASE = line("chase", by=started("chasing", "ring", waits=ACK, working_days=1))
PLAN = planned(line("ring"), WRITE, CHASE)


def due_of(case: Case, step: str, now: datetime = MONDAY) -> Due:
    [found] = [one for one in due_list(replay(case), now) if one.id == step]
    return found


def test_one_mark_starts_every_clock_that_begins_with_it() -> None:
    case = a_case(PLAN, events.step_done(later(60), "ring", FRIDAY_CALL))
    now = later(61)
    writing, chasing = due_of(case, "write", now), due_of(case, "chase", now)
    assert writing.due == FRIDAY_CALL + timedelta(hours=24)
    assert writing.counted == "Counted from 4:20 pm today, when your phone call ended."
    assert chasing.due == datetime(2026, 11, 23, 17, tzinfo=AT.tzinfo)
    assert chasing.owes == "Social care owes you word that they have it by then."
    assert due_words(chasing, now, brief=True) == (
        "By 5 pm on Monday 23 November: Do chase. Social care owes you word that they have it by then."
    )
    assert due_data(chasing)["waits for"] == {"what": "word that they have it", "from": "social care"}
    assert due_data(writing)["waits for"] is None
    assert progress(replay(case), now).owed == ("By 5 pm on Monday 23 November: word that they have it (social care)",)


def test_before_the_step_is_done_nobody_owes_anything() -> None:
    case = a_case(PLAN)
    assert due_of(case, "chase").owes == ""
    assert "until you say when" in due_of(case, "chase").counted


def test_a_step_done_by_another_starts_the_clock_and_one_that_is_not_possible_does_not() -> None:
    other = a_case(PLAN, events.step_done_by_another(later(60), "ring", "the lead", FRIDAY_CALL))
    assert replay(other).steps["write"].clock == FRIDAY_CALL
    never = a_case(PLAN, events.step_not_possible(later(60), "ring", "Nobody answers", FRIDAY_CALL))
    assert replay(never).steps["write"].clock is None


def test_a_time_still_to_come_does_not_start_a_clock_later() -> None:
    case = a_case(PLAN, events.step_done(later(60), "ring", later(days=2)))
    assert replay(case).steps["write"].clock == later(60)


def test_a_call_marked_before_the_plan_was_recorded_counts_too() -> None:
    case = a_case(events.step_done(later(5), "ring", later(1)), PLAN)
    assert replay(case).steps["write"].clock == later(1)


def test_the_earliest_of_two_starts_counts_whichever_was_told_first() -> None:
    early, late = events.step_done(later(60), "ring", later(10)), events.step_done(later(61), "ring", later(30))
    said = events.happened(later(62), What.TIME_STARTED, later(5), clock="write")
    for told in ([early, late], [late, early]):
        assert replay(a_case(PLAN, *told)).steps["write"].clock == later(10)
    assert replay(a_case(PLAN, late, said)).steps["write"].clock == later(5)
    assert replay(a_case(PLAN, late, said)).steps["chase"].clock == later(30)


def test_an_event_can_start_a_clock() -> None:
    by = started("reasons", "outcome told", same_day=True)
    case = a_case(planned(line("ask", by=by)), events.happened(later(days=1), What.OUTCOME_TOLD, later(50)))
    assert replay(case).steps["ask"].clock == later(50)


def test_they_say_they_have_it_settles_what_was_owed() -> None:
    rung = a_case(PLAN, events.step_done(later(60), "ring", FRIDAY_CALL))
    case = rung.add(events.happened(MONDAY, What.ACKNOWLEDGED))
    chase = replay(case).steps["chase"]
    assert (chase.status, chase.when, chase.note) == (Status.DONE, MONDAY, CAME)
    assert [one.id for one in due_list(replay(case), MONDAY)] == ["write"]
    assert progress(replay(case), MONDAY).marks["chase"] == "done"
    assert replay(case.add(events.undone(MONDAY, "chase"))).steps["chase"].status is Status.OPEN


def test_an_answer_from_before_the_call_settles_nothing() -> None:
    before = events.happened(later(70), What.ACKNOWLEDGED, later(2))
    case = a_case(PLAN, events.step_done(later(60), "ring", FRIDAY_CALL), before)
    assert due_of(case, "chase").owes
    # A second call after the answer is owed one of its own, counted from that call
    answered = a_case(
        PLAN, events.step_done(later(60), "ring", FRIDAY_CALL), events.happened(later(90), What.ACKNOWLEDGED)
    )
    again = answered.add(events.undone(later(91), "ring"), events.step_done(MONDAY, "ring"))
    assert due_of(again, "chase").due == datetime(2026, 11, 24, 17, tzinfo=AT.tzinfo)


def test_an_answer_from_before_the_plan_asked_for_one_does_not_settle_it() -> None:
    case = a_case(events.happened(AT, What.ACKNOWLEDGED), replace(PLAN, at=later(30)))
    assert replay(case).steps["chase"].status is Status.OPEN


def test_with_two_things_owed_each_has_to_be_named() -> None:
    other = line("ask", by=started("asking", "ring", waits=ACK | {"from": "the LADO"}, working_days=1))
    case = a_case(planned(line("ring"), CHASE, other), events.step_done(later(60), "ring"))
    plain = case.add(events.happened(MONDAY, What.ACKNOWLEDGED))
    assert [replay(plain).steps[name].owed for name in ("chase", "ask")] == [True, True]
    named = {one.id: one for one in about_case(replay(case), RULE_SET)}
    assert {"came-chasing", "came-asking"} <= set(named)
    told = named["came-asking"].make(MONDAY, {"when": "", "note": ""})
    assert [replay(case.add(told)).steps[name].owed for name in ("chase", "ask")] == [True, False]
    alone = a_case(PLAN, events.step_done(later(60), "ring"))
    assert not any(one.id.startswith("came-") for one in about_case(replay(alone), RULE_SET))


def test_a_form_that_was_sent_is_owed_an_answer() -> None:
    by = started("form-reply", "send", waits=ACK | {"until": "outcome told"}, hours=24)
    case = a_case(planned(line("send", by=by)), events.step_done(later(60), "send"))
    [owed] = due_list(replay(case), MONDAY)
    assert (owed.sort, owed.id, owed.whose, owed.overdue) == ("owed", "form-reply", "social care", True)
    assert owed.due == later(60) + timedelta(hours=24)
    assert due_list(replay(case.add(events.happened(MONDAY, What.OUTCOME_TOLD))), MONDAY) != ()
    named = case.add(events.happened(MONDAY, What.OUTCOME_TOLD, ends="form-reply"))
    assert due_list(replay(named), MONDAY) == ()


def test_a_mark_taken_back_leaves_the_clock_but_nobody_owes_anything() -> None:
    case = a_case(PLAN, events.step_done(later(60), "ring", FRIDAY_CALL), events.undone(later(61), "ring"))
    assert replay(case).steps["write"].clock == FRIDAY_CALL
    assert due_of(case, "chase").owes == ""


def test_what_was_done_for_one_call_is_not_overdue_for_the_next() -> None:
    """A step that has to be done again is counted from calls after it was done, not from the one it was done for."""
    worse = planned(line("ring", "now"), line("write", "now", started("writing", "ring", hours=24)), at=MONDAY)
    case = a_case(
        PLAN,
        events.step_done(later(60), "ring", FRIDAY_CALL),
        events.step_done(later(90), "write"),
        worse,
        events.step_done(MONDAY + timedelta(hours=2), "ring"),
    )
    write = replay(case).steps["write"]
    assert write.again
    assert write.clock == MONDAY + timedelta(hours=2)


def test_a_case_from_before_there_were_links_reads_as_it_did() -> None:
    old = line("write", by=limit("writing", hours=24))
    case = a_case(planned(line("ring"), old), events.step_done(later(60), "ring", FRIDAY_CALL))
    assert due_of(case, "write").due == AT + timedelta(hours=24)
    renewed = case.add(replace(PLAN, at=later(days=1)))
    assert due_of(renewed, "write").due == FRIDAY_CALL + timedelta(hours=24)


# Whatever is told, in whatever order

minutes = st.integers(1, 5000)
told = st.one_of(
    st.builds(lambda at, when: events.step_done(later(max(at, when)), "ring", later(when)), minutes, minutes),
    st.builds(
        lambda at, when: events.step_done_by_another(later(max(at, when)), "ring", "lead", later(when)),
        minutes,
        minutes,
    ),
    st.builds(lambda at: events.undone(later(at), "ring"), minutes),
    st.builds(lambda at: events.step_not_possible(later(at), "ring", "no"), minutes),
    st.builds(
        lambda at, when: events.happened(later(max(at, when)), What.TIME_STARTED, later(when), clock="writing"),
        minutes,
        minutes,
    ),
    st.builds(lambda at: events.noted(later(at), "x"), minutes),
    st.builds(lambda at: events.happened(later(at), What.NEW_INFORMATION), minutes),
    st.builds(lambda at: replace(PLAN, at=later(at)), minutes),
    st.builds(lambda at: events.retention_set(later(at), later(at).date()), minutes),
)


@given(st.lists(told, max_size=6), told)
def test_nothing_told_moves_a_limit_later_but_the_first_word_of_when_it_began(
    story: Sequence[Event], more: Event
) -> None:
    now = later(6000)
    before = a_case(PLAN, *story)
    first_word = (
        replay(before).steps["write"].clock is None and replay(before.add(more)).steps["write"].clock is not None
    )
    old, new = (due_of(case, "write", now).due for case in (before, before.add(more)))
    assert old is not None
    assert new is not None
    if first_word:
        assert new == replay(before.add(more)).steps["write"].clock + timedelta(hours=24)
    else:
        assert new <= old


@given(st.lists(told, max_size=6), st.randoms())
def test_the_order_in_which_starts_are_told_does_not_matter(story: list[Event], chance: Any) -> None:
    starts = [one for one in story if one.kind != "undone"]
    mixed = list(starts)
    chance.shuffle(mixed)
    clocks = [replay(a_case(PLAN, *one)).steps["write"].clock for one in (starts, mixed)]
    assert clocks[0] == clocks[1]


@given(st.datetimes(datetime(2020, 1, 1), datetime(2029, 6, 1)), st.integers(1, 12))
def test_working_days_that_a_mark_starts_are_those_of_the_calendar(naive: datetime, count: int) -> None:
    moment = naive.replace(microsecond=0, tzinfo=AT.tzinfo)
    chase = line("chase", by=started("chasing", "ring", working_days=count))
    plan = replace(planned(line("ring"), chase), at=moment)
    case = a_case(plan, events.step_done(moment, "ring"))
    due = due_of(case, "chase", moment).due
    assert due is not None
    day = moment.date()
    passed = sum(is_working_day(day + timedelta(days=gone)) for gone in range(1, (due.date() - day).days + 1))
    assert (passed, due.date(), due.hour) == (count, add_working_days(day, count), 17)


# The shipped rules

REFERRAL: dict[str, Answer] = {
    "danger": ticked(),
    "situation": chosen("worried"),
    "role": chosen("school staff"),
    "worry": ticked("neglect"),
    "harm_level": chosen("significant harm"),
}


def shipped(answers: dict[str, Answer], at: datetime) -> Event:
    decision = Decider(RULE_SET, None).decide(answers)
    return decided(at, RULE_SET, decision, answers, build_plan(RULE_SET, decision, answers, at))


def test_a_call_on_the_friday_before_a_bank_holiday_needs_no_other_word() -> None:
    friday = datetime(2026, 5, 22, 15, 50, tzinfo=AT.tzinfo)
    case = a_case(
        shipped(REFERRAL, friday),
        events.step_done(friday + timedelta(minutes=20), "ring-front-door", friday + timedelta(minutes=10)),
    )
    saturday, tuesday = friday + timedelta(days=1, minutes=10), datetime(2026, 5, 26, 17, tzinfo=AT.tzinfo)
    assert due_of(case, "follow-up-in-writing", saturday).due == saturday
    chase = due_of(case, "chase-acknowledgement", saturday)
    assert chase.due == tuesday
    assert chase.owes == "Children's social care owes you word that they have your referral by then."
    came = case.add(events.happened(tuesday, What.ACKNOWLEDGED))
    assert "chase-acknowledgement" not in [one.id for one in due_list(replay(came), tuesday)]


def test_what_a_mark_has_started_is_said_at_once_and_nothing_else() -> None:
    before = a_case(PLAN)
    now = later(61)
    rung = before.add(events.step_done(later(60), "ring", FRIDAY_CALL))
    assert what_began(replay(before), replay(rung), now) == (
        "Started with it: Do write, by 4:20 pm tomorrow, Saturday 21 November; "
        "social care owes you word that they have it, by 5 pm on Monday 23 November."
    )
    noted = rung.add(events.noted(now, "x"), events.owed(now, "The minutes", "the chair", MONDAY))
    assert what_began(replay(rung), replay(noted), now) == ""


def test_after_an_outcome_the_person_is_asked_what_brings_them_here_until_they_answer() -> None:
    answered = a_case(events.answered(AT, "situation", chosen("worried")), PLAN)
    told = answered.add(events.happened(later(90), What.OUTCOME_TOLD))
    [asked] = [one for one in due_list(replay(told), later(91)) if one.sort == "answer"]
    assert (asked.id, asked.overdue) == ("situation", False)
    assert asked.words.startswith("They told you the outcome.")
    again = told.add(events.answered(later(95), "situation", chosen("disagree")))
    assert not [one for one in due_list(replay(again), later(96)) if one.sort == "answer"]


def test_a_rung_that_a_step_begins_is_due_though_no_step_of_the_plan_is_timed_by_it() -> None:
    serious = REFERRAL | {"situation": chosen("disagree")}
    case = a_case(shipped(serious, AT), events.step_done(later(30), "managers-take-it-up-now", later(20)))
    [rung] = [one for one in due_list(replay(case), later(31)) if one.sort == "rung"]
    assert rung.due == datetime(2026, 11, 24, 17, tzinfo=AT.tzinfo)
    assert rung.words == "If the disagreement is not settled by then, go to the next rung"
    settled = case.add(telling.rung_answered(later(40), "settled in writing"))
    assert not [one for one in due_list(replay(settled), later(41)) if one.sort == "rung"]
    taken_back = case.add(events.undone(later(40), "managers-take-it-up-now"))
    assert not [one for one in due_list(replay(taken_back), later(41)) if one.sort == "rung"]


def test_saying_what_you_think_takes_up_the_first_rung_and_its_clock() -> None:
    disagree = {"danger": ticked(), "situation": chosen("disagree"), "role": chosen("school staff")}
    case = a_case(shipped(disagree, AT))
    assert position(replay(case), RULE_SET, AT).standing is Standing.NOT_BEGUN
    raised = case.add(events.step_done(later(30), "say-what-you-think", later(20)))
    stands = position(replay(raised), RULE_SET, later(31))
    assert stands.standing is Standing.RUNNING
    assert stands.ends == datetime(2026, 11, 23, 17, tzinfo=AT.tzinfo)
    late = position(replay(raised), RULE_SET, MONDAY + timedelta(hours=2))
    assert late.standing is Standing.GO_ON
    back = position(replay(raised.add(events.undone(later(40), "say-what-you-think"))), RULE_SET, later(41))
    assert back.standing is Standing.NOT_BEGUN


@pytest.mark.parametrize("name", [one.id for one in RULE_SET.deadlines.values() if one.started_by])
def test_every_link_of_the_shipped_rules_starts_a_clock_of_its_own(name: str) -> None:
    deadline = RULE_SET.deadlines[name]
    assert not deadline.at_once
    known = set(RULE_SET.steps) | {str(what) for what in What}
    assert set(deadline.started_by) <= known
    assert any(step.by == name for step in RULE_SET.steps.values())
