"""The rule set: everything the YAML and guidance files say, read, cross-checked and frozen.

Every named thing carries its :class:`Place`, so that whatever shows it can say which file and line it came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from triage.rules.conditions import Condition
from triage.rules.place import Place as Place
from triage.rules.waiting import WaitsFor

if TYPE_CHECKING:  # that module needs this one
    from triage.rules.disagreeing import Disagreeing
    from triage.rules.documents import Document


class Urgency(IntEnum):
    """How soon to act. A case takes the highest of the rules that fired."""

    INFORMATION = 0
    PLANNED = 1
    DAYS = 2
    TODAY = 3
    NOW = 4
    EMERGENCY = 5

    @property
    def word(self) -> str:
        """The word used in rule files: ``emergency``, ``now`` and so on."""
        return self.name.lower()


class SendAs(IntEnum):
    """What a message to another agency is called, in its first line. A case takes the highest."""

    INFORMATION_ONLY = 0
    ADVICE = 1
    SUPPORT_REQUEST = 2
    CHILD_PROTECTION_REFERRAL = 3

    @property
    def word(self) -> str:
        """The words used in rule files: ``child protection referral`` and so on."""
        return self.name.lower().replace("_", " ").replace("support request", "request for support")


class QuestionType(StrEnum):
    """The four kinds of question."""

    YES_NO = "yes no"
    CHOICE = "choice"
    SEVERAL = "several"
    NUMBER = "number"


class StepKind(StrEnum):
    """What sort of thing a step is. Steps equally soon are shown in this order."""

    SAFETY = "safety"
    RING = "ring"
    EVIDENCE = "evidence"
    TALK = "talk"
    PARENTS = "parents"
    WRITE = "write"
    FOLLOW_UP = "follow up"
    SUPPORT = "support"


class Confidence(StrEnum):
    """How a fact was checked."""

    VERIFIED = "V"
    SECOND_HAND = "S"
    KNOWN = "K"
    UNVERIFIED = "X"


class Standing(StrEnum):
    """Whether a source may be relied on."""

    IN_FORCE = "in force"
    BACKGROUND = "background"
    SUPERSEDED = "superseded"
    NOT_YET = "not yet in force"


@dataclass(frozen=True)
class Option:
    """One answer a question offers. ``value`` is what rules name; ``label`` is what the person reads."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Question:
    """One page of the interview.

    ``not_sure_means`` names the option (or, for several-choice, options; for a number, the figure as text)
    that *not sure* counts as; empty means "itself": only rules that name ``not sure`` answer it.
    ``always_ask`` means no plan calmer than *now* is shown before it was asked.
    ``lowest`` and ``highest`` bound a number, both included.
    """

    id: str
    topic: str
    section: str
    ask: str
    why: str
    type: QuestionType
    options: tuple[Option, ...]
    not_sure_means: tuple[str, ...]
    not_sure_says: str
    place: Place
    hint: str = ""
    ask_when: Condition | None = None
    always_ask: bool = False
    lowest: int = 0
    highest: int = 0
    unit: str = ""

    @property
    def option_names(self) -> tuple[str, ...]:
        """The option values in the order they are offered."""
        return tuple(option.value for option in self.options)

    def label(self, value: str) -> str:
        """The words a person reads for ``value``; the value itself if it is not an option."""
        return next((option.label for option in self.options if option.value == value), value)


@dataclass(frozen=True)
class Fact:
    """A condition with a name, to be used by several rules."""

    id: str
    topic: str
    when: Condition
    says: str
    place: Place


@dataclass(frozen=True)
class Deadline:
    """A time limit. Exactly one of ``at_once``, ``same_day``, ``hours``, ``working_days`` is set.

    ``says`` is the limit in words ("within 24 hours of the call"); ``starts`` names the event that starts the
    clock; ``if_late`` is what to do when it has passed. ``basis``: law, national, local or tool default.
    ``days_before``: papers have to be in this many working days before a meeting, once its day is known.
    ``started_by`` are steps and events that start the clock of a saved case. ``waits_for`` is what is owed by its end.
    """

    id: str
    says: str
    starts: str
    owner: str
    basis: str
    if_late: str
    because: tuple[str, ...]
    place: Place
    at_once: bool = False
    same_day: bool = False
    hours: int | None = None
    working_days: int | None = None
    days_before: int | None = None
    started_by: tuple[str, ...] = ()
    waits_for: WaitsFor | None = None


