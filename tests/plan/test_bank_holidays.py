"""The working days of ten years, held against a maintained library of holidays."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.plan.calendar import FIRST_YEAR, LAST_YEAR, add_working_days, bank_holidays, is_working_day, warning

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
LIBRARY = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 2))
DAYS = [
    date(FIRST_YEAR, 1, 1) + timedelta(days=n) for n in range((date(LAST_YEAR + 1, 1, 1) - date(FIRST_YEAR, 1, 1)).days)
]


def open_by_the_library(day: date) -> bool:
    return day.isoweekday() < 6 and day not in LIBRARY


WORKING = [day for day in DAYS if open_by_the_library(day)]


def test_it_is_ten_years() -> None:
    assert len(YEARS) == 10
    assert len(DAYS) == 3653


@pytest.mark.parametrize("year", YEARS)
def test_every_bank_holiday_is_the_library_s(year: int) -> None:
    """The library also names the weekend days that a substitute stands for."""
    assert sorted(bank_holidays(year)) == [day for day in sorted(LIBRARY) if day.year == year and day.isoweekday() < 6]


def test_every_single_day_is_open_or_closed_as_the_library_has_it() -> None:
    assert [day for day in DAYS if is_working_day(day) != open_by_the_library(day)] == []


@pytest.mark.parametrize("count", [1, 2, 3, 5, 7, 10, 15, 20])
def test_working_days_from_every_day_end_where_the_library_ends_them(count: int) -> None:
    place = 0
    for day in DAYS[:-60]:
        while WORKING[place] <= day:
            place += 1
        assert add_working_days(day, count) == WORKING[place + count - 1], f"{count} working days from {day}"


@given(st.sampled_from(DAYS[:-200]), st.integers(0, 60), st.integers(0, 60))
def test_working_days_add_up(day: date, one: int, other: int) -> None:
    assert add_working_days(add_working_days(day, one), other) == add_working_days(day, one + other)


@pytest.mark.parametrize(
    ("year", "doubted"), [(FIRST_YEAR - 1, True), (FIRST_YEAR, False), (LAST_YEAR, False), (LAST_YEAR + 1, True)]
)
def test_past_its_end_it_says_so(year: int, doubted: bool) -> None:
    assert bool(warning(date(year, 6, 1))) is doubted
