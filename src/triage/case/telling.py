"""The events of the places of a case: the ladder of disagreement, meetings, early help and the handover.

People are roles here ("the deputy lead"), never names.
"""

from __future__ import annotations

from datetime import datetime

from triage.case.events import Event, event
from triage.case.moments import moment_text
from triage.case.schema import Handover, Help, Meeting, Rung
from triage.text import clean, clean_line


def rung_tried(
    at: datetime, rung: str, when: datetime | None = None, due: datetime | None = None, note: str = ""
) -> Event:
    """A rung of the ladder was taken up. ``rung`` is its time limit, ``due`` when that ends."""
    moment = moment_text(when or at)
    return event("rung tried", at, rung=rung, when=moment, due=_moment(due), note=clean(note).strip())


def rung_answered(at: datetime, what: Rung | str, when: datetime | None = None, note: str = "") -> Event:
    """What came of the rung that was tried last."""
    return event("rung answered", at, what=str(what), when=moment_text(when or at), note=clean(note).strip())


def meeting_told(
    at: datetime, meeting: int, what: Meeting | str, when: datetime | None = None, *, who: str = "", note: str = ""
) -> Event:
    """Something was done for a meeting. ``meeting`` is the number of the entry that called it; ``who`` a role."""
    return event(
        "meeting",
        at,
        meeting=meeting,
        what=str(what),
        when=moment_text(when or at),
        who=_line(who),
        note=clean(note).strip(),
    )


def help_told(
    at: datetime,
    what: Help | str,
    when: datetime | None = None,
    *,
    who: str = "",
    due: datetime | None = None,
    note: str = "",
) -> Event:
    """Something was agreed in early help. ``who`` is the role of the lead, ``due`` the day to look at it again."""
    return event(
        "early help",
        at,
        what=str(what),
        when=moment_text(when or at),
        who=_line(who),
        due=_moment(due),
        note=clean(note).strip(),
    )


def handover_told(
    at: datetime,
    what: Handover | str,
    who: str,
    when: datetime | None = None,
    due: datetime | None = None,
    note: str = "",
) -> Event:
    """A handover was offered to, or accepted by, a role. ``due`` is when to chase one that is not accepted."""
    return event(
        "handover",
        at,
        what=str(what),
        when=moment_text(when or at),
        who=_line(who),
        due=_moment(due),
        note=clean(note).strip(),
    )


def _moment(moment: datetime | None) -> str | None:
    return moment_text(moment) if moment else None


def _line(text: str) -> str:
    return clean_line(text).strip()
