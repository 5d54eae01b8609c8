"""Formulas that reach a solver only when it is asked about them.

A check builds thousands of formulas, and samples of answers settle nearly all of them. A solver has to give every
formula it knows a value in every case it looks for, so it is told of no more than it needs: what most questions rest
on is so little that a solver of their own, made for one question, is quicker than one that knows everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from triage.policy.prove.formulas import Formulas
from triage.policy.prove.solver import Solver

LARGEST_CONE: Final = 400
"""In formulas. What rests on more is asked of the solver that knows everything."""


class LazyFormulas(Formulas):
    """As :class:`Formulas`; ``ask`` about a formula before the solver is, or use ``possible``."""

    def __init__(self, solver: Solver) -> None:
        super().__init__(solver)
        self._parts: dict[int, tuple[int, ...]] = {}
        self._waiting: set[int] = set()
        self._groups: dict[int, tuple[int, ...]] = {}
        self.free: set[int] = set()
        """What may hold or not by itself: the answers are made of these."""

    @property
    def parts(self) -> Mapping[int, tuple[int, ...]]:
        """What each formula that is no answer is made of: all of these literals."""
        return self._parts

    def _define(self, parts: tuple[int, ...]) -> int:
        whole = self.solver.new()
        self._parts[whole] = parts
        self._waiting.add(whole)
        return whole

    def fresh(self) -> int:
        """Something that may hold or not."""
        literal = super().fresh()
        self.free.add(literal)
        return literal

    def one_of(self, parts: Iterable[int]) -> None:
        """Exactly one of the parts holds, from now on."""
        literals = tuple(parts)
        super().one_of(literals)
        self._groups.update((literal, literals) for literal in literals)

    def possible(self, literal: int) -> bool:
        """Whether a literal holds in some case."""
        cone = self._cone(literal)
        if cone is None:
            self.ask(literal)
            return self.solver.possible([literal])
        solver = Solver()
        names = {whole: solver.new() for whole in cone}
        named = {**names, **{-whole: -name for whole, name in names.items()}}
        try:
            solver.require([named[self.true]])
            for whole in cone:
                self._tell(solver, whole, named)
            return solver.possible([named[literal]])
        finally:
            solver.close()

    def _cone(self, literal: int) -> list[int] | None:
        """Everything a literal rests on, itself and what is always so included; None when that is too much."""
        found = dict.fromkeys((self.true, abs(literal)))
        waiting = [abs(literal)]
        while waiting:
            whole = waiting.pop()
            for part in self._parts.get(whole) or self._groups.get(whole, ()):
                if abs(part) not in found:
                    found[abs(part)] = None
                    waiting.append(abs(part))
            if len(found) > LARGEST_CONE:
                return None
        return list(found)

    def _tell(self, solver: Solver, whole: int, named: Mapping[int, int]) -> None:
        """Tell a solver what one literal stands for, in its own names for them."""
        if whole in self._parts:
            parts = self._parts[whole]
            for part in parts:
                solver.require([-named[whole], named[part]])
            solver.require([named[whole], *(-named[part] for part in parts)])
        elif whole in self._groups and whole == self._groups[whole][0]:
            group = self._groups[whole]
            solver.require(named[literal] for literal in group)
            for place, literal in enumerate(group):
                for other in group[:place]:
                    solver.require([-named[literal], -named[other]])

    def ask(self, *literals: int) -> None:
        """Tell the solver what these literals stand for."""
        waiting = list(literals)
        while waiting:
            whole = abs(waiting.pop())
            if whole not in self._waiting:
                continue
            self._waiting.discard(whole)
            parts = self._parts[whole]
            for part in parts:
                self.solver.require([-whole, part])
            self.solver.require([whole, *(-part for part in parts)])
            waiting.extend(parts)
