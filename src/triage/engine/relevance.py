"""Which unanswered questions could still make one of some rules hold.

Sound: a question left out cannot change which of those rules come to hold, however the others are answered.
"""

from __future__ import annotations

from collections.abc import Collection

from triage.engine.evaluate import Evaluation, Evaluator
from triage.engine.layout import QuestionUnit, TestAt
from triage.engine.walk import FALSE, OPEN, TRUE, Constant, Every, Node, Read
from triage.rules.answers import Answers


def relevant(evaluator: Evaluator, evaluation: Evaluation, answers: Answers, rules: Collection[str]) -> tuple[str, ...]:
    """The unanswered questions, in the order of the rule set, that could still make any of ``rules`` hold.

    Includes the questions that decide whether another relevant question applies at all. Rules that hold already, or
    cannot hold any more, bring none. ``answers`` are those of the evaluation. Raises KeyError for an unknown rule.
    """
    layout, values = evaluator.layout, evaluation.values
    search = _Search(evaluation)
    mask = 0
    for name in rules:
        unit = layout.rules[name]
        if values[unit.slot] == OPEN:
            mask |= search.kept(unit.slot, unit.node)
    return tuple(
        name for place, name in enumerate(evaluator.rule_set.questions) if mask >> place & 1 and name not in answers
    )


class _Search:
    """Follows what is still open downwards. Only open parts of open parts can still tip the result."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.values = evaluation.values
        self.cells = evaluation.cells
        self.origin = evaluation.layout.origin
        self.masks = evaluation.masks

    def kept(self, slot: int, node: Node) -> int:
        """The questions that can still tip an open slot; kept until an answer it can reach changes."""
        mask = self.masks.get(slot)
        if mask is None:
            mask = self.masks[slot] = self._look(node)[1]
        return mask

    def _look(self, node: Node) -> tuple[int, int]:
        """A node's truth value, and the questions that can still tip it (none unless it is open)."""
        if isinstance(node, Read):
            value = self.values[node.slot]
            return value, self._slot(node.slot) if value == OPEN else 0
        if isinstance(node, Constant):
            return node.result, 0
        every = isinstance(node, Every)
        decided, result, mask = (FALSE, TRUE, 0) if every else (TRUE, FALSE, 0)
        for part in node.parts:
            value, part_mask = self._look(part)
            if value == decided:
                return decided, 0
            if value == OPEN:
                result = OPEN
                mask |= part_mask
        return result, mask

    def _slot(self, slot: int) -> int:
        origin = self.origin[slot]
        if isinstance(origin, TestAt):
            return self._question(origin.unit)
        return self.kept(slot, origin.node)

    def _question(self, unit: QuestionUnit) -> int:
        """An open test waits for its own answer, for what decides whether it applies, or for both."""
        mask = 1 << unit.index if self.cells[unit.index] is None else 0
        if self.values[unit.slot] == OPEN:
            mask |= self.kept(unit.slot, unit.gate)
        return mask
