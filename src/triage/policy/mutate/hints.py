"""What would notice a mutant: a scenario that comes out differently, and what to add to what it expects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from triage.policy.drafts import quoted_text
from triage.policy.mutate.alike import texts_of
from triage.policy.mutate.model import Mutant, Sort
from triage.policy.mutate.plans import Plans
from triage.policy.mutate.sheets import Mask, bits
from triage.rules.limits import limit_words
from triage.rules.model import Contact, RuleSet, SendAs, Step, Urgency
from triage.rules.scenarios import Scenario

_WORDS = 8
"""How many words of a line are named: enough to know it by, few enough that it may still be reworded."""
_SPARE = 2
_FEWEST = 3
_SMALL = """
    a an and any are as at be been before by can do for from had has have how if in into is it its may
    my no not of on or our out over so than that the their them then they this to under until up was
    what when where which who will with without you your
"""
"""Words that no fragment ends with."""


@dataclass(frozen=True)
class Hint:
    """Something that some scenarios could expect and do not yet. ``places`` is the set of those scenarios.

    ``key`` stands below ``expect:``; ``value`` is what to put there, below ``step`` where it is about one.
    """

    places: Mask
    key: str
    value: str
    step: str = ""

    @property
    def says(self) -> str:
        """The line to add."""
        if self.key == "send as":
            return f"{self.key}: {self.value}"
        if self.key == "says":
            return f"says: {{ {self.step}: [{quoted_text(self.value)}] }}"
        inside = f"[{self.value}]" if self.key == "rings" else self.value
        return f"{self.key}: {{ {self.step}: {inside} }}" if self.step else f"{self.key}: [{self.value}]"


def hints(mutant: Mutant, before: Plans, after: Plans) -> Iterator[Hint]:
    """Everything that would tell the two apart in a scenario that is there already."""
    yield from _of_label(before, after)
    for step in sorted(after.steps_changed):
        yield from _of_step(step, before, after)
    yield from _of_rules(before, after)
    yield from _of_texts(mutant, before)
    yield from _of_pages(mutant, before, after)


def _of_label(before: Plans, after: Plans) -> Iterator[Hint]:
    for label in SendAs:
        places = before.labels[label] & ~after.labels[label]
        if places:
            yield Hint(places, "send as", label.word)


def _of_step(step: str, before: Plans, after: Plans) -> Iterator[Hint]:
    lost = before.step(step) & ~after.step(step)
    if lost:
        yield Hint(lost, "steps", step)
    gained = after.step(step) & ~before.step(step)
    if gained:
        yield Hint(gained, "not steps", step)
    for level in Urgency:
        moved = before.step_exactly(step, level) & after.step(step) & ~after.step_exactly(step, level)
        if moved:
            yield Hint(moved, "soon", level.word, step)


def _of_rules(before: Plans, after: Plans) -> Iterator[Hint]:
    for rule in sorted(after.rules_changed):
        gone = before.truths.rule(rule) & ~after.truths.rule(rule)
        if gone:
            yield Hint(gone, "rules", rule)


def _of_texts(mutant: Mutant, before: Plans) -> Iterator[Hint]:
    rule_set, patch = before.rule_set, mutant.patch
    for name, now in patch.steps.items():
        if now is not None:
            yield from _of_line(rule_set.steps[name], now, before)
    for deadline in patch.deadlines:
        for step in rule_set.steps.values():
            if step.by == deadline:
                yield from _by(rule_set, step, before)
    for slot in patch.words:
        yield from _of_words(mutant, slot, before)
    for name, other in patch.contacts.items():
        if other is not None:
            yield from _of_contact(rule_set.contacts[name], other, before)


def _of_contact(own: Contact, other: Contact, before: Plans) -> Iterator[Hint]:
    fragment = own.phone if own.phone and own.phone != other.phone else own.name
    for step in before.rule_set.steps.values():
        if own.id in step.contacts and before.shown(step.id):
            yield Hint(before.shown(step.id), "says", fragment, step.id)


def _of_line(step: Step, now: Step, before: Plans) -> Iterator[Hint]:
    shown = before.shown(step.id)
    if not shown:
        return
    if step.by != now.by:
        yield from _by(before.rule_set, step, before)
    for contact in step.contacts:
        if contact not in now.contacts:
            yield Hint(shown, "rings", contact, step.id)
    lost = [text for text in (step.say, step.if_no_answer) if text not in (now.say, now.if_no_answer)]
    for text in [*lost, *(text for text in step.do_not if text not in now.do_not)]:
        yield from _of_text(text, shown, step.id, before)


def _of_text(text: str, shown: Mask, step: str, before: Plans) -> Iterator[Hint]:
    """A few words of a text; of one that is nothing but a slot, the words it has for most people."""
    fragment = fragment_of(text)
    if not fragment:
        for slot, word in before.rule_set.words.items():
            if f"{{{slot}}}" in text:
                fragment = fragment_of(word.otherwise)
                shown &= ~before.truths.sheets.giving(word.question, list(word.by_answer))
    if shown and fragment:
        yield Hint(shown, "says", fragment, step)


def _by(rule_set: RuleSet, step: Step, before: Plans) -> Iterator[Hint]:
    if before.step(step.id):
        yield Hint(before.step(step.id), "by", limit_words(rule_set.deadlines[step.by]), step.id)


def _of_words(mutant: Mutant, slot: str, before: Plans) -> Iterator[Hint]:
    """The words for one answer, in each line that has them; with what follows, where most people's begin the same."""
    word, now = before.rule_set.words[slot], mutant.patch.words[slot]
    for answer, text in word.by_answer.items():
        if (now is not None and answer in now.by_answer) or text == word.otherwise:
            continue
        whose = before.truths.sheets.giving(word.question, [answer])
        for step in before.rule_set.steps.values():
            line = next((line for line in texts_of(step) if f"{{{slot}}}" in line), "")
            places = before.shown(step.id) & whose if line else 0
            if places:
                alike = text.casefold() in word.otherwise.casefold()
                after = line.partition(f"{{{slot}}}")[2].split(" ")[0] if alike else ""
                yield Hint(places, "says", f"{text}{after}" if alike else text.rstrip(",."), step.id)


