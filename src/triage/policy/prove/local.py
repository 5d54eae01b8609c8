"""A local pack held against the national one it is laid over: it may add, and never take away."""

from __future__ import annotations

from collections.abc import Iterator

from triage.policy.prove.case import Case
from triage.policy.prove.proof import Goal, Wanted, Wrong
from triage.policy.prove.replay import Outcome
from triage.policy.prove.ringing import can_be_rung
from triage.rules.model import SendAs, Urgency
from triage.rules.statements import NeverWeaker


def never_weaker(national: Case, local: Case, statement: NeverWeaker) -> Iterator[Goal]:
    """One goal for each way of being weaker. Both cases have the same answers; the local one may have more."""
    for what, violated in _ways(national, local):
        yield Goal(f"{statement.id} ({what})", statement.says, violated, (national, local), check, statement.place)


def _ways(national: Case, local: Case) -> Iterator[tuple[str, int]]:
    formulas = national.formulas
    lost_levels = (formulas.every([national.urgency(level), -local.urgency(level)]) for level in Urgency)
    yield "urgency", formulas.some(lost_levels)
    lost_labels = (formulas.every([national.send_as(label), -local.send_as(label)]) for label in SendAs)
    yield "send as", formulas.some(lost_labels)
    lost_steps = (formulas.every([national.steps([step]), -local.steps([step])]) for step in national.rule_set.steps)
    yield "steps", formulas.some(lost_steps)
    lost_contacts = []
    for name in national.rule_set.contacts:
        kept = local.contact(name)
        if can_be_rung(national.rule_set, name) and not can_be_rung(local.rule_set, name):
            kept = formulas.false
        lost_contacts.append(formulas.every([national.contact(name), -kept]))
    yield "contacts", formulas.some(lost_contacts)


def check(outcomes: tuple[Outcome, ...]) -> Wrong | None:
    """The second, local outcome must have everything that the first has."""
    before, after = outcomes
    lost = list(_lost(before, after))
    if not lost:
        return None
    urgency = max(level for level in (before.urgency, after.urgency, Urgency.INFORMATION) if level is not None)
    label = before.send_as if before.send_as > after.send_as else None
    contacts = tuple(sorted(before.contacts - after.contacts))
    return Wrong("; ".join(lost), Wanted(urgency, label, before.steps, contacts=contacts))


def _lost(before: Outcome, after: Outcome) -> Iterator[str]:
    if before.urgency is not None and not after.at_least(before.urgency):
        yield f"the local pack makes it {after.urgency_word}, where it was {before.urgency_word}"
    if after.send_as < before.send_as:
        yield f'the local pack calls it "{after.send_as.word}", where it was "{before.send_as.word}"'
    for step in before.steps:
        if step not in after.steps:
            yield f"the local pack drops the step {step}"
    for contact in sorted(before.contacts):
        if contact not in after.contacts:
            yield f"the local pack drops the contact {contact}"
        elif can_be_rung(before.rule_set, contact) and not can_be_rung(after.rule_set, contact):
            yield f"in the local pack, {contact} leads to no number that can be rung"
