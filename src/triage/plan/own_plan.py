"""The plan of somebody who sees a case differently: everything the answers bring, and what their own view adds to it.

A safer choice works like a rule that holds. It can add steps and raise what is there; by construction no line of the
plan the answers make is lost, made less urgent, or left without a number that it had. Any other view leaves the plan
as it is, and is told beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from triage.engine.decision import DecidedStep, Decision, Fired
from triage.plan.build import build_plan, merged
from triage.plan.floor import EMERGENCY_STEP, card_step
from triage.plan.model import Plan, PlanStep
from triage.plan.own_view import OWN_RULE, OwnView, choice_of, consult_first, seen_differently, standing
from triage.plan.words import SHORT_WORDS
from triage.rules.answers import Answers
from triage.rules.conditions import Always
from triage.rules.disagreeing import About, SaferChoice
from triage.rules.model import Rule, RuleSet


def own_plan(
    rule_set: RuleSet, decision: Decision, answers: Answers, now: datetime, own: Sequence[OwnView] = ()
) -> Plan:
    """The plan for one decision as ``build_plan`` makes it, with what the person sees differently."""
    plan = build_plan(rule_set, decision, answers, now)
    views = standing(own)
    choices = {choice.id: choice for view in views if view.about is None for choice in [choice_of(rule_set, view)]}
    if choices:
        wider, raised = _raised(rule_set, decision, choices.values())
        plan = _nothing_lost(rule_set, plan, build_plan(wider, raised, answers, now), choices.values())
    told = tuple(_told(rule_set, plan, decision, view) for view in views)
    return replace(plan, own=told)


def people_to_ask(rule_set: RuleSet, decision: Decision, answers: Answers, now: datetime) -> tuple[PlanStep, ...]:
    """The lines that say whom to talk to before doing less than the plan."""
    wanted = consult_first(rule_set).steps
    if not wanted:
        return ()
    one = Rule(OWN_RULE, "", Always(), decision.urgency, wanted, "", (), rule_set.packs[0].place)
    asked = replace(decision, steps=tuple(DecidedStep(step, decision.urgency, ()) for step in wanted))
    plan = build_plan(replace(rule_set, rules={**rule_set.rules, OWN_RULE: one}), asked, answers, now)
    return tuple(line for line in plan.steps if line.id in wanted)


def _raised(rule_set: RuleSet, decision: Decision, choices: Iterable[SaferChoice]) -> tuple[RuleSet, Decision]:
    """The decision as if each choice were a rule that holds, over rules that have it."""
    rules = dict(rule_set.rules)
    steps = {one.step: one for one in decision.steps}
    for choice in choices:
        rule = _as_rule(choice)
        rules[rule.id] = rule
        for name in choice.steps:
            old = steps.get(name) or DecidedStep(name, choice.urgency, ())
            steps[name] = DecidedStep(name, max(old.urgency, choice.urgency), (*old.rules, rule.id))
        decision = replace(
            decision,
            urgency=max(decision.urgency, choice.urgency),
            send_as=max(decision.send_as, choice.send_as) if choice.send_as is not None else decision.send_as,
            fired=(*decision.fired, Fired(rule.id, ())),
        )
    return replace(rule_set, rules=rules), replace(decision, steps=tuple(steps.values()))


def _as_rule(choice: SaferChoice) -> Rule:
    name = f"{OWN_RULE} ({choice.id})"
    return Rule(
        name, "", Always(), choice.urgency, choice.steps, choice.why, choice.because, choice.place, choice.send_as
    )


def _nothing_lost(rule_set: RuleSet, before: Plan, after: Plan, choices: Iterable[SaferChoice]) -> Plan:
    """``after`` with every line and number of ``before`` that it would have gone without."""
    lines = [*_cards(before, choices), *(_with_contacts_of(line, before.steps) for line in after.steps)]
    for line in before.steps:
        if not _still_there(rule_set, line, lines):
            lines.insert(_place_for(line, lines), line)
    numbered = tuple(replace(line, number=number) for number, line in enumerate(lines, 1))
    return replace(after, steps=numbered, do_not=merged(text for line in numbered for text in line.do_not))


def _cards(before: Plan, choices: Iterable[SaferChoice]) -> Iterator[PlanStep]:
    """The emergency card, for a choice that names no steps of its own."""
    bare = next((choice for choice in choices if not choice.steps), None)
    if bare is not None and all(line.id != EMERGENCY_STEP for line in before.steps):
        line = card_step(before.made_at)
        yield replace(line, reasons=(replace(line.reasons[0], why=bare.why),))


def _with_contacts_of(line: PlanStep, others: Iterable[PlanStep]) -> PlanStep:
    same = next((other for other in others if other.id == line.id), line)
    known = {contact.id for contact in line.contacts}
    return replace(line, contacts=(*line.contacts, *(one for one in same.contacts if one.id not in known)))


def _still_there(rule_set: RuleSet, line: PlanStep, lines: Iterable[PlanStep]) -> bool:
    """Whether a line is there, or another that the rules say covers it, at least as urgent and with its numbers."""
    step = rule_set.steps.get(line.id)
    covering = step.covered_by if step is not None else ()
    numbers = {contact.id for contact in line.contacts}
    return any(
        other.id == line.id
        or (
            other.id in covering
            and other.urgency >= line.urgency
            and numbers <= {contact.id for contact in other.contacts}
        )
        for other in lines
    )


def _place_for(line: PlanStep, lines: Sequence[PlanStep]) -> int:
    """Before the first line that is less urgent; the emergency card before all."""
    if line.id == EMERGENCY_STEP:
        return 0
    return next((place for place, other in enumerate(lines) if other.urgency < line.urgency), len(lines))


def _told(rule_set: RuleSet, plan: Plan, decision: Decision, view: OwnView) -> str:
    """One view as a sentence for the plan and the record."""
    if view.about is None:
        says = choice_of(rule_set, view).says
        return f'You chose: "{says}". By your answers alone it is: {SHORT_WORDS[decision.urgency]}.'
    reason = next((one.says for one in seen_differently(rule_set).reasons if one.id == view.reason), view.reason)
    line = next((step.do for step in plan.steps if step.id == view.step), "")
    named = f' "{line}"' if line else ""
    if view.safer:
        return f"You see a step differently{named}: {reason}. The plan keeps all it has."
    talked = "You talked it through." if view.consulted else "Talk it through first."
    return f"{_OPENINGS[view.about]}{named}: {reason}. The plan stays as it is. {talked}"


_OPENINGS = {
    About.LESS_URGENT: "You think it is less urgent",
    About.STEP: "You see a step differently",
    About.CHILD: "You think it does not fit this child",
}
