"""Makes the decisions of a case again, under the rules each was made under, and compares them byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from triage.case.canonical import digest
from triage.case.chain import Case
from triage.case.decided import answers_digest, decision_plain
from triage.case.replay import replay
from triage.case.state import Decided
from triage.engine.decision import Decision
from triage.rules.answers import Answers


class Decides(Protocol):
    """Whatever turns answers into a decision under one set of rules."""

    def decide(self, answers: Answers) -> Decision:
        """The decision for ``answers``."""
        ...


FindRules = Callable[[str], Decides | None]
"""Finds what decides under the rule set with a certain hash; None when those rules are not to be had."""


class Came(StrEnum):
    """How a decision came out when it was made again."""

    SAME = "the same"
    DIFFERENT = "different"
    OTHER_ANSWERS = "other answers"
    NO_RULES = "rules not found"


@dataclass(frozen=True)
class Again:
    """One decision made again, and how it came out, in one sentence."""

    decided: Decided
    came: Came
    says: str


def rerun(case: Case, find: FindRules) -> tuple[Again, ...]:
    """Every decision of the case made again. ``find`` gives the rules by their hash."""
    return tuple(_again(case, one, find) for one in replay(case).decisions)


def _again(case: Case, one: Decided, find: FindRules) -> Again:
    answers = replay(case.until(one.number)).session.answers
    name = f"The decision in entry {one.number}"
    rules = f"{one.rules_version} ({one.rules_hash[:12]})"
    if answers_digest(answers) != one.answers:
        return Again(one, Came.OTHER_ANSWERS, f"{name} was not made from the answers that stand before it.")
    decider = find(one.rules_hash)
    if decider is None:
        return Again(
            one, Came.NO_RULES, f"{name} was made under {rules}, which is not at hand. It cannot be made again."
        )
    if digest(decision_plain(decider.decide(answers))) == one.decision:
        return Again(one, Came.SAME, f"{name} comes out the same, byte for byte, under {rules}.")
    return Again(one, Came.DIFFERENT, f"{name} comes out differently under {rules}, the rules it was made under.")
