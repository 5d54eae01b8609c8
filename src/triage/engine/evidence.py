"""Which answers make a rule hold: a small set, found by taking the lightest true part wherever one is enough."""

from __future__ import annotations

from collections.abc import Sequence

from triage.engine.decision import Evidence
from triage.engine.layout import Layout, QuestionUnit, TestAt
from triage.engine.reading import Cells, evidence
from triage.engine.walk import TRUE, Constant, Every, Node, Read, Values

Found = dict[Evidence, None]
"""Evidence in the order found, each once."""


class EvidenceSearch:
    """Looks for evidence in one evaluation: its truth values by slot, and its answers as cells by question place."""

    def __init__(self, layout: Layout, values: Values, known: Sequence[Cells | None]) -> None:
        self._questions = layout.questions
        self._origin = layout.origin
        self._values = values
        self._known = known
        self._slots: dict[int, Found] = {}
        self._gates: dict[str, Found] = {}

    def smallest(self, node: Node) -> tuple[Evidence, ...]:
        """The answers that make a true node true: what it asks for, then what made those questions apply."""
        return tuple(self._with_gates(self._node(node)))

    def _with_gates(self, direct: Found) -> Found:
        gates = [self._gate(self._questions[item.question]) for item in direct]
        return _merge([direct, *gates]) if any(gates) else direct

    def _node(self, node: Node) -> Found:
        if isinstance(node, Constant):
            return {}
        if isinstance(node, Read):
            return self._slot(node.slot)
        if isinstance(node, Every):
            return _merge([self._node(part) for part in node.parts])
        true = [self._node(part) for part in node.parts if part.value(self._values) == TRUE]
        return true[0] if len(true) == 1 else min(true, key=self._weight)

    def _gate(self, unit: QuestionUnit) -> Found:
        """What makes a question apply, all the way up."""
        name = unit.question.id
        if name not in self._gates:
            self._gates[name] = self._with_gates(self._node(unit.gate))
        return self._gates[name]

    def _slot(self, slot: int) -> Found:
        if slot not in self._slots:
            origin = self._origin[slot]
            self._slots[slot] = self._test(origin) if isinstance(origin, TestAt) else self._node(origin.node)
        return self._slots[slot]

    def _test(self, origin: TestAt) -> Found:
        known = self._known[origin.unit.index] or {}
        return dict.fromkeys(evidence(origin.unit.question, origin.test, origin.positive, known))

    def _weight(self, found: Found) -> tuple[int, int]:
        """Fewest answers, those that made the questions apply included; of equals, the fewest assumed."""
        every = self._with_gates(found)
        return len(every), sum(item.assumed for item in every)


def _merge(several: list[Found]) -> Found:
    merged: Found = {}
    for found in several:
        merged.update(found)
    return merged
