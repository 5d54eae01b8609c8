"""What is due across many cases: one order for all of them, and nothing put away pushes in."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case.making import AT, a_case, cases, first, later, line, planned
from triage.case import events
from triage.case.chain import Case, new_case
from triage.case.due import due_list
from triage.case.events import Event
from triage.case.replay import replay
from triage.case.today import Standing, due_in, standings

NOW = AT + timedelta(minutes=30)


def named(reference: str, *told: Event) -> Case:
    return a_case(*told, reference=reference)


def owed(minutes: int) -> Event:
    return events.owed(AT, "An answer", "social care", later(minutes))


STORY = (
    named("a-later", planned(), owed(90)),
    named("b-nothing", planned()),
    named("c-late", planned(), owed(10)),
    named("d-put-away", planned(), owed(5), events.archived(later(2))),
    named("e-no-time", planned(line("plan-it", "planned"))),
    named("f-later-still", planned(), owed(80), owed(200)),
    named("g-latest", planned(), owed(5), owed(25)),
)


@pytest.mark.parametrize("turned", range(len(STORY)))
def test_cases_stand_by_what_is_due_first_whatever_order_they_come_in(turned: int) -> None:
    lines = standings((*STORY[turned:], *STORY[:turned]), NOW)
    assert [(one.reference, one.when(NOW)) for one in lines] == [
        ("g-latest", "OVERDUE since 4:05 pm today"),
        ("c-late", "OVERDUE since 4:10 pm today"),
        ("f-later-still", "next by 5:20 pm today"),
        ("a-later", "next by 5:30 pm today"),
        ("b-nothing", "nothing due"),
        ("e-no-time", "next no set time"),
        ("d-put-away", "put away"),
    ]
    assert [one.reference for one in lines if one.overdue] == ["g-latest", "c-late"]
    assert [one.reference for one in lines if one.archived] == ["d-put-away"]


def test_everything_due_is_in_one_order_for_all_cases_with_the_case_it_is_of() -> None:
    found = due_in(STORY, NOW)
    assert [(reference, one.due) for reference, one in found] == [
        ("g-latest", later(5)),
        ("c-late", later(10)),
        ("g-latest", later(25)),
        ("f-later-still", later(80)),
        ("a-later", later(90)),
        ("f-later-still", later(200)),
        ("e-no-time", None),
    ]


def test_when_a_case_was_last_changed() -> None:
    day = AT + timedelta(days=1)
    (one,) = standings([named("7-blue", planned(), events.noted(later(days=1), "More."))], day)
    assert (one.changed, one.changed_words(day)) == (later(days=1), "changed Saturday 21 November")
    (begun,) = standings([new_case(first())], NOW)
    assert (begun.changed, begun.when(NOW)) == (AT, "next by 11:59 pm today")
    assert Standing("7-blue", None, None).changed_words(NOW) == ""


@settings(deadline=None)
@given(st.lists(cases(6), max_size=4), st.integers(-5, 40))
def test_no_case_and_nothing_due_is_lost_and_overdue_comes_first(found: list[Case], days: int) -> None:
    now: datetime = AT + timedelta(days=days)
    due = due_in(found, now)
    assert len(due) == sum(len(due_list(replay(case), now)) for case in found)
    assert [one.overdue for _, one in due] == sorted((one.overdue for _, one in due), reverse=True)
    lines = standings(found, now)
    assert sorted(one.reference for one in lines) == sorted(replay(case).reference for case in found)
    assert [one.archived for one in lines] == sorted(one.archived for one in lines)
    assert [one.overdue for one in lines] == sorted((one.overdue for one in lines), reverse=True)
