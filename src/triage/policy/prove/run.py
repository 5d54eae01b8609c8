"""Everything that is proved about one pack, laid over those below it."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from triage.policy.prove import builtin
from triage.policy.prove.case import Case, every_answer
from triage.policy.prove.demands import every_case, ways_on
from triage.policy.prove.formulas import Formulas
from triage.policy.prove.local import never_weaker
from triage.policy.prove.monotone import asked_of, goal_name, never_lowers
from triage.policy.prove.proof import Proof, Verdict, Wrong
from triage.policy.prove.reach import all_conditions
from triage.policy.prove.replay import EarlyReplay, Replay
from triage.policy.prove.search import prove
from triage.policy.prove.solver import Solver
from triage.policy.prove.stopping import Stopping
from triage.rules.model import RuleSet
from triage.rules.statements import EveryCase, NeverLowers, NeverWeaker, Statement, WaysOn


@dataclass(frozen=True)
class PackProofs:
    """What came of the proofs about one pack, laid over those below it."""

    rule_set: RuleSet
    proofs: tuple[Proof, ...]

    @property
    def failed(self) -> tuple[Proof, ...]:
        """The proofs that failed, or that broke."""
        return tuple(proof for proof in self.proofs if proof.verdict is not Verdict.HOLDS)


def prove_pack(rule_set: RuleSet, statements: Sequence[Statement], national: RuleSet | None = None) -> PackProofs:
    """Proves what is built in, and every statement. ``national`` is what a local pack is held against.

    Raises SolverMissingError where python-sat is not installed.
    """
    solver = Solver()
    # Formulas make no circles, and looking for some among so many would take a quarter of the time.
    was_on = gc.isenabled()
    gc.disable()
    try:
        return PackProofs(rule_set, tuple(_Prover(solver, rule_set, statements, national).proofs()))
    finally:
        solver.close()
        if was_on:
            gc.enable()


class _Prover:
    def __init__(
        self, solver: Solver, rule_set: RuleSet, statements: Sequence[Statement], national: RuleSet | None
    ) -> None:
        asked = {statement.id: statement.when for statement in statements if isinstance(statement, EveryCase)}
        more = [*asked.values(), *(all_conditions(national) if national is not None else ())]
        formulas = Formulas(solver)
        self._solver = solver
        self._statements = statements
        self._case = Case(formulas, rule_set, every_answer(formulas, rule_set, more))
        self._stopping = Stopping(self._case)
        self._replay = Replay(rule_set, asked)
        self._early = EarlyReplay(rule_set, asked)
        self._national = national

    def proofs(self) -> Iterator[Proof]:
        yield builtin.reachable(self._case, self._replay, () if self._national is None else self._national.rules)
        yield builtin.complete(self._case, self._replay)
        yield prove(self._solver, self._stopping.final(), [self._early, self._replay])
        yield from builtin.compiled(self._case, self._replay)
        for statement in self._statements:
            yield from self._statement(statement)

    def _statement(self, statement: Statement) -> Iterator[Proof]:
        match statement:
            case EveryCase():
                yield from self._every_case(statement)
            case NeverLowers():
                yield from self._never_lowers(statement)
            case WaysOn():
                for goal in ways_on(self._case, statement):
                    yield prove(self._solver, goal, [self._replay])
            case NeverWeaker():
                yield from self._never_weaker(statement)

    def _every_case(self, statement: EveryCase) -> Iterator[Proof]:
        if self._solver.model([self._case.condition(statement.when)]) is None:
            wrong = Wrong("no case fits its condition, so it says nothing")
            yield Proof(statement.id, statement.says, Verdict.FAILS, statement.place, wrong)
            return
        found = prove(self._solver, every_case(self._case, statement), [self._replay])
        yield found
        if found.verdict is Verdict.HOLDS:
            yield prove(self._solver, self._stopping.early(statement), [self._early])

    def _never_lowers(self, statement: NeverLowers) -> Iterator[Proof]:
        excepted = {goal_name(statement, name): name for name in statement.exceptions}
        for goal in never_lowers(self._case, statement):
            if goal.name not in excepted:
                yield prove(self._solver, goal, [self._replay, self._replay])
            elif self._solver.model([goal.violated]) is None:
                yield _idle(goal.name, goal.says, statement)
        for name in sorted(set(statement.exceptions) - set(asked_of(self._case, statement))):
            yield _idle(goal_name(statement, name), statement.says, statement)

    def _never_weaker(self, statement: NeverWeaker) -> Iterator[Proof]:
        if self._national is None:
            return
        answers = {name: self._case.answers[name] for name in self._national.questions}
        national = Case(self._case.formulas, self._national, answers)
        for goal in never_weaker(national, self._case, statement):
            yield prove(self._solver, goal, [Replay(self._national), self._replay])


def _idle(name: str, says: str, statement: NeverLowers) -> Proof:
    wrong = Wrong("the exception is not needed: without it the statement holds too")
    return Proof(name, says, Verdict.FAILS, statement.place, wrong)
