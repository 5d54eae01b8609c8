"""In which scenarios a plan has each urgency, label, step and contact, for a rule set and for its mutants."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TypeVar

from triage.policy.mutate.model import Patch
from triage.policy.mutate.sheets import Mask, Truths
from triage.rules.build_steps import ROLE_QUESTION
from triage.rules.model import Rule, RuleSet, SendAs, Urgency

Level = TypeVar("Level", Urgency, SendAs)


class Bringing:
    """Which rules bring each step."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules: dict[str, list[str]] = {}
        for rule in rules.values():
            for step in rule.steps:
                self._rules.setdefault(step, []).append(rule.id)

    def of(self, step: str) -> list[str]:
        """The rules that bring a step, in the order of the files."""
        return self._rules.get(step, [])


class Plans:
    """What the plans of all scenarios hold. Every answer is the set of scenarios in which it is so."""

    def __init__(
        self, truths: Truths, bringing: Bringing, like: Plans | None = None, patch: Patch | None = None
    ) -> None:
        self.truths = truths
        self.rule_set: RuleSet = truths.rule_set
        self._bringing = bringing
        self._like = like
        self._patch = patch or Patch()
        self._steps: dict[tuple[str, Urgency], Mask] = {}
        self._shown: dict[str, Mask] = {}

    @cached_property
    def rules_changed(self) -> tuple[str, ...]:
        """The rules that hold elsewhere than before, or bring something else."""
        if self._like is None:
            return ()
        old = self._like.truths
        touched = self.truths.touched.rules
        return tuple(name for name in touched if name in self._patch.rules or old.rule(name) != self.truths.rule(name))

    @cached_property
    def steps_changed(self) -> frozenset[str]:
        """The steps that those rules bring, or brought."""
        if self._like is None:
            return frozenset()
        sets = (self.rule_set.rules, self._like.rule_set.rules)
        return frozenset(
            step for name in self.rules_changed for rules in sets if name in rules for step in rules[name].steps
        )

    @cached_property
    def urgencies(self) -> Mapping[Urgency, Mask]:
        """Where the case is exactly this urgent; today where no rule holds, as the decision has it."""
        if self._like is not None and not self.rules_changed:
            return self._like.urgencies
        held = dict.fromkeys(Urgency, 0)
        for name, rule in self.rule_set.rules.items():
            held[rule.urgency] |= self.truths.rule(name)
        return self._highest(held, Urgency.TODAY)

    @cached_property
    def labels(self) -> Mapping[SendAs, Mask]:
        """Where a message is called exactly this."""
        if self._like is not None and not self.rules_changed:
            return self._like.labels
        held = dict.fromkeys(SendAs, 0)
        for name, rule in self.rule_set.rules.items():
            if rule.send_as is not None:
                held[rule.send_as] |= self.truths.rule(name)
        return self._highest(held, SendAs.INFORMATION_ONLY)

    def _highest(self, held: Mapping[Level, Mask], otherwise: Level) -> dict[Level, Mask]:
        """Where each level is the highest that holds; where none does, it is ``otherwise``."""
        found, left = {}, self.truths.sheets.all
        for level in sorted(held, reverse=True):
            found[level] = held[level] & left
            left &= ~held[level]
        found[otherwise] |= left
        return found

    def step(self, name: str, level: Urgency = Urgency.INFORMATION) -> Mask:
        """Where the step is in the decision, at least this urgent."""
        if self._like is not None and name not in self.steps_changed:
            return self._like.step(name, level)
        key = (name, level)
        if key not in self._steps:
            found = 0
            for rule in self._bringing.of(name):
                now = self.rule_set.rules.get(rule)
                if now is not None and name in now.steps and now.urgency >= level:
                    found |= self.truths.rule(rule)
            self._steps[key] = found
        return self._steps[key]

    def step_exactly(self, name: str, level: Urgency) -> Mask:
        """Where the step is in the decision with this urgency."""
        above = 0 if level is max(Urgency) else self.step(name, Urgency(level + 1))
        return self.step(name, level) & ~above

    def shown(self, name: str) -> Mask:
        """Where the step is a line of the plan: not part of another that covers it."""
        if name not in self._shown:
            found = self.step(name)
            for other in self.rule_set.steps[name].covered_by:
                if other in self.rule_set.steps and not self.rule_set.steps[other].covered_by:
                    found &= ~self._covered(name, other)
            self._shown[name] = found
        return self._shown[name]

    def _covered(self, name: str, other: str) -> Mask:
        sooner = 0
        for level in Urgency:
            sooner |= self.step(name, level) & ~self.step(other, level)
        return self.step(name) & self.step(other) & ~sooner

    def contact(self, name: str) -> Mask:
        """Where a line of the plan names the contact, and it is for the person who asks."""
        contact = self.rule_set.contacts[name]
        naming = 0
        for step in self.rule_set.steps.values():
            if name in step.contacts:
                naming |= self.shown(step.id)
        if not contact.roles or ROLE_QUESTION not in self.rule_set.questions:
            return naming
        known = self.truths.applies(ROLE_QUESTION)
        others = [
            option for option in self.rule_set.questions[ROLE_QUESTION].option_names if option not in contact.roles
        ]
        return naming & ~(known & self.truths.sheets.giving(ROLE_QUESTION, others))
