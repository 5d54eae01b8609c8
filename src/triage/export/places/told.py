"""What was told of a disagreement, a meeting, early help or a handover, in words and as plain data."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from triage.case.actions import Action
from triage.case.state import Told
from triage.case.words import rung_words
from triage.plan.times import moment_words


def told_words(told: Told) -> str:
    """One thing that was told, without its time."""
    kind = {
        "rung tried": f"disagreement taken up: {rung_words(told.rung)}",
        "rung answered": f"disagreement: {told.what}",
    }
    says = kind.get(told.kind, f"{told.kind}: {told.what}")
    return ". ".join(part for part in (says, told.who, told.note) if part)


def told_line(told: Told, now: datetime) -> str:
    """One thing that was told with who, when and its note, and when it has to be looked at next."""
    due = f". Next: {moment_words(told.due.astimezone(now.tzinfo), now)}" if told.due is not None else ""
    who = f" ({told.who})" if told.who else ""
    note = f": {told.note}" if told.note else ""
    return f"{told.what}{who}, {told_when(told, now)}{note}{due}"


def told_when(told: Told, now: datetime) -> str:
    """When it was, in words."""
    return moment_words(told.when.astimezone(now.tzinfo), now)


def told_data(told: Told) -> dict[str, Any]:
    """One thing that was told, as plain data."""
    return {
        "what": told.what,
        "when": told.when.isoformat(),
        "who": told.who,
        "due": told.due.isoformat() if told.due else None,
        "note": told.note,
    }


def action_data(action: Action) -> dict[str, Any]:
    """One thing to do, as plain data."""
    return {"step": action.step, "do": action.do, "say": action.say, "ring": list(action.ring), "form": action.form}
