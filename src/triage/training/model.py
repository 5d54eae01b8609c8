"""What a learner chose, what the rules say, and how the two compare: plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from triage.plan.model import Citation, Plan, PlanContact, PlanStep
from triage.rules.model import SendAs, Urgency
from triage.rules.vignettes import Parents
from triage.session.view import View

NOBODY = "nobody"
"""The choice to ring nobody yet."""


class Part(StrEnum):
    """The parts of a choice, in the order they are asked and compared."""

    URGENCY = "urgency"
    FIRST_STEP = "first step"
    CONTACT = "contact"
    PARENTS = "parents"


class Verdict(StrEnum):
    """How one part of a choice compares with the rules.

    ``OTHER`` is neither safer nor less safe, such as two things that belong to the same hour, the other way round.
    ``OPEN``: the rules say nothing about it here, so nothing is held against anyone.
    """

    RIGHT = "as the rules"
    SAFER = "safer than needed"
    LESS_SAFE = "less safe"
    OTHER = "different"
    OPEN = "not marked"


AGREED = (Verdict.RIGHT, Verdict.OPEN)
"""Verdicts that do not part from the rules."""


class Round(StrEnum):
    """When a room answered: each on their own, or once they had talked about it."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Choice:
    """What one learner would do. ``first_step`` is a step, ``contact`` a contact or ``nobody``.

    ``confidence`` is how sure they are of it, from 0 to 100.
    """

    urgency: Urgency
    first_step: str
    contact: str
    parents: Parents
    confidence: int


@dataclass(frozen=True)
class RulesPath:
    """What the rules say about a story.

    ``rings`` is the first line of the plan that names somebody to ring, ``contacts`` those it names, without the ones
    to try when they cannot be reached. ``about_parents`` is the line that says what to tell the parents. Either line
    is None when there is none.
    """

    urgency: Urgency
    send_as: SendAs
    first: PlanStep
    rings: PlanStep | None
    contacts: tuple[PlanContact, ...]
    about_parents: PlanStep | None
    parents: Parents
    plan: Plan
    view: View


@dataclass(frozen=True)
class MarkedPart:
    """One part of a choice beside the rules: both in words, how they compare, and why that matters.

    ``why`` is empty where the two agree. ``citations`` are the passages that the rules' way rests on.
    """

    part: Part
    verdict: Verdict
    chosen: str
    rules: str
    why: str
    because: str
    citations: tuple[Citation, ...]

    @property
    def agrees(self) -> bool:
        """Whether it does not part from the rules."""
        return self.verdict in AGREED


@dataclass(frozen=True)
class Marked:
    """A whole choice beside the rules."""

    vignette: str
    choice: Choice
    path: RulesPath
    parts: tuple[MarkedPart, ...]

    @property
    def divergence(self) -> MarkedPart | None:
        """The first part where the learner and the rules differ; None when they go the same way throughout."""
        return next((part for part in self.parts if not part.agrees), None)

    @property
    def agrees(self) -> bool:
        """Whether learner and rules go the same way throughout."""
        return self.divergence is None

    def verdict(self, part: Part) -> Verdict:
        """How one part compares."""
        return next(one.verdict for one in self.parts if one.part is part)
