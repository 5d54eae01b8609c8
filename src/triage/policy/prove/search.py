"""Proves a goal, or finds the calmest case in which it fails and the few answers that force it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from triage.policy.prove.given import Model
from triage.policy.prove.proof import Example, Goal, Proof, Sheet, Verdict
from triage.policy.prove.replay import ProverError, Replay
from triage.policy.prove.solver import Solver
from triage.rules.answers import Answer


def prove(solver: Solver, goal: Goal, replays: Sequence[Replay], wishes: Sequence[int] = ()) -> Proof:
    """What comes of the goal. ``replays`` play its cases, in their order.

    The case told is the calmest; or one in which as many of ``wishes`` as can be are so, where that takes fewer
    answers to tell.
    """
    if solver.model([goal.violated]) is None:
        return Proof(goal.name, goal.says, Verdict.HOLDS, goal.place)
    search = _Search(solver, goal)
    models = [search.wished_model(wishes), search.calm_model()] if wishes else [search.calm_model()]
    model, kept = min(((one, search.decisive(one)) for one in models), key=lambda found: search.answers_in(*found))
    examples: list[Example] = []
    try:
        for case, replay in zip(goal.cases, replays, strict=True):
            outcome = replay.outcome(case.sheet(model))
            told = _told(case, outcome.sheet, kept) if outcome.complete else outcome.sheet
            examples.append(Example(outcome, told))
    except ProverError as error:
        return Proof(goal.name, goal.says, Verdict.BROKEN, goal.place, lines=(str(error),))
    wrong = goal.check(tuple(example.outcome for example in examples))
    if wrong is None:
        lines = ("the prover found a case that the evaluator finds nothing wrong with",)
        return Proof(goal.name, goal.says, Verdict.BROKEN, goal.place, examples=tuple(examples), lines=lines)
    return Proof(goal.name, goal.says, Verdict.FAILS, goal.place, wrong, tuple(examples))


class _Search:
    """Looks at one goal that fails."""

    def __init__(self, solver: Solver, goal: Goal) -> None:
        self._solver = solver
        self._goal = goal
        for case in goal.cases:
            case.prepare()

    def calm_model(self) -> Model:
        """A case in which the goal fails, with the calmest answers but for those that it takes to fail."""
        calm = self._calm_parts()
        given_up: list[int] = []
        while (core := self._solver.conflict([self._goal.violated, *calm])) is not None:
            # The latest page gives way first, so that the story starts as calmly as it can.
            given_up.append(next(part for part in reversed(core) if part != self._goal.violated))
            calm.remove(given_up[-1])
        for part in given_up:
            if self._solver.model([self._goal.violated, *calm, part]) is not None:
                calm.append(part)
        model = self._solver.model([self._goal.violated, *calm])
        if model is None:
            raise ProverError("a case was found, and then it was not")
        return model

    def wished_model(self, wishes: Sequence[int]) -> Model:
        """A case in which the goal fails and many of ``wishes`` are so, as calm as can be besides."""
        told = [self._goal.violated]
        for wanted in (wishes, self._calm_parts()):
            kept = list(dict.fromkeys(wanted))
            while (core := self._solver.conflict([*told, *kept])) is not None:
                kept.remove(next(part for part in reversed(core) if part in kept))
            told += kept
        model = self._solver.model(told)
        if model is None:
            raise ProverError("a case was found, and then it was not")
        return model

    def answers_in(self, model: Model, kept: frozenset[int]) -> int:
        """How many answers it takes to tell of a model."""
        return len({name for case in self._goal.cases for name in _told(case, case.sheet(model), kept)})

    def _calm_parts(self) -> list[int]:
        return list(dict.fromkeys(part for case in self._goal.cases for part in case.calm_parts()))

    def decisive(self, model: Model) -> frozenset[int]:
        """A small set of parts of answers that is enough for the goal to fail, whatever else is answered."""
        parts = list(dict.fromkeys(part for case in self._goal.cases for part in case.parts(model)))
        core = self._solver.conflict([-self._goal.violated, *parts])
        kept = [part for part in core if part != -self._goal.violated] if core is not None else parts
        for part in list(kept):
            rest = [other for other in kept if other != part]
            smaller = self._solver.conflict([-self._goal.violated, *rest])
            if smaller is not None:
                kept = [other for other in rest if other in smaller]
        return frozenset(kept)


def _told(case: Sheet, sheet: Mapping[str, Answer], kept: frozenset[int]) -> dict[str, Answer]:
    """The answers that count."""
    return {name: answer for name, answer in sheet.items() if not kept.isdisjoint(case.answers[name].literals(answer))}
