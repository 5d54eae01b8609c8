"""What is to be proved, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from triage.policy.prove.given import Given, Model
from triage.policy.prove.replay import Outcome
from triage.rules.answers import Answer
from triage.rules.model import Place, SendAs, Urgency


class Verdict(StrEnum):
    """What came of a proof. BROKEN: the counterexample did not stand up, which is a fault of the prover."""

    HOLDS = "holds"
    FAILS = "fails"
    BROKEN = "broken"


@dataclass(frozen=True)
class Wanted:
    """What the case that is kept as a scenario is to come to."""

    urgency: Urgency
    send_as: SendAs | None = None
    steps: tuple[str, ...] = ()
    not_steps: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Must:
    """One line of a plan that is wrong: its label, what it says, and what it must say."""

    label: str
    now: str
    must: str


@dataclass(frozen=True)
class Wrong:
    """What is wrong with the outcome of a case, or of two, in words, and what was wanted (None: no scenario says).

    ``must`` is the plan as it must be, beside the one of a single case: for each line of it that is wrong, what stands
    there now and what must.
    """

    words: str
    wanted: Wanted | None = None
    must: tuple[Must, ...] = ()


Check = Callable[[tuple[Outcome, ...]], Wrong | None]
"""Looks at what the cases of a counterexample really come to. None: nothing is wrong with it."""


class Sheet(Protocol):
    """A sheet of answers over all answers at once: a complete case, or one that is only partly filled in."""

    @property
    def answers(self) -> Mapping[str, Given]:
        """The answers it is made of."""
        ...

    def prepare(self) -> None:
        """Builds what is needed to read a sheet."""
        ...

    def calm_parts(self) -> Iterable[int]:
        """What makes a story calm and short, as far as the failure allows it."""
        ...

    def parts(self, model: Model) -> Iterable[int]:
        """What the sheet of a model is made of."""
        ...

    def sheet(self, model: Model) -> dict[str, Answer]:
        """The sheet of a model."""
        ...


@dataclass(frozen=True)
class Goal:
    """Something that must be so in every case, or in every two cases that differ in one answer.

    ``violated`` is the literal for "it is not so". ``cases`` are what is told of it, in the order of the telling.
    """

    name: str
    says: str
    violated: int
    cases: tuple[Sheet, ...]
    check: Check
    place: Place | None = None


@dataclass(frozen=True)
class Example:
    """A case in which a goal fails: its outcome, and the few answers that force it whatever the rest are.

    Of a sheet that is only partly filled in, they are all the answers there are.
    """

    outcome: Outcome
    decisive: Mapping[str, Answer]


@dataclass(frozen=True)
class Proof:
    """What came of one goal. ``examples`` are the case, or the two cases, in which it fails."""

    name: str
    says: str
    verdict: Verdict
    place: Place | None = None
    wrong: Wrong | None = None
    examples: tuple[Example, ...] = ()
    lines: tuple[str, ...] = ()
    """What else there is to tell: the rules concerned, for example."""
