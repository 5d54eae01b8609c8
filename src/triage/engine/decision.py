"""What the engine says about a set of answers: plain frozen data, no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from triage.rules.model import SendAs, Urgency


class Tri(StrEnum):
    """Three-valued truth. OPEN: an answer still to come could make it true or false."""

    TRUE = "true"
    FALSE = "false"
    OPEN = "open"


@dataclass(frozen=True)
class Evidence:
    """One answer that helped a rule to fire. ``value`` is the option, or the number as text.

    ``assumed`` means the person said *not sure* or skipped it, and the question's protective reading was used.
    """

    question: str
    option: str | None
    value: str
    assumed: bool = False


@dataclass(frozen=True)
class Fired:
    """A rule that holds, with a smallest set of answers that makes it hold."""

    rule: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class DecidedStep:
    """A step in the plan, with the highest urgency of the rules that brought it and all of those rules."""

    step: str
    urgency: Urgency
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Decision:
    """The whole answer for one set of answers.

    ``open`` are rules that could still fire. ``applies`` says for each question whether it applies.
    ``fault`` is empty, or one plain sentence for the person (the two checks disagreed, or only one could run);
    a fault never makes the result calmer. ``methods`` names the evaluators that took part.
    """

    urgency: Urgency
    send_as: SendAs
    fired: tuple[Fired, ...]
    open: tuple[str, ...]
    steps: tuple[DecidedStep, ...]
    applies: Mapping[str, Tri]
    fault: str
    methods: tuple[str, ...]
    version: str
    hash: str
