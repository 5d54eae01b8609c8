"""Which answers make a rule hold: a small set, found by taking the lightest true part wherever one is enough."""

from __future__ import annotations

from collections.abc import Sequence

from triage.engine.decision import Evidence
from triage.engine.layout import Layout, QuestionUnit, TestAt
from triage.engine.reading import Cells, evidence
from triage.engine.walk import TRUE, Constant, Every, Node, Read, Values

Found = dict[Evidence, None]
"""Evidence in the order found, each once."""


def smallest(layout: Layout, node: Node, values: Values, known: Sequence[Cells | None]) -> tuple[Evidence, ...]:
    """The answers that make a true node true: what it asks for, then what made those questions apply."""
    search = _Search(layout, values, known)
    direct = search.node(node)
    gates = [search.gate(layout.questions[item.question]) for item in direct]
    return tuple(_merge([direct, *gates]))


class _Search:
    def __init__(self, layout: Layout, values: Values, known: Sequence[Cells | None]) -> None:
        self.layout = layout
        self.values = values
        self.known = known
        self._slots: dict[int, Found] = {}
        self._gates: dict[str, Found] = {}

    def node(self, node: Node) -> Found:
        if isinstance(node, Constant):
            return {}
        if isinstance(node, Read):
            return self._slot(node.slot)
        if isinstance(node, Every):
            return _merge([self.node(part) for part in node.parts])
        true = [self.node(part) for part in node.parts if part.value(self.values) == TRUE]
        return min(true, key=self._weight)

    def gate(self, unit: QuestionUnit) -> Found:
        """What makes a question apply, all the way up."""
        name = unit.question.id
        if name not in self._gates:
            direct = self.node(unit.gate)
            above = [self.gate(self.layout.questions[item.question]) for item in direct]
            self._gates[name] = _merge([direct, *above])
        return self._gates[name]

    def _slot(self, slot: int) -> Found:
        if slot not in self._slots:
            origin = self.layout.origin[slot]
            self._slots[slot] = self._test(origin) if isinstance(origin, TestAt) else self.node(origin.node)
        return self._slots[slot]

    def _test(self, origin: TestAt) -> Found:
        known = self.known[origin.unit.index] or {}
        return dict.fromkeys(evidence(origin.unit.question, origin.test, origin.positive, known))

    def _weight(self, found: Found) -> tuple[int, int]:
        """Fewest answers, those that made the questions apply included; of equals, the fewest assumed."""
        questions = self.layout.questions
        every = _merge([found, *(self.gate(questions[item.question]) for item in found)])
        return len(every), sum(item.assumed for item in every)


def _merge(several: list[Found]) -> Found:
    merged: Found = {}
    for found in several:
        merged.update(found)
    return merged
