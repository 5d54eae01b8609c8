"""Formulas that reach the solver only when it is asked about them.

A check builds thousands of formulas, and samples of answers settle nearly all of them. The solver has to give every
formula it knows a value in every case it looks for, so it is told of no more than it needs.
"""

from __future__ import annotations

from collections.abc import Mapping

from triage.policy.prove.formulas import Formulas
from triage.policy.prove.solver import Solver


class LazyFormulas(Formulas):
    """As :class:`Formulas`; ``ask`` about a formula before the solver is."""

    def __init__(self, solver: Solver) -> None:
        super().__init__(solver)
        self._parts: dict[int, tuple[int, ...]] = {}
        self._waiting: set[int] = set()

    @property
    def parts(self) -> Mapping[int, tuple[int, ...]]:
        """What each formula that is no answer is made of: all of these literals."""
        return self._parts

    def _define(self, parts: tuple[int, ...]) -> int:
        whole = self.solver.new()
        self._parts[whole] = parts
        self._waiting.add(whole)
        return whole

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
