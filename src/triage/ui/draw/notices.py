"""Short pages: the emergency card, rules that cannot be loaded, help, lists of commands and yes-or-no pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from triage.commands import Command
from triage.emergency import EMERGENCY_CARD
from triage.rules.problems import Problem
from triage.ui.draw.words import count, label
from triage.ui.lines import Bit, Ink, flow, shorten
from triage.ui.sheet import Drawing, Pen, Room, Sheet

_KEYS = 11
"""Columns for the keys in help and in the list of all commands."""
_NAMES = 24


def _card(pen: Pen, *, airy: bool = False) -> None:
    pen.line(label(EMERGENCY_CARD.title, Ink.ALARM))
    pen.gap()
    for place, text in enumerate(EMERGENCY_CARD.lines):
        pen.text(Bit(text, Ink.STRONG if place == 0 else Ink.PLAIN))
        if airy:
            pen.gap()


def waiting_drawing() -> Drawing:
    """A page that is still being worked out."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit("Working it out.", Ink.MUTED))
        return pen.sheet()

    return draw


def card_drawing() -> Drawing:
    """The emergency card, from the code itself."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        _card(pen, airy=room.height > 2 * len(EMERGENCY_CARD.lines) + 3)
        return pen.sheet()

    return draw


def problems_drawing(problems: Sequence[Problem]) -> Drawing:
    """The card, then why there is no advice: each problem in a line with its place."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        _card(pen)
        pen.heading("The rules cannot be used, so there is no other advice here")
        these = "it is" if len(problems) == 1 else "they are"
        pen.text(Bit(f"{count(len(problems), 'problem')} in the rule files. Until {these} put right, ask your"
                     " safeguarding lead or children's social care.", Ink.MUTED))  # fmt: skip
        for problem in problems:
            pen.gap()
            pen.text(Bit(f"{problem.place}  ", Ink.ACCENT), Bit(f"{problem.code}  ", Ink.MUTED), Bit(problem.message))
            pen.text(Bit(problem.suggestion, Ink.MUTED), indent=2, label="Try")
        return pen.sheet()

    return draw


def help_drawing(place: str, commands: Iterable[Command]) -> Drawing:
    """Everything that can be done where the person is, from the one list of commands."""
    listed = list(commands)

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit(f"What you can do here: {place}", Ink.STRONG))
        pen.gap()
        for command in listed:
            if not command.keys:
                continue
            keys = command.keys_shown
            if len(keys) > _KEYS:
                pen.text(Bit(keys, Ink.ACCENT))
                keys = ""
            first = (Bit("  "), Bit(keys.ljust(_KEYS), Ink.ACCENT), Bit("  "))
            pen.lines.extend(flow([Bit(command.help)], pen.left + pen.text_width, first))
        pen.gap()
        pen.text(Bit("Every state is shown in words or signs, never by colour alone. For a screen reader, use the"
                     " line-by-line way in: triage ask.", Ink.MUTED))  # fmt: skip
        return pen.sheet()

    return draw


def palette_drawing(commands: Iterable[Command]) -> Drawing:
    """The commands found, one line each: name, key, and the beginning of what it does."""
    found = list(commands)

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        if not found:
            pen.text(Bit("Nothing by that name. Try fewer words.", Ink.MUTED))
        for command in found:
            top = len(pen.lines)
            name = Bit(f"  {command.title:<{_NAMES}} ", Ink.STRONG)
            key = Bit(f"{command.key_labels[0]:<{_KEYS}} ", Ink.ACCENT)
            pen.line(name, key, Bit(shorten(command.help, pen.text_width - _NAMES - _KEYS - 4), Ink.MUTED))
            pen.mark_row(command.id, top)
        return pen.sheet()

    return draw


def menu_drawing(title: str, about: str, items: Sequence[tuple[str, str, str]]) -> Drawing:
    """A title, a sentence and a few lines to choose from: (row id, title, a few words)."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit(title, Ink.STRONG))
        pen.text(Bit(about, Ink.MUTED))
        pen.gap()
        for number, (row_id, name, words) in enumerate(items, start=1):
            top = len(pen.lines)
            key = str(number) if number <= 9 else ""
            first = (Bit(f"  {key or ' '}  ", Ink.ACCENT),)
            pen.lines.extend(
                flow([Bit(name, Ink.STRONG), Bit(f"   {words}", Ink.MUTED)], pen.left + pen.text_width, first)
            )
            pen.mark_row(row_id, top, key)
        return pen.sheet()

    return draw
