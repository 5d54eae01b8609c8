"""Times in words: when a step is due, as a person says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from triage.plan.calendar import (
    add_hours,
    add_working_days,
    due,
    end_of_day,
    end_of_working_day,
    warning,
)
from triage.rules.model import Deadline, Urgency

DAYS_MEANS = 2
"""The working days a step has that must happen "within days" and names no limit of its own."""

MORNING = 7
"""The hour from which a person can be expected to be at work. A limit that ends before it is met the evening before."""

# Not strftime: its names follow whatever language the machine is set to.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class StepTime:
    """When a step is due, in words, and as a moment where one can be given."""

    words: str
    due: datetime | None


def day_words(day: date, today: date) -> str:
    """``Monday 23 November``, with the year when it is not this year."""
    words = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def date_words(day: date) -> str:
    """``23 November 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def clock_words(moment: time) -> str:
    """``4 pm``, ``9:05 am``, ``12 noon``, ``midnight``."""
    if (moment.hour, moment.minute) == (0, 0):
        return "midnight"
    if (moment.hour, moment.minute) == (12, 0):
        return "12 noon"
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes} {'am' if moment.hour < 12 else 'pm'}"


def moment_words(moment: datetime, now: datetime) -> str:
    """``4 pm today``, ``4 pm tomorrow, Saturday 21 November`` or ``4 pm on Monday 23 November``."""
    return f"{clock_words(moment.time())} {_on_day(moment.date(), now.date())}"


def apart_words(one: datetime, other: datetime) -> str:
    """How far two moments are apart, in either direction: ``50 minutes``, ``3 hours``, ``4 days``."""
    minutes = max(1, round(abs((one - other).total_seconds()) / 60))
    if minutes < 60:
        return _several(minutes, "minute")
    hours = minutes // 60
    return _several(hours, "hour") if hours < 48 else _several(hours // 24, "day")


def _several(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def made_words(moment: datetime) -> str:
    """When a plan was made: ``Friday 20 November 2026, 5:04 pm``."""
    return f"{_DAYS[moment.weekday()]} {date_words(moment.date())}, {clock_words(moment.time())}"


def step_time(deadline: Deadline | None, urgency: Urgency, now: datetime) -> StepTime:
    """When a step is due that is shown at ``now``.

    Its own ``deadline`` decides, counted from now: for a call you are about to make, a form you are about to send.
    Without one, the urgency of the rules that brought the step does.
    """
    if deadline is None:
        return _by_urgency(urgency, now)
    end = due(deadline, now)
    if deadline.at_once:
        return StepTime(deadline.says, end)
    if deadline.same_day:
        return StepTime(f"{deadline.says}: {day_words(end.date(), now.date())}", end)
    by = moment_words(end, now) if deadline.hours is not None else _end_words(end, now)
    words = f"{deadline.says}: {by}, if the clock starts now"
    if deadline.hours is not None and end.hour < MORNING:
        words += ". That is in the night, so do it the evening before"
    return _checked(words, end)


def clock_start(deadline: Deadline | None) -> str:
    """The event the clock counts from, as a sentence; empty where a step has no limit of its own."""
    if deadline is None or deadline.at_once:
        return ""
    return f"Counted from when {deadline.starts.rstrip('.')}."


def _by_urgency(urgency: Urgency, now: datetime) -> StepTime:
    match urgency:
        case Urgency.EMERGENCY:
            return StepTime("now", now)
        case Urgency.NOW:
            return StepTime("within the hour", add_hours(now, 1))
        case Urgency.TODAY:
            return StepTime("today, before you stop for the day", end_of_day(now))
        case Urgency.DAYS:
            end = end_of_working_day(add_working_days(now.date(), DAYS_MEANS), now)
            return _checked(f"within {DAYS_MEANS} working days: {_end_words(end, now)}", end)
        case Urgency.PLANNED:
            return StepTime("by a date you set now and write down", None)
    return StepTime("as part of your usual work", None)


def _end_words(end: datetime, now: datetime) -> str:
    """The day and the hour offices close: the words say so, because the evening is too late to ring one."""
    return f"{day_words(end.date(), now.date())}, {clock_words(end.time())}"


def _checked(words: str, end: datetime) -> StepTime:
    doubt = warning(end.date())
    return StepTime(f"{words}. {doubt}" if doubt else words, end)


def _on_day(day: date, today: date) -> str:
    apart = (day - today).days
    if apart == 0:
        return "today"
    return f"tomorrow, {day_words(day, today)}" if apart == 1 else f"on {day_words(day, today)}"
