"""The two checks agree, over many random rule sets and answers, in whatever order and way the answers come.

``TRIAGE_EVALUATIONS`` sets how many evaluations to compare (24,000 without it); ``TRIAGE_SEED`` the first seed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest

from engine.random_rules import random_answer, random_answers, random_rule_set
from triage.engine.compile import compile_rules
from triage.engine.durable import DurableReasoner
from triage.engine.evaluate import Evaluator
from triage.engine.requests import Requests
from triage.rules.answers import Answers
from triage.rules.model import RuleSet

EVALUATIONS = int(os.environ.get("TRIAGE_EVALUATIONS", "24000"))
FIRST_SEED = int(os.environ.get("TRIAGE_SEED", "1"))
BATCHES = 12
EACH = 40
"""Answers tried on each rule set."""
SIZES = (3, 8, 12, 20, 60)


class Both:
    """Both checks on one rule set."""

    def __init__(self, rule_set: RuleSet) -> None:
        self.rule_set = rule_set
        self.evaluator = Evaluator(rule_set)
        self.reasoner = DurableReasoner(compile_rules(rule_set))
        self.requests = Requests(rule_set)

    def engine(self, answers: Answers) -> tuple[str, ...]:
        reply = self.reasoner.conclude(self.requests.request(answers))
        assert reply["fault"] == ""
        assert len(reply["rules"]) == len(set(reply["rules"]))
        return tuple(name for name in self.rule_set.rules if name in reply["rules"])

    def assert_agree(self, answers: Answers) -> tuple[str, ...]:
        fired = self.engine(answers)
        assert fired == self.evaluator.evaluate(answers).true_rules, answers
        return fired


@contextmanager
def both(rule_set: RuleSet) -> Iterator[Both]:
    checks = Both(rule_set)
    try:
        yield checks
    finally:
        checks.reasoner.close()


@pytest.mark.parametrize("batch", range(BATCHES))
def test_both_checks_agree_on_random_rules_and_answers(batch: int) -> None:
    rule_sets = max(1, EVALUATIONS // (BATCHES * EACH))
    something_held = 0
    for place in range(rule_sets):
        seed = FIRST_SEED * 1_000_000 + batch * rule_sets + place
        random = Random(seed)
        with both(random_rule_set(seed, SIZES[place % len(SIZES)])) as checks:
            for _ in range(EACH):
                something_held += bool(checks.assert_agree(random_answers(random, checks.rule_set)))

    assert something_held > rule_sets, "the random rules hold too seldom to show anything"


@pytest.mark.parametrize("seed", range(60))
def test_answers_given_one_at_a_time_in_any_order_end_at_the_same_result(seed: int) -> None:
    random = Random(seed)
    with both(random_rule_set(seed, 20)) as checks:
        answers = random_answers(random, checks.rule_set, share=0.9)
        expected = checks.assert_agree(answers)
        for _ in range(4):
            order = random.sample(list(answers), len(answers))
            for count in range(len(order) + 1):
                fired = checks.assert_agree({name: answers[name] for name in order[:count]})
            assert fired == expected


@pytest.mark.parametrize("seed", range(60))
def test_an_answer_changed_or_taken_back_leaves_nothing_behind(seed: int) -> None:
    random = Random(seed)
    with both(random_rule_set(seed, 20)) as checks:
        answers = random_answers(random, checks.rule_set, share=0.8)
        for _ in range(40):
            question = random.choice(list(checks.rule_set.questions.values()))
            if random.random() < 0.4:
                answers.pop(question.id, None)
            else:
                answers[question.id] = random_answer(random, question)
            fired = checks.assert_agree(answers)
            assert fired == Evaluator(checks.rule_set).evaluate(answers).true_rules


@pytest.mark.parametrize("seed", range(20))
def test_a_session_kept_going_gives_what_a_fresh_engine_gives(seed: int) -> None:
    random = Random(seed)
    rule_set = random_rule_set(seed, 30)
    with both(rule_set) as kept:
        answers = random_answers(random, rule_set, share=0.9)
        for count in range(1, len(answers) + 1):
            some = dict(list(answers.items())[:count])
            with both(rule_set) as fresh:
                assert kept.engine(some) == fresh.engine(some)
