"""Lays a rule set out for the evaluator: every condition as a tree to walk, after everything that it needs.

``none`` is told to the parts as it goes down: a part is then asked for its opposite. Nothing else is rearranged.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from triage.engine.errors import EngineRefused
from triage.engine.tidy import options_of
from triage.engine.walk import FALSE, TRUE, Constant, Every, Node, Read, Some
from triage.rules.answers import NOT_SURE
from triage.rules.conditions import (
    All,
    Always,
    AnyOf,
    Condition,
    FactHolds,
    Includes,
    InRange,
    NoneOf,
    SwitchOn,
    Test,
)
from triage.rules.model import Question, QuestionType, RuleSet


@dataclass(slots=True)
class QuestionUnit:
    """A question: whether it applies (``slot``, from ``gate``), and its tests, each with the slot of the plain test.

    The slot after a test's holds its opposite.
    """

    slot: int
    index: int
    question: Question
    gate: Node
    reach: int
    tests: list[tuple[int, Test]] = field(default_factory=list)


@dataclass(slots=True)
class NodeUnit:
    """A fact in one polarity, or a rule: one slot holding what a tree comes to."""

    slot: int
    node: Node
    reach: int


@dataclass(frozen=True, slots=True)
class TestAt:
    """What a slot stands for when it is a test: the question's place in the rule set, the test, and its polarity."""

    unit: QuestionUnit
    test: Test
    positive: bool


class Layout:
    """The whole rule set laid out. ``units`` are in the order to work them out.

    ``reach`` of a unit is a bit set of the questions it depends on, directly or not, by place in the rule set.
    Raises EngineRefused when a condition names something unknown, or conditions go round in a circle.
    """

    def __init__(self, rule_set: RuleSet) -> None:
        self.rule_set = rule_set
        self.size = 0
        self.units: list[QuestionUnit | NodeUnit] = []
        self.questions: dict[str, QuestionUnit] = {}
        self.rules: dict[str, NodeUnit] = {}
        self.facts: dict[tuple[str, bool], NodeUnit] = {}
        self.origin: dict[int, TestAt | NodeUnit] = {}
        self._places = {name: index for index, name in enumerate(rule_set.questions)}
        self._tests: dict[tuple[Test, bool], int] = {}
        self.reach: list[int] = []
        self._open: list[str] = []
        for name in rule_set.questions:
            self._question(name)
        for name in rule_set.facts:
            self._fact(name, positive=True)
        for name, rule in rule_set.rules.items():
            self.rules[name] = self._node_unit(*self._walk(rule.when, positive=True))

    def _slot(self, reach: int) -> int:
        self.reach.append(reach)
        self.size += 1
        return self.size - 1

    def _node_unit(self, node: Node, reach: int) -> NodeUnit:
        unit = NodeUnit(self._slot(reach), node, reach)
        self.units.append(unit)
        return unit

    def _enter(self, name: str) -> None:
        if name in self._open:
            circle = " -> ".join([*self._open[self._open.index(name) :], name])
            raise EngineRefused(f"These depend on each other in a circle: {circle}.")
        self._open.append(name)

    def _question(self, name: str) -> QuestionUnit:
        if name not in self.questions:
            question = self.rule_set.questions.get(name)
            if question is None:
                raise EngineRefused(f"A condition asks about the question “{name}”, which does not exist.")
            _check_reading(question)
            self._enter(f"question {name}")
            gate, reach = self._walk(question.ask_when or Always(), positive=True)
            self._open.pop()
            place = self._places[name]
            reach |= 1 << place
            unit = QuestionUnit(self._slot(reach), place, question, gate, reach)
            self.questions[name] = unit
            self.units.append(unit)
        return self.questions[name]

    def _fact(self, name: str, *, positive: bool) -> NodeUnit:
        key = (name, positive)
        if key not in self.facts:
            fact = self.rule_set.facts.get(name)
            if fact is None:
                raise EngineRefused(f"A condition uses the fact “{name}”, which does not exist.")
            self._enter(f"fact {name}")
            node, reach = self._walk(fact.when, positive=positive)
            self._open.pop()
            self.facts[key] = self._node_unit(node, reach)
            self.origin[self.facts[key].slot] = self.facts[key]
        return self.facts[key]

    def _test(self, test: Test, *, positive: bool) -> int:
        key = (test, positive)
        if key not in self._tests:
            unit = self._question(test.question)
            _check_test(unit.question, test)
            plain = self._slot(unit.reach)
            opposite = self._slot(unit.reach)
            unit.tests.append((plain, test))
            self._tests[(test, True)], self._tests[(test, False)] = plain, opposite
            self.origin[plain] = TestAt(unit, test, positive=True)
            self.origin[opposite] = TestAt(unit, test, positive=False)
        return self._tests[key]

    def _walk(self, condition: Condition, *, positive: bool) -> tuple[Node, int]:
        """The node for a condition, or for its opposite, and the questions it depends on."""
        if isinstance(condition, Always):
            return Constant(TRUE if positive else FALSE), 0
        if isinstance(condition, SwitchOn):
            return Constant(TRUE if self._switch(condition.switch) == positive else FALSE), 0
        if isinstance(condition, FactHolds):
            slot = self._fact(condition.fact, positive=positive).slot
            return Read(slot), self.reach[slot]
        if isinstance(condition, All | AnyOf | NoneOf):
            return self._parts(condition, positive=positive)
        slot = self._test(condition, positive=positive)
        return Read(slot), self.reach[slot]

    def _parts(self, condition: All | AnyOf | NoneOf, *, positive: bool) -> tuple[Node, int]:
        inside = positive != isinstance(condition, NoneOf)
        walked = [self._walk(part, positive=inside) for part in condition.parts]
        parts, reach = tuple(node for node, _ in walked), 0
        for _, part_reach in walked:
            reach |= part_reach
        # The opposite of "some" is "every opposite", and the other way round.
        together = positive != isinstance(condition, AnyOf)
        return (Every(parts) if together else Some(parts)), reach

    def _switch(self, name: str) -> bool:
        if name not in self.rule_set.switches:
            raise EngineRefused(f"A condition names the switch “{name}”, which does not exist.")
        return self.rule_set.switches[name].on


def _check_reading(question: Question) -> None:
    names = question.not_sure_means
    if question.type is QuestionType.NUMBER:
        fits = all(name.lstrip("-").isdecimal() for name in names)
    else:
        fits = set(names) <= set(options_of(question))
    if not fits or (len(names) > 1 and question.type is not QuestionType.SEVERAL):
        raise EngineRefused(f"“Not sure” of the question “{question.id}” means {list(names)}, which it does not offer.")


def _check_test(question: Question, test: Test) -> None:
    options = set(options_of(question))
    kind = question.type
    if isinstance(test, Includes):
        fits = kind is QuestionType.SEVERAL and set(test.options) <= options
    elif isinstance(test, InRange):
        fits = kind is QuestionType.NUMBER
    elif kind in (QuestionType.SEVERAL, QuestionType.NUMBER):
        fits = test.values == (NOT_SURE,)
    else:
        fits = set(test.values) <= options | {NOT_SURE}
    if not fits:
        raise EngineRefused(f"A condition tests the question “{question.id}” for something it does not offer: {test}.")
