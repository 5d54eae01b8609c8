"""What answers make of a condition: each mark is what the evaluator says of that part, whatever is answered."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.random_rules import random_answers, random_rule_set
from policy.watch.changing import SMALL, TODAY
from triage.engine.decide import Decider
from triage.engine.decision import Tri
from triage.engine.evaluate import Evaluator
from triage.policy.workbench.trial import Mark, Trial
from triage.rules.answers import YES, chosen, not_sure, number, ticked
from triage.rules.load import load
from triage.rules.model import Place, Rule, RuleSet, Urgency


@cache
def rules() -> RuleSet:
    return load(SMALL, ["england"], TODAY)


def trial(rule: str) -> Trial:
    return Trial(rules(), rules().rules[rule].when)


def marks(rule: str, **answers: object) -> dict[str, str]:
    return {part.words.split(" (")[0]: part.mark.value for part in trial(rule).run(answers).parts}


def test_nothing_answered_is_open() -> None:
    tried = trial("danger-ring-999").run({})
    assert tried.holds is Mark.OPEN
    assert tried.parts[0].mark is Mark.OPEN


def test_each_part_is_marked_for_itself() -> None:
    told = marks("danger-ring-999", danger=ticked("hurt now"))
    assert told["danger includes hurt now or left alone"] == "yes"
    assert told["danger check is yes"] == "not asked"
    told = marks("danger-ring-999", danger=not_sure())
    assert told["danger includes hurt now or left alone"] == "no"
    assert told["danger check is yes"] == "open"
    assert told["danger check is asked when:"] == "yes"
    told = marks("danger-ring-999", danger=not_sure(), danger_check=chosen(YES))
    assert told["danger check is yes"] == "yes"


def test_a_rule_that_holds_says_so_with_the_whole_case() -> None:
    tried = trial("significant-harm-ring-now").run({"harm_level": chosen("significant harm")})
    assert tried.holds is Mark.YES
    assert tried.decision.urgency is Urgency.NOW
    assert "danger-ring-999" in tried.may_rise


def test_the_questions_it_asks_of_come_first_then_those_that_decide_whether_they_are_asked() -> None:
    told = replace(rules().rules["danger-ring-999"], when=rules().facts["immediate_danger"].when.parts[1])
    assert Trial(rules(), told.when).depends_on() == ("danger_check", "danger")
    assert trial("baby-ring-now").depends_on() == ("age",)
    assert trial("always-write-it-down").depends_on() == ()


def test_space_goes_through_the_answers_that_matter_and_back_to_none() -> None:
    one = trial("baby-ring-now")
    seen, given_now = [], None
    while (given_now := one.next_answer("age", given_now)) is not None:
        seen.append(given_now)
    assert seen == [number(0), number(1), number(17), not_sure()]
    one = trial("danger-ring-999")
    seen, given_now = [], None
    while (given_now := one.next_answer("danger", given_now)) is not None:
        seen.append(given_now)
    assert seen == [ticked("hurt now"), ticked("left alone"), ticked(), not_sure()]
    assert one.next_answer("danger", ticked("hurt now", "left alone")) == ticked("hurt now")


@pytest.mark.parametrize("name", list(rules().rules))
def test_making_it_hold_makes_it_hold(name: str) -> None:
    one = trial(name)
    answers = one.making_it_hold(name, {})
    assert answers is not None
    assert one.run(answers).holds is Mark.YES


def test_without_a_condition_there_is_only_the_case() -> None:
    tried = Trial(rules(), None).run({})
    assert tried.parts == ()
    assert tried.decision.urgency is Urgency.TODAY


_MARKS = {Tri.TRUE: {Mark.YES}, Tri.FALSE: {Mark.NO, Mark.NOT_ASKED}, Tri.OPEN: {Mark.OPEN}}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_every_mark_is_what_the_evaluator_says_over_any_rules_and_answers(seed: int) -> None:
    rule_set = random_rule_set(seed)
    random = Random(seed)
    answers = random_answers(random, rule_set)
    rule = random.choice(sorted(rule_set.rules))
    one = Trial(rule_set, rule_set.rules[rule].when)
    tried = one.run(answers)
    assert tried.holds in _MARKS[Evaluator(rule_set).evaluate(answers).rules[rule]]
    assert tried.decision == Decider(rule_set, None).decide(answers)
    for part, (_, _, condition) in zip(tried.parts, one._lines, strict=True):
        asked = {"part": Rule("part", "", condition, Urgency.NOW, (), "", (), Place(""))}
        truth = Evaluator(replace(rule_set, rules=asked)).evaluate(answers).rules["part"]
        assert part.mark in _MARKS[truth]
