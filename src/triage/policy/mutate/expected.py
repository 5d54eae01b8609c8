"""What scenarios expect, turned round: for each thing expected, the set of scenarios that expect it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from triage.policy.mutate.plans import Plans
from triage.policy.mutate.sheets import Mask
from triage.rules.scenarios import Scenario

T = TypeVar("T", bound=Hashable)


class Expected:
    """The expectations of all scenarios, by what they are about."""

    def __init__(self, scenarios: Sequence[Scenario]) -> None:
        every = [(1 << place, scenario.expect) for place, scenario in enumerate(scenarios)]
        self.urgencies = _sets((one.urgency, bit) for bit, one in every)
        self.labels = _sets((one.send_as, bit) for bit, one in every if one.send_as is not None)
        self.steps = _sets((name, bit) for bit, one in every for name in one.steps)
        self.not_steps = _sets((name, bit) for bit, one in every for name in one.not_steps)
        self.rules = _sets((name, bit) for bit, one in every for name in one.rules)
        self.not_rules = _sets((name, bit) for bit, one in every for name in one.not_rules)
        self.contacts = _sets((name, bit) for bit, one in every for name in one.contacts)
        self.soon = _sets((pair, bit) for bit, one in every for pair in one.soon.items())
        self.timed = _sets((step, bit) for bit, one in every for step in one.by)
        self.lines = _sets((step, bit) for bit, one in every for step in (*one.says, *one.rings))
        self.said = _sets(
            ((step, text), bit) for bit, one in every for step, texts in one.says.items() for text in texts
        )
        self.rung = _sets(
            ((step, name), bit) for bit, one in every for step, names in one.rings.items() for name in names
        )
        self.pages = _sets((page, bit) for bit, one in every for page in (*one.asked, *one.not_asked))
        limits = _sets(((step, wanted), bit) for bit, one in every for step, wanted in one.by.items())
        self.by: dict[str, dict[str, Mask]] = {}
        for (step, wanted), mask in limits.items():
            self.by.setdefault(step, {})[wanted] = mask

    def failing(self, plans: Plans, rules: Collection[str], steps: Collection[str]) -> Mask:
        """Scenarios that fail for certain, for rules that hold elsewhere or bring something else: these ``rules``.

        ``steps`` are those they bring or brought.
        """
        if not rules:
            return 0
        failing = 0
        for level, mask in self.urgencies.items():
            failing |= mask & ~plans.urgencies[level]
        for label, mask in self.labels.items():
            failing |= mask & ~plans.labels[label]
        for step in steps:
            failing |= self.steps.get(step, 0) & ~plans.step(step)
            failing |= self.not_steps.get(step, 0) & plans.step(step)
            failing |= self.timed.get(step, 0) & ~plans.step(step)
            failing |= self.lines.get(step, 0) & ~plans.shown(step)
        for (step, level), mask in self.soon.items():
            if step in steps:
                failing |= mask & ~plans.step_exactly(step, level)
        for rule in rules:
            failing |= self.rules.get(rule, 0) & ~plans.truths.rule(rule)
        return failing

    def failing_perhaps(self, plans: Plans, before: Plans) -> Mask:
        """Scenarios that may fail: over a rule whose question may go unasked, or over a contact.

        A question goes unasked when nothing is left that it could add to the plan. Where that is so because of another
        rule than the one that is expected, it is not looked for: such a scenario is not counted as noticing.
        """
        failing = 0
        for rule in plans.rules_changed:
            named = self.rules.get(rule, 0) | self.not_rules.get(rule, 0)
            failing |= named & plans.truths.rule(rule)
        lost = union(
            before.shown(step) & ~plans.shown(step)
            for step in plans.steps_changed
            if plans.rule_set.steps[step].contacts
        )
        return failing | (lost & union(self.contacts.values()))

    def of_contacts(self, contacts: Iterable[str]) -> Mask:
        """Scenarios that expect one of these contacts in the plan."""
        return union(self.contacts.get(contact, 0) for contact in contacts)

    def of_line(self, step: str, dropped: Sequence[str], contacts: Collection[str]) -> Mask:
        """Scenarios that expect words of a step that stand in a text that is dropped, or one of these contacts.

        Words that a slot may stand for are taken to be in any text with a slot.
        """
        whole = "\n".join(" ".join(text.casefold().split()) for text in dropped)
        words = union(
            mask
            for (name, text), mask in self.said.items()
            if name == step and ("{" in whole or " ".join(text.casefold().split()) in whole or contacts)
        )
        return words | union(self.rung.get((step, contact), 0) for contact in contacts)

    def of_lines(self, steps: Iterable[str]) -> Mask:
        """Scenarios that expect something of the lines of these steps."""
        return union(self.lines.get(step, 0) for step in steps)

    def of_pages(self, page: str) -> Mask:
        """Scenarios that expect a page to come, or not to."""
        return self.pages.get(page, 0)


def _sets(pairs: Iterable[tuple[T, Mask]]) -> Mapping[T, Mask]:
    found: dict[T, Mask] = {}
    for key, bit in pairs:
        found[key] = found.get(key, 0) | bit
    return found


def union(masks: Iterable[Mask]) -> Mask:
    """Everything that is in any of the sets."""
    found = 0
    for mask in masks:
        found |= mask
    return found
