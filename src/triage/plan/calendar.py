"""Working days in England, and when a time limit ends.

Working days are Monday to Friday without the bank holidays of England and Wales. Bank holidays are worked out
from their rules, with the days that were proclaimed or moved once, for the years :data:`FIRST_YEAR` to
:data:`LAST_YEAR`; a date outside them is still counted by the rules, with a :func:`warning`.

A limit in hours never rolls over a night, a weekend or a holiday. A limit in working days starts on the next
working day, so a Friday or a Saturday and one working day both end on Monday.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from triage.rules.model import Deadline

FIRST_YEAR = 2020
LAST_YEAR = 2029

ONE_OFF_DAYS = {
    date(2022, 6, 3): "Platinum Jubilee of Queen Elizabeth II",
    date(2022, 9, 19): "State Funeral of Queen Elizabeth II",
    date(2023, 5, 8): "Coronation of King Charles III",
}
"""Days proclaimed once, with their names. A day proclaimed later belongs here."""

MOVED_DAYS = {date(2020, 5, 4): date(2020, 5, 8), date(2022, 5, 30): date(2022, 6, 2)}
"""Days that were moved for one year, from the day the rule gives to the day they were held."""

OFFICE_CLOSES = time(17, 0)
"""When a working day ends for a limit: offices close, so the evening is too late to be heard."""

DAY_ENDS = time(23, 59)
"""When a limit of "the same day" ends: people work evenings and nights too."""

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


def easter_sunday(year: int) -> date:
    """Easter Sunday in the western churches, by the anonymous Gregorian method."""
    golden, century, rest = year % 19, year // 100, year % 100
    leaps, centuries_left = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    fours, ones = divmod(rest, 4)
    to_sunday = (32 + 2 * centuries_left + 2 * fours - epact - ones) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England and Wales in ``year``, substitute days in place of weekend ones."""
    easter = easter_sunday(year)
    days = {
        _weekday_from(date(year, 1, 1)),
        easter - 2 * _ONE_DAY,
        easter + _ONE_DAY,
        _first_monday(date(year, 5, 1)),
        _last_monday(date(year, 5, 31)),
        _last_monday(date(year, 8, 31)),
    }
    christmas = _weekday_from(date(year, 12, 25))
    boxing = _weekday_from(date(year, 12, 26))
    if boxing == christmas:  # one of them gave way to a Monday that the other has: the substitute is Tuesday
        boxing += _ONE_DAY
    one_off = {day for day in ONE_OFF_DAYS if day.year == year}
    return frozenset({MOVED_DAYS.get(day, day) for day in days} | {christmas, boxing} | one_off)


def is_working_day(day: date) -> bool:
    """Whether offices in England are open on ``day`` as a rule."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


def add_working_days(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``; ``day`` itself when ``count`` is 0.

    Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError("working days are counted forwards")
    while count:
        day += _ONE_DAY
        count -= is_working_day(day)
    return day


def working_days_before(day: date, count: int) -> date:
    """The ``count``-th working day before ``day``; ``day`` itself when ``count`` is 0.

    Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError("working days before are counted from 0")
    while count:
        day -= _ONE_DAY
        count -= is_working_day(day)
    return day


def add_hours(moment: datetime, hours: int) -> datetime:
    """``hours`` of real time later, also over a change to or from summer time where ``moment`` knows its zone."""
    if moment.tzinfo is None:
        return moment + timedelta(hours=hours)
    return (moment.astimezone(UTC) + timedelta(hours=hours)).astimezone(moment.tzinfo)


def end_of_working_day(day: date, like: datetime) -> datetime:
    """The close of offices on ``day``, in the time zone of ``like``."""
    return datetime.combine(day, OFFICE_CLOSES, like.tzinfo)


def end_of_day(like: datetime) -> datetime:
    """The last minute of the day of ``like``."""
    return datetime.combine(like.date(), DAY_ENDS, like.tzinfo)


def due(deadline: Deadline, start: datetime) -> datetime:
    """When ``deadline`` ends if its clock starts at ``start``. Raises ValueError if it has no limit."""
    if deadline.at_once:
        return start
    if deadline.same_day:
        return end_of_day(start)
    if deadline.hours is not None:
        return add_hours(start, deadline.hours)
    if deadline.working_days is not None:
        return end_of_working_day(add_working_days(start.date(), deadline.working_days), start)
    raise ValueError(f"the deadline {deadline.id} has no limit")


def warning(day: date) -> str:
    """Empty, or one sentence when the bank holidays of that year are not known for certain."""
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return ""
    return f"Bank holidays are known here from {FIRST_YEAR} to {LAST_YEAR}: check this date."


def _weekday_from(day: date) -> date:
    """``day``, or the Monday after when it is at a weekend."""
    while day.weekday() >= _SATURDAY:
        day += _ONE_DAY
    return day


def _first_monday(day: date) -> date:
    return day + (-day.weekday() % 7) * _ONE_DAY


def _last_monday(day: date) -> date:
    return day - day.weekday() * _ONE_DAY
