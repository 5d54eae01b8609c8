"""What is said about why not and what would change it, checked by trying every answer on small rule sets."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from explain.brute import changes, urgency
from session.random_rules import rule_sets, sheet
from triage.engine.decide import Decider
from triage.engine.decision import Tri
from triage.engine.evaluate import Evaluator
from triage.explain.change import MOST_ANSWERS, Changes, what_would_change
from triage.explain.nearest import nearest, nearest_to
from triage.rules.answers import Answer, not_sure
from triage.rules.model import RuleSet, Urgency

SOME = settings(max_examples=60, deadline=None)
Case = tuple[RuleSet, dict[str, Answer]]


def cases(most_questions: int) -> st.SearchStrategy[Case]:
    """A small rule set and answers to some of its questions."""

    def with_answers(rules: RuleSet, seed: int) -> Case:
        chance = random.Random(seed)
        return rules, {name: answer for name, answer in sheet(seed, rules).items() if chance.random() < 0.7}

    return st.builds(with_answers, rule_sets(most_questions, 4), st.integers(0, 2**32))


def found(rules: RuleSet, answers: dict[str, Answer]) -> Changes:
    return what_would_change(rules, Decider(rules, None), answers)


@SOME
@given(cases(6))
def test_the_answers_a_near_miss_names_make_its_rule_hold(case):
    rules, answers = case
    evaluator = Evaluator(rules)
    for miss in nearest(rules, evaluator, answers, Urgency.INFORMATION):
        assert evaluator.evaluate(answers).rules[miss.rule] is not Tri.TRUE
        assert evaluator.evaluate({**answers, **dict(miss.answers)}).rules[miss.rule] is Tri.TRUE
        assert {name for name, _ in miss.answers} == {name for name, _ in miss.lacking}
        assert all(words for _, words in miss.lacking)


@SOME
@given(cases(6))
def test_near_misses_come_nearest_first_and_are_more_urgent(case):
    rules, answers = case
    misses = nearest(rules, Evaluator(rules), answers, Urgency.DAYS)
    distances = [len(miss.lacking) for miss in misses]
    assert distances == sorted(distances)
    assert all(miss.urgency > Urgency.DAYS for miss in misses)


@SOME
@given(cases(4))
def test_no_smaller_change_would_make_the_rule_hold(case):
    rules, answers = case
    evaluator = Evaluator(rules)
    misses = nearest(rules, evaluator, answers, Urgency.INFORMATION)
    for changed in changes(rules, answers, 1):
        truth = evaluator.evaluate(changed).rules
        assert not [miss.rule for miss in misses if len(miss.lacking) > 1 and truth[miss.rule] is Tri.TRUE]


@SOME
@given(cases(6), st.lists(st.integers(0, 2**32), min_size=10, max_size=10))
def test_a_rule_said_to_be_impossible_never_holds(case, seeds):
    rules, answers = case
    evaluator = Evaluator(rules)
    impossible = [name for name in rules.rules if nearest_to(rules, evaluator, answers, name) is None]
    for seed in seeds:
        truth = evaluator.evaluate(sheet(seed, rules)).rules
        assert not [name for name in impossible if truth[name] is Tri.TRUE]


@SOME
@given(cases(6))
def test_every_change_said_to_raise_or_lower_does(case):
    rules, answers = case
    evaluator = Evaluator(rules)
    now = urgency(rules, evaluator, answers)
    said = found(rules, answers)
    for rise in said.rises:
        assert urgency(rules, evaluator, {**answers, **dict(rise.given)}) is rise.urgency
        assert rise.urgency > now
    if said.down:
        doubtful = {**dict.fromkeys(rules.questions, not_sure()), **answers}
        assert urgency(rules, evaluator, {**doubtful, **dict(said.down.given)}) is said.down.urgency
        assert said.down.urgency < now
        assert {name for name, _, _ in said.down.answers} == {name for name, _ in said.down.given}


@SOME
@given(cases(4))
def test_a_single_answer_that_raises_it_is_never_missed(case):
    rules, answers = case
    evaluator = Evaluator(rules)
    now = urgency(rules, evaluator, answers)
    one_is_enough = any(urgency(rules, evaluator, changed) > now for changed in changes(rules, answers, 1))
    said = found(rules, answers)
    assert one_is_enough == (said.up is not None and len(said.up.given) == 1)


@SOME
@given(cases(3), st.integers(1, MOST_ANSWERS))
def test_one_or_two_answers_that_calm_it_are_never_missed(case, size):
    rules, answers = case
    evaluator = Evaluator(rules)
    now = urgency(rules, evaluator, answers)
    doubtful = {**dict.fromkeys(rules.questions, not_sure()), **answers}
    enough = any(urgency(rules, evaluator, changed) < now for changed in changes(rules, doubtful, size))
    said = found(rules, answers)
    assert said.certain
    assert enough == (said.down is not None and len(said.down.given) <= size)


@SOME
@given(cases(6), st.integers(0, 2**32))
def test_a_settled_calmer_result_stays_calmer_whatever_is_answered_next(case, seed):
    rules, answers = case
    evaluator = Evaluator(rules)
    said = found(rules, answers)
    if said.down and said.down.settled:
        later = {**sheet(seed, rules), **answers, **dict(said.down.given)}
        assert urgency(rules, evaluator, later) < urgency(rules, evaluator, answers)
