"""Everything that can be told at a place makes an event that a case holds, and a wrong time writes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from case.making import AT
from case.standing import the_case
from documents.shipped import RULE_SET
from triage.case import events, telling
from triage.case.asks import MEETINGS, Sort, Telling, about_case, taken
from triage.case.asks_places import AT_MEETINGS, HANDED, IN_EARLY_HELP, place_telling
from triage.case.chain import Case
from triage.case.ladder import Standing, position, rung_ends
from triage.case.meetings import kind_of
from triage.case.replay import replay
from triage.case.rungs import rungs_of
from triage.case.state import CaseState

CALLED = events.happened(AT, "meeting called", meeting="core group", meets=AT + timedelta(days=10))
CASE = the_case(CALLED, telling.rung_tried(AT, "resolve-stage-1"))
MEETING = replay(CASE).meetings[0].number
USUAL = {Sort.WORDS: "some words", Sort.WHEN: "", Sort.AHEAD: "tomorrow 10:00", Sort.TO_COME: "18/12/2026"}
NAMES = (
    *(f"rung-{number}" for number in range(1, 5)),
    *("other-rung", "settled", "not-settled", "help-action", "meeting"),
    *(f"meeting-{MEETING}-{what}" for what in AT_MEETINGS),
    *IN_EARLY_HELP,
    *HANDED,
)


def asked(name: str, case: Case = CASE) -> Telling:
    found = place_telling(name, replay(case), RULE_SET)
    assert found is not None
    return found


def told(name: str, case: Case = CASE, **typed: str) -> CaseState:
    one, said = asked(name, case), {}
    for ask in one.asks:
        said[ask.name] = taken(ask, typed.get(ask.name, "1" if ask.ready else USUAL[ask.sort]))
        assert ask.problem(said[ask.name], AT) == ""
    return replay(case.add(one.make(AT, said)))


@pytest.mark.parametrize("name", NAMES)
def test_each_can_be_told_with_usual_answers_and_changes_the_case(name: str) -> None:
    before, after = replay(CASE), told(name)
    assert (after.told, after.owed, after.happenings) != (before.told, before.owed, before.happenings)


@pytest.mark.parametrize("name", [one for one in NAMES if one not in ("help-action", "meeting")])
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("17:00", "still to come"),
        ("tomorrow", "still to come"),
        ("quarter past", "not a time"),
        ("1/1/1026", "too far"),
    ],
)
def test_a_time_that_cannot_be_is_one_clear_line(name: str, typed: str, says: str) -> None:
    [when] = [ask for ask in asked(name).asks if ask.name == "when"]
    problem = when.problem(typed, AT)
    assert says in problem
    assert "\n" not in problem


@pytest.mark.parametrize("name", NAMES)
def test_a_note_always_may_be_left_out_and_warns_of_names(name: str) -> None:
    asks = asked(name).asks
    assert all("name" in ask.prompt for ask in asks if ask.sort is Sort.WORDS and not ask.only and not ask.ready)
    last = asks[-1]
    assert not last.needed
    assert last.problem("", AT) == ""


@pytest.mark.parametrize("typed", ["19/11/2026", "yesterday"])
@pytest.mark.parametrize(("name", "ask"), [("help-review", "review"), ("help-action", "due")])
def test_a_day_to_look_again_is_still_to_come(name: str, ask: str, typed: str) -> None:
    [day] = [one for one in asked(name).asks if one.name == ask]
    assert day.problem(typed, AT) == "That has passed. Type a day that is still to come."
    assert day.problem("today", AT) == ""


def test_a_rung_taken_up_starts_its_clock_at_the_time_typed() -> None:
    at = position(told("rung-2", when="yesterday 16:20", note="sent by e-mail"), RULE_SET, AT)
    assert at.standing is Standing.RUNNING
    assert at.here is not None
    assert at.here.number == 2
    assert dict(at.tried)[2] == AT - timedelta(days=1) + timedelta(minutes=20)
    kept = told("rung-2", note="sent by e-mail").told[-1]
    assert (kept.rung, kept.note) == ("resolve-stage-2", "sent by e-mail")
    assert kept.due == rung_ends(replay(CASE), RULE_SET, rungs_of(RULE_SET)[1], AT)


def test_another_rung_has_to_be_one_there_is() -> None:
    which = asked("other-rung").asks[0]
    assert which.problem(taken(which, "9"), AT) == "Type a number from 1 to 4."
    assert which.problem(taken(which, "the boss"), AT) == "Type a number from 1 to 4."
    assert told("other-rung", rung="3").told[-1].rung == "resolve-stage-3"


def test_who_leads_who_speaks_and_who_takes_over_are_kept_as_roles() -> None:
    assert told("help-lead", who="2").told[-1].who == "the health visitor"
    assert told(f"meeting-{MEETING}-briefed", who="the deputy").told[-1].who == "the deputy"
    assert told("accepted", who="the new lead", note="by e-mail").told[-1].note == "by e-mail"


def test_an_action_of_the_plan_has_its_need_owner_and_date() -> None:
    [action] = told("help-action", what="a bed", who="housing", need="sleep").still_owed
    assert (action.what, action.who, action.note) == ("a bed", "housing", "sleep")
    assert action.due is not None
    assert action.due.date().isoformat() == "2026-12-18"


def test_the_report_for_a_meeting_noted_by_hand_is_due_by_the_rules() -> None:
    called = told("meeting", meets="4/12/2026 10:00", meeting="2").meetings[-1]
    assert called.meeting == "First child protection conference"
    assert called.report_due is not None
    assert called.report_due.date().isoformat() == "2026-12-01"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        *zip(
            MEETINGS,
            ["strategy", "first conference", "review conference", "core group", "child in need", ""],
            strict=True,
        )
    ],
)
def test_the_ready_names_of_meetings_are_those_the_rules_know(words: str, kind: str) -> None:
    assert kind_of(words, RULE_SET) == kind


@pytest.mark.parametrize("name", ["rung-9", "rung-0", "meeting-99-held", f"meeting-{MEETING}-won", "came-77", ""])
def test_what_cannot_be_told_is_none(name: str) -> None:
    assert place_telling(name, replay(CASE), RULE_SET) is None


def test_what_is_owed_is_told_to_have_come_by_its_number() -> None:
    state = replay(the_case(events.owed(AT, "The outcome", "social care")))
    [number] = state.owed
    found = place_telling(f"came-{number}", state, RULE_SET)
    assert found is not None
    assert found.id in [one.id for one in about_case(state, RULE_SET)]
