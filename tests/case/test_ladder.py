"""The ladder of disagreement: nobody is told to wait, nothing is settled that was not said to be, no rung is skipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case.making import AT, a_case, later, line, planned
from documents.shipped import ROOT, RULE_SET
from triage.case import events, telling
from triage.case.actions import Actions
from triage.case.due import due_list
from triage.case.events import Event
from triage.case.ladder import MEANWHILE, QUESTION, REACHED, SETTLED, UNSAFE, Position, Standing, position, rung_ends
from triage.case.replay import replay
from triage.case.rungs import limits_for_all, rungs_of, stage_number
from triage.case.schema import Rung as Came
from triage.export.places.ladder import (
    CONFERENCE_STEPS,
    FAILED_STEPS,
    FORM,
    SETTLED_STEPS,
    UNSAFE_STEPS,
    ladder_data,
    ladder_page,
    ladder_text,
)
from triage.plan.calendar import due
from triage.rules.answers import Answer, not_sure, skipped, ticked
from triage.rules.load import load
from triage.rules.model import RuleSet

MONDAY = AT + timedelta(days=3)
RUNGS = rungs_of(RULE_SET)


@cache
def sussex() -> RuleSet:
    return load(ROOT, ["england", "sussex"], AT.date())


def stood(*told: Event, now: datetime = AT, rules: RuleSet = RULE_SET) -> Position:
    return position(replay(a_case(*told)), rules, now)


def said(*options: str, at: datetime = AT) -> Event:
    return events.answered(at, QUESTION, ticked(*options))


def tried(number: int, at: datetime = AT) -> Event:
    return telling.rung_tried(at, f"resolve-stage-{number}", at)


def came(what: Came, at: datetime = AT) -> Event:
    return telling.rung_answered(at, what, at)


# The rungs


def test_the_rungs_of_england_and_what_there_is_to_do_on_each() -> None:
    assert [(one.number, one.id, one.who) for one in RUNGS] == [
        (1, "resolve-stage-1", "both practitioners"),
        (2, "resolve-stage-2", "your manager or lead"),
        (3, "resolve-stage-3", "your senior manager"),
        (4, "resolve-stage-4", "the safeguarding partners"),
    ]
    assert RUNGS[0].steps == ("say-what-you-think", "stage-1-check")
    assert RUNGS[1].steps == ("stage-2-managers", "stage-2-check")
    assert RUNGS[3].steps == ("stage-4-partnership", "stage-4-check")


def test_rungs_go_by_their_numbers_in_whatever_order_the_files_have_them() -> None:
    turned = replace(RULE_SET, deadlines=dict(reversed(RULE_SET.deadlines.items())))
    assert [(one.number, one.id) for one in rungs_of(turned)] == [(one.number, one.id) for one in RUNGS]
    gap = {name: one for name, one in RULE_SET.deadlines.items() if name != "resolve-stage-2"}
    assert [(one.number, one.id) for one in rungs_of(replace(RULE_SET, deadlines=gap))] == [
        (1, "resolve-stage-1"),
        (2, "resolve-stage-3"),
        (3, "resolve-stage-4"),
    ]
    bare = replace(sussex(), deadlines={"sussex-working-week": sussex().deadlines["sussex-working-week"]})
    assert (rungs_of(bare), limits_for_all(bare)) == ((), ())


def test_everything_the_place_goes_by_is_in_the_rules() -> None:
    named = {*UNSAFE_STEPS, *CONFERENCE_STEPS, *FAILED_STEPS, *SETTLED_STEPS}
    assert named <= set(RULE_SET.steps)
    assert FORM in RULE_SET.documents
    assert {*REACHED, UNSAFE, SETTLED} <= set(RULE_SET.questions[QUESTION].option_names)


def test_a_local_working_week_is_for_all_rungs_together() -> None:
    assert limits_for_all(RULE_SET) == ()
    assert [one.id for one in limits_for_all(sussex())] == ["sussex-working-week"]


@pytest.mark.parametrize(("name", "number"), [("resolve-stage-12", 12), ("resolve-stage-", 0), ("ring", 0)])
def test_the_number_of_a_stage(name: str, number: int) -> None:
    assert stage_number(name) == number


# Where you are


@pytest.mark.parametrize(
    ("told", "days", "standing", "here", "following"),
    [
        ((), 0, Standing.NOT_BEGUN, None, 1),
        ((tried(1),), 0, Standing.RUNNING, 1, 2),
        ((tried(1),), 2, Standing.RUNNING, 1, 2),
        ((tried(1),), 4, Standing.GO_ON, 1, 2),
        ((tried(1), came(Came.NOT_SETTLED)), 0, Standing.GO_ON, 1, 2),
        ((tried(1), tried(2)), 4, Standing.RUNNING, 2, 3),
        ((tried(3),), 10, Standing.GO_ON, 3, 4),
        ((tried(4),), 0, Standing.RUNNING, 4, None),
        ((tried(4),), 30, Standing.BEYOND, 4, None),
        ((tried(4), came(Came.NOT_SETTLED)), 0, Standing.BEYOND, 4, None),
        ((said("talked"),), 0, Standing.GO_ON, 1, 2),
        ((said("managers tried"),), 0, Standing.GO_ON, 2, 3),
        ((said("seniors tried", "no reply"),), 0, Standing.GO_ON, 3, 4),
        ((said("talked"), tried(1)), 0, Standing.RUNNING, 1, 2),
        ((tried(1), said("talked")), 0, Standing.GO_ON, 1, 2),
        ((tried(2), said("talked")), 0, Standing.RUNNING, 2, 3),
        ((tried(2), said("talked", "no reply")), 0, Standing.GO_ON, 2, 3),
        ((said("child unsafe"),), 0, Standing.GO_ON, None, 2),
        ((tried(2), said("child unsafe")), 0, Standing.GO_ON, 2, 3),
        ((tried(4), said("child unsafe")), 0, Standing.BEYOND, 4, None),
        ((tried(1), planned(line("ring", "now"), urgency="now")), 0, Standing.GO_ON, 1, 2),
        ((said("settled"),), 0, Standing.SETTLED, None, None),
        ((tried(2), came(Came.SETTLED)), 90, Standing.SETTLED, None, None),
        ((said("managers tried"), came(Came.SETTLED)), 0, Standing.SETTLED, None, None),
        ((came(Came.SETTLED), tried(1)), 0, Standing.RUNNING, 1, 2),
        ((tried(3), came(Came.SETTLED), tried(1)), 0, Standing.RUNNING, 1, 2),
        ((said("settled"), tried(1)), 0, Standing.RUNNING, 1, 2),
        ((came(Came.SETTLED), said("talked")), 0, Standing.GO_ON, 1, 2),
        ((came(Came.SETTLED), said("child unsafe")), 0, Standing.GO_ON, None, 2),
        ((tried(1), said("settled"), tried(2)), 0, Standing.RUNNING, 2, 3),
        ((tried(1), came(Came.SETTLED), tried(1), tried(2)), 0, Standing.RUNNING, 2, 3),
        ((tried(2), planned(line("ring", "today"))), 0, Standing.RUNNING, 2, 3),
        ((tried(2), events.answered(AT, "danger", ticked())), 0, Standing.RUNNING, 2, 3),
        ((tried(2), events.answered(AT, "danger", not_sure())), 0, Standing.GO_ON, 2, 3),
        ((telling.rung_tried(AT, "resolve-stage-9", AT),), 0, Standing.RUNNING, 4, None),
        ((telling.rung_tried(AT, "a-stage-of-other-rules", AT),), 0, Standing.NOT_BEGUN, None, 1),
    ],
)
def test_where_you_are(
    told: tuple[Event, ...], days: int, standing: Standing, here: int | None, following: int | None
) -> None:
    at = stood(*told, now=AT + timedelta(days=days))
    assert at.standing is standing
    assert (at.here.number if at.here else None) == here
    assert (at.next.number if at.next else None) == following


UNSAFE_WHY = "The child may not be safe, so nothing waits for a clock."
UNKNOWN_WHY = "When its time is up is not noted, so it counts as up."


@pytest.mark.parametrize(
    ("told", "days", "why"),
    [
        ((), 0, "It starts with the first rung, today."),
        ((tried(1),), 0, MEANWHILE),
        ((tried(1),), 4, "The time for this rung was up at 5 pm on Monday 23 November."),
        ((tried(1), came(Came.NOT_SETTLED)), 0, "You have said that this rung did not settle it."),
        ((tried(1), said("talked")), 0, "Your answers say that it was tried and is not settled."),
        ((tried(2), said("no reply")), 0, "Your answers say that it was tried and is not settled."),
        ((said("managers tried"),), 0, UNKNOWN_WHY),
        ((tried(1), said("managers tried")), 0, UNKNOWN_WHY),
        ((tried(1), said("child unsafe")), 0, UNSAFE_WHY),
        ((tried(1), planned(line("ring", "now"), urgency="now")), 0, UNSAFE_WHY),
        ((tried(1), planned(line("ring", "emergency"), urgency="emergency")), 0, UNSAFE_WHY),
        ((tried(4),), 30, "The time for this rung was up at 5 pm on Friday 27 November."),
        ((tried(2), came(Came.SETTLED)), 0, "You have said that it is settled."),
    ],
)
def test_why_it_stands_there(told: tuple[Event, ...], days: int, why: str) -> None:
    at = stood(*told, now=AT + timedelta(days=days))
    assert at.why == why
    assert at.unsafe == (why == UNSAFE_WHY)


def test_the_rungs_that_were_tried_are_told_from_the_lowest() -> None:
    assert stood(tried(3, later()), tried(1)).tried == ((1, AT), (3, later()))


@pytest.mark.parametrize("answer", [not_sure(), skipped(), ticked("talked", rest_not_sure=True)])
def test_who_is_not_sure_is_taken_to_say_that_the_child_could_be_hurt(answer: Answer) -> None:
    at = stood(tried(1), events.answered(AT, QUESTION, answer))
    assert (at.unsafe, at.standing) == (True, Standing.GO_ON)


def test_danger_comes_before_everything_settled_or_not() -> None:
    at = stood(came(Came.SETTLED), events.answered(AT, "danger", ticked("hurt now")))
    assert (at.unsafe, at.standing) == (True, Standing.GO_ON)


def test_an_urgent_case_that_is_settled_stays_settled() -> None:
    urgent = planned(line("ring", "now"), urgency="now")
    assert stood(urgent, tried(1), came(Came.SETTLED)).standing is Standing.SETTLED


def test_a_time_still_to_come_does_not_lengthen_a_clock() -> None:
    ahead = telling.rung_tried(AT, "resolve-stage-1", AT + timedelta(days=30))
    assert stood(ahead).ends == MONDAY.replace(hour=17)


def test_the_clock_stops_over_the_weekend_and_ends_on_monday() -> None:
    at = stood(tried(1))
    assert at.ends == MONDAY.replace(hour=17)
    assert stood(tried(1), now=MONDAY.replace(hour=17)).standing is Standing.GO_ON


def test_what_was_noted_when_the_rung_was_taken_up_is_never_lengthened_by_newer_rules() -> None:
    early = telling.rung_tried(AT, "resolve-stage-3", AT, AT + timedelta(hours=1))
    assert stood(early).ends == AT + timedelta(hours=1)


def test_the_week_in_sussex_ends_a_rung_that_has_days_left() -> None:
    begun, fourth = tried(1), tried(4, AT + timedelta(days=6))
    at = stood(begun, fourth, now=AT + timedelta(days=6), rules=sussex())
    assert at.ends == due(sussex().deadlines["sussex-working-week"], AT)
    assert at.ends < due(RUNGS[3].limit, AT + timedelta(days=6))
    fourth_rung, sixth_day = rungs_of(sussex())[3], AT + timedelta(days=6)
    noted = rung_ends(replay(a_case(begun, came(Came.NOT_SETTLED, MONDAY))), sussex(), fourth_rung, sixth_day)
    assert noted == at.ends
    second = rung_ends(replay(a_case(tried(1, MONDAY), tried(2))), sussex(), fourth_rung, sixth_day)
    assert second == at.ends


def test_a_conference_has_its_own_route_beside_the_ladder() -> None:
    assert stood(said("conference")).conference
    assert not stood(said("talked")).conference


def test_rules_without_stages_send_you_outside_at_once() -> None:
    bare = replace(RULE_SET, deadlines={})
    assert stood(rules=bare).standing is Standing.BEYOND
    assert stood(rules=bare).why == "These rules have no stages."
    assert stood(tried(1), rules=bare).standing is Standing.BEYOND


# Properties

UNTIMED = settings(deadline=None, max_examples=60)

told = st.lists(
    st.one_of(
        st.builds(lambda number, ago: ("tried", number, ago), st.integers(1, 5), st.integers(-5, 20)),
        st.sampled_from([("came", one, 0) for one in Came]),
        st.sets(st.sampled_from([*REACHED, SETTLED, UNSAFE, "conference", "own organisation"]), max_size=3).map(
            lambda options: ("said", tuple(sorted(options)), 0)
        ),
        st.just(("not sure", None, 0)),
    ),
    max_size=6,
)


def as_events(given: list[tuple[str, object, int]]) -> list[Event]:
    made: list[Event] = []
    for what, value, ago in given:
        if what == "tried":
            made.append(telling.rung_tried(AT, f"resolve-stage-{value}", AT - timedelta(days=ago)))
        elif what == "came":
            made.append(came(Came(str(value))))
        elif what == "said" and isinstance(value, tuple):
            made.append(said(*value))
        else:
            made.append(events.answered(AT, QUESTION, not_sure()))
    return made


@UNTIMED
@given(told, st.integers(0, 40))
def test_nobody_is_ever_told_to_wait(given: list[tuple[str, object, int]], days: int) -> None:
    now = AT + timedelta(days=days)
    at = stood(*as_events(given), now=now)
    page = ladder_page("7-blue", at, ACTIONS)
    if at.standing is Standing.SETTLED:
        assert any(value == Came.SETTLED or (isinstance(value, tuple) and SETTLED in value) for _, value, _ in given)
        assert not at.unsafe
        return
    if at.next is None:
        assert at.here == RUNGS[-1]
    if at.standing is Standing.RUNNING:
        assert not at.unsafe
        assert at.ends is not None
        assert at.ends > now
    elif at.standing is not Standing.BEYOND:
        assert at.next is not None
    assert page.now_do
    assert "wait" not in at.why.replace("nothing waits", "")


@UNTIMED
@given(told, st.integers(0, 40))
def test_an_unsafe_child_means_the_next_rung_now(given: list[tuple[str, object, int]], days: int) -> None:
    at = stood(*as_events(given), said(UNSAFE), now=AT + timedelta(days=days))
    assert at.unsafe
    assert at.standing in (Standing.GO_ON, Standing.BEYOND)
    assert at.next is None or at.next.number >= 2


@UNTIMED
@given(told, st.integers(0, 40))
def test_no_rung_is_skipped_while_the_child_is_safe(given: list[tuple[str, object, int]], days: int) -> None:
    at = stood(*as_events(given), now=AT + timedelta(days=days))
    if at.next is not None and not at.unsafe:
        assert at.next.number == (at.here.number if at.here else 0) + 1


@UNTIMED
@given(told, st.integers(0, 40))
def test_a_local_limit_is_never_longer(given: list[tuple[str, object, int]], days: int) -> None:
    now = AT + timedelta(days=days)
    nation, local = (stood(*as_events(given), now=now, rules=rules) for rules in (RULE_SET, sussex()))
    assert (nation.here and nation.here.id) == (local.here and local.here.id)
    if nation.ends is not None and local.ends is not None:
        assert local.ends <= nation.ends
    if nation.standing is not Standing.RUNNING:
        assert local.standing is nation.standing


@UNTIMED
@given(told, st.integers(1, 4))
def test_the_end_that_is_noted_is_the_end_that_is_shown(given: list[tuple[str, object, int]], number: int) -> None:
    state = replay(a_case(*as_events(given)))
    noted = rung_ends(state, sussex(), rungs_of(sussex())[number - 1], AT)
    after = stood(*as_events(given), telling.rung_tried(AT, f"resolve-stage-{number}", AT, noted), rules=sussex())
    if after.here is not None and after.here.number == number and after.ends is not None:
        assert after.ends <= noted


# What is due, and the page

ACTIONS = Actions(RULE_SET, {}, AT.date())


def test_the_end_of_a_rung_stands_in_the_list_of_what_is_due() -> None:
    end = MONDAY.replace(hour=17)
    running = telling.rung_tried(AT, "resolve-stage-1", AT, end)
    [due_one] = [one for one in due_list(replay(a_case(running)), AT) if one.sort == "rung"]
    assert due_one.due == end
    assert not due_one.overdue
    [refused] = [
        one for one in due_list(replay(a_case(running, came(Came.NOT_SETTLED))), later()) if one.sort == "rung"
    ]
    assert refused.overdue
    assert not [one for one in due_list(replay(a_case(running, came(Came.SETTLED))), AT) if one.sort == "rung"]


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ((), ("NOT TAKEN UP YET", "Now, rung 1: both practitioners", "Tell the person who decided")),
        ((tried(1),), ("You are on rung 1 of 4. Not settled by 5 pm on Monday 23 November?", "Next, rung 2")),
        ((tried(1), came(Came.NOT_SETTLED)), ("GO TO RUNG 2 NOW.", "Write half a page")),
        ((tried(1), said("child unsafe")), ("GO TO RUNG 2 NOW.", "nothing waits", "Ring the front door")),
        ((tried(4), came(Came.NOT_SETTLED)), ("THE LADDER HAS FAILED.", "Whistleblowing Advice Line", "director of")),
        ((said("conference"),), ("own route", "chair of the conference")),
        ((said("settled"),), ("SETTLED.", "Write down what was agreed")),
    ],
)
def test_the_page(told: tuple[Event, ...], says: tuple[str, ...]) -> None:
    text = ladder_text(ladder_page("7-blue", stood(*told), ACTIONS), AT)
    plain = " ".join(text.split())
    for one in says:
        assert one.lower() in plain.lower()
    assert "ring 999" in plain
    assert "{" not in text


def test_without_the_steps_there_is_still_something_to_do() -> None:
    bare = replace(RULE_SET, steps={}, rules={})
    page = ladder_page("7-blue", stood(tried(1), came(Came.NOT_SETTLED), rules=bare), Actions(bare, {}, AT.date()))
    assert "Ring your safeguarding lead or manager now" in ladder_text(page, AT)


def test_the_page_as_data() -> None:
    data = ladder_data(ladder_page("7-blue", stood(tried(1)), ACTIONS))
    assert (data["standing"], data["here"]["rung"], data["next"]["rung"]) == ("the clock is running", 1, 2)
    assert data["tried"] == {"1": AT.isoformat()}
    assert data["do"][0]["form"] == FORM
