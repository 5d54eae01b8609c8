"""Builds formulas for the solver. Equal formulas become one literal, however often they are built.

That sharing is what makes comparing two cases cheap: whatever the two have in common is one and the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from triage.policy.prove.solver import Solver


class Formulas:
    """Formulas over one solver. Every formula is a literal that holds exactly when the formula does."""

    def __init__(self, solver: Solver) -> None:
        self.solver = solver
        self.true = solver.new()
        self.false = -self.true
        solver.require([self.true])
        self._known: dict[tuple[int, ...], int] = {}

    def fresh(self) -> int:
        """Something that may hold or not."""
        literal = self.solver.new()
        # Mentioned once, so that every model says whether it holds.
        self.solver.require([literal, -literal])
        return literal

    def constant(self, holds: bool) -> int:
        """Something that always holds, or never does."""
        return self.true if holds else self.false

    def every(self, parts: Iterable[int]) -> int:
        """All of the parts hold; of no parts, always."""
        found = set(parts)
        found.discard(self.true)
        if self.false in found or any(-part in found for part in found):
            return self.false
        if len(found) <= 1:
            return found.pop() if found else self.true
        key = tuple(sorted(found))
        if key not in self._known:
            self._known[key] = self._define(key)
        return self._known[key]

    def some(self, parts: Iterable[int]) -> int:
        """At least one of the parts holds; of no parts, never."""
        return -self.every(-part for part in parts)

    def differ(self, one: int, other: int) -> int:
        """One holds and the other does not."""
        return self.some([self.every([one, -other]), self.every([-one, other])])

    def one_of(self, parts: Iterable[int]) -> None:
        """Exactly one of the parts holds, from now on."""
        literals = list(parts)
        self.solver.require(literals)
        for place, literal in enumerate(literals):
            for other in literals[:place]:
                self.solver.require([-literal, -other])

    def _define(self, parts: tuple[int, ...]) -> int:
        whole = self.solver.new()
        for part in parts:
            self.solver.require([-whole, part])
        self.solver.require([whole, *(-part for part in parts)])
        return whole
