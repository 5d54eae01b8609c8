"""Documents: what has to be put in writing, as parts that are filled from a case or left to be written by hand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.rules.conditions import Condition
    from triage.rules.model import Place

KIND_OF_MESSAGE = "kind of message"
"""Stands in ``first line`` for what the plan calls the message: a child protection referral, for information only."""


class Holds(StrEnum):
    """What the program puts into a part by itself."""

    STEPS = "steps"
    CALLS = "calls"
    LIMITS = "time limits"
    REASONS = "reasons"
    TAKE_CARE = "take care"
    NOT_KNOWN = "not known"
    RECORD = "record"
    OWN_VIEW = "own view"
    HISTORY = "history"
    OWED = "owed"
    DATES = "dates"
    DISAGREEMENT = "disagreement"
    EARLY_HELP = "early help"
    CALLS_MADE = "calls made"
    PROMISED = "promised"
    DONE = "done"
    ANSWERS_BACK = "answers back"
    MEETING = "meeting"
    STANDING = "where it stands"


FROM_A_CASE = (
    Holds.LIMITS,
    Holds.HISTORY,
    Holds.OWED,
    Holds.DATES,
    Holds.DISAGREEMENT,
    Holds.EARLY_HELP,
    Holds.CALLS_MADE,
    Holds.PROMISED,
    Holds.DONE,
    Holds.ANSWERS_BACK,
    Holds.MEETING,
    Holds.STANDING,
)
"""What only a saved case knows. A form that is not written from one leaves it to be written by hand."""


@dataclass(frozen=True)
class DocumentPart:
    """One part of a document, under a heading.

    ``answers`` are sections of the interview whose answers are put in, ``answers_to`` single questions;
    ``only_ticked`` leaves out lists of which nothing was ticked. ``tick`` are lines with a box before them, and
    ``blanks`` labels with room behind them, for what is written by hand: names, dates of birth, addresses.
    ``prompts`` say what is worth writing here, and ``space`` is how many empty lines follow, or rows of a table with
    ``columns``. A part with a condition ``when`` is left out where that cannot hold.
    """

    heading: str
    says: tuple[str, ...] = ()
    holds: tuple[Holds, ...] = ()
    answers: tuple[str, ...] = ()
    answers_to: tuple[str, ...] = ()
    only_ticked: bool = False
    tick: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    space: int = 0
    when: Condition | None = None


@dataclass(frozen=True)
class Document:
    """A form to fill. ``use`` says in a line when to use it; it is offered first where ``offered_when`` holds.

    ``first_line`` is what stands at the very top, in capitals, or :data:`KIND_OF_MESSAGE`, or nothing.
    """

    id: str
    topic: str
    title: str
    use: str
    first_line: str
    parts: tuple[DocumentPart, ...]
    place: Place
    offered_when: Condition | None = None
    because: tuple[str, ...] = ()
