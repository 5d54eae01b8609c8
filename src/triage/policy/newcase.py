"""Makes a scenario of answers that somebody gave: what it expects is the plan they come to now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from triage.policy.calmest import CALMEST
from triage.policy.drafts import Draft, name_of
from triage.policy.walk import Walk, Walker
from triage.rules.answers import Answer
from triage.rules.model import Place, RuleSet, SendAs, Urgency
from triage.rules.scenarios import Expect, Scenario
from triage.session.interview import Decides

_NAMED = 3
"""Answers that name a case nobody has named."""


@dataclass(frozen=True)
class NewCase:
    """A draft of a scenario with what is worth knowing about it.

    ``left_out`` are answers to pages that are not asked in this case. ``filled`` is the first page before there is
    enough to act that the answers say nothing about (empty: none); it and others like it take the calmest answer.
    ``topic`` is that of the rule that weighs most in the plan.
    """

    draft: Draft
    topic: str
    left_out: tuple[str, ...] = ()
    filled: str = ""


def new_case(rule_set: RuleSet, decider: Decides, answers: Mapping[str, Answer], name: str = "") -> NewCase:
    """The scenario for these answers. Raises ValueError, in plain words, for an answer its question cannot take."""
    walker = Walker(rule_set, decider)
    case = Scenario(name, "", answers, "", Expect(Urgency.TODAY), Place("answers"), "", "")
    walk = walker.walk(case)
    filled = walk.stuck_at
    if filled:
        case = replace(case, otherwise=CALMEST)
        walk = walker.walk(case)
    kept = {question: answer for question, answer in answers.items() if question not in walk.never_asked}
    draft = Draft(name or name_of(rule_set.questions, kept, _NAMED), kept, case.otherwise, expected(walk))
    return NewCase(draft, _topic(rule_set, walk), walk.never_asked, filled)


def expected(walk: Walk) -> Expect:
    """What the plan at the end of a walk holds: its urgency, what a message is called, and its steps."""
    decision = walk.at_end.decision
    label = decision.send_as if decision.send_as > SendAs.INFORMATION_ONLY else None
    return Expect(decision.urgency, label, tuple(step.step for step in decision.steps))


def _topic(rule_set: RuleSet, walk: Walk) -> str:
    """The topic of the most urgent rule that holds; of equals, the one that rests on most answers."""
    fired = walk.at_end.decision.fired
    best = max(fired, key=lambda one: (rule_set.rules[one.rule].urgency, len(one.evidence)), default=None)
    return rule_set.rules[best.rule].topic if best is not None else ""
