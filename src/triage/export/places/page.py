"""The page of one place of a case: where you are, what to do next, the rest, and what can be done from there.

Plain data without anything that acts. Whatever shows it looks up what a :class:`Way` leads to by its ``to``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from triage.case.actions import Action


class Place(StrEnum):
    """The places of a case."""

    HOME = "case"
    LADDER = "ladder"
    MEETINGS = "meetings"
    EARLY_HELP = "early help"
    HANDOVER = "handover"
    RECORD = "record"


class Leads(StrEnum):
    """What is behind a way: something to tell, a form, a place, a question to answer again, a step of the plan, or one
    of the pages every case has (its plan, its answers, all its forms, what happened, keeping it)."""

    TELL = "tell"
    FORM = "form"
    PLACE = "place"
    QUESTION = "question"
    STEP = "step"
    PAGE = "page"


class Tone(StrEnum):
    """How much a sentence matters. It is never said by its looks alone."""

    PLAIN = "plain"
    STRONG = "strong"
    CARE = "care"
    QUIET = "quiet"


@dataclass(frozen=True)
class Way:
    """Something that can be done from a place.

    ``title`` says it, ``about`` where it stands, in a few words. ``done`` is whether it was told already; None where
    that has no sense. ``command`` is what does it on the command line, after ``triage cases``; empty where nothing
    does.
    """

    id: str
    title: str
    leads: Leads
    to: str = ""
    about: str = ""
    done: bool | None = None
    command: str = ""


@dataclass(frozen=True)
class Says:
    """A sentence or two. ``mark`` stands before it ("2. ", "+ "); further lines stand under its first word."""

    text: str
    tone: Tone = Tone.PLAIN
    mark: str = ""


@dataclass(frozen=True)
class Do:
    """Something to do, with whom to ring and what to say. ``brief`` leaves out how."""

    action: Action
    brief: bool = False


@dataclass(frozen=True)
class Owing:
    """Something that is due. ``whose`` is empty where it is yours; ``way`` leads to where it is dealt with."""

    words: str
    when: str
    late: bool
    whose: str = ""
    more: str = ""
    way: Way | None = None


Item = Says | Do | Owing


@dataclass(frozen=True)
class Part:
    """A part of a page under its title."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class PlacePage:
    """What a place shows.

    ``reference`` is empty where no case is kept. ``first`` comes before everything, and is only there when the child
    may not be safe. ``head`` says where you are, ``why`` a little more. ``next`` is never empty: there is always
    something to do.
    """

    place: Place
    reference: str
    title: str
    head: str
    next: Part
    why: str = ""
    first: str = ""
    parts: tuple[Part, ...] = ()
    ways: tuple[Way, ...] = ()


UNSAFE_FIRST = "IN DANGER NOW? RING 999. IF NOT, RING THE FRONT DOOR TODAY."
UNSAFE = "You have told that the child may not be safe. That comes before everything on this page."
NEVER_ALONE = "You can ring the front door again at any time, whatever rung you are on."


def parts(*made: Part) -> tuple[Part, ...]:
    """Those of the parts that hold something."""
    return tuple(one for one in made if one.items)


def do_all(found: tuple[Action, ...], *, brief: bool = False) -> tuple[Do, ...]:
    """Things to do, one after another."""
    return tuple(Do(one, brief) for one in found)


def capital(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return f"{text[:1].upper()}{text[1:]}"
