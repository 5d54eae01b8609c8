"""Saved cases: the list of them, what is due today, and the pages that ask for a passphrase or a reference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from triage.case.asks import Ask
from triage.case.due import Due
from triage.case.today import Standing
from triage.export.case_text import due_words
from triage.ui.draw.words import count
from triage.ui.lines import Bit, Ink, flow, shorten
from triage.ui.sheet import Drawing, Pen, Room, Sheet

SOON = timedelta(days=14)
"""How long before its day it is shown that a case is to be looked at again."""
_TITLES = 26


def asking_drawing(asked: str, says: str, aside: str) -> Drawing:
    """Under a line to type in: what is asked, what the program says to what was typed, and what else to know."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit(asked, Ink.STRONG))
        if says:
            pen.gap()
            pen.text(Bit(says, Ink.CAUTION))
        pen.gap()
        pen.text(Bit(aside, Ink.MUTED))
        return pen.sheet()

    return draw


def cases_drawing(cases: Sequence[Standing], actions: Iterable[tuple[str, str, str]], now: datetime) -> Drawing:
    """What can be done, then each case: its reference, what is due in it first, and when it was last changed."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        number = 0
        for number, (row, title, about) in enumerate(actions, start=1):
            top = len(pen.lines)
            pen.lines.append((Bit(f"  {number}  ", Ink.ACCENT), Bit(f"{title:<{_TITLES}}", Ink.STRONG), Bit(about)))
            pen.mark_row(row, top, str(number))
        late = sum(one.overdue for one in cases)
        title = f"{count(len(cases), 'saved case')}, {late or 'none'} with something overdue" if cases else ""
        pen.heading(title or "There are no saved cases yet.")
        for one in cases:
            number += 1
            case_row(pen, one, number, now)
        return pen.sheet()

    return draw


def case_row(pen: Pen, one: Standing, number: int, now: datetime) -> None:
    """One case in two lines: when something is due and what, then when it was changed."""
    top = len(pen.lines)
    key = str(number) if number <= 9 else ""
    ink = Ink.CAUTION if one.overdue else Ink.PLAIN
    pen.line(Bit(f"{key or ' '}  ", Ink.ACCENT), Bit(one.reference, Ink.STRONG), Bit("  "), Bit(one.when(now), ink))
    words = [one.first.words.rstrip(".")] if one.first is not None else []
    changed = one.changed_words(now)
    room = pen.text_width - 5 - len(changed)
    what = f"{shorten(words[0], room)}; " if words and room > 12 else ""
    pen.text(Bit(what), Bit(changed, Ink.MUTED), indent=3)
    pen.mark_row(one.reference, top, key)


def today_drawing(due: Sequence[tuple[str, Due]], now: datetime) -> Drawing:
    """Everything due, overdue first, each with the reference of its case."""
    near = [(name, item) for name, item in due if item.sort != "retention" or item.due is None or item.due < now + SOON]

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit("What is due in all your cases. Enter opens the case.", Ink.MUTED))
        if not near:
            pen.heading("Nothing is due.")
        for title, wanted in (("OVERDUE", True), ("Due", False)):
            items = [one for one in enumerate(near) if one[1][1].overdue is wanted]
            if items:
                pen.heading(title)
            for place, (name, item) in items:
                top = len(pen.lines)
                words = [Bit(f"{name}  ", Ink.STRONG), Bit(due_words(item, now, brief=True))]
                pen.lines.extend(flow(words, pen.left + pen.text_width, (Bit("    "),)))
                pen.mark_row(f"{name}:{place}", top)
        return pen.sheet()

    return draw


def question_drawing(about: str, title: str, ask: Ask, left: int, problem: str) -> Drawing:
    """Under a line to type in: what it is about, what is asked, and answers that can be picked by their number."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit(about, Ink.MUTED))
        pen.text(Bit(title, Ink.STRONG))
        pen.gap()
        pen.text(Bit(ask.prompt))
        for number, ready in enumerate(ask.ready, start=1):
            pen.text(Bit(ready), indent=2, label=str(number))
        if ask.ready:
            pen.text(Bit("Type the number of a line, or your own words.", Ink.MUTED))
        if problem:
            pen.gap()
            pen.text(Bit(problem, Ink.CAUTION))
        pen.gap()
        more = f"Then {count(left, 'more line')} to type." if left else "Enter saves it."
        pen.text(Bit(f"{more} Esc goes back, and nothing is written.", Ink.MUTED))
        return pen.sheet()

    return draw