@dataclass(frozen=True)
class Contact:
    """Someone to ring. ``phone`` is empty when no number could be verified; ``note`` then says what to do.

    ``hours`` is as published, or empty where it could not be checked. ``fallback`` names contacts to try when
    nobody answers. ``local`` marks a contact that a local pack is expected to fill in.
    """

    id: str
    name: str
    use: str
    place: Place
    group: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    hours: str = ""
    note: str = ""
    fallback: tuple[str, ...] = ()
    confidence: Confidence = Confidence.VERIFIED
    source: str = ""
    checked_on: date | None = None
    local: bool = False
    area: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One thing to do. ``by`` names a deadline; without one the step is as soon as the rule that brought it.

    Texts may hold ``{slots}`` named in the pack's ``words``. ``covered_by`` names steps that say all this one says:
    a plan with one of them does not say it twice. ``document`` names the form this step is done with.
    """

    id: str
    topic: str
    kind: StepKind
    do: str
    place: Place
    how: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    say: str = ""
    write: str = ""
    tell: str = ""
    do_not: tuple[str, ...] = ()
    by: str = ""
    if_no_answer: str = ""
    covered_by: tuple[str, ...] = ()
    document: str = ""


@dataclass(frozen=True)
class Rule:
    """When a condition holds, how urgent the case is and which steps it brings.

    ``why`` is one plain sentence that completes "because ..."; ``because`` names guidance passages as
    ``source#anchor``. ``send_as`` is None for a rule that says nothing about how to label a message.
    """

    id: str
    topic: str
    when: Condition
    urgency: Urgency
    steps: tuple[str, ...]
    why: str
    because: tuple[str, ...]
    place: Place
    send_as: SendAs | None = None
    pack: str = ""


@dataclass(frozen=True)
class Passage:
    """One passage of guidance in our own words, under a heading with an anchor."""

    anchor: str
    title: str
    text: str
    confidence: Confidence
    where: str
    place: Place
    left_to_judgement: str = ""


@dataclass(frozen=True)
class Source:
    """A document and our passages from it (``guidance/<id>.md``). ``read`` says which edition was read."""

    id: str
    title: str
    publisher: str
    edition: str
    address: str
    licence: str
    standing: Standing
    confidence: Confidence
    checked_on: date
    review_by: date
    passages: tuple[Passage, ...]
    place: Place
    superseded_by: str = ""
    read: str = ""
    introduction: str = ""
    published: date | None = None


@dataclass(frozen=True)
class Section:
    """A part of the interview. Pages are asked in section order. ``settles`` is shown when offering to fill it in."""

    id: str
    title: str
    settles: str


@dataclass(frozen=True)
class Switch:
    """A law that can be turned on when it comes into force."""

    id: str
    title: str
    on: bool
    checked_on: date
    because: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Word:
    """A slot in step texts whose words depend on the answer to one question, such as who "my lead" is."""

    slot: str
    question: str
    otherwise: str
    by_answer: Mapping[str, str]
    place: Place


@dataclass(frozen=True)
class Term:
    """A term that was replaced, so that an old paper can still be understood.

    ``variants`` are other ways to write ``old``; no text should use either. ``typed`` are words people type for it
    that are too common to be taken for it in a text. ``now`` is today's term, ``changed`` what changed, in a sentence,
    and ``since`` when, as it completes "since ...".
    """

    old: str
    variants: tuple[str, ...]
    typed: tuple[str, ...]
    now: str
    changed: str
    since: str
    confidence: Confidence
    because: tuple[str, ...]
    place: Place

    @property
    def names(self) -> tuple[str, ...]:
        """Everything the term is looked up by, itself first."""
        return (self.old, *self.variants, *self.typed)


@dataclass(frozen=True)
class Pack:
    """One folder of rules: the national one, or a local one laid over it."""

    id: str
    title: str
    version: str
    in_force_from: date
    review_by: date
    owner: str
    place: Place
    extends: str = ""
    area: str = ""
    nation: str = "England"


@dataclass(frozen=True)
class RuleSet:
    """All packs merged, in the order of the files. ``hash`` is over the content of every file read."""

    packs: tuple[Pack, ...]
    sections: tuple[Section, ...]
    questions: Mapping[str, Question]
    facts: Mapping[str, Fact]
    rules: Mapping[str, Rule]
    steps: Mapping[str, Step]
    contacts: Mapping[str, Contact]
    deadlines: Mapping[str, Deadline]
    sources: Mapping[str, Source]
    switches: Mapping[str, Switch] = field(default_factory=dict)
    words: Mapping[str, Word] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)
    hash: str = ""
    terms: tuple[Term, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    disagreeing: Disagreeing | None = None

    @property
    def version(self) -> str:
        """The packs with their versions, as shown on screens: ``England 1.0 + Gloucestershire 1.0``."""
        return " + ".join(f"{pack.title} {pack.version}" for pack in self.packs)

    def passage(self, anchor: str) -> tuple[Source, Passage]:
        """The source and passage for ``source#anchor``. Raises KeyError when there is none."""
        source_id, _, name = anchor.partition("#")
        source = self.sources[source_id]
        for passage in source.passages:
            if passage.anchor == name:
                return source, passage
        raise KeyError(anchor)
