"""What is proved without being asked: every rule can hold, some rule always does, and the engine's rules are ours."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from triage.engine.compile import compile_rules
from triage.engine.errors import EngineRefused
from triage.engine.program import Program
from triage.policy.prove.case import Case, every_answer
from triage.policy.prove.compiled import Compiled, OddProgramError
from triage.policy.prove.formulas import Formulas
from triage.policy.prove.proof import Goal, Proof, Verdict, Wanted, Wrong
from triage.policy.prove.replay import Outcome, ProverError, Replay
from triage.policy.prove.search import prove
from triage.policy.prove.solver import Solver
from triage.rules.model import RuleSet, Urgency

REACHABLE = "every-rule-can-hold"
COMPLETE = "some-rule-always-holds"
COMPILED = "engine-rules-are-the-same"


def reachable(case: Case, replay: Replay, below: Collection[str] = ()) -> Proof:
    """Every rule holds in some case. Each case found is played, and what else holds in it is crossed off.

    ``below`` are the rules of the pack below, which is proved by itself: a local pack cannot change when they hold.
    """
    says = "Every rule of the pack holds in some case."
    waiting = {name: case.rule(name) for name in case.rule_set.rules if name not in below}
    dead: list[str] = []
    case.prepare()
    # The more rules hold in one case, the fewer cases there are to look at.
    case.formulas.solver.prefer(waiting.values())
    while waiting:
        name = next(iter(waiting))
        model = case.formulas.solver.model([waiting[name]])
        if model is None:
            dead.append(name)
            del waiting[name]
            continue
        expected = {other for other, literal in waiting.items() if literal in model}
        try:
            held = set(replay.outcome(case.sheet(model)).rules)
        except ProverError as error:
            return Proof(REACHABLE, says, Verdict.BROKEN, lines=(str(error),))
        if name not in held or expected != held & waiting.keys():
            return Proof(REACHABLE, says, Verdict.BROKEN, lines=(f"the evaluator does not find {name} where I do",))
        waiting = {other: literal for other, literal in waiting.items() if other not in held}
    asleep = _asleep(case.rule_set, dead)
    never = [name for name in dead if name not in asleep]
    lines = [f"{case.rule_set.rules[name].place}: {name} can never hold" for name in never]
    lines += [f"{name} waits for a law that is switched off" for name in asleep]
    wrong = Wrong(f"{len(never)} rule{'' if len(never) == 1 else 's'} can never hold") if never else None
    return Proof(REACHABLE, says, Verdict.FAILS if never else Verdict.HOLDS, wrong=wrong, lines=tuple(lines))


def _asleep(rule_set: RuleSet, dead: list[str]) -> list[str]:
    """Those of the dead rules that could hold if every law that is switched off were on."""
    if not dead or all(switch.on for switch in rule_set.switches.values()):
        return []
    on = {name: replace(switch, on=True) for name, switch in rule_set.switches.items()}
    solver = Solver()
    try:
        formulas = Formulas(solver)
        awake = replace(rule_set, switches=on)
        case = Case(formulas, awake, every_answer(formulas, awake))
        return [name for name in dead if solver.model([case.rule(name)]) is not None]
    finally:
        solver.close()


def complete(case: Case, replay: Replay) -> Proof:
    """Some rule holds in every case."""
    formulas = case.formulas
    violated = -formulas.some(case.rule(name) for name in case.rule_set.rules)
    goal = Goal(COMPLETE, "Some rule holds in every case.", violated, (case,), _nothing_holds)
    return prove(formulas.solver, goal, [replay])


def _nothing_holds(outcomes: tuple[Outcome, ...]) -> Wrong | None:
    (outcome,) = outcomes
    return None if outcome.rules else Wrong("no rule holds", Wanted(Urgency.TODAY))


def compiled(case: Case, replay: Replay, program: Program | None = None) -> Iterator[Proof]:
    """The rules engine finds each rule exactly where its condition holds. One proof, or one for each rule that fails.

    ``program`` is what the compiler makes of the rule set, unless it is given.
    """
    says = "The rules engine finds each rule exactly where its YAML holds."
    formulas = case.formulas
    try:
        made = program if program is not None else compile_rules(case.rule_set)
        engine = Compiled(formulas, made, case.answers)
        differing = {name: formulas.differ(case.rule(name), engine.rule(name)) for name in case.rule_set.rules}
    except (EngineRefused, OddProgramError) as error:
        yield Proof(COMPILED, says, Verdict.FAILS, wrong=Wrong(f"the compiled rules cannot be read: {error}"))
        return
    if formulas.solver.model([formulas.some(differing.values())]) is None:
        yield Proof(COMPILED, says, Verdict.HOLDS)
        return
    yield from _differences(case, replay, differing)


def _differences(case: Case, replay: Replay, differing: Mapping[str, int]) -> Iterator[Proof]:
    says = "The rules engine finds each rule exactly where its YAML holds."
    for name, violated in differing.items():
        goal = Goal(f"{COMPILED} ({name})", says, violated, (case,), _told_apart(name), case.rule_set.rules[name].place)
        proof = prove(case.formulas.solver, goal, [replay])
        if proof.verdict is not Verdict.HOLDS:
            yield proof


def _told_apart(name: str) -> Callable[[tuple[Outcome, ...]], Wrong]:
    def check(outcomes: tuple[Outcome, ...]) -> Wrong:
        (outcome,) = outcomes
        words = (
            "holds, and the engine does not find it"
            if name in outcome.rules
            else "is found by the engine and does not hold"
        )
        return Wrong(f"{name} {words}")

    return check
