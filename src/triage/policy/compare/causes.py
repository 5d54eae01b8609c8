"""Which edit is behind it when a rule counts otherwise or a question is asked in other cases.

That is the thing itself, or a fact, question or switch that it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from triage.policy.compare.edits import KINDS, Edit
from triage.policy.compare.model import EDITED
from triage.policy.compare.sides import Sides
from triage.policy.prove.case import Case
from triage.policy.prove.reach import leaves
from triage.rules.conditions import Condition, FactHolds, Includes, InRange, Is, SwitchOn
from triage.rules.cycles import refuse_cycles
from triage.rules.model import RuleSet
from triage.rules.problems import Collector

RULE, QUESTION = "rule", "question"
_BRINGS = {"urgency", "send_as", "steps"}


class Causes:
    """Finds the one edit behind each rule that counts otherwise and each question that is asked in other cases."""

    def __init__(self, sides: Sides, edits: Iterable[Edit]) -> None:
        self._sides = sides
        self._edits = {edit.subject: edit for edit in edits if edit.decides}
        self._base = _with_what_is_new(sides.old.rules, sides.new.rules)

    def behind(self, kind: str, names: Iterable[str]) -> dict[str, list[str]]:
        """Rules or questions (``kind``) that differ, under the subject of the edit behind each."""
        found: dict[str, list[str]] = {}
        for name in names:
            found.setdefault(self._cause(kind, name).subject, []).append(name)
        return found

    def _cause(self, kind: str, name: str) -> Edit:
        """The edit behind one of them. Its own comes first, where that alone makes a difference."""
        subjects = dict.fromkeys(self._rests_on(kind, name))
        edits = [self._edits[subject] for subject in subjects if subject in self._edits]
        own = edits[0]
        decided = own.state != EDITED or (kind == RULE and own.kind == RULE and bool(own.changed & _BRINGS))
        if len(edits) == 1 or decided:
            return own
        # What "none of these" means follows the answers a question offers, wherever it stands.
        offering = next((edit for edit in edits if edit.kind == QUESTION and "options" in edit.changed), own)
        return next((edit for edit in edits if self._alone(kind, name, edit)), offering)

    def _rests_on(self, kind: str, name: str) -> Iterator[str]:
        """The subjects of everything it rests on under either version, nearest first."""
        yield f"{kind} {name}"
        waiting = list(self._conditions(kind, name))
        seen: set[tuple[int, str]] = set()
        while waiting:
            rules, condition = waiting.pop(0)
            for subject, inner in _named(rules, condition):
                if (id(rules), subject) not in seen:
                    seen.add((id(rules), subject))
                    yield subject
                    waiting += [(rules, one) for one in inner]

    def _conditions(self, kind: str, name: str) -> Iterator[tuple[RuleSet, Condition]]:
        for side in (self._sides.new, self._sides.old):
            if kind == RULE and name in side.rules.rules:
                yield side.rules, side.rules.rules[name].when
            elif kind == QUESTION and name in side.rules.questions:
                gate = side.rules.questions[name].ask_when
                yield from [(side.rules, gate)] if gate is not None else []

    def _alone(self, kind: str, name: str, edit: Edit) -> bool:
        """Whether this edit alone would already make the difference."""
        if edit.state != EDITED:
            return False
        where = KINDS[edit.kind]
        one: dict[str, Any] = {where: {**getattr(self._base, where), edit.id: edit.after}}
        changed = replace(self._base, **one)
        circles = Collector()
        refuse_cycles(changed.questions, changed.facts, circles)
        if len(circles):
            return False  # half of two edits that only make sense together
        answers = {**self._sides.world.new, **self._sides.world.old}
        if edit.kind == QUESTION:
            answers[edit.id] = self._sides.world.new[edit.id]
        case = Case(self._sides.formulas, changed, answers)
        if kind == RULE:
            return self._sides.can_differ(case.rule(name), self._sides.old.holds(name))
        return self._sides.can_differ(case.applies(name), self._sides.old.case.applies(name))


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
