"""What comes of holding one case against two editions of the rules: plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from triage.plan.model import Plan, PlanStep, Reason
from triage.policy.compare.wording import Piece
from triage.rules.answers import Answer
from triage.rules.model import RuleSet
from triage.session.interview import Decides
from triage.session.view import View


class NoEditionError(Exception):
    """There is no other edition to hold a case against. ``says`` tells why, and what to do."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


class Became(StrEnum):
    """What became of a line of the plan, or of a passage, from the older edition to the newer one."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Edition:
    """One edition of the rules, ready to decide. ``name`` is what a person calls it ("release 1.2")."""

    name: str
    rule_set: RuleSet
    decider: Decides


@dataclass(frozen=True)
class Case:
    """A case to hold against both. ``told`` is what a person reads first: the setting and the story, or nothing.

    ``otherwise`` says how pages it does not answer are answered, as in a scenario; empty: they stay open.
    ``anchors`` are passages that belong to it whatever its plan says, such as the points of a story.
    """

    id: str
    title: str
    told: tuple[str, ...]
    answers: Mapping[str, Answer]
    otherwise: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Misfit:
    """An answer of the case that an edition cannot take as it is: the question, the answer, and what it counts as."""

    question: str
    ask: str
    answer: str
    counts_as: str


@dataclass(frozen=True)
class Side:
    """What one edition says of the case.

    ``misfits`` are answers it cannot take. ``only_here`` are questions it asks of this case that the other edition
    does not have, so that the case cannot answer them: they count as not sure, which is the protective reading.
    """

    name: str
    version: str
    plan: Plan
    view: View
    misfits: tuple[Misfit, ...]
    only_here: tuple[str, ...]

    @property
    def settled(self) -> bool:
        """Whether the urgency and the kind of message can no longer rise here."""
        return self.view.enough


@dataclass(frozen=True)
class Field:
    """One thing about a line or a passage that differs, its words held against each other."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Line:
    """One line of the plan in both editions; None where it is not in that one."""

    became: Became
    old: PlanStep | None
    new: PlanStep | None
    fields: tuple[Field, ...] = ()

    @property
    def step(self) -> PlanStep:
        """The line as the newer edition has it, or the older where it is gone."""
        found = self.new or self.old
        if found is None:
            raise LookupError("A line is in neither plan.")
        return found


@dataclass(frozen=True)
class Text:
    """A passage of the guidance that differs. ``where`` is its source and edition in words, ``notes`` what else
    differs about it."""

    anchor: str
    became: Became
    title: str
    where: str
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compared:
    """One case under two editions. ``same_texts`` is how many passages behind the two plans read the same in both.

    ``stopped`` are the reasons that only the older plan rests on, ``started`` those that only the newer one does.
    """

    case: Case
    old: Side
    new: Side
    lines: tuple[Line, ...]
    texts: tuple[Text, ...]
    same_texts: int
    stopped: tuple[Reason, ...] = ()
    started: tuple[Reason, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether it comes to anything else: how soon, what kind of message, or a line of the plan."""
        before, after = self.old.plan, self.new.plan
        outcome = (before.urgency, before.send_as) != (after.urgency, after.send_as)
        return outcome or any(line.became is not Became.SAME for line in self.lines)

    @property
    def differs(self) -> bool:
        """Whether anything at all differs that this case shows."""
        return self.moved or bool(self.texts or self.new.only_here or self.old.only_here or self.misfits)

    @property
    def misfits(self) -> tuple[tuple[Side, Misfit], ...]:
        """The answers that one of the two cannot take, with which."""
        return tuple((side, one) for side in (self.old, self.new) for one in side.misfits)

    def of(self, became: Became) -> tuple[Line, ...]:
        """The lines of which this became."""
        return tuple(line for line in self.lines if line.became is became)
