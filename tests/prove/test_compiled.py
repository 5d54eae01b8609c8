"""The compiled program, read over all answers: the real engine says the same, case by case, whatever was spoilt."""

from __future__ import annotations

import json
from copy import deepcopy
from random import Random

import pytest

from prove.brute import raw_answers, small_rule_set
from triage.engine.compile import compile_rules
from triage.engine.durable import DurableReasoner
from triage.engine.evaluate import Evaluator
from triage.engine.program import Program
from triage.engine.requests import Requests
from triage.policy.prove.builtin import COMPILED, compiled
from triage.policy.prove.case import Case, every_answer
from triage.policy.prove.compiled import Compiled, OddProgramError
from triage.policy.prove.formulas import Formulas
from triage.policy.prove.proof import Verdict
from triage.policy.prove.replay import Replay
from triage.policy.prove.solver import Solver
from triage.rules.model import RuleSet

pytest.importorskip("durable_rules_engine")
MOST = 250
"""Cases played through the engine for one program."""


def spoilt(program: Program, random: Random) -> Program:
    """The program with one slip in it."""
    wrong = deepcopy(program)
    match random.randrange(4):
        case 0:
            name = random.choice([name for name, product in wrong["products"].items() if product["rules"]] or [""])
            if name:
                wrong["products"][name]["rules"] = wrong["products"][name]["rules"][1:]
        case 1:
            text = json.loads(wrong["texts"][0])
            long = [name for name, definition in text.items() if len(definition["all"]) > 1]
            if long:
                text[random.choice(long)]["all"].pop()
                wrong["texts"][0] = json.dumps(text)
                forget_what_nobody_waits_for(wrong)
        case 2:
            plans = [plan for plan in wrong["questions"].values() if plan["gate"]]
            if plans:
                random.choice(plans)["gate"] = ""
        case _:
            cells = [values for plan in wrong["questions"].values() for values in plan["cells"].values() if values]
            if cells:
                chosen = random.choice(cells)
                del chosen[random.choice(list(chosen))]
    return wrong


def forget_what_nobody_waits_for(program: Program) -> None:
    """Takes out the messages that no rule waits for: the engine calls them a fault, and finds nothing more."""
    for signal, messages in program["messages"].items():
        program["messages"][signal] = [
            message
            for message in messages
            if f'{{"s":"{json.loads(message["fact"])["s"]}"}}' in program["texts"][message["text"]].replace(" ", "")
        ]


def engine_finds(rule_set: RuleSet, program: Program, sheets: list) -> list[set[str]]:
    reasoner = DurableReasoner(program)
    requests = Requests(rule_set)
    try:
        replies = [reasoner.conclude(requests.request(sheet)) for sheet in sheets]
    finally:
        reasoner.close()
    assert [reply["fault"] for reply in replies if reply["fault"]] == []
    return [set(reply["rules"]) for reply in replies]


@pytest.mark.parametrize("seed", range(40))
def test_the_formulas_find_what_the_engine_finds_even_in_a_spoilt_program(seed: int) -> None:
    rule_set, _, _ = small_rule_set(seed)
    random = Random(seed)
    program = spoilt(compile_rules(rule_set), random)
    raw = list(raw_answers(rule_set))
    some = random.sample(raw, min(MOST, len(raw)))
    formulas = Formulas(Solver())
    answers = every_answer(formulas, rule_set)
    engine = Compiled(formulas, program, answers)
    rules = {name: engine.rule(name) for name in rule_set.rules}
    for given, found in zip(some, engine_finds(rule_set, program, some), strict=True):
        model = formulas.solver.model(
            [part for name, answer in given.items() for part in answers[name].literals(answer)]
        )
        assert model is not None
        assert {name for name, rule in rules.items() if rule in model} == found


@pytest.mark.parametrize("seed", range(40))
def test_a_spoilt_program_is_found_out_exactly_where_it_differs(seed: int) -> None:
    rule_set, _, _ = small_rule_set(seed)
    program = spoilt(compile_rules(rule_set), Random(seed + 1_000))
    raw = list(raw_answers(rule_set))
    if len(raw) > 1_500:
        pytest.skip("too many cases to play through the engine")
    formulas = Formulas(Solver())
    case = Case(formulas, rule_set, every_answer(formulas, rule_set))
    proofs = list(compiled(case, Replay(rule_set), program))
    evaluator = Evaluator(rule_set)
    different = set()
    for given, found in zip(raw, engine_finds(rule_set, program, raw), strict=True):
        different |= found ^ set(evaluator.evaluate(given).true_rules)
    failing = [proof for proof in proofs if proof.verdict is not Verdict.HOLDS]
    assert {proof.name.removeprefix(f"{COMPILED} (").rstrip(")") for proof in failing} == different
    assert all(proof.verdict is Verdict.FAILS for proof in failing)


def test_a_rule_the_engine_loses_is_told_with_a_case() -> None:
    rule_set, _, _ = small_rule_set(3)
    program = compile_rules(rule_set)
    for product in program["products"].values():
        product["rules"] = []
    formulas = Formulas(Solver())
    case = Case(formulas, rule_set, every_answer(formulas, rule_set))
    proofs = [proof for proof in compiled(case, Replay(rule_set), program) if proof.verdict is Verdict.FAILS]
    assert proofs
    for proof in proofs:
        assert proof.wrong is not None
        assert "the engine does not find it" in proof.wrong.words
        assert proof.name.split("(")[1].rstrip(")") in proof.examples[0].outcome.rules


def test_an_odd_program_is_refused() -> None:
    rule_set, _, _ = small_rule_set(3)
    program = compile_rules(rule_set)
    program["texts"] = [*program["texts"], program["texts"][0]]
    formulas = Formulas(Solver())
    answers = every_answer(formulas, rule_set)
    with pytest.raises(OddProgramError, match="twice"):
        Compiled(formulas, program, answers)
    proofs = list(compiled(Case(formulas, rule_set, answers), Replay(rule_set), program))
    assert [proof.verdict for proof in proofs] == [Verdict.FAILS]
