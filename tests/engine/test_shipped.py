"""The rule sets that are shipped: both checks agree on them, and what is irrelevant in them is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from random import Random

import pytest

from engine.random_rules import random_answer, random_answers
from triage.engine.decide import Decider, build_decider
from triage.engine.decision import Tri
from triage.engine.relevance import relevant
from triage.locate import data_folder
from triage.rules.answers import Answer
from triage.rules.load import load

IN_USE = date(2026, 11, 22)
CASES = max(1, int(os.environ.get("TRIAGE_EVALUATIONS", "24000")) // 150)


@pytest.fixture(scope="module", params=[["england"], ["england", "gloucestershire"]], ids="+".join)
def decider(request: pytest.FixtureRequest) -> Iterator[Decider]:
    made = build_decider(load(data_folder(), request.param, IN_USE))
    yield made
    made.close()


def test_both_checks_agree_on_any_answers_and_something_always_holds(decider: Decider) -> None:
    random = Random(1)
    for _ in range(CASES):
        decision = decider.decide(random_answers(random, decider.rule_set))
        assert decision.fault == ""
        assert decision.methods == ("durable-rules", "evaluator")
        assert decision.fired
        assert decision.steps


def test_both_checks_agree_at_every_answer_of_an_interview(decider: Decider) -> None:
    random = Random(2)
    for _ in range(8):
        answers: dict[str, Answer] = {}
        while True:
            decision = decider.decide(answers)
            assert decision.fault == ""
            asked = [name for name, tri in decision.applies.items() if tri is Tri.TRUE and name not in answers]
            if not asked:
                break
            answers = {**answers, asked[0]: random_answer(random, decider.rule_set.questions[asked[0]])}
        assert decision.open == ()


def test_an_irrelevant_question_never_changes_which_rules_come_to_hold(decider: Decider) -> None:
    random, evaluator, questions = Random(3), decider.evaluator, decider.rule_set.questions
    assert evaluator is not None
    for _ in range(40):
        answers = random_answers(random, decider.rule_set)
        evaluation = evaluator.evaluate(answers)
        asked = relevant(evaluator, evaluation, answers, evaluation.open_rules)
        for name in (name for name in questions if name not in answers and name not in asked):
            full = {**{other: random_answer(random, question) for other, question in questions.items()}, **answers}
            first = evaluator.evaluate(full)
            second = evaluator.evaluate({**full, name: random_answer(random, questions[name])})
            assert first.true_rules == second.true_rules, name
