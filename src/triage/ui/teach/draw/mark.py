"""The mark on every page of a story. It is words, on a ground of their own, and it never goes away."""

from __future__ import annotations

from triage.ui.draw.words import label
from triage.ui.lines import Bit, Ink, apart
from triage.ui.sheet import Room, Sheet

MADE_UP = "MADE-UP STORY: practice"
_NOT_REAL = "Not a real child. Nothing here becomes a case."
_SHORT = "Not a real child."
_NARROW = 78


def made_up(room: Room) -> Sheet:
    """The mark, and what it means."""
    line = (Bit("  "), label(MADE_UP, Ink.SOON))
    return Sheet((apart(line, (Bit(_SHORT if room.width < _NARROW else _NOT_REAL, Ink.MUTED),), room.width - 2),))
