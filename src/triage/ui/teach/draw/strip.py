"""The strip that tells a room which key was pressed, and the speaker's notes."""

from __future__ import annotations

from triage.ui.draw.words import label
from triage.ui.glyphs import ARROW
from triage.ui.lines import Bit, Ink
from triage.ui.sheet import Drawing, Pen, Room, Sheet


def pressed_drawing(key: str, does: str) -> Drawing:
    """The key and what it does; an empty line when none was pressed, so that nothing else moves."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        if key:
            pen.line(label(key, Ink.NOW), Bit(f" {ARROW} {does}", Ink.STRONG))
        elif does:
            pen.line(Bit(does, Ink.STRONG))
        else:
            pen.lines.append((Bit(" "),))
        return Sheet(tuple(pen.lines))

    return draw


def notes_drawing(notes: str) -> Drawing:
    """Notes for whoever speaks; nothing when there are none to show."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        if notes:
            pen.text(Bit(notes), label="Notes", column=5)
        return pen.sheet()

    return draw
