"""What a patch can reach: whatever rests on the parts it changes, directly or not."""

from __future__ import annotations

from collections.abc import Iterator

from triage.policy.mutate.model import Patch
from triage.policy.mutate.sheets import Touched
from triage.policy.prove.reach import leaves
from triage.rules.conditions import Condition, FactHolds, Includes, InRange, Is, SwitchOn
from triage.rules.model import RuleSet

Part = tuple[str, str]
"""A kind (question, fact, rule, switch) and a name."""


class Users:
    """Who uses what in a rule set: a condition uses the questions, facts and switches that it names."""

    def __init__(self, rule_set: RuleSet) -> None:
        self._users: dict[Part, list[Part]] = {}
        self._closed: dict[Part, frozenset[Part]] = {}
        for question in rule_set.questions.values():
            if question.ask_when is not None:
                self._add(("question", question.id), question.ask_when)
        for fact in rule_set.facts.values():
            self._add(("fact", fact.id), fact.when)
        for rule in rule_set.rules.values():
            self._add(("rule", rule.id), rule.when)

    def _add(self, user: Part, condition: Condition) -> None:
        for used in dict.fromkeys(_named(condition)):
            self._users.setdefault(used, []).append(user)

    def touched(self, patch: Patch) -> Touched:
        """Everything whose truth the patch may change."""
        changed: list[Part] = [("question", name) for name in patch.questions]
        changed += [("fact", name) for name in patch.facts]
        changed += [("rule", name) for name in patch.rules]
        changed += [("switch", name) for name in patch.switches]
        found = frozenset().union(*map(self._all, changed))
        return Touched(*(frozenset(name for kind, name in found if kind == wanted) for wanted in _KINDS))

    def _all(self, part: Part) -> frozenset[Part]:
        if part not in self._closed:
            seen = {part}
            waiting = [part]
            while waiting:
                new = [user for user in self._users.get(waiting.pop(), ()) if user not in seen]
                seen.update(new)
                waiting.extend(new)
            self._closed[part] = frozenset(seen)
        return self._closed[part]


_KINDS = ("question", "fact", "rule")


def _named(condition: Condition) -> Iterator[Part]:
    for leaf in leaves(condition):
        if isinstance(leaf, FactHolds):
            yield "fact", leaf.fact
        elif isinstance(leaf, SwitchOn):
            yield "switch", leaf.switch
        elif isinstance(leaf, Is | Includes | InRange):
            yield "question", leaf.question
