"""The strip under a question: the plan as it stands, in one line."""

from __future__ import annotations

from triage.plan.model import Plan
from triage.ui.draw.bars import rule
from triage.ui.draw.words import urgency_label
from triage.ui.glyphs import DOT
from triage.ui.lines import Bit, Ink, crop, shorten, width_of
from triage.ui.sheet import Drawing, Room, Sheet


def so_far(plan: Plan, *, settled: bool, started: bool) -> Drawing:
    """One line on the plan as it stands. How soon is only named once it can no longer turn out more urgent."""

    def draw(room: Room) -> Sheet:
        bits: list[Bit] = [Bit("  So far  ", Ink.MUTED)]
        if plan.fault and started:
            bits += [Bit("Take care  ", Ink.CAUTION), Bit(shorten(plan.fault, room.width - 24))]
            return Sheet((rule(room.width), crop(bits, room.width)))
        if not started:
            bits.append(Bit("nothing yet. Your first answer begins the plan.", Ink.MUTED))
            return Sheet((rule(room.width), tuple(bits)))
        if settled:
            bits += [urgency_label(plan.urgency), Bit("  ")]
        left = room.width - width_of(bits) - 2
        bits += _steps(plan, left)
        return Sheet((rule(room.width), crop(bits, room.width)))

    return draw


def _steps(plan: Plan, width: int) -> list[Bit]:
    """As many steps as fit, each shortened, and how many more there are."""
    parts: list[str] = []
    for place, step in enumerate(plan.steps):
        rest = len(plan.steps) - place
        more = f"  + {rest} more"
        words = shorten(step.do, 34)
        if len(f" {DOT} ".join([*parts, words])) + (len(more) if rest > 1 else 0) > width and parts:
            return [Bit(f" {DOT} ".join(parts)), Bit(more, Ink.MUTED)]
        parts.append(words)
    return [Bit(f" {DOT} ".join(parts))]
