"""Doing something with a saved case as a whole: what it means, what is typed, and what came of it."""

from __future__ import annotations

from triage.case.shelf import ShelfAct
from triage.ui.lines import Bit, Ink
from triage.ui.sheet import Drawing, Pen, Room, Sheet


def act_drawing(reference: str, act: ShelfAct, prompt: str, problem: str) -> Drawing:
    """Under a line to type in: what is to be done with which case, what it means, and what is asked."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit(prompt, Ink.STRONG))
        if problem:
            pen.gap()
            pen.text(Bit(problem, Ink.CAUTION))
        pen.gap()
        pen.text(Bit(f"{act.title}: {reference}" if reference else act.title, Ink.STRONG))
        pen.text(Bit(act.about, Ink.CAUTION if act.ends else Ink.PLAIN))
        pen.gap()
        pen.text(Bit("Esc goes back, and nothing is done.", Ink.MUTED))
        return pen.sheet()

    return draw


def said_drawing(title: str, says: str) -> Drawing:
    """What came of something that was done, a line each."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit(title, Ink.STRONG))
        for line in says.splitlines():
            pen.gap()
            pen.text(Bit(line))
        pen.gap()
        pen.text(Bit("Esc goes back.", Ink.MUTED))
        return pen.sheet()

    return draw
