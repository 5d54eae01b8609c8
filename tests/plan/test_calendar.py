"""Working days, against the published list of bank holidays and a counter that knows nothing of the code."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from triage.plan import calendar
from triage.plan.calendar import add_hours, add_working_days, bank_holidays, due, easter_sunday, is_working_day, warning
from triage.rules.model import Deadline, Place

LONDON = ZoneInfo("Europe/London")

# As published for England and Wales, month and day, substitute days included.
PUBLISHED = {
    2023: "0102 0407 0410 0501 0508 0529 0828 1225 1226",
    2024: "0101 0329 0401 0506 0527 0826 1225 1226",
    2025: "0101 0418 0421 0505 0526 0825 1225 1226",
    2026: "0101 0403 0406 0504 0525 0831 1225 1228",
    2027: "0101 0326 0329 0503 0531 0830 1227 1228",
    2028: "0103 0414 0417 0501 0529 0828 1225 1226",
    2029: "0101 0330 0402 0507 0528 0827 1225 1226",
}
CLOSED = {date(year, int(d[:2]), int(d[2:])) for year, days in PUBLISHED.items() for d in days.split()}
IN_RANGE = st.dates(date(2023, 1, 1), date(2029, 11, 1))

LIMIT = Deadline(
    id="x",
    says="in time",
    starts="now",
    owner="you",
    basis="tool default",
    if_late="Ring.",
    because=(),
    place=Place("f"),
)


def naive_next(day: date, count: int) -> date:
    """Strike out days on a list until ``count`` are left standing."""
    later = [day + timedelta(days=n) for n in range(1, 2 * count + 40)]
    standing = [d for d in later if d.isoweekday() not in (6, 7) and d not in CLOSED]
    return standing[count - 1] if count else day


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_published(year: int) -> None:
    assert sorted(bank_holidays(year)) == sorted(day for day in CLOSED if day.year == year)


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2024, "0331"),
        (2025, "0420"),
        (2026, "0405"),
        (2027, "0328"),
        (2028, "0416"),
        (2029, "0401"),
        (2038, "0425"),
        (2285, "0322"),
    ],
)
def test_easter(year: int, day: str) -> None:
    assert easter_sunday(year) == date(year, int(day[:2]), int(day[2:]))


@pytest.mark.parametrize("century", range(15, 30))
def test_easter_by_another_method(century: int) -> None:
    """The method of Gauss with Lichtenberg's correction, which counts days from the first of March."""
    for year in range(century * 100, century * 100 + 100):
        correction = (3 * century + 3) // 4
        secular_moon, secular_sun = 15 + correction - (8 * century + 13) // 25, 2 - correction
        moon = year % 19
        full = (19 * moon + secular_moon) % 30
        limit = 21 + full - (full + moon // 11) // 29
        sunday = 7 - (year + year // 4 + secular_sun) % 7
        march = limit + 7 - (limit - sunday) % 7
        assert easter_sunday(year) == date(year, 3, 1) + timedelta(days=march - 1)


def test_both_days_of_christmas_at_a_weekend_or_one() -> None:
    assert {date(2021, 12, 27), date(2021, 12, 28)} <= bank_holidays(2021)
    assert {date(2022, 12, 26), date(2022, 12, 27)} <= bank_holidays(2022)
    assert date(2022, 1, 3) in bank_holidays(2022)


@given(IN_RANGE, st.integers(0, 30))
@example(date(2026, 12, 24), 1)
@example(date(2028, 4, 13), 1)
def test_working_days_agree_with_the_naive_counter(day: date, count: int) -> None:
    assert add_working_days(day, count) == naive_next(day, count)


@given(IN_RANGE, st.integers(0, 12), st.integers(0, 12))
def test_counting_in_two_goes_is_counting_once(day: date, first: int, second: int) -> None:
    assert add_working_days(add_working_days(day, first), second) == add_working_days(day, first + second)


@given(IN_RANGE, st.integers(1, 20))
def test_a_later_start_never_ends_earlier(day: date, count: int) -> None:
    assert add_working_days(day, count) <= add_working_days(day + timedelta(days=1), count)
    assert is_working_day(add_working_days(day, count))


def test_counting_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2026, 1, 1), -1)


@pytest.mark.parametrize("weekday_start", ["2026-11-20", "2026-11-21", "2026-11-22"])
def test_friday_saturday_and_sunday_and_one_day_all_end_on_monday(weekday_start: str) -> None:
    assert add_working_days(date.fromisoformat(weekday_start), 1) == date(2026, 11, 23)


@given(st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1)), st.integers(0, 200))
def test_hours_never_roll(moment: datetime, hours: int) -> None:
    assert add_hours(moment, hours) - moment == timedelta(hours=hours)
    aware = moment.replace(tzinfo=UTC)
    assert add_hours(aware, hours) - aware == timedelta(hours=hours)


def test_hours_are_real_hours_when_the_clocks_change() -> None:
    before = datetime(2026, 10, 24, 16, 0, tzinfo=LONDON)
    after = add_hours(before, 24)
    assert (after.hour, after.day) == (15, 25)
    assert after.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=24)


FRIDAY_3PM = datetime(2026, 11, 20, 15, 0)


@pytest.mark.parametrize(
    ("limit", "ends"),
    [
        ({"at_once": True}, FRIDAY_3PM),
        ({"same_day": True}, datetime(2026, 11, 20, 23, 59)),
        ({"hours": 24}, datetime(2026, 11, 21, 15, 0)),
        ({"hours": 72}, datetime(2026, 11, 23, 15, 0)),
        ({"working_days": 1}, datetime(2026, 11, 23, 17, 0)),
        ({"working_days": 5}, datetime(2026, 11, 27, 17, 0)),
    ],
)
def test_when_a_limit_ends(limit: dict[str, int], ends: datetime) -> None:
    assert due(replace(LIMIT, **limit), FRIDAY_3PM) == ends


@given(st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1)), st.integers(0, 20), st.booleans())
def test_a_limit_never_ends_before_it_starts_and_keeps_the_zone(start: datetime, days: int, aware: bool) -> None:
    if aware:
        start = start.replace(tzinfo=timezone(timedelta(hours=1)))
    for limit in (replace(LIMIT, working_days=days + 1), replace(LIMIT, hours=days), replace(LIMIT, at_once=True)):
        end = due(limit, start)
        assert end >= start
        assert end.tzinfo == start.tzinfo


def test_a_deadline_without_a_limit_is_an_error() -> None:
    with pytest.raises(ValueError, match="no limit"):
        due(LIMIT, FRIDAY_3PM)


def test_the_warning_starts_after_the_last_known_year() -> None:
    assert warning(date(calendar.LAST_YEAR, 12, 31)) == ""
    assert str(calendar.LAST_YEAR) in warning(date(calendar.LAST_YEAR + 1, 1, 1))
    assert warning(date(calendar.FIRST_YEAR - 1, 12, 31))
