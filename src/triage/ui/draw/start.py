"""The first page: what this is, what you can do, and which rules are loaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from triage.ui.bindings import key_of
from triage.ui.lines import Bit, Ink, flow
from triage.ui.sheet import Drawing, Pen, Room, Sheet

if TYPE_CHECKING:
    from triage.case.today import Standing
    from triage.rules.model import RuleSet

CASE = "case:"
"""What the rows of saved cases begin with."""
MOST_CASES = 3
"""How many saved cases stand on the start page; the list has them all."""
READING = "Reading the rules."
UNSAVED = "Nothing you answer is saved or sent anywhere."
SAVED = "This case is saved, encrypted, as you answer it. Nothing is sent anywhere."


@dataclass(frozen=True)
class StartMenu:
    """What the start page shows.

    ``items`` are (row id, title, a few words on it). ``rules`` is None while loading. ``areas`` is a sentence on local
    packs that could be added, or empty. ``news`` is a sentence on a change of the rule files, ``notice`` what must be
    told about the rules in use; either may be empty. ``saved``: it is a saved case that is gone on with. ``cases`` are
    the saved cases, once they are unlocked, and ``now`` the moment by their clock.
    """

    items: tuple[tuple[str, str, str], ...]
    rules: RuleSet | None
    today: date
    areas: str = ""
    news: str = ""
    notice: str = ""
    saved: bool = False
    cases: tuple[Standing, ...] = ()
    now: datetime | None = None


def start_drawing(menu: StartMenu) -> Drawing:
    """The start page."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.gap()
        pen.text(Bit("Worried about a child? Start here.", Ink.STRONG))
        pen.text(
            "A few questions, then a plan: what to do, who to ring, by when, what to say and what to write down,"
            " with the guidance behind each line."
        )
        pen.gap()
        pen.text(
            Bit(key_of("card"), Ink.ACCENT), Bit("  If a child may be in danger now, ring 999. Do not wait for this.")
        )
        pen.gap()
        for number, (row_id, title, about) in enumerate(menu.items, start=1):
            top = len(pen.lines)
            pen.lines.append((Bit(f"  {number}  ", Ink.ACCENT), Bit(f"{title:<26}", Ink.STRONG), Bit(about, Ink.MUTED)))
            pen.mark_row(row_id, top, str(number))
        _cases(pen, menu)
        pen.gap()
        pen.text(
            Bit(
                f"{SAVED if menu.saved else UNSAVED} It guides you; you and the people you ring decide.",
                Ink.MUTED,
            )
        )
        pen.gap()
        _rules(pen, menu)
        return pen.sheet()

    return draw


def _cases(pen: Pen, menu: StartMenu) -> None:
    """The saved cases that come first, a line each."""
    if not menu.cases or menu.now is None:
        return
    more = len(menu.cases) - MOST_CASES
    pen.heading("Your saved cases, what is overdue first" + (f" (and {more} more)" if more > 0 else ""))
    for number, one in enumerate(menu.cases[:MOST_CASES], start=len(menu.items) + 1):
        top = len(pen.lines)
        key = str(number) if number <= 9 else ""
        words = [
            Bit(one.reference, Ink.STRONG),
            Bit("  "),
            Bit(one.when(menu.now), Ink.CAUTION if one.overdue else Ink.PLAIN),
            Bit(f", {one.changed_words(menu.now)}", Ink.MUTED),
        ]
        pen.lines.extend(flow(words, pen.left + pen.text_width, (Bit(f"  {key or ' '}  ", Ink.ACCENT),)))
        pen.mark_row(f"{CASE}{one.reference}", top, key)


def _rules(pen: Pen, menu: StartMenu) -> None:
    if menu.rules is None:
        pen.text(Bit(READING, Ink.MUTED), label="Rules")
        return
    from triage.plan.times import date_words

    if menu.notice:
        pen.text(Bit("Take care.  ", Ink.CAUTION), Bit(menu.notice))

    for pack in menu.rules.packs:
        dates = f"in force from {date_words(pack.in_force_from)}, review by {date_words(pack.review_by)}"
        pen.text(Bit(f"{pack.title} {pack.version}, {dates}", Ink.MUTED), label="Rules")
        if pack.review_by < menu.today:
            due = f"The {pack.title} rules were due for review on {date_words(pack.review_by)}."
            ask = " Check what they say with your safeguarding lead or children's social care."
            pen.text(Bit("Take care.  ", Ink.CAUTION), Bit(due + ask))
        if pack.in_force_from > menu.today:
            pen.text(Bit("Take care.  ", Ink.CAUTION), Bit(f"The {pack.title} rules are not in force yet."))
    pen.text(Bit(menu.areas, Ink.MUTED))
    pen.text(Bit(menu.news, Ink.CAUTION))
