"""The named things behind what a practitioner sees: a question, or a line of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from triage.plan.model import PlanStep
from triage.policy.uses.things import Kind, Thing
from triage.rules.model import RuleSet


def behind_question(rule_set: RuleSet, name: str) -> Iterator[Thing]:
    """The question itself. Nothing when the rules have no such question."""
    question = rule_set.questions.get(name)
    if question is not None:
        yield Thing(Kind.QUESTION, name, question.ask, question.place)


def behind_step(rule_set: RuleSet, line: PlanStep) -> Iterator[Thing]:
    """The step, the rules that brought it, the passages they rest on, its limit and its contacts."""
    step = rule_set.steps.get(line.id)
    if step is not None:
        yield Thing(Kind.STEP, step.id, step.do, step.place)
    for reason in line.reasons:
        rule = rule_set.rules.get(reason.rule)
        if rule is not None:
            yield Thing(Kind.RULE, rule.id, rule.why, rule.place)
    limit = rule_set.deadlines.get(step.by) if step is not None else None
    if limit is not None:
        yield Thing(Kind.DEADLINE, limit.id, limit.says, limit.place)
    for shown in line.contacts:
        contact = rule_set.contacts.get(shown.id)
        if contact is not None:
            yield Thing(Kind.CONTACT, contact.id, contact.name, contact.place)
    for anchor in dict.fromkeys(one.anchor for reason in line.reasons for one in reason.citations):
        source, passage = rule_set.passage(anchor)
        yield Thing(Kind.PASSAGE, anchor, f"{passage.title}, {source.title}", passage.place)
