"""The handover of a case: who holds it, what the note has to hold, and what to do until somebody has accepted it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from triage.case.asks_places import HANDED
from triage.case.early_help import HANDOVER_FORM, HandoverPlace
from triage.export.places.page import Leads, Part, Place, PlacePage, Says, Way, do_all, parts
from triage.export.places.text import place_text
from triage.export.places.told import action_data, told_data
from triage.plan.times import moment_words

TITLE = "handover"
NOT_A_CASE = "You hold this worry until somebody has said, best in writing, that they have it."
DONE = (
    "Nothing more is yours to do here, unless it comes back to you. If you are still worried, say so at once. Put the "
    "case away, so that it no longer stands in your list for today."
)
TALK = "Hand it over by talking and in writing, and carry on until somebody has said that they have it."


def handover_place(reference: str, place: HandoverPlace, now: datetime) -> PlacePage:
    """Who holds the case, and what to do until somebody has accepted it."""
    actions = do_all(place.do[:1]) or (Says(TALK if place.yours else DONE, mark="- "),)
    return PlacePage(
        place=Place.HANDOVER,
        reference=reference,
        title=TITLE,
        head=handover_words(place, now) if reference else NOT_A_CASE,
        next=Part("Until somebody has it" if place.yours else "Now", actions),
        parts=parts(Part("A good handover", do_all(place.do[1:]))),
        ways=tuple(_ways(reference, place)),
    )


def handover_text(reference: str, place: HandoverPlace, now: datetime) -> str:
    """The page as text."""
    return place_text(handover_place(reference, place, now))


def handover_words(place: HandoverPlace, now: datetime) -> str:
    """Who holds the case, in a sentence or two."""
    told = place.told
    if told is None:
        return "YOU HOLD THIS CASE. It has not been offered to anybody. You hold it until somebody says they have it."
    when = moment_words(told.when.astimezone(now.tzinfo), now)
    if not place.yours:
        return f"HANDED OVER. Accepted by {told.who} at {when}."
    chase = ""
    if place.chase is not None:
        by = moment_words(place.chase, now)
        chase = (
            f" They should have accepted by {by}: tell your manager NOW."
            if place.chase < now
            else f" Chase it by {by}."
        )
    return f"YOU STILL HOLD THIS CASE. Offered to {told.who} at {when}, and not accepted yet.{chase}"


def _ways(reference: str, place: HandoverPlace) -> Iterator[Way]:
    write = f"write {reference} {HANDOVER_FORM}" if reference else ""
    yield Way("note", "The whole handover note, filled in", Leads.FORM, HANDOVER_FORM, command=write)
    if not reference:
        return
    told = place.told.what if place.told is not None else ""
    for name, (what, title) in HANDED.items():
        option = "--to ROLE" if name == "offered" else "--accepted-by ROLE"
        command = f"handover {reference} {option}"
        yield Way(name, title, Leads.TELL, name, done=told == what, command=command)
    if not place.yours:
        away = "archive it, set the day to look again, or delete it"
        yield Way("away", "Put the case away", Leads.PAGE, "away", away, command=f"archive {reference}")


def handover_data(place: HandoverPlace) -> dict[str, Any]:
    """The handover as plain data."""
    return {
        "yours": place.yours,
        "told": told_data(place.told) if place.told else None,
        "chase": place.chase.isoformat() if place.chase else None,
        "do": [action_data(action) for action in place.do],
    }
