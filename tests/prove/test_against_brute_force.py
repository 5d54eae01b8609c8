"""Who checks the checker: every verdict over small random rule sets is held against looking at every case."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from prove.brute import CONTACTS, outcomes, raw_answers, small_rule_set, steps_up
from triage.engine.decision import Tri
from triage.engine.evaluate import Evaluator
from triage.engine.outcome import highest_urgency
from triage.policy.prove import builtin
from triage.policy.prove.proof import Proof, Verdict
from triage.policy.prove.replay import Outcome
from triage.policy.prove.ringing import can_be_rung
from triage.policy.prove.run import prove_pack
from triage.rules.model import Place, RuleSet, SendAs, Urgency
from triage.rules.statements import DEADLINE, NEXT_STEP, SOMEONE_TO_RING, EveryCase, NeverLowers, NeverWeaker, WaysOn

HERE = Place("safety.yaml", 3, 5)
SEEDS = range(40)


def proofs_of(rule_set: RuleSet, *statements: object, national: RuleSet | None = None) -> dict[str, Proof]:
    found = prove_pack(rule_set, statements, national)  # type: ignore[arg-type]
    assert [proof.lines for proof in found.proofs if proof.verdict is Verdict.BROKEN] == []
    return {proof.name: proof for proof in found.proofs}


def fails(proof: Proof) -> bool:
    return proof.verdict is Verdict.FAILS


def some(random: Random, names: tuple[str, ...], most: int) -> tuple[str, ...]:
    return tuple(random.sample(names, random.randint(0, most)))


def random_statement(random: Random, seed: int) -> EveryCase:
    _, _, condition = small_rule_set(seed)
    steps = tuple(f"step-{place}" for place in range(6))
    return EveryCase(
        "asked", "it is so", HERE, "made-up", condition,
        urgency=random.choice([None, *Urgency]),
        send_as=random.choice([None, None, *SendAs]),
        steps=some(random, steps, 1),
        one_of=some(random, steps, 3),
        never=some(random, steps, 1),
        contacts=some(random, CONTACTS, 1),
        has=random.choice([(), (), (NEXT_STEP,), (SOMEONE_TO_RING,), (DEADLINE,)]),
    )  # fmt: skip


def has(outcome: Outcome, wanted: str) -> bool:
    steps = [outcome.rule_set.steps[name] for name in outcome.steps]
    if wanted == SOMEONE_TO_RING:
        return any(can_be_rung(outcome.rule_set, contact) for step in steps for contact in step.contacts)
    return bool(steps) if wanted == NEXT_STEP else any(step.by for step in steps)


def is_met(statement: EveryCase, outcome: Outcome) -> bool:
    named = {contact for step in outcome.steps for contact in outcome.rule_set.steps[step].contacts}
    return (
        (statement.urgency is None or (outcome.urgency is not None and outcome.urgency >= statement.urgency))
        and (statement.send_as is None or outcome.send_as >= statement.send_as)
        and set(statement.steps) <= set(outcome.steps)
        and (not statement.one_of or bool(set(statement.one_of) & set(outcome.steps)))
        and not set(statement.never) & set(outcome.steps)
        and set(statement.contacts) <= named
        and all(has(outcome, wanted) for wanted in statement.has)
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_statements_about_every_case(seed: int) -> None:
    rule_set, sheets, condition = small_rule_set(seed)
    every = outcomes(rule_set, sheets, condition)
    about = [outcome for outcome in every if "asked" in outcome.holds]
    random = Random(seed)
    for _ in range(6):
        statement = random_statement(random, seed)
        proof = proofs_of(rule_set, statement)["asked"]
        unmet = [outcome for outcome in about if not is_met(statement, outcome)]
        assert fails(proof) == (not about or bool(unmet))
        if not unmet:
            continue
        (example,) = proof.examples
        assert example.outcome.sheet in [outcome.sheet for outcome in unmet]
        # The answers told force it: every case that has them fails, and leaving any one out lets some case pass.
        told = dict(example.decisive)
        fitting = [outcome for outcome in every if told.items() <= outcome.sheet.items()]
        assert fitting
        assert all(outcome in unmet for outcome in fitting)
        if any(rule_set.questions[name].ask_when is not None for name in told):
            continue  # that a question was asked says something about other answers already
        for name in told:
            fewer = {other: answer for other, answer in told.items() if other != name}
            wider = [outcome for outcome in every if fewer.items() <= outcome.sheet.items()]
            assert any(outcome not in unmet for outcome in wider)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_every_case_has(seed: int) -> None:
    rule_set, sheets, condition = small_rule_set(seed)
    ways = (NEXT_STEP, SOMEONE_TO_RING, DEADLINE)
    proofs = proofs_of(rule_set, WaysOn("ways", "it is so", HERE, "made-up", ways))
    every = outcomes(rule_set, sheets, condition)
    for wanted in ways:
        assert fails(proofs[f"ways ({wanted})"]) == (not all(has(outcome, wanted) for outcome in every))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_proved_without_being_asked(seed: int) -> None:
    rule_set, sheets, condition = small_rule_set(seed)
    every = outcomes(rule_set, sheets, condition)
    proofs = proofs_of(rule_set)
    held = {rule for outcome in every for rule in outcome.rules}
    dead = {line.split(": ")[1].split(" ")[0] for line in proofs[builtin.REACHABLE].lines if "can never" in line}
    asleep = {line.split(" ")[0] for line in proofs[builtin.REACHABLE].lines if "switched off" in line}
    assert dead | asleep == set(rule_set.rules) - held
    awake = replace(rule_set, switches={name: replace(one, on=True) for name, one in rule_set.switches.items()})
    evaluator = Evaluator(awake)
    can_wake = {rule for raw in raw_answers(awake) for rule in evaluator.evaluate(raw).true_rules}
    assert asleep == (set(rule_set.rules) - held) & can_wake
    assert fails(proofs[builtin.REACHABLE]) == bool(dead)
    assert fails(proofs[builtin.COMPLETE]) == any(not outcome.rules for outcome in every)
    assert not fails(proofs[builtin.COMPILED])


def lowering(rule_set: RuleSet) -> set[str]:
    """The questions to which a more serious answer can make a case calmer, found by trying."""
    evaluator = Evaluator(rule_set)

    def urgency(raw: dict) -> int:
        level = highest_urgency(rule_set, evaluator.evaluate(raw).true_rules)
        return -1 if level is None else int(level)

    found = set()
    cases = list(raw_answers(rule_set))
    for name, question in rule_set.questions.items():
        ups = list(steps_up(question))
        fixed = next(iter(cases))[name]
        for raw in (raw for raw in cases if raw[name] == fixed):
            for calmer, more in ups:
                before = {**raw, name: calmer}
                if evaluator.evaluate(before).applies[name] is Tri.TRUE and urgency(before) > urgency(
                    {**raw, name: more}
                ):
                    found.add(name)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_more_serious_answers(seed: int) -> None:
    rule_set, _, _ = small_rule_set(seed)
    names = tuple(rule_set.questions)
    proofs = proofs_of(rule_set, NeverLowers("order", "it is so", HERE, "made-up", names, {}))
    assert {name for name in names if fails(proofs[f"order ({name})"])} == lowering(rule_set)
    for name in names:
        for one in proofs[f"order ({name})"].examples:
            assert name in one.decisive or name in proofs[f"order ({name})"].examples[0].decisive


@pytest.mark.parametrize("seed", SEEDS)
def test_a_local_pack_against_the_national_one(seed: int) -> None:
    national, sheets, condition = small_rule_set(seed)
    random = Random(seed)
    local = weakened(national, random)
    proofs = proofs_of(local, NeverWeaker("weaker", "it is so", HERE, "made-up", "england"), national=national)
    pairs = list(zip(outcomes(national, sheets, condition), outcomes(local, sheets, condition), strict=True))
    lost = {
        "urgency": any(before.urgency is not None and not after.at_least(before.urgency) for before, after in pairs),
        "send as": any(before.send_as > after.send_as for before, after in pairs),
        "steps": any(not set(before.steps) <= set(after.steps) for before, after in pairs),
        "contacts": any(
            contact not in after.contacts
            or (can_be_rung(national, contact) and not can_be_rung(local, contact))
            for before, after in pairs
            for contact in before.contacts
        ),
    }  # fmt: skip
    assert {what: fails(proofs[f"weaker ({what})"]) for what in lost} == lost


def weakened(national: RuleSet, random: Random) -> RuleSet:
    """A rule set laid over another that may take something away, as no checked one can."""
    rules = dict(national.rules)
    name = random.choice(list(rules))
    match random.randrange(4):
        case 0:
            rules[name] = replace(rules[name], urgency=Urgency(random.randrange(6)))
        case 1:
            rules[name] = replace(rules[name], steps=rules[name].steps[1:])
        case 2:
            del rules[name]
    contacts = dict(national.contacts)
    if random.random() < 0.5:
        contacts["anna"] = replace(contacts["anna"], phone="", email="", fallback=())
    return replace(national, rules=rules, contacts=contacts)


def test_the_verdicts_are_of_both_kinds() -> None:
    every = [small_rule_set(seed) for seed in SEEDS]
    lowered = [bool(lowering(rule_set)) for rule_set, _, _ in every[:30]]
    assert 5 < sum(lowered) < 30
