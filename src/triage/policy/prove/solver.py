"""The SAT solver. The only module that imports python-sat, and only when a proof is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

MISSING: Final = (
    "Proving needs the package python-sat, which is not installed here. Install it with: pip install 'triage[prove]'"
)


class SolverMissingError(Exception):
    """python-sat is not installed here. The text says in one line what to install."""

    def __init__(self) -> None:
        super().__init__(MISSING)


class Solver:
    """Holds clauses over variables counted from 1; a literal is a variable or its negative.

    Raises SolverMissingError when python-sat is not installed.
    """

    def __init__(self) -> None:
        try:
            from pysat.solvers import Glucose4
        except ImportError as error:
            raise SolverMissingError from error
        self._solver: Any = Glucose4()
        self._variables = 0
        self.calls = 0

    @property
    def variables(self) -> int:
        """How many variables there are."""
        return self._variables

    def new(self) -> int:
        """A fresh variable."""
        self._variables += 1
        return self._variables

    def require(self, literals: Iterable[int]) -> None:
        """At least one of these holds, from now on."""
        self._solver.add_clause(list(literals))

    def prefer(self, literals: Iterable[int]) -> None:
        """Let these hold in a model wherever nothing speaks against it."""
        self._solver.set_phases(list(literals))

    def model(self, assumed: Collection[int]) -> frozenset[int] | None:
        """The literals that hold in some case in which all of ``assumed`` do; None when there is no such case."""
        self.calls += 1
        if not self._solver.solve(assumptions=list(assumed)):
            return None
        # A variable that no clause mentions yet is not in the model, and may be either.
        return frozenset(self._solver.get_model())

    def possible(self, assumed: Collection[int]) -> bool:
        """Whether all of ``assumed`` hold in some case."""
        self.calls += 1
        return bool(self._solver.solve(assumptions=list(assumed)))

    def conflict(self, assumed: Collection[int]) -> tuple[int, ...] | None:
        """Some of ``assumed`` that cannot hold together; None when all of them can."""
        self.calls += 1
        if self._solver.solve(assumptions=list(assumed)):
            return None
        core = frozenset(self._solver.get_core() or ())
        return tuple(literal for literal in assumed if literal in core)

    def close(self) -> None:
        """Frees the solver's memory."""
        self._solver.delete()
