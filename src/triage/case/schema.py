"""What each kind of event holds: the fixed form of its body, and the check that it keeps to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from triage.case.canonical import Plain
from triage.case.moments import read_day, read_moment
from triage.rules.answers import AnswerKind
from triage.text import clean, clean_line

LONGEST_LINE = 200
LONGEST_TEXT = 20_000
"""Letters of a note: some pages of writing."""
MOST_ITEMS = 500

Check = Callable[[object], bool]
_HASH = re.compile("[0-9a-f]{64}")
_CODE = re.compile("[a-z][a-z0-9-]{0,59}")


@dataclass(frozen=True)
class Field:
    """One entry of a body: its name, whether what stands there will do, and whether it may be left out."""

    name: str
    check: Check
    required: bool = True


class Why(StrEnum):
    """Reasons to disagree with what the tool says. They are codes, so that no name can stand in them.

    Rule packs have codes of their own beside these (:mod:`triage.rules.disagreeing`).
    """

    MORE_WORRIED = "more worried than this says"
    LESS_WORRIED = "less worried than this says"
    NOT_THIS_CHILD = "does not fit this child"
    ALREADY_DONE = "already done"
    NOT_POSSIBLE = "not possible here"
    LEAD_DECIDED = "my safeguarding lead decided otherwise"
    LOCAL_WAY = "local procedure differs"
    CONTACT_WRONG = "the contact is wrong"
    OUT_OF_DATE = "the guidance is out of date"
    OTHER = "another reason"


class What(StrEnum):
    """Things that happen to a case from outside."""

    ACKNOWLEDGED = "acknowledged"
    OUTCOME_TOLD = "outcome told"
    NEW_INFORMATION = "new information"
    MEETING_CALLED = "meeting called"
    NO_REPLY = "no reply"
    TIME_STARTED = "time started"


class Rung(StrEnum):
    """How a rung of the ladder of disagreement came out."""

    SETTLED = "settled in writing"
    NOT_SETTLED = "not settled"


class Meeting(StrEnum):
    """What was done for a meeting that was called."""

    REPORT_SENT = "report sent"
    SHARED = "family has seen the report"
    TO_CHAIR = "held back part sent to the chair"
    REMOTE = "asked to join by phone or video"
    BRIEFED = "briefed a colleague"
    HELD = "held"


class Help(StrEnum):
    """What was agreed in early help."""

    MET = "team met"
    LEAD = "lead practitioner agreed"
    PLAN = "action plan written"
    MESSAGE = "same message agreed"
    REVIEW = "review date set"


class Handover(StrEnum):
    """How far a handover has got."""

    OFFERED = "offered"
    ACCEPTED = "accepted"


def is_line(value: object) -> bool:
    """One line of clean text that says something."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_LINE and clean_line(value) == value == value.strip()


def is_text(value: object) -> bool:
    """Clean text of one or more lines that says something."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_TEXT and clean(value) == value and bool(value.strip())


def is_hash(value: object) -> bool:
    """A SHA-256 as 64 small hexadecimal letters."""
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def is_reason(value: object) -> bool:
    """One of :class:`Why`, or a code as rule packs have them: one word of small letters, figures and hyphens."""
    return isinstance(value, str) and (value in tuple(Why) or _CODE.fullmatch(value) is not None)


def is_whole(value: object) -> bool:
    """A whole number from 0; ``True`` is none."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_moment(value: object) -> bool:
    """A moment as :mod:`triage.case.moments` writes it."""
    return isinstance(value, str) and _read(read_moment, value)


def is_day(value: object) -> bool:
    """A day as :mod:`triage.case.moments` writes it."""
    return isinstance(value, str) and _read(read_day, value)


def _read(read: Callable[[str], object], value: str) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True


def one_of(*words: str) -> Check:
    """A check for one of ``words``."""
    return lambda value: isinstance(value, str) and value in words


def list_of(check: Check) -> Check:
    """A check for a list, not overlong, of what passes ``check``."""
    return lambda value: isinstance(value, list | tuple) and len(value) <= MOST_ITEMS and all(map(check, value))


def block(*fields: Field) -> Check:
    """A check for a mapping of exactly these fields."""
    return lambda value: not wrong_fields(value, fields)


def wrong_fields(value: object, fields: tuple[Field, ...]) -> tuple[str, ...]:
    """The names of the fields that are missing, unknown or hold what they may not. ``body`` when it is no mapping."""
    if not isinstance(value, Mapping):
        return ("body",)
    known = {field.name: field for field in fields}
    missing = [field.name for field in fields if field.required and field.name not in value]
    wrong = [str(name)[:40] for name, one in value.items() if name not in known or not known[name].check(one)]
    return (*missing, *wrong)


def _answer(value: object) -> bool:
    """An answer as :mod:`triage.case.answering` writes it."""
    return _ANSWER(value) and isinstance(value, Mapping) and (value["kind"] == AnswerKind.NUMBER) == ("number" in value)


