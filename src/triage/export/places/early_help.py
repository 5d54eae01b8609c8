"""Early help: who leads, the written plan, the words agreed with the others, and when it is looked at again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from triage.case.asks_places import HELP_ACTION, IN_EARLY_HELP
from triage.case.early_help import PLAN_FORM, Agreed
from triage.export.places.page import (
    UNSAFE,
    UNSAFE_FIRST,
    Leads,
    Owing,
    Part,
    Place,
    PlacePage,
    Says,
    Tone,
    Way,
    do_all,
    parts,
)
from triage.export.places.text import place_text
from triage.export.places.told import action_data, told_data, told_line, told_when

TITLE = "early help"
MAY_BE_HARMED = "If the child may be harmed, this is not early help any more. Ring children's social care today."
ALL_AGREED = "Do what the plan says, and look at it again with the family on the day set. Sooner if anything changes."
PLAN_OF = "The plan is written with the family. Each action has its need, its owner and its date."
_OPTIONS = {
    "help-met": "--met",
    "help-lead": "--lead ROLE",
    "help-plan": "--plan-written",
    "help-message": "--message-agreed",
    "help-review": "--review DAY",
}


def early_help_place(
    reference: str, agreed: Sequence[Agreed], now: datetime, *, danger: bool = False, owed: tuple[Owing, ...] = ()
) -> PlacePage:
    """What was agreed, and what to do about the rest. ``owed`` is what others owe: the actions of the plan."""
    told = [one for one in agreed if one.told is not None]
    open_ones = [one for one in agreed if one.told is None]
    lines = tuple(Says(told_line(one.told, now), mark="+ ") for one in told if one.told is not None)
    not_yet = [Part(f"Not yet: {one.what.value}", do_all(one.do) or (Says(PLAN_OF),)) for one in open_ones]
    first = not_yet[0] if not_yet else Part("Next", (Says(ALL_AGREED, mark="- "),))
    return PlacePage(
        place=Place.EARLY_HELP,
        reference=reference,
        title=TITLE,
        first=UNSAFE_FIRST if danger else "",
        head=f"{len(told)} of {len(agreed)} agreed." if reference else "What early help rests on.",
        why=f"{UNSAFE} {MAY_BE_HARMED}" if danger else MAY_BE_HARMED,
        next=first,
        parts=parts(
            Part("What is agreed", lines),
            Part("The written plan: who does what, by when", (Says(PLAN_OF, Tone.QUIET), *owed)),
            *not_yet[1:],
        ),
        ways=tuple(_ways(reference, agreed, now)),
    )


def early_help_text(reference: str, agreed: Sequence[Agreed], now: datetime) -> str:
    """The page as text."""
    return place_text(early_help_place(reference, agreed, now))


def brief_words(agreed: Sequence[str]) -> str:
    """How far it has got, in a few words. ``agreed`` is what was told of it."""
    return f"{len(set(agreed))} of {len(IN_EARLY_HELP)} agreed" if agreed else "nothing is agreed"


def _ways(reference: str, agreed: Sequence[Agreed], now: datetime) -> Iterator[Way]:
    write = f"write {reference} {PLAN_FORM}" if reference else ""
    yield Way("plan", "The plan, to fill in with the family", Leads.FORM, PLAN_FORM, command=write)
    if not reference:
        return
    told = {one.what: one.told for one in agreed}
    for name, (what, title) in IN_EARLY_HELP.items():
        found = told.get(what)
        about = " ".join(filter(None, (found.who, told_when(found, now)))) if found is not None else ""
        command = f"early-help {reference} {_OPTIONS[name]}"
        yield Way(name, title, Leads.TELL, name, about, found is not None, command)
    command = f"owes {reference} WHO WHAT --due TIME"
    yield Way(HELP_ACTION, "An action of the plan", Leads.TELL, HELP_ACTION, "who does what, by when", command=command)


def early_help_data(agreed: Sequence[Agreed]) -> list[dict[str, Any]]:
    """What early help rests on, as plain data."""
    return [
        {
            "what": one.what.value,
            "told": told_data(one.told) if one.told else None,
            "do": [action_data(action) for action in one.do],
        }
        for one in agreed
    ]