def _of_pages(mutant: Mutant, before: Plans, after: Plans) -> Iterator[Hint]:
    if mutant.sort is Sort.ALWAYS_ASK:
        yield Hint(before.truths.applies(mutant.name), "asked", mutant.name)
    elif mutant.sort is Sort.ASK_WHEN:
        more = after.truths.applies(mutant.name) & ~before.truths.applies(mutant.name)
        if more:
            yield Hint(more, "not asked", mutant.name)


def fragment_of(text: str) -> str:
    """The first words of a line, up to a slot, a bracket or the end of the sentence, and no small word at their end."""
    pieces = [piece.strip(" .,;:!?") for piece in re.split(r"\{[^{}]*\}|[()]", text)]
    plain = next((piece for piece in pieces if len(piece.split()) >= _FEWEST), max(pieces, key=len))
    first = re.split(r"(?<=[.!?;:])\s", plain)[0].rstrip(" .,;:!?")
    words = first.split()
    if len(words) <= _WORDS + _SPARE:
        return first
    words = words[:_WORDS]
    while len(words) > _FEWEST and words[-1].strip(",").lower() in _SMALL.split():
        words.pop()
    return " ".join(words).rstrip(" .,;:!?")


def in_order(places: Mask, scenarios: tuple[Scenario, ...], mutant: Mutant, hint: Hint) -> list[int]:
    """The scenarios, most about what was weakened first: naming it already, of its topic, with few answers."""

    def far(place: int) -> tuple[bool, bool, int, int]:
        scenario = scenarios[place]
        named = mutant.name in scenario.expect.rules or hint.step in scenario.expect.steps
        return not named, scenario.topic != mutant.topic, len(scenario.answers), place

    return sorted(bits(places), key=far)
