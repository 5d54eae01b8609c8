"""Everything that can be told makes an event that a case can hold, whatever ready answers are picked."""

from __future__ import annotations

import pytest

from case.making import AT, a_case, later, limit, line, planned
from documents.shipped import RULE_SET
from triage.case import events
from triage.case.asks import WHY, Ask, Sort, Telling, about_case, about_step, taken
from triage.case.chain import Case
from triage.case.replay import replay
from triage.case.standing_words import progress
from triage.case.state import CaseState, Status

CASE = a_case(
    planned(line("ring", "now", do="Ring now."), line("chase", by=limit(hours=24))),
    events.owed(AT, "The outcome.", "social care"),
)
STATE = replay(CASE)
TELLINGS = [*about_step(STATE.steps["ring"]), *about_step(STATE.steps["chase"]), *about_case(STATE, RULE_SET)]


def usual(ask: Ask) -> str:
    """What somebody may type: a ready answer if there is one."""
    return {
        Sort.WHEN: "15:00",
        Sort.AHEAD: "tomorrow 10:00",
        Sort.TO_COME: "tomorrow",
        Sort.WORDS: "1" if ask.ready else "some words",
    }[ask.sort]


def told(case: Case, telling: Telling, **typed: str) -> CaseState:
    said = {ask.name: taken(ask, typed.get(ask.name, usual(ask))) for ask in telling.asks}
    assert [ask.problem(said[ask.name], later()) for ask in telling.asks] == [""] * len(telling.asks)
    return replay(case.add(telling.make(later(), said)))


def named(state: CaseState, name: str, step: str = "") -> Telling:
    offered = about_step(state.steps[step]) if step else about_case(state, RULE_SET)
    return next(one for one in offered if one.id == name)


@pytest.mark.parametrize("telling", TELLINGS, ids=lambda one: one.id)
def test_each_makes_an_event_a_case_can_hold(telling: Telling) -> None:
    assert not told(CASE, telling).unknown
    least = {ask.name: usual(ask) if ask.needed else "" for ask in telling.asks}
    assert not told(CASE, telling, **least).unknown


@pytest.mark.parametrize(
    ("name", "status"),
    [("done", Status.DONE), ("by-another", Status.BY_ANOTHER), ("not-possible", Status.NOT_POSSIBLE)],
)
def test_a_step_is_marked_with_its_time_and_can_be_taken_back(name: str, status: Status) -> None:
    state = told(CASE, named(STATE, name, "ring"))
    assert state.steps["ring"].status is status
    assert state.steps["ring"].when == AT.replace(hour=15)
    assert about_step(state.steps["ring"])[0].id == "again"


def test_a_limit_can_be_started_only_where_it_runs() -> None:
    assert "started" not in [one.id for one in about_step(STATE.steps["ring"])]
    state = told(CASE, named(STATE, "started", "chase"))
    assert state.steps["chase"].clock == AT.replace(hour=15)


def test_what_is_owed_is_offered_until_it_came() -> None:
    came = next(one for one in about_case(STATE, RULE_SET) if one.id.startswith("came-"))
    assert came.title == "It came: The outcome (social care)"
    assert not told(CASE, came).still_owed


def test_what_has_to_be_said_is_asked_again_and_numbers_are_ready_answers() -> None:
    assert WHY.problem("", AT) == "This cannot be left empty."
    assert WHY.problem("x" * 201, AT) == "At most 200 letters."
    assert taken(WHY, " 2 ") == "It is not for me to do"
    assert taken(WHY, "9") == "9"
    assert "still to come" in Ask("when", "When?", Sort.WHEN).problem("tomorrow", AT)


def test_progress_says_what_became_of_steps_what_is_late_and_what_happened() -> None:
    done = told(CASE, named(STATE, "not-possible", "ring"))
    seen = progress(done, AT)
    assert seen.marks == {"ring": "not possible"}
    assert "Nobody could be reached" in seen.became["ring"]
    assert seen.owed == ("No set time: The outcome. (social care)",)
    assert progress(STATE, later(days=3)).late == {"ring", "chase"}
    many = replay(CASE.add(*(events.noted(later(n), f"number {n}") for n in range(1, 9))))
    assert [line.rpartition(" ")[2] for line in progress(many, later(20)).happened] == ["8", "7", "6", "5", "4"]


def test_what_is_to_be_done_this_moment_is_not_called_overdue_at_once() -> None:
    state = replay(a_case(planned(line("ring", "emergency"), line("write", "now"))))
    assert "ring" not in progress(state, later(10)).when
    assert progress(state, later(20)).late == {"ring"}
    assert progress(state, later(61)).late == {"ring", "write"}
