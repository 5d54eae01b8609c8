"""Every case of small random rule sets: the formulas say what the evaluator says, and have no case too many."""

from __future__ import annotations

import pytest

from prove.brute import outcomes, possible_answers, small_rule_set
from triage.policy.prove.case import Case, every_answer
from triage.policy.prove.formulas import Formulas
from triage.policy.prove.solver import Solver
from triage.rules.model import SendAs, Urgency

SEEDS = range(50)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_case_comes_to_the_same(seed: int) -> None:
    rule_set, sheets, condition = small_rule_set(seed)
    formulas = Formulas(Solver())
    case = Case(formulas, rule_set, every_answer(formulas, rule_set, [condition]))
    case.prepare()
    asked = case.condition(condition)
    rules = {name: case.rule(name) for name in rule_set.rules}
    for outcome in outcomes(rule_set, sheets, condition):
        sheet = outcome.sheet
        assumed = [part for name, answer in sheet.items() for part in case.answers[name].literals(answer)]
        model = formulas.solver.model(assumed)
        assert model is not None
        assert case.sheet(model) == sheet or any(answer.number is not None for answer in sheet.values())
        assert set(case.asked(model)) == set(sheet)
        assert tuple(name for name, rule in rules.items() if rule in model) == outcome.rules
        assert (asked in model) == ("asked" in outcome.holds)
        # The answers decide: no other value of anything is possible.
        decided = [-rules[name] if name in outcome.rules else rules[name] for name in rules]
        assert formulas.solver.model([*assumed, formulas.some(decided)]) is None


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_derived_from_the_rules_agrees_too(seed: int) -> None:
    rule_set, sheets, condition = small_rule_set(seed)
    formulas = Formulas(Solver())
    case = Case(formulas, rule_set, every_answer(formulas, rule_set))
    urgencies = {level: case.urgency(level) for level in Urgency}
    labels = {label: case.send_as(label) for label in SendAs}
    steps = {step: case.steps([step]) for step in rule_set.steps}
    for outcome in outcomes(rule_set, sheets[:300], condition):
        assumed = [part for name, answer in outcome.sheet.items() for part in case.answers[name].literals(answer)]
        model = formulas.solver.model(assumed)
        assert model is not None
        assert [level for level, literal in urgencies.items() if literal in model] == [
            level for level in Urgency if outcome.at_least(level)
        ]
        assert [label for label, literal in labels.items() if literal in model] == [
            label for label in SendAs if label <= outcome.send_as
        ]
        assert {step for step, literal in steps.items() if literal in model} == set(outcome.steps)


@pytest.mark.parametrize("seed", range(20))
def test_the_answers_of_a_question_are_those_it_can_have(seed: int) -> None:
    rule_set, _, _ = small_rule_set(seed)
    formulas = Formulas(Solver())
    answers = every_answer(formulas, rule_set)
    for name, question in rule_set.questions.items():
        possible = list(possible_answers(question))
        for answer in possible:
            assert formulas.solver.model(answers[name].literals(answer)) is not None
        # Each answer has literals of its own, or lies in one range with others; together they are all there is.
        each = [formulas.every(answers[name].literals(answer)) for answer in possible]
        model = formulas.solver.model([-literal for literal in each])
        if model is not None:  # everything ticked, and nothing left to be not sure of
            assert answers[name].read(model).values == tuple(sorted(question.option_names))


def test_the_random_rule_sets_are_worth_looking_at() -> None:
    made = [small_rule_set(seed) for seed in SEEDS]
    assert sum(len(sheets) for _, sheets, _ in made) > 5_000
    assert any(len(rule_set.questions) > 3 for rule_set, _, _ in made)
    assert sum(any(question.ask_when for question in rule_set.questions.values()) for rule_set, _, _ in made) > 20
