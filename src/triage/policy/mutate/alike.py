"""Mutants that change nothing anybody could see, told by an argument of their own and not from the plans alone."""

from __future__ import annotations

from triage.policy.mutate.model import Patch
from triage.policy.mutate.solving import Solving
from triage.rules.conditions import Is
from triage.rules.model import Contact, RuleSet, Step


def words_matter(rule_set: RuleSet, patch: Patch, solving: Solving) -> bool:
    """Whether any plan has a line that says something else for the patch, which changes words alone.

    Some plan must have the step; words for one answer also need somebody who gives that answer.
    """
    steps = rule_set.steps.values()
    touched = set(patch.steps)
    touched |= {step.id for step in steps if step.by in patch.deadlines}
    touched |= {step.id for step in steps if _shows(rule_set, step, patch)}
    if touched and solving.line_comes(touched):
        return True
    return any(_slot_matters(rule_set, slot, patch, solving) for slot in patch.words)


def _shows(rule_set: RuleSet, step: Step, patch: Patch) -> bool:
    """Whether a line may show one of the contacts, as its own or to fall back on."""
    waiting, seen = list(step.contacts), set[str]()
    while waiting:
        contact: Contact = rule_set.contacts[waiting.pop()]
        if contact.id not in seen:
            seen.add(contact.id)
            waiting.extend(contact.fallback)
    return not seen.isdisjoint(patch.contacts)


def _slot_matters(rule_set: RuleSet, slot: str, patch: Patch, solving: Solving) -> bool:
    before, now = rule_set.words[slot], patch.words[slot]
    users = {step.id for step in rule_set.steps.values() if any(f"{{{slot}}}" in text for text in texts_of(step))}
    return any(
        solving.line_comes(users, Is(before.question, (answer,), exactly=True))
        for answer, text in before.by_answer.items()
        if text != before.otherwise and (now is None or answer not in now.by_answer)
    )


def texts_of(step: Step) -> tuple[str, ...]:
    """Every text of a step that may hold word slots."""
    return (step.do, *step.how, step.say, step.write, step.tell, *step.do_not, step.if_no_answer)
