"""What starts the clock of a time limit by itself, and what somebody else owes by the end of it."""

from __future__ import annotations

from dataclasses import dataclass

EVENTS = ("acknowledged", "outcome told", "no reply", "new information", "meeting called")
"""What a person can tell of a saved case that may start a clock, besides a step that was done."""
SETTLING = ("acknowledged", "outcome told")
"""What a person can tell of a saved case that settles what was waited for."""


@dataclass(frozen=True)
class WaitsFor:
    """What somebody else owes by the end of a time limit: ``what``, from whom, and the event that settles it."""

    what: str
    owed_by: str
    until: str
