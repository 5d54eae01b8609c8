"""Moments as a person types them: nothing for now, 16:20, yesterday 16:20, 20/11/2026 or 2026-11-20 16:20."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

HOW = "Type it as 16:20, yesterday 16:20, or 20/11/2026 16:20."
NOON = time(12)
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_AHEAD = re.compile(r"(\d{1,2}) ?(month|year)s?")
FARTHEST = 20
"""Years from now. A time farther away, in either direction, is a slip of the keys."""
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}


def typed_moment(text: str, now: datetime, *, ahead: bool = False) -> datetime | None:
    """The moment typed, or None for nothing. A day without a time is meant at noon, or now if that is still to come.

    Raises ValueError, in plain words, when it cannot be read, and when it is still to come unless it is meant
    ``ahead``.
    """
    words = text.lower().replace("t", " ", 1).split() if re.match(r"\d{4}-\d", text.strip()) else text.lower().split()
    if not words:
        return None
    times = [word for word in words if _CLOCK.fullmatch(word)]
    days = [word for word in words if word not in times]
    if len(times) > 1 or len(days) > 1:
        raise ValueError(f'"{text[:40]}" is not a time. {HOW}')
    try:
        day = _day(days[0], now.date()) if days else now.date()
        clock = _clock(times[0]) if times else NOON
    except ValueError:
        raise ValueError(f'"{text[:40]}" is not a time. {HOW}') from None
    if abs(day.year - now.year) > FARTHEST:
        raise ValueError(f"{day.day}/{day.month}/{day.year} is too far away. Look at the year. {HOW}")
    moment = datetime.combine(day, clock, now.tzinfo)
    if moment > now and not ahead:
        if not times and day == now.date():
            return now
        raise ValueError(f"That is still to come. {HOW}")
    return moment


def typed_day(text: str, today: date) -> date:
    """The day to come that was typed: 20/11/2027, 2027-11-20, 6 months or 1 year.

    Raises ValueError, in plain words, when it cannot be read, or is not still to come.
    """
    words = text.strip().lower().removeprefix("in ")
    found = _AHEAD.fullmatch(words)
    try:
        day = _later(today, int(found[1]) * (12 if found[2] == "year" else 1)) if found else _day(words, today)
    except (ValueError, OverflowError):
        raise ValueError(f'"{text[:40]}" is not a day. Type it as 20/11/2027, 6 months, or 1 year.') from None
    if day <= today:
        raise ValueError("That day is not still to come.")
    if day.year - today.year > FARTHEST:
        raise ValueError(f"{day.day}/{day.month}/{day.year} is too far away. Look at the year.")
    return day


def _later(day: date, months: int) -> date:
    """So many months later; the last day of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + month // 11, (month + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


def _day(word: str, today: date) -> date:
    if word in _DAYS:
        return today + timedelta(days=_DAYS[word])
    found = _BRITISH.fullmatch(word)
    if found:
        return date(int(found[3]), int(found[2]), int(found[1]))
    return date.fromisoformat(word)


def _clock(word: str) -> time:
    found = _CLOCK.fullmatch(word)
    if found is None:
        raise ValueError(word)
    return time(int(found[1]), int(found[2]))
