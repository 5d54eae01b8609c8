"""Times as a person says them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.plan.times import clock_start, clock_words, date_words, day_words, made_words, moment_words, step_time
from triage.rules.model import Deadline, Place, Urgency

NOW = datetime(2026, 11, 20, 16, 30)
LIMIT = Deadline(
    id="x",
    says="within 24 hours of the call",
    starts="your call ended",
    owner="you",
    basis="tool default",
    if_late="Send it now.",
    because=(),
    place=Place("f"),
)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(0, 0), "midnight"),
        (time(0, 5), "12:05 am"),
        (time(9, 0), "9 am"),
        (time(11, 59), "11:59 am"),
        (time(12, 0), "12 noon"),
        (time(12, 1), "12:01 pm"),
        (time(16, 0), "4 pm"),
        (time(23, 30), "11:30 pm"),
    ],
)
def test_clock(moment: time, words: str) -> None:
    assert clock_words(moment) == words


@given(st.times())
def test_clock_words_name_one_minute_only(moment: time) -> None:
    words = clock_words(moment)
    special = {"midnight": (0, 0), "12 noon": (12, 0)}
    if words in special:
        assert (moment.hour, moment.minute) == special[words]
        return
    figures, half = words.split(" ")
    hour, _, minute = figures.partition(":")
    assert (int(hour) % 12 + (12 if half == "pm" else 0), int(minute or 0)) == (moment.hour, moment.minute)


@pytest.mark.parametrize(
    ("month", "words"),
    list(
        enumerate(
            [
                "Thursday 1 January",
                "Sunday 1 February",
                "Sunday 1 March",
                "Wednesday 1 April",
                "Friday 1 May",
                "Monday 1 June",
                "Wednesday 1 July",
                "Saturday 1 August",
                "Tuesday 1 September",
                "Thursday 1 October",
                "Sunday 1 November",
                "Tuesday 1 December",
            ],
            start=1,
        )
    ),
)
def test_every_day_of_the_week_and_every_month_by_its_name(month: int, words: str) -> None:
    day = date(2026, month, 1)
    assert day_words(day, day) == words
    assert date_words(day) == f"{words.partition(' ')[2]} 2026"


def test_days_carry_the_year_only_when_it_is_another() -> None:
    assert day_words(date(2026, 11, 23), NOW.date()) == "Monday 23 November"
    assert day_words(date(2027, 1, 4), NOW.date()) == "Monday 4 January 2027"
    assert date_words(date(2026, 11, 2)) == "2 November 2026"
    assert made_words(NOW) == "Friday 20 November 2026, 4:30 pm"


def test_moments_near_now_are_named_as_such() -> None:
    assert moment_words(datetime(2026, 11, 20, 18, 0), NOW) == "6 pm today"
    assert moment_words(datetime(2026, 11, 21, 16, 0), NOW) == "4 pm tomorrow, Saturday 21 November"
    assert moment_words(datetime(2026, 11, 23, 16, 0), NOW) == "4 pm on Monday 23 November"


@pytest.mark.parametrize(
    ("urgency", "words", "due"),
    [
        (Urgency.EMERGENCY, "now", NOW),
        (Urgency.NOW, "within the hour", datetime(2026, 11, 20, 17, 30)),
        (Urgency.TODAY, "today, before you stop for the day", datetime(2026, 11, 20, 23, 59)),
        (
            Urgency.DAYS,
            "within 2 working days: Tuesday 24 November, 5 pm",
            datetime(2026, 11, 24, 17, 0),
        ),
        (Urgency.PLANNED, "by a date you set now and write down", None),
        (Urgency.INFORMATION, "as part of your usual work", None),
    ],
)
def test_without_a_limit_the_urgency_decides(urgency: Urgency, words: str, due: datetime | None) -> None:
    found = step_time(None, urgency, NOW)
    assert (found.words, found.due) == (words, due)


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ({"hours": 24}, "within 24 hours of the call: 4:30 pm tomorrow, Saturday 21 November, if the clock starts now"),
        ({"working_days": 1}, "within 24 hours of the call: Monday 23 November, 5 pm, if the clock starts now"),
        ({"same_day": True}, "within 24 hours of the call: Friday 20 November"),
        ({"at_once": True}, "within 24 hours of the call"),
    ],
)
def test_a_limit_of_its_own_goes_before_the_urgency(limit: dict[str, int], words: str) -> None:
    assert step_time(replace(LIMIT, **limit), Urgency.NOW, NOW).words == words


def test_the_event_that_starts_the_clock_is_told_where_there_is_one() -> None:
    assert clock_start(replace(LIMIT, hours=24)) == "Counted from when your call ended."
    assert clock_start(replace(LIMIT, at_once=True)) == ""
    assert clock_start(None) == ""


def test_a_date_past_the_known_holidays_says_so() -> None:
    found = step_time(replace(LIMIT, working_days=1), Urgency.DAYS, datetime(2029, 12, 31, 9, 0))
    assert found.words.endswith(
        "if the clock starts now. Bank holidays are known here from 2020 to 2029: check this date."
    )


@given(st.sampled_from(list(Urgency)), st.datetimes(datetime(2024, 1, 1), datetime(2029, 12, 1)))
def test_more_urgent_is_never_later(urgency: Urgency, now: datetime) -> None:
    dues = [step_time(None, u, now).due or datetime.max for u in Urgency]
    # "Within the hour" at 11:30 pm runs past the end of the day, and is still the sooner thing to do.
    if now.hour < 22:
        assert dues == sorted(dues, reverse=True)
    assert step_time(None, urgency, now).words


@pytest.mark.parametrize(("hour", "warned"), [(0, True), (2, True), (6, True), (7, False), (17, False), (23, False)])
def test_a_limit_that_ends_in_the_night_is_met_the_evening_before(hour: int, warned: bool) -> None:
    time_of_step = step_time(replace(LIMIT, hours=24), Urgency.NOW, NOW.replace(hour=hour))
    assert ("do it the evening before" in time_of_step.words) is warned
    assert time_of_step.due == NOW.replace(day=21, hour=hour)
