"""What is to be proved, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from triage.policy.prove.case import Case
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
class Wrong:
    """What is wrong with the outcome of a case, or of two, in words, and what was wanted (None: no scenario says)."""

    words: str
    wanted: Wanted | None = None


Check = Callable[[tuple[Outcome, ...]], Wrong | None]
"""Looks at what the cases of a counterexample really come to. None: nothing is wrong with it."""


@dataclass(frozen=True)
class Goal:
    """Something that must be so in every case, or in every two cases that differ in one answer.

    ``violated`` is the literal for "it is not so". ``cases`` are what is told of it, in the order of the telling.
    """

    name: str
    says: str
    violated: int
    cases: tuple[Case, ...]
    check: Check
    place: Place | None = None


@dataclass(frozen=True)
class Example:
    """A case in which a goal fails: its outcome, and the few answers that force it whatever the rest are."""

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
