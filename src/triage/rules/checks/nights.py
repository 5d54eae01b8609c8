"""Checks that each call leads to somebody who answers at night."""

from __future__ import annotations

import re

from triage.rules.checks.subject import Subject
from triage.rules.layers import EMERGENCY_NUMBERS
from triage.rules.model import Contact, RuleSet
from triage.rules.problems import Collector, quoted

DAY_AND_NIGHT = EMERGENCY_NUMBERS | {"101", "111"}
_AT_NIGHT = re.compile(
    r"24 hours|24/7|day (?:and|or) night|any time|(?<!not )open all hours|\bnights?\b|evening|out of hours",
    re.IGNORECASE,
)
_WAY_ON = re.compile(r"\b(?:999|112|101|111)\b|emergency duty", re.IGNORECASE)


def calls_are_answered_at_night(subject: Subject, out: Collector) -> None:
    """Each call leads to someone who answers at night: a contact, one to fall back on, or by "if no answer"."""
    rule_set = subject.rule_set
    for step in rule_set.steps.values():
        if not step.contacts or _WAY_ON.search(step.if_no_answer):
            continue
        if not any(_answers(one) for one in _led_to(rule_set, step.contacts)):
            message = f"at night nobody can be reached by the step {quoted(step.id)}."
            hint = "add a 'fallback:' to its contact that leads to someone who answers, or name one in 'if no answer:'."
            out.warning("TR429", subject.place("step", step.id, "contact"), message, hint)


def _led_to(rule_set: RuleSet, names: tuple[str, ...]) -> list[Contact]:
    """The contacts, and all that they fall back on."""
    waiting, seen = list(names), dict[str, Contact]()
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen[name] = rule_set.contacts[name]
            waiting.extend(seen[name].fallback)
    return list(seen.values())


def _answers(contact: Contact) -> bool:
    """Whether anything says that the contact answers at night."""
    if contact.phone.replace(" ", "") in DAY_AND_NIGHT:
        return True
    return any(_AT_NIGHT.search(text) for text in (contact.hours, contact.use, contact.name))
