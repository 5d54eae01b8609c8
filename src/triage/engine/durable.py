"""Runs a compiled program in durable-rules. The only module that imports it, and only when a reasoner is made.

It drives the C module directly and trusts nothing: see :mod:`triage.engine.case` for what is checked. A session may
take further answers as long as those it has stay the same; for anything else a fresh one is used.
"""

from __future__ import annotations

from threading import Lock
from types import ModuleType

from triage.engine.case import Case, DurableFaultError, Given
from triage.engine.limits import SESSIONS
from triage.engine.program import Program
from triage.engine.seam import Reply, Request


class DurableReasoner:
    """Works out which rules hold with durable-rules. Raises ImportError when that is not installed here.

    Also raises what the C module raises when it refuses a rule text. One call at a time: calls wait for each other.
    """

    name = "durable-rules"

    def __init__(self, program: Program) -> None:
        # Late: this module must be importable on machines where the engine could not be built.
        import durable_rules_engine

        self._engine: ModuleType = durable_rules_engine
        self._program = program
        self._lock = Lock()
        self._cases: list[Case] = []
        self._names = list(SESSIONS)
        self._handles: list[int] = []
        try:
            for place, text in enumerate(program["texts"]):
                self._handles.append(self._engine.create_ruleset(f"triage{place}", text))
        except BaseException:
            self.close()
            raise

    def conclude(self, request: Request) -> Reply:
        """The rules that hold. What goes wrong in the engine is named in ``fault``, not raised."""
        given: Given = {item["question"]: [(cell[0], cell[1]) for cell in item["cells"]] for item in request["answers"]}
        with self._lock:
            case: Case | None = None
            try:
                case = self._case(given)
                case.take(given)
            except Exception as error:
                # Its name is not used again: a session that went wrong is not safe to delete.
                if case is not None:
                    self._cases.remove(case)
                return {"rules": [], "fault": f"{type(error).__name__}: {error}"}
            return {"rules": list(case.rules), "fault": ""}

    def close(self) -> None:
        """Frees everything. A closed reasoner answers every request with a fault."""
        with self._lock:
            while self._cases:
                self._cases.pop().delete()
            while self._handles:
                self._engine.delete_ruleset(self._handles.pop())

    def _case(self, given: Given) -> Case:
        """The case that knows most of these answers and no others, or a fresh one. The last used comes last."""
        if not self._handles:
            raise DurableFaultError("the engine is closed")
        fitting = [case for case in self._cases if case.fits(given)]
        if fitting:
            case = max(fitting, key=lambda case: len(case.given))
            self._cases.remove(case)
        else:
            case = Case(self._engine, self._handles, self._program, self._free_name())
        self._cases.append(case)
        return case

    def _free_name(self) -> str:
        if not self._names and self._cases:
            oldest = self._cases.pop(0)
            oldest.delete()
            self._names.append(oldest.name)
        if not self._names:
            raise DurableFaultError("every session has failed")
        return self._names.pop()
