"""The independent evaluator: which rules hold, cannot hold any more, or are still open, for a set of answers.

It walks the conditions as the rule files say them, in three-valued logic (``triage.rules.conditions`` is the law).
It keeps the last result and works out again only what an answer that changed can reach.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from triage.engine.decision import Evidence, Tri
from triage.engine.evidence import EvidenceSearch
from triage.engine.layout import Layout, NodeUnit, QuestionUnit
from triage.engine.reading import Cells, holds
from triage.engine.tidy import options_of, tidy
from triage.engine.walk import FALSE, OPEN, TRUE, WORDS
from triage.rules.answers import Answer, Answers, cells
from triage.rules.model import QuestionType, RuleSet

T = TypeVar("T")


class Evaluation:
    """The truth of every rule, fact and question for one set of answers. Never changes once made.

    ``values`` are truth values by slot and ``cells`` the answers by question place (None: not answered);
    ``masks`` and ``proofs`` store what relevance and evidence worked out, by slot. These are for the engine's own
    modules.
    """

    def __init__(
        self,
        layout: Layout,
        given: Sequence[Answer | None],
        known: Sequence[Cells | None],
        values: Sequence[int],
        masks: dict[int, int],
        proofs: dict[int, tuple[Evidence, ...]],
    ) -> None:
        self.layout = layout
        self.given = given
        self.cells = known
        self.values = values
        self.masks = masks
        self.proofs = proofs

    @cached_property
    def rules(self) -> Mapping[str, Tri]:
        """Each rule, in the order of the rule set."""
        return {name: WORDS[self.values[unit.slot]] for name, unit in self.layout.rules.items()}

    @cached_property
    def facts(self) -> Mapping[str, Tri]:
        """Each fact, in the order of the rule set."""
        return {name: WORDS[self.values[self.layout.facts[name, True].slot]] for name in self.layout.rule_set.facts}

    @cached_property
    def applies(self) -> Mapping[str, Tri]:
        """Whether each question applies, in the order of the rule set."""
        questions = self.layout.questions
        return {name: WORDS[self.values[questions[name].slot]] for name in self.layout.rule_set.questions}

    @cached_property
    def true_rules(self) -> tuple[str, ...]:
        """The rules that hold, in the order of the rule set."""
        values = self.values
        return tuple(name for name, unit in self.layout.rules.items() if values[unit.slot] == TRUE)

    @cached_property
    def open_rules(self) -> tuple[str, ...]:
        """The rules that could still come to hold, in the order of the rule set."""
        values = self.values
        return tuple(name for name, unit in self.layout.rules.items() if values[unit.slot] == OPEN)

    def evidence(self, rule_id: str) -> tuple[Evidence, ...]:
        """A small set of answers that makes the rule hold: those it asks for, then those that made them apply.

        Empty for a rule that does not hold. Raises KeyError for an unknown rule.
        """
        unit = self.layout.rules[rule_id]
        if self.values[unit.slot] != TRUE:
            return ()
        if unit.slot not in self.proofs:
            self.proofs[unit.slot] = self._search.smallest(unit.node)
        return self.proofs[unit.slot]

    @cached_property
    def _search(self) -> EvidenceSearch:
        return EvidenceSearch(self.layout, self.values, self.cells)


class Evaluator:
    """Evaluates one rule set again and again. Raises EngineRefused when the rule set does not hang together."""

    def __init__(self, rule_set: RuleSet) -> None:
        self.rule_set = rule_set
        self.layout = Layout(rule_set)
        self._names = tuple(rule_set.questions)
        self._questions = tuple(rule_set.questions.values())
        self._options = tuple(options_of(question) for question in self._questions)
        self._affected = tuple(
            tuple(place for place, unit in enumerate(self.layout.units) if unit.reach >> question & 1)
            for question in range(len(self._names))
        )
        count = len(self._names)
        values = [FALSE] * self.layout.size
        _work_out(self.layout.units, values, [None] * count)
        self._last = Evaluation(self.layout, [None] * count, [None] * count, values, {}, {})

    def evaluate(self, answers: Answers) -> Evaluation:
        """The evaluation for these answers. Wrong answers count as *not sure*, unknown questions are ignored."""
        last = self._last
        given = list(map(answers.get, self._names))
        changed = [
            place
            for place, (old, new) in enumerate(zip(last.given, given, strict=True))
            if old is not new and old != new
        ]
        if not changed:
            return last
        known = list(last.cells)
        for place in changed:
            known[place] = self._read(place, given[place])
        values = list(last.values)
        units = self.layout.units
        _work_out([units[place] for place in self._reached(changed)], values, known)
        masks, proofs = self._kept(last.masks, changed), self._kept(last.proofs, changed)
        self._last = Evaluation(self.layout, given, known, values, masks, proofs)
        return self._last

    def _read(self, place: int, answer: Answer | None) -> Cells | None:
        if answer is None:
            return None
        question = self._questions[place]
        several = question.type is QuestionType.SEVERAL
        return cells(question.id, self._options[place], several, tidy(question, answer))

    def _reached(self, changed: list[int]) -> Sequence[int]:
        if len(changed) == 1:
            return self._affected[changed[0]]
        return sorted(set().union(*(self._affected[place] for place in changed)))

    def _kept(self, stored: Mapping[int, T], changed: list[int]) -> dict[int, T]:
        """What was stored by slot, without the slots that a changed answer can reach."""
        bits = 0
        for place in changed:
            bits |= 1 << place
        reach = self.layout.reach
        return {slot: item for slot, item in stored.items() if not reach[slot] & bits}


def _work_out(units: Sequence[QuestionUnit | NodeUnit], values: list[int], known: Sequence[Cells | None]) -> None:
    """Fills the slots of the units, which come in an order in which all they need comes first."""
    for unit in units:
        if isinstance(unit, NodeUnit):
            values[unit.slot] = unit.node.value(values)
        else:
            _ask(unit, values, known[unit.index])


def _ask(unit: QuestionUnit, values: list[int], answer: Cells | None) -> None:
    """Whether a question applies, and its tests: false both ways if it does not, open if it has no answer."""
    applies = unit.gate.value(values)
    values[unit.slot] = applies
    if applies == FALSE or answer is None:
        either = FALSE if applies == FALSE else OPEN
        for slot, _ in unit.tests:
            values[slot] = values[slot + 1] = either
        return
    for slot, test in unit.tests:
        true = holds(unit.question, test, answer)
        values[slot] = applies if true else FALSE
        values[slot + 1] = FALSE if true else applies
