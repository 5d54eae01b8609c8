"""Moments and days as they are written in a case: always with the distance from Greenwich, so that none is unclear."""

from __future__ import annotations

from datetime import date, datetime


def moment_text(moment: datetime) -> str:
    """``2026-11-20T17:00:00+00:00``. Raises ValueError for a moment that does not know its time zone."""
    if moment.utcoffset() is None:
        raise ValueError("a case needs moments that know their time zone")
    return moment.replace(microsecond=0).isoformat()


def read_moment(text: str) -> datetime:
    """The moment in ``text``. Raises ValueError unless it was written by :func:`moment_text`."""
    moment = datetime.fromisoformat(text)
    if moment_text(moment) != text:
        raise ValueError(f'"{text[:40]}" is not a moment as a case has it')
    return moment


def read_day(text: str) -> date:
    """The day in ``text``. Raises ValueError unless it is written as 2026-11-20."""
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(f'"{text[:40]}" is not a day as a case has it')
    return day