_LIMIT = {"at once": lambda value: value is True, "same day": lambda value: value is True}
LIMITS = ("at once", "same day", "hours", "working days")


def _limit(value: object) -> bool:
    """A time limit: exactly one of the four ways to give one."""
    return (
        isinstance(value, Mapping)
        and len(value) == 1
        and all(name in LIMITS and _LIMIT.get(name, is_whole)(one) for name, one in value.items())
    )


_ANSWER = block(
    Field("kind", one_of(*AnswerKind)),
    Field("values", list_of(is_line), required=False),
    Field("number", lambda value: isinstance(value, int) and not isinstance(value, bool), required=False),
    Field("rest not sure", lambda value: value is True, required=False),
)
_RULES = block(Field("version", is_line), Field("hash", is_line))
_WAITS_FOR = block(Field("what", is_text), Field("from", is_text), Field("until", one_of(*What)))
_DEADLINE = block(
    Field("deadline", is_line),
    Field("says", is_text),
    Field("starts", is_text),
    Field("owner", is_text),
    Field("limit", _limit),
    Field("if late", is_text, required=False),
    Field("started by", list_of(is_line), required=False),
    Field("waits for", _WAITS_FOR, required=False),
)
_STEP = block(
    Field("step", is_line),
    Field("kind", is_line),
    Field("urgency", is_line),
    Field("do", is_text),
    Field("by", _DEADLINE, required=False),
    Field("begins", list_of(_DEADLINE), required=False),
)
_NOTE = Field("note", is_text, required=False)
_WHEN = Field("when", is_moment)
_WHO = Field("who", is_line, required=False)
_DUE = Field("due", is_moment, required=False)

BODIES: Mapping[str, tuple[Field, ...]] = {
    "started": (
        Field("case", is_line),
        Field("reference", is_line),
        Field("rules", _RULES),
        Field("form", lambda value: is_whole(value) and value != 0),
        Field("made by", is_line),
    ),
    "renamed": (Field("reference", is_line),),
    "answered": (Field("question", is_line), Field("answer", _answer)),
    "rules noted": (Field("rules", _RULES),),
    "decided": (
        Field("rules", _RULES),
        Field("answers", is_hash),
        Field("decision", is_hash),
        Field("urgency", is_line),
        Field("send as", is_line),
        Field("steps", list_of(_STEP)),
    ),
    "step done": (Field("step", is_line), _WHEN, _NOTE),
    "step not possible": (Field("step", is_line), _WHEN, Field("why", is_text)),
    "step done by another": (Field("step", is_line), _WHEN, Field("who", is_line), _NOTE),
    "undone": (Field("step", is_line), _NOTE),
    "happened": (
        Field("what", one_of(*What)),
        _WHEN,
        Field("clock", is_line, required=False),
        Field("ends", is_line, required=False),
        Field("meeting", is_line, required=False),
        Field("meets", is_moment, required=False),
        Field("report due", is_moment, required=False),
        _NOTE,
    ),
    "rung tried": (Field("rung", is_line), _WHEN, _DUE, _NOTE),
    "rung answered": (Field("what", one_of(*Rung)), _WHEN, _NOTE),
    "meeting": (Field("meeting", is_whole), Field("what", one_of(*Meeting)), _WHEN, _WHO, _NOTE),
    "early help": (Field("what", one_of(*Help)), _WHEN, _WHO, _DUE, _NOTE),
    "handover": (Field("what", one_of(*Handover)), _WHEN, Field("who", is_line), _DUE, _NOTE),
    "owed": (Field("what", is_text), Field("who", is_line), Field("due", is_moment, required=False), _NOTE),
    "owed settled": (Field("owed", is_whole), Field("how", one_of("came", "will not come")), _WHEN, _NOTE),
    "note": (Field("text", is_text),),
    "disagreed": (
        Field("about", one_of("urgency", "send as", "step", "rule", "contact", "case")),
        Field("id", is_line, required=False),
        Field("direction", one_of("safer", "less safe", "neither")),
        Field("reason", is_reason),
        Field("consulted", lambda value: isinstance(value, bool)),
        Field("raised to", is_line, required=False),
        Field("rules", list_of(is_line), required=False),
    ),
    "retention set": (Field("look again", is_day),),
    "archived": (_NOTE,),
    "reopened": (_NOTE,),
    "exported": (Field("what", is_line), Field("entries", is_whole), Field("head", is_hash)),
    "imported": (Field("entries", is_whole), Field("head", is_hash)),
}
"""Every kind of event with what its body holds. Fields and kinds are only ever added, never renamed or reused."""


def body_problem(kind: str, body: Mapping[str, Plain]) -> str:
    """Empty, or one sentence that says what is wrong with the body of an event of this ``kind``."""
    if kind not in BODIES:
        return f'There is no kind of event called "{kind[:40]}".'
    wrong = wrong_fields(body, BODIES[kind])
    return f'The event "{kind}" cannot hold this under: {", ".join(wrong)}.' if wrong else ""
