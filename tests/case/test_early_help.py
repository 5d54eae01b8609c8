"""Early help and the handover of a case: what is agreed, and who holds it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case.making import AT, a_case, later
from documents.shipped import RULE_SET
from triage.case import telling
from triage.case.actions import Actions
from triage.case.due import due_list
from triage.case.early_help import (
    HANDOVER_FORM,
    HANDOVER_LIMIT,
    HANDOVER_STEPS,
    HELP_STEPS,
    NOT_ACCEPTED_STEPS,
    PLAN_FORM,
    REVIEW_LIMIT,
    HandoverPlace,
    early_help,
    ends,
    handover,
)
from triage.case.events import Event
from triage.case.replay import replay
from triage.case.schema import Handover, Help
from triage.export.places.early_help import early_help_data, early_help_text
from triage.export.places.handover import handover_data, handover_text

ACTIONS = Actions(RULE_SET, {}, AT.date())


def held(*told: Event, days: int = 0) -> HandoverPlace:
    return handover(replay(a_case(*told)), RULE_SET, ACTIONS, AT + timedelta(days=days))


def offered(who: str = "the new lead") -> Event:
    return telling.handover_told(AT, Handover.OFFERED, who, AT, ends(RULE_SET, HANDOVER_LIMIT, AT))


def accepted(who: str = "the new lead") -> Event:
    return telling.handover_told(later(), Handover.ACCEPTED, who)


def test_everything_these_places_go_by_is_in_the_rules() -> None:
    steps = {step for named in HELP_STEPS.values() for step in named}
    assert {*steps, *HANDOVER_STEPS, *NOT_ACCEPTED_STEPS} <= set(RULE_SET.steps)
    assert {HANDOVER_LIMIT, REVIEW_LIMIT} <= set(RULE_SET.deadlines)
    assert {HANDOVER_FORM, PLAN_FORM} <= set(RULE_SET.documents)
    assert set(HELP_STEPS) == set(Help)


@pytest.mark.parametrize(
    ("told", "days", "says"),
    [
        ((), 0, "YOU HOLD THIS CASE. It has not been offered to anybody."),
        ((offered(),), 0, "not accepted yet. Chase it by 5 pm on Tuesday 24 November."),
        ((offered(),), 5, "They should have accepted by 5 pm on Tuesday 24 November: tell your manager NOW."),
        ((offered(), accepted()), 5, "HANDED OVER. Accepted by the new lead at 4:01 pm"),
        ((offered(), accepted(), offered("another team")), 0, "YOU STILL HOLD THIS CASE. Offered to another team"),
    ],
)
def test_who_holds_it(told: tuple[Event, ...], days: int, says: str) -> None:
    text = handover_text("7-blue", held(*told, days=days), AT + timedelta(days=days))
    assert says in " ".join(text.split())
    assert "ring 999" in text


@settings(deadline=None)
@given(st.lists(st.sampled_from([offered(), accepted()]), max_size=5), st.integers(0, 60))
def test_it_is_yours_until_the_newest_word_is_that_it_was_accepted(told: list[Event], days: int) -> None:
    place = held(*told, days=days)
    taken = bool(told) and told[-1].body["what"] == Handover.ACCEPTED
    assert place.yours is not taken
    assert bool(place.do) is not taken
    assert (place.chase is not None) is (bool(told) and not taken)
    due = [one for one in due_list(replay(a_case(*told)), AT) if one.sort == "handover"]
    assert bool(due) is (bool(told) and not taken)


@pytest.mark.parametrize(
    ("due", "chase"),
    [(None, "2026-11-24T17:00+00:00"), (AT + timedelta(days=1), "2026-11-21T16:00+00:00")],
    ids=["the limit of the rules", "the day that was noted"],
)
def test_when_to_chase_a_handover_in_whatever_zone_it_is_asked(due: datetime | None, chase: str) -> None:
    state = replay(a_case(telling.handover_told(AT, Handover.OFFERED, "the new lead", AT, due)))
    for zone in (AT.tzinfo, timezone(timedelta(hours=5))):
        place = handover(state, RULE_SET, ACTIONS, AT.astimezone(zone))
        assert place.chase == datetime.fromisoformat(chase)
        assert place.chase.utcoffset() == AT.astimezone(zone).utcoffset()


def test_what_to_do_before_and_after_it_is_offered() -> None:
    steps = [[action.step for action in held(*told).do] for told in ((), (offered(),))]
    assert steps == [list(HANDOVER_STEPS), [*NOT_ACCEPTED_STEPS, *HANDOVER_STEPS]]


def test_rules_without_these_limits_set_no_day() -> None:
    bare = replace(RULE_SET, deadlines={})
    assert ends(bare, REVIEW_LIMIT, AT) is None
    place = handover(replay(a_case(telling.handover_told(AT, Handover.OFFERED, "the new lead"))), bare, ACTIONS, AT)
    assert (place.yours, place.chase) == (True, None)


def test_the_handover_as_data() -> None:
    data = handover_data(held(offered()))
    assert (data["yours"], data["told"]["who"]) == (True, "the new lead")
    assert data["chase"].startswith("2026-11-24T17:00")


def test_early_help_from_nothing_to_everything_agreed() -> None:
    told: list[Event] = []
    for what in Help:
        agreed = early_help(replay(a_case(*told)), ACTIONS)
        missing = next(one for one in agreed if one.told is None)
        assert (missing.what, bool(missing.do)) == (what, True)
        assert [bool(one.do) for one in agreed] == [one.told is None for one in agreed], "only what is still to agree"
        assert f"Not yet: {what.value}" in early_help_text("7-blue", agreed, AT)
        told.append(telling.help_told(AT, what, who="health visitor", due=AT + timedelta(days=30)))
    agreed = early_help(replay(a_case(*told)), ACTIONS)
    text = early_help_text("7-blue", agreed, AT)
    assert "Not yet" not in text
    assert "lead practitioner agreed (health visitor)" in " ".join(text.split())
    assert not [one for one in early_help_data(agreed) if one["told"] is None]


def test_the_next_review_is_due_and_the_newest_day_counts() -> None:
    days = [
        telling.help_told(AT, Help.REVIEW, due=AT + timedelta(days=30)),
        telling.help_told(AT, Help.REVIEW, due=AT + timedelta(days=10)),
    ]
    [due] = [one for one in due_list(replay(a_case(*days)), AT) if one.sort == "early help"]
    assert due.due == AT + timedelta(days=10)
