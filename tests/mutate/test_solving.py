"""The solver's word that a mutant changes no plan, held against every case a small rule set has."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mutate.spoiling import RULES, SCENARIOS, failing, judged
from policy.cases import HERE
from prove.brute import sheets, small_rule_set
from triage.engine.decide import Decider
from triage.policy.mutate.making import every_mutant
from triage.policy.mutate.model import Mutant, Sort
from triage.policy.mutate.run import Fate, Judged, sampled
from triage.policy.mutate.solving import Solving
from triage.policy.prove.run import prove_pack
from triage.rules.answers import Answers
from triage.rules.conditions import Always, Includes, Is
from triage.rules.model import RuleSet, Urgency
from triage.rules.scenarios import Scenario
from triage.rules.statements import EveryCase, NeverLowers

LOGIC = (Sort.RULE, Sort.URGENCY, Sort.SEND_AS, Sort.STEP, Sort.CONDITION, Sort.ASK_WHEN, Sort.NOT_SURE, Sort.SWITCH)
DANGER = EveryCase("danger", "Hurt is an emergency.", HERE, "test", Includes("danger", ("hurt",)), Urgency.EMERGENCY)
MORE = NeverLowers("more", "More serious is never calmer.", HERE, "test", (), {})


def comes_to(rule_set: RuleSet, answers: Answers) -> tuple[object, ...]:
    decision = Decider(rule_set, None).decide(answers)
    urgency = decision.urgency if decision.fired else None
    return urgency, decision.send_as, {step.step: step.urgency for step in decision.steps}


def every_answer_of(rule_set: RuleSet) -> list[Answers]:
    """Every complete sheet, and answers to pages that are not asked too."""
    asked = {name: replace(question, ask_when=None) for name, question in rule_set.questions.items()}
    return list(sheets(replace(rule_set, questions=asked)))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_a_mutant_is_told_apart_exactly_where_some_case_is(seed: int) -> None:
    random = Random(seed)
    rule_set, _, _ = small_rule_set(seed % 200)
    cases = every_answer_of(rule_set)
    assume(len(cases) <= 250)
    cases_said = [comes_to(rule_set, case) for case in cases]
    solving = Solving(rule_set, [])
    try:
        every = [one for one in every_mutant(rule_set) if one.sort in LOGIC]
        for mutant in random.sample(every, min(6, len(every))):
            weakened = mutant.patch.on(rule_set)
            spoilt = solving.spoilt(mutant, weakened)
            apart = solving.tells_apart(solving.difference(mutant, spoilt))
            really = any(comes_to(weakened, case) != said for case, said in zip(cases, cases_said, strict=True))
            assert apart == really, f"{mutant.subject}: {mutant.says}"
    finally:
        solving.close()


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_a_statement_fails_exactly_where_the_prover_says_so(seed: int) -> None:
    random = Random(seed)
    rule_set, _, condition = small_rule_set(seed % 200)
    statement = EveryCase("asked", "", HERE, "test", condition, Urgency.TODAY)
    statements = [
        one for one in (statement, MORE) if not any(proof.wrong for proof in prove_pack(rule_set, [one]).failed)
    ]
    names = {proof.name for proof in prove_pack(rule_set, statements).failed}
    solving = Solving(rule_set, statements)
    try:
        every = [one for one in every_mutant(rule_set) if one.sort in LOGIC]
        for mutant in random.sample(every, min(5, len(every))):
            weakened = mutant.patch.on(rule_set)
            found = solving.statement(mutant, solving.spoilt(mutant, weakened))
            new = {proof.name for proof in prove_pack(weakened, statements).failed} - names
            if found and not found.startswith("every-rule-can-hold"):
                assert found in new, f"{mutant.subject}: {mutant.says}"
            elif not found:
                assert not new, f"{mutant.subject}: {mutant.says}"
    finally:
        solving.close()


def fates(scenarios: tuple[Scenario, ...], *statements: EveryCase) -> dict[tuple[str, str], Fate]:
    found = judged(RULES, scenarios, list(every_mutant(RULES)), statements)
    return {(one.mutant.subject, one.mutant.says): one.fate for one in found}


def test_every_fate_in_turn() -> None:
    found = fates(SCENARIOS)
    assert found["rule danger-now", "it is deleted"] is Fate.SCENARIO
    assert found["rule floor", "it is deleted"] is Fate.CHECK
    assert found["step ring", "it no longer gives the words “Hello.”"] is Fate.CHECK
    assert found["rule floor", "its urgency is information, not planned"] is Fate.SCENARIO
    assert found["deadline later", "it is 48 hours, not 24 hours"] is Fate.EQUIVALENT, "no step has it"
    assert found["rule unsure", "its urgency is days, not today"] is Fate.SURVIVED


def test_a_statement_notices_what_no_scenario_does() -> None:
    key = "rule danger-now", "it is deleted"
    assert fates(SCENARIOS[2:])[key] is Fate.SURVIVED
    assert fates(SCENARIOS[2:], DANGER)[key] is Fate.STATEMENT


def test_what_is_suggested_would_notice() -> None:
    survivors = [one for one in judged(RULES, SCENARIOS, list(every_mutant(RULES))) if one.fate is Fate.SURVIVED]
    stories = [one for one in survivors if one.story is not None]
    assert stories
    assert len([one for one in survivors if one.hint is not None]) > 3
    for one in stories:
        assert one.story is not None
        case = scenario_of(one)
        assert not failing(RULES, [case]), "it passes with the rules as they are"
        assert failing(one.mutant.patch.on(RULES), [case]), f"{one.mutant.subject}: {one.mutant.says}"


def scenario_of(one: Judged) -> Scenario:
    assert one.story is not None
    draft = one.story.draft
    return Scenario(draft.name, "", draft.answers, draft.otherwise, draft.expect, HERE, "test", "topic")


def test_a_rule_that_another_covers_changes_no_plan() -> None:
    twin = replace(RULES.rules["severe"], id="twin")
    rules = replace(RULES, rules={**RULES.rules, "twin": twin})
    mutants = [one for one in every_mutant(rules) if one.name == "twin"]
    found = {one.mutant.says: one.fate for one in judged(rules, SCENARIOS, mutants)}
    assert found["it is deleted"] is Fate.EQUIVALENT
    assert found["its urgency is today, not now"] is Fate.EQUIVALENT
    assert found["it no longer asks that harm is severe"] is Fate.SCENARIO, "then it holds in every case"


@pytest.mark.parametrize("sort", [Sort.RULE, Sort.CONDITION, Sort.NOT_SURE])
def test_a_draw_is_repeated_for_the_same_seed(sort: Sort) -> None:
    every = [one for one in every_mutant(RULES) if one.sort is sort]
    first: tuple[Mutant, ...] = sampled(every, 2, 5)
    assert first == sampled(every, 2, 5)
    assert len(first) == 2
    assert sampled(every, 1_000, 5) == tuple(every)


def test_conditions_of_the_tests_are_what_they_seem() -> None:
    assert isinstance(RULES.rules["floor"].when, Always)
    assert RULES.rules["severe"].when == Is("harm", ("severe",))
