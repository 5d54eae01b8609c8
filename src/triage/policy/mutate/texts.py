"""Mutants of what a plan's lines say: steps, their limits and contacts, words for a role, and law switches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from triage.policy.mutate.model import Mutant, Patch, Sort
from triage.rules.limits import limit_words
from triage.rules.model import Deadline, RuleSet, Step

PACK_TOPIC = ""
"""What stands in the pack file belongs to no topic."""


def step_mutants(rule_set: RuleSet) -> Iterator[Mutant]:
    """Each step without its limit, a contact, its words to say, its way on when nobody answers, or a prohibition."""
    for step in rule_set.steps.values():
        for sort, says, changed in _of_step(step):
            yield Mutant(sort, f"step {step.id}", says, step.topic, step.place, Patch(steps={step.id: changed}))


def _of_step(step: Step) -> Iterator[tuple[Sort, str, Step]]:
    if step.by:
        yield Sort.DEADLINE, f"it has lost its limit {step.by}", replace(step, by="")
    for contact in step.contacts:
        rest = tuple(other for other in step.contacts if other != contact)
        yield Sort.CONTACT, f"it no longer names {contact}", replace(step, contacts=rest)
    if step.say:
        yield Sort.SAY, f"it no longer gives the words {_short(step.say)}", replace(step, say="")
    if step.if_no_answer:
        words = f"it no longer says what to do if nobody answers: {_short(step.if_no_answer)}"
        yield Sort.NO_ANSWER, words, replace(step, if_no_answer="")
    for text in step.do_not:
        rest = tuple(other for other in step.do_not if other != text)
        yield Sort.DO_NOT, f"it no longer says {_short(text)}", replace(step, do_not=rest)


def deadline_mutants(rule_set: RuleSet, below: RuleSet | None) -> Iterator[Mutant]:
    """Each limit lengthened; each limit and contact that a local pack puts in place of another given up again."""
    for deadline in rule_set.deadlines.values():
        longer = lengthened(deadline)
        says = f"it is {limit_words(longer)}, not {limit_words(deadline)}"
        yield _deadline(deadline, says, longer)
        before = below.deadlines.get(deadline.id) if below is not None else None
        if before is not None and limit_words(before) != limit_words(deadline):
            yield _deadline(deadline, f"the pack's own limit is given up for {limit_words(before)}", before)
    for contact in rule_set.contacts.values():
        before_contact = below.contacts.get(contact.id) if below is not None else None
        if before_contact is not None:
            says = "the pack's own contact is given up for the one in the pack below"
            patch = Patch(contacts={contact.id: before_contact})
            yield Mutant(Sort.CONTACT, f"contact {contact.id}", says, _topic(contact.place.file), contact.place, patch)


def lengthened(deadline: Deadline) -> Deadline:
    """The limit twice as long; at once becomes the same day, and the same day two working days."""
    if deadline.at_once:
        return replace(deadline, at_once=False, same_day=True)
    if deadline.same_day:
        return replace(deadline, same_day=False, working_days=2)
    if deadline.hours is not None:
        return replace(deadline, hours=deadline.hours * 2)
    return replace(deadline, working_days=(deadline.working_days or 0) * 2)


def word_mutants(rule_set: RuleSet) -> Iterator[Mutant]:
    """Each word slot without its words for one answer."""
    for slot, word in rule_set.words.items():
        for answer in word.by_answer:
            rest = {other: text for other, text in word.by_answer.items() if other != answer}
            says = f"it has no words of its own for “{answer}”"
            patch = Patch(words={slot: replace(word, by_answer=rest)})
            yield Mutant(Sort.WORDS, f"words {slot}", says, PACK_TOPIC, word.place, patch)


def switch_mutants(rule_set: RuleSet) -> Iterator[Mutant]:
    """Each law switched over."""
    for name, switch in rule_set.switches.items():
        says = f"the law is switched {'off' if switch.on else 'on'}"
        patch = Patch(switches={name: replace(switch, on=not switch.on)})
        yield Mutant(Sort.SWITCH, f"switch {name}", says, PACK_TOPIC, switch.place, patch)


def _deadline(deadline: Deadline, says: str, changed: Deadline) -> Mutant:
    topic = _topic(deadline.place.file)
    patch = Patch(deadlines={deadline.id: changed})
    return Mutant(Sort.DEADLINE, f"deadline {deadline.id}", says, topic, deadline.place, patch)


def _topic(file: str) -> str:
    """The topic folder a file stands in; the file itself for those beside the pack file."""
    parts = file.split("/")
    return parts[2].removesuffix(".yaml") if len(parts) > 2 else PACK_TOPIC


def _short(text: str) -> str:
    return f"“{text}”" if len(text) <= 70 else f"“{text[:67].rstrip()}...”"
