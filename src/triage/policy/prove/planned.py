"""What a plan holds, by the rules that bring it: the same for a whole case and for one half way through."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable

from triage.policy.prove.formulas import Formulas
from triage.rules.model import RuleSet


class Planned(ABC):
    """Steps and contacts of a plan. What it is for a rule to hold is for whoever takes this up to say."""

    formulas: Formulas
    rule_set: RuleSet

    def steps(self, names: Collection[str]) -> int:
        """At least one of these steps is in the plan."""
        wanted = frozenset(names)
        return self._some_rule(name for name, rule in self.rule_set.rules.items() if not wanted.isdisjoint(rule.steps))

    def contact(self, name: str) -> int:
        """A step in the plan names this contact, and it is for the person who asks."""
        naming = self.steps([step.id for step in self.rule_set.steps.values() if name in step.contacts])
        return self.formulas.every([naming, self._for_person(self.rule_set.contacts[name].roles)])

    @abstractmethod
    def _some_rule(self, names: Iterable[str]) -> int:
        """At least one of these rules holds."""

    @abstractmethod
    def _for_person(self, roles: Collection[str]) -> int:
        """The person who asks may have one of these roles; no roles are everyone's."""
