"""Moments as they are typed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case.making import AT, LONDON, moments
from triage.case.typed_times import typed_moment


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15:20", "2026-11-20T15:20"),
        ("9.05", "2026-11-20T09:05"),
        ("yesterday 16:20", "2026-11-19T16:20"),
        ("16:20 yesterday", "2026-11-19T16:20"),
        ("2026-11-19T10:00", "2026-11-19T10:00"),
        ("2026-11-19 10:00", "2026-11-19T10:00"),
        ("1/6/2026 09:00", "2026-06-01T09:00"),
        ("19/11/2026", "2026-11-19T12:00"),
        ("Today", "2026-11-20T12:00"),
    ],
)
def test_what_is_meant(typed: str, meant: str) -> None:
    assert typed_moment(typed, AT) == datetime.fromisoformat(meant).replace(tzinfo=LONDON)


def test_nothing_is_now_and_today_before_noon_is_now() -> None:
    assert typed_moment("  ", AT) is None
    morning = AT.replace(hour=9)
    assert typed_moment("today", morning) == morning


@pytest.mark.parametrize("typed", ["soon", "25:00", "16:00 17:00", "32/1/2026", "2026-13-01", "10 16:20", "12:5"])
def test_what_cannot_be_read_is_said_with_a_way_to_type_it(typed: str) -> None:
    with pytest.raises(ValueError, match=r"is not a time\. Type it as 16:20"):
        typed_moment(typed, AT)


@pytest.mark.parametrize(
    ("typed", "far"),
    [("1/1/2005", True), ("1/1/2006", False), ("20/11/0026", True), ("1/1/2046", False), ("1/1/2047", True)],
)
def test_a_year_that_is_a_slip_of_the_keys_is_said(typed: str, far: bool) -> None:
    try:
        assert typed_moment(typed, AT, ahead=True) is not None
        said = ""
    except ValueError as wrong:
        said = str(wrong)
    assert ("too far away. Look at the year." in said) is far


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_day_by_its_name(days: int) -> None:
    name = ["today", "tomorrow", "yesterday"][days]
    assert typed_moment(f"{name} 16:00", AT, ahead=True) == AT + timedelta(days=days)


def test_what_is_still_to_come_is_refused_unless_it_is_meant() -> None:
    with pytest.raises(ValueError, match="still to come"):
        typed_moment("17:00", AT)
    assert typed_moment("tomorrow 10:00", AT, ahead=True) == AT.replace(hour=10) + timedelta(days=1)


@given(st.text(max_size=20), moments)
def test_nothing_typed_is_ever_in_the_future_or_a_fault(typed: str, now: datetime) -> None:
    try:
        moment = typed_moment(typed, now)
    except ValueError:
        return
    assert moment is None or moment <= now
