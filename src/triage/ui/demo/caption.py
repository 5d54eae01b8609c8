"""The lines under the screen while it is shown to a room: what is said, what was pressed, and how far it has got."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from triage.commands import key_label
from triage.ui.glyphs import BAR, DOT
from triage.ui.lines import EMPTY, Bit, Ink, Line, apart, flow, width_of
from triage.ui.sheet import Drawing, Room, Sheet

LINES = 2
"""Lines kept for what is said, so that the screen above never jumps."""
_WIDEST = 110
CONTROLS = ("Space pause", "Right on", "Left back", "Esc stop", "+ - speed")


@dataclass(frozen=True)
class Caption:
    """What stands under the screen. ``at`` of ``total`` beats; ``pressed`` are the keys of this one so far."""

    says: str
    at: int
    total: int
    playing: bool
    speed: int
    pressed: tuple[str, ...] = ()
    lost: bool = False
    over: bool = False
    recorded: bool = False
    choosing: bool = False


def caption_drawing(shown: Caption) -> Drawing:
    """A thin line, the words for the room, and a line with where it is and what can be pressed."""

    def draw(room: Room) -> Sheet:
        width = min(room.width - 4, _WIDEST)
        ink = Ink.CAUTION if shown.lost else Ink.STRONG
        told = [(Bit("  "), *line) for line in flow((Bit(shown.says, ink),), width)][: LINES + 1]
        told += [EMPTY] * (LINES - len(told))
        return Sheet(((Bit(BAR * room.width, Ink.RULE),), *told, _foot(shown, room.width)))

    return draw


def _foot(shown: Caption, width: int) -> Line:
    if shown.choosing:
        return EMPTY
    state = "the end" if shown.over else "stopped here" if shown.lost else "playing" if shown.playing else "paused"
    where = f"{shown.at} of {shown.total}"
    left = [Bit("  "), Bit(where, Ink.ACCENT)]
    if not shown.recorded:
        left.append(Bit(f" {DOT} {state} {DOT} {shown.speed} words/min", Ink.MUTED))
    if shown.pressed:
        left += [Bit("   pressed ", Ink.MUTED), Bit(keys_words(shown.pressed), Ink.ACCENT)]
    return apart(left, (Bit("" if shown.recorded else _controls(width - 4 - width_of(left)), Ink.MUTED),), width - 2)


def _controls(room: int) -> str:
    """As many of the player's own keys as there is room for, the most needed first."""
    kept = ""
    for control in CONTROLS:
        longer = f"{kept}  {control}".strip()
        if len(longer) <= room:
            kept = longer
    return kept


def keys_words(keys: Iterable[str]) -> str:
    """Keys as they are shown: ``[1] [Enter]``; one pressed several times is told once, with how often."""
    runs = ((key, len(list(same))) for key, same in groupby(keys))
    return " ".join(f"[{key_label(key)}]{f' x{times}' if times > 1 else ''}" for key, times in runs)
