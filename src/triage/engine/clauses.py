"""Rewrites conditions as *clauses*: "if all of these then that", with nothing negated, for the rules engine.

A condition that needs a choice between parts gets a name of its own (a *mark*), and one clause for each way to reach
it, so the number of clauses grows only with the length of the rules. A mark is also given to each fact, in each
polarity in which it is used, and to what decides whether a question applies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from triage.engine.errors import EngineRefused
from triage.engine.literals import Literal, Reader, Value
from triage.rules.answers import Cell
from triage.rules.conditions import All, Always, AnyOf, Condition, FactHolds, NoneOf, SwitchOn
from triage.rules.model import RuleSet

Mark: TypeAlias = str
"""A name for something the engine works out on the way."""


@dataclass(frozen=True)
class Body:
    """Holds when all the marks were reached and every cell has one of its values. An empty body always holds."""

    marks: frozenset[Mark] = frozenset()
    cells: frozenset[Literal] = frozenset()

    @property
    def size(self) -> int:
        """How many parts it has."""
        return len(self.marks) + len(self.cells)


NOTHING = Body()


@dataclass
class Clauses:
    """The whole rule set as clauses. ``marks`` and ``rules`` list the ways to reach each mark and each rule.

    ``gates``: for each question that does not always apply, the mark that says it does; None if it never can.
    """

    marks: dict[Mark, tuple[Body, ...]] = field(default_factory=dict)
    rules: dict[str, tuple[Body, ...]] = field(default_factory=dict)
    gates: dict[str, Mark | None] = field(default_factory=dict)
    cuts: dict[str, tuple[int, ...]] = field(default_factory=dict)


def rewrite(rule_set: RuleSet) -> Clauses:
    """The rule set as clauses. Raises EngineRefused when it names something unknown or goes round in a circle."""
    work = _Rewriter(rule_set)
    for name, question in rule_set.questions.items():
        if question.ask_when is not None:
            work.gate(name, question.ask_when)
    for name, rule in rule_set.rules.items():
        work.clauses.rules[name] = work.ways(rule.when, positive=True)
    return work.clauses


class _Rewriter:
    def __init__(self, rule_set: RuleSet) -> None:
        self._rule_set = rule_set
        self._reader = Reader(rule_set)
        self.clauses = Clauses(cuts=self._reader.cuts)
        self._named: dict[tuple[Body, ...], Mark] = {}
        self._facts: dict[tuple[str, bool], tuple[Body, ...] | None] = {}

    def gate(self, name: str, condition: Condition) -> None:
        ways = self.ways(condition, positive=True)
        if ways == (NOTHING,):
            return
        self.clauses.gates[name] = self._mark(ways) if ways else None

    def ways(self, condition: Condition, *, positive: bool) -> tuple[Body, ...]:
        """The bodies of which one is enough for the condition, or for its opposite. None at all: it never holds."""
        if isinstance(condition, Always):
            return (NOTHING,) if positive else ()
        if isinstance(condition, SwitchOn):
            return (NOTHING,) if self._switch(condition.switch) == positive else ()
        if isinstance(condition, FactHolds):
            return self._fact(condition.fact, positive=positive)
        if isinstance(condition, All | AnyOf | NoneOf):
            inside = positive != isinstance(condition, NoneOf)
            parts = [self.ways(part, positive=inside) for part in condition.parts]
            return self._all(parts) if positive != isinstance(condition, AnyOf) else _any(parts)
        literals = self._reader.alternatives(condition, positive=positive)
        each = [_literal(literal) for literal in literals]
        return _any(each) if positive else self._all(each)

    def _fact(self, name: str, *, positive: bool) -> tuple[Body, ...]:
        key = (name, positive)
        if key not in self._facts:
            if name not in self._rule_set.facts:
                raise EngineRefused(f"A condition uses the fact “{name}”, which does not exist.")
            self._facts[key] = None
            ways = self.ways(self._rule_set.facts[name].when, positive=positive)
            simple = len(ways) <= 1 and all(body.size <= 1 for body in ways)
            self._facts[key] = ways if simple else (Body(marks=frozenset({self._mark(ways)})),)
        found = self._facts[key]
        if found is None:
            raise EngineRefused(f"The fact “{name}” depends on itself.")
        return found

    def _all(self, parts: list[tuple[Body, ...]]) -> tuple[Body, ...]:
        """Every part: a part that can be reached in several ways is given a mark first."""
        if len(parts) == 1:
            return parts[0]
        bodies: list[Body] = []
        for ways in parts:
            if not ways:
                return ()
            bodies.append(ways[0] if len(ways) == 1 else Body(marks=frozenset({self._mark(ways)})))
        met = _meet(bodies)
        return () if met is None else (met,)

    def _mark(self, ways: tuple[Body, ...]) -> Mark:
        if len(ways) == 1 and ways[0].size == 1 and ways[0].marks:
            return next(iter(ways[0].marks))
        if ways not in self._named:
            mark = f"mark {len(self._named)}"
            self._named[ways] = mark
            self.clauses.marks[mark] = ways
        return self._named[ways]

    def _switch(self, name: str) -> bool:
        if name not in self._rule_set.switches:
            raise EngineRefused(f"A condition names the switch “{name}”, which does not exist.")
        return self._rule_set.switches[name].on


def _literal(literal: Literal) -> tuple[Body, ...]:
    return (Body(cells=frozenset({literal})),) if literal.values else ()


def _any(parts: Iterable[tuple[Body, ...]]) -> tuple[Body, ...]:
    """Any part. Bodies that look at one and the same cell become one that allows the values of all."""
    bodies = dict.fromkeys(body for ways in parts for body in ways)
    if NOTHING in bodies:
        return (NOTHING,)
    values: dict[Cell, frozenset[Value]] = {}
    others: list[Body] = []
    for body in bodies:
        if body.marks or len(body.cells) > 1:
            others.append(body)
            continue
        (literal,) = body.cells
        values[literal.cell] = values.get(literal.cell, frozenset()) | literal.values
    joined = [Body(cells=frozenset({Literal(cell, allowed)})) for cell, allowed in values.items()]
    return (*others, *joined)


def _meet(bodies: list[Body]) -> Body | None:
    """All the bodies at once, one literal a cell. None when they cannot hold together."""
    marks: frozenset[Mark] = frozenset()
    values: dict[Cell, frozenset[Value]] = {}
    for body in bodies:
        marks |= body.marks
        for literal in body.cells:
            values[literal.cell] = values.get(literal.cell, literal.values) & literal.values
    if not all(values.values()):
        return None
    return Body(marks, frozenset(Literal(cell, allowed) for cell, allowed in values.items()))
