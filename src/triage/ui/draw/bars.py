"""The bars round every screen: where you are, and the keys."""

from __future__ import annotations

from collections.abc import Iterable

from triage.commands import DIGITS, Command, Where
from triage.ui.bindings import shown_in_bar
from triage.ui.glyphs import BAR, DOT
from triage.ui.lines import Bit, Ink, Line, apart, width_of
from triage.ui.sheet import Drawing, Room, Row, Sheet

_LAST = ("help", "card", "blank")


def _side(command: Command) -> int:
    """The way back comes first in the row of keys, what is the same everywhere last."""
    return 2 if command.id in _LAST else int(command.id != "close")


def top_bar(place: str, rules: str, *, notice: bool = False) -> Drawing:
    """The name of the program, where in it this is, and which rules are loaded. ``notice``: there is news of them."""

    def draw(room: Room) -> Sheet:
        left = (Bit("  triage", Ink.STRONG), Bit(f"  {DOT}  {place}", Ink.MUTED))
        line = apart(left, (Bit(rules, Ink.CAUTION if notice else Ink.MUTED),), room.width - 2)
        return Sheet((line, rule(room.width)))

    return draw


def rule(width: int) -> Line:
    """A thin line across."""
    return (Bit(BAR * width, Ink.RULE),)


def key_bar(where: Where, commands: Iterable[Command], digits: int = 9) -> Drawing:
    """The keys that can be used here, as many as fit on one line; the emergency card and blank always do."""
    here = [command.id for command in commands]
    wanted = [command for command in shown_in_bar(where) if command.id in here]

    def draw(room: Room) -> Sheet:
        kept: list[Command] = []
        left = room.width - 2
        for command in wanted:
            size = width_of(_key(command, digits)) + 2
            if size <= left:
                kept.append(command)
                left -= size
        bits: list[Bit] = [Bit("  ")]
        rows = []
        for command in sorted(kept, key=lambda command: (_side(command), here.index(command.id))):
            shown = _key(command, digits)
            rows.append(Row(command.id, 1, 1, width_of(bits), width_of(shown)))
            bits += [*shown, Bit("  ")]
        return Sheet((rule(room.width), tuple(bits)), tuple(rows))

    return draw


def _key(command: Command, digits: int) -> tuple[Bit, ...]:
    key = command.key_labels[0]
    if command.keys == DIGITS:
        key = f"1-{digits}" if digits > 1 else "1"
    return (Bit(key, Ink.ACCENT), Bit(f" {command.short}", Ink.MUTED))
