"""What somebody can choose who sees it differently, and whom to talk to before doing less."""

from __future__ import annotations

from collections.abc import Sequence

from triage.plan.model import PlanStep
from triage.plan.own_words import AS_URGENT_AS_CAN_BE, NOT_YET, TALKED, TITLE
from triage.ui.lines import Bit, Ink
from triage.ui.sheet import Drawing, Pen, Room, Sheet

Item = tuple[str, str]
"""A row and its words."""
TALKED_ROW, NOT_YET_ROW = "talked", "not-yet"


def differ_drawing(says: str, safer: Sequence[Item], others: Sequence[Item]) -> Drawing:
    """The safer choices first, then everything else."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit(TITLE, Ink.STRONG))
        pen.text(Bit(says))
        pen.heading("More urgent: the plan changes at once" if safer else AS_URGENT_AS_CAN_BE)
        _rows(pen, safer, 1)
        pen.heading("Or")
        _rows(pen, others, len(safer) + 1)
        return pen.sheet()

    return draw


def _rows(pen: Pen, items: Sequence[Item], first: int) -> None:
    for number, (row, words) in enumerate(items, first):
        top = len(pen.lines)
        key = str(number) if number <= 9 else " "
        pen.text(Bit(f"{key}  ", Ink.ACCENT), Bit(words, Ink.STRONG), indent=2)
        pen.mark_row(row, top, key.strip())


def consult_drawing(says: str, say: str, write: str, people: Sequence[PlanStep]) -> Drawing:
    """That the plan stays, whom to talk to, with which words, and what to write down."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit(says, Ink.STRONG))
        pen.gap()
        _rows(pen, ((TALKED_ROW, TALKED), (NOT_YET_ROW, NOT_YET)), 1)
        pen.gap()
        pen.text(Bit(f'"{say}"'), label="Say", column=7)
        pen.text(Bit(write), label="Write", column=7)
        for step in people:
            pen.gap()
            pen.text(Bit(step.do, Ink.STRONG))
            for contact in step.contacts:
                words = f"{contact.phone}  {contact.name}" if contact.phone else contact.detail
                pen.text(Bit(words, Ink.PLAIN if contact.verified else Ink.CAUTION), indent=2)
            if step.if_no_answer:
                pen.text(Bit(step.if_no_answer), indent=2, label="No answer", column=11)
        return pen.sheet()

    return draw
