"""Which edit is behind it when a rule counts otherwise: the rule itself, or a fact, question or switch it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from triage.policy.compare.edits import KINDS, Edit
from triage.policy.compare.sides import Sides
from triage.policy.prove.case import Case
from triage.policy.prove.reach import leaves
from triage.rules.conditions import Condition, FactHolds, Includes, InRange, Is, SwitchOn
from triage.rules.model import RuleSet

_COUNTS: Mapping[str, frozenset[str]] = {
    "rule": frozenset({"when", "urgency", "send_as", "steps"}),
    "fact": frozenset({"when"}),
    "question": frozenset({"ask_when", "not_sure_means", "options", "type", "lowest", "highest"}),
    "switch": frozenset({"on"}),
}
"""The fields of each kind of thing that decide when rules hold and what they bring."""


def decides(edit: Edit) -> bool:
    """Whether the edit can change which rules hold, or what they bring."""
    return edit.kind in _COUNTS and (
        edit.before is None or edit.after is None or bool(edit.changed & _COUNTS[edit.kind])
    )


class Causes:
    """Finds the one edit behind each rule that counts otherwise."""

    def __init__(self, sides: Sides, edits: Iterable[Edit]) -> None:
        self._sides = sides
        self._edits = {edit.subject: edit for edit in edits if decides(edit)}
        self._base = _with_what_is_new(sides.old.rules, sides.new.rules)

    def of(self, rule: str) -> Edit:
        """The edit behind an affected rule. Its own comes first, where that alone makes a difference."""
        behind = [self._edits[name] for name in dict.fromkeys(self._behind(rule)) if name in self._edits]
        own = behind[0]
        if len(behind) == 1 or own.before is None or own.after is None:
            return own
        if own.kind == "rule" and own.changed & {"urgency", "send_as", "steps"}:
            return own
        return next((edit for edit in behind if self._alone(rule, edit)), own)

    def by_edit(self) -> dict[str, list[str]]:
        """Every affected rule, under the subject of the edit behind it."""
        found: dict[str, list[str]] = {}
        for rule in self._sides.affected:
            found.setdefault(self.of(rule).subject, []).append(rule)
        return found

    def _behind(self, rule: str) -> Iterator[str]:
        """The subjects of everything a rule rests on under either version, nearest first."""
        yield f"rule {rule}"
        waiting: list[tuple[RuleSet, Condition]] = [
            (side.rules, side.rules.rules[rule].when)
            for side in (self._sides.new, self._sides.old)
            if rule in side.rules.rules
        ]
        seen: set[tuple[int, str]] = set()
        while waiting:
            rules, condition = waiting.pop(0)
            for subject, inner in _named(rules, condition):
                if (id(rules), subject) not in seen:
                    seen.add((id(rules), subject))
                    yield subject
                    waiting += [(rules, one) for one in inner]

    def _alone(self, rule: str, edit: Edit) -> bool:
        """Whether this edit alone would already make the rule hold in other cases."""
        if edit.before is None or edit.after is None:
            return False
        where = KINDS[edit.kind]
        one: dict[str, Any] = {where: {**getattr(self._base, where), edit.id: edit.after}}
        changed = replace(self._base, **one)
        answers = {**self._sides.world.new, **self._sides.world.old}
        if edit.kind == "question":
            answers[edit.id] = self._sides.world.new[edit.id]
        case = Case(self._sides.formulas, changed, answers)
        return self._sides.can_differ(case.rule(rule), self._sides.old.holds(rule))


def _named(rules: RuleSet, condition: Condition) -> Iterator[tuple[str, Sequence[Condition]]]:
    """What a condition names, each with the conditions that it rests on in its turn."""
    for leaf in leaves(condition):
        if isinstance(leaf, FactHolds):
            yield f"fact {leaf.fact}", [rules.facts[leaf.fact].when]
        elif isinstance(leaf, SwitchOn):
            yield f"switch {leaf.switch}", []
        elif isinstance(leaf, Is | Includes | InRange):
            gate = rules.questions[leaf.question].ask_when
            yield f"question {leaf.question}", [gate] if gate is not None else []


def _with_what_is_new(old: RuleSet, new: RuleSet) -> RuleSet:
    """The old rules, and beside them whatever only the new ones have, which nothing old names."""
    return replace(
        old,
        questions={**new.questions, **old.questions},
        facts={**new.facts, **old.facts},
        switches={**new.switches, **old.switches},
    )
