"""From a decision to the plan a front end shows: every word resolved, every step timed, numbered and explained.

Nothing is ever softened here: each step of the decision becomes a line of the plan, or part of the line that its rule
file says covers it, and a decision without any still gives the floor every plan stands on (:mod:`triage.plan.floor`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from triage.engine.decision import DecidedStep, Decision, Tri
from triage.plan.arrange import arranged
from triage.plan.contacts import plan_contacts
from triage.plan.floor import card_step, floor_steps, with_somebody_to_ring
from triage.plan.model import Plan, PlanStep
from triage.plan.reasons import Reasons
from triage.plan.slots import Slots
from triage.plan.times import clock_start, step_time
from triage.plan.unknowns import assumed, not_known
from triage.plan.words import HEADLINES, message
from triage.rules.answers import Answers
from triage.rules.model import RuleSet, SendAs, Urgency

ROLE = "role"
"""The question whose answer says which contacts are meant for this person."""


def build_plan(rule_set: RuleSet, decision: Decision, answers: Answers, now: datetime) -> Plan:
    """The plan for one decision.

    ``answers`` are those it was made from; ``now`` is when it is shown, in the person's own time zone, and starts
    every clock. Raises KeyError if the decision names a rule, step or contact the rule set does not have.
    """
    maker = _Maker(rule_set, decision, answers, now)
    steps = maker.steps()
    named = decision.send_as > SendAs.INFORMATION_ONLY or any(
        rule_set.rules[fired.rule].send_as is not None for fired in decision.fired
    )
    return Plan(
        urgency=decision.urgency,
        headline=HEADLINES[decision.urgency],
        send_as=decision.send_as,
        message=message(decision.send_as, named),
        steps=steps,
        do_not=merged(text for step in steps for text in step.do_not),
        assumed=assumed(rule_set, decision, answers),
        not_known=not_known(rule_set, decision, answers),
        fault=decision.fault,
        version=decision.version,
        hash=decision.hash,
        made_at=now,
    )


def with_notice(plan: Plan, notice: str) -> Plan:
    """The plan with something more that the person must be told, such as why other rules are used than were chosen."""
    return replace(plan, fault=f"{notice} {plan.fault}".rstrip()) if notice else plan


def merged(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text once, in order, told apart without regard to capitals or a full stop."""
    kept: dict[str, str] = {}
    for text in texts:
        kept.setdefault(" ".join(text.casefold().split()).rstrip("."), text)
    return tuple(kept.values())


class _Maker:
    """Makes the lines of one plan."""

    def __init__(self, rule_set: RuleSet, decision: Decision, answers: Answers, now: datetime) -> None:
        self._rule_set = rule_set
        self._decision = decision
        self._now = now
        self._slots = Slots(rule_set, answers, decision.applies)
        self._reasons = Reasons(rule_set, decision, answers, self._slots, now.date())
        role = answers.get(ROLE)
        self._roles = role.values if role is not None and decision.applies.get(ROLE) is not Tri.FALSE else ()

    def steps(self) -> tuple[PlanStep, ...]:
        """All lines, what is done first at the top, numbered from 1."""
        ordered = arranged(self._rule_set, self._decision.steps)
        lines = [self._step(one) for one in ordered] or list(floor_steps(self._now))
        if self._failed():
            lines.insert(0, card_step(self._now))
        return tuple(replace(line, number=number) for number, line in enumerate(with_somebody_to_ring(lines), 1))

    def _failed(self) -> bool:
        """Whether it is an emergency because the tool failed, not by any rule: then the emergency card leads."""
        rules = (self._rule_set.rules[fired.rule] for fired in self._decision.fired)
        by_rule = any(rule.urgency is Urgency.EMERGENCY for rule in rules)
        return self._decision.urgency is Urgency.EMERGENCY and not by_rule

    def _step(self, decided: DecidedStep) -> PlanStep:
        step = self._rule_set.steps[decided.step]
        deadline = self._rule_set.deadlines[step.by] if step.by else None
        time = step_time(deadline, decided.urgency, self._now)
        fill = self._slots.fill
        return PlanStep(
            id=step.id,
            number=0,
            kind=step.kind,
            urgency=decided.urgency,
            do=fill(step.do),
            how=self._slots.all(step.how),
            when=fill(time.words),
            due=time.due,
            if_late=fill(deadline.if_late) if deadline else "",
            contacts=plan_contacts(self._rule_set, step.contacts, self._roles, self._slots, self._now.date()),
            say=fill(step.say),
            write=fill(step.write),
            tell=fill(step.tell),
            do_not=self._slots.all(step.do_not),
            if_no_answer=fill(step.if_no_answer),
            reasons=self._reasons.of(decided.rules),
            clock=clock_start(deadline),
            form=step.document,
            form_title=fill(self._rule_set.documents[step.document].title) if step.document else "",
        )
