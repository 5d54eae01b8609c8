"""The scenarios beside a rule: those it holds in, and near misses, held against the walks themselves."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from policy.watch.changing import NOW, SCENARIOS, SMALL, TODAY, change, small_rules
from triage.engine.evaluate import Evaluator
from triage.policy.touched import answers_of
from triage.policy.workbench.bench import Bench, bench_of
from triage.policy.workbench.stories import narrowed, run_some, stories
from triage.rules.load import load

NEAR = """\
  - name: A child alone, but safe
    answers: { danger: none of these, age: 0, harm_level: needs help }
    otherwise: calmest
    expect:
      urgency: now
      not rules: [danger-ring-999]
  - name: Nobody knows about danger
    answers: { danger: not sure, danger_check: no, age: 4, harm_level: needs help }
    otherwise: calmest
    expect:
      urgency: today
"""


@cache
def bench() -> Bench:
    return bench_of(SMALL, load(SMALL, ["england"], TODAY))


def more(folder: Path) -> Bench:
    """The small rules with two scenarios more."""
    small_rules(folder)
    change(folder, "  - name: A ten-year-old", f"{NEAR}  - name: A ten-year-old", SCENARIOS)
    return bench_of(folder, load(folder, ["england"], TODAY))


def names(found) -> list[str]:
    return [one.name for one in found]


@pytest.mark.parametrize("rule", list(bench().rule_set.rules))
def test_a_rule_holds_in_just_those_scenarios_the_evaluator_says(rule: str) -> None:
    one = bench()
    thing = one.thing(f"rule:{rule}")
    evaluator = Evaluator(one.rule_set)
    held = [
        story.name for story in one.scenarios if rule in evaluator.evaluate(answers_of(one.rule_set, story)).true_rules
    ]
    found = stories(one, thing)
    assert names(found.inside) == held
    assert not set(names(found.near)) & set(held)


def test_near_misses_are_one_answer_away_or_named_in_the_scenario(tmp_path: Path) -> None:
    one = more(tmp_path)
    found = stories(one, one.thing("rule:danger-ring-999"))
    assert names(found.inside) == ["A child hurt now"]
    assert names(found.near)[0] == "A child alone, but safe"
    assert "Nobody knows about danger" in names(found.near)
    found = stories(one, one.thing("rule:baby-ring-now"))
    assert names(found.inside) == ["A child alone, but safe"]
    assert "Nobody knows about danger" in names(found.near)


def test_a_fact_has_scenarios_as_a_rule_has(tmp_path: Path) -> None:
    one = more(tmp_path)
    assert names(stories(one, one.thing("fact:immediate_danger")).inside) == ["A child hurt now"]


def test_a_step_and_a_question_have_the_scenarios_that_name_them() -> None:
    assert names(stories(bench(), bench().thing("step:ring-999")).inside) == ["A child hurt now"]
    assert names(stories(bench(), bench().thing("question:age")).inside) == [
        "A ten-year-old who may be suffering significant harm"
    ]
    assert names(stories(bench(), bench().thing("scenario:A child hurt now")).inside) == ["A child hurt now"]


def test_running_them_gives_a_result_for_each_one_after_another(tmp_path: Path) -> None:
    one = more(tmp_path)
    results = list(run_some(one, one.scenarios, NOW))
    assert [result.scenario.name for result in results] == names(one.scenarios)
    assert all(result.passed for result in results)
    assert not any(result.warnings for result in results if "evaluator" in str(result.warnings))


def test_a_failure_is_a_failure(tmp_path: Path) -> None:
    small_rules(tmp_path)
    change(tmp_path, "      urgency: emergency", "      urgency: now", SCENARIOS)
    one = bench_of(tmp_path, load(tmp_path, ["england"], TODAY))
    assert [result.passed for result in run_some(one, one.scenarios, NOW)] == [False, True]


@pytest.mark.parametrize("rule", list(bench().rule_set.rules))
def test_narrowed_rules_hold_all_a_condition_rests_on(rule: str) -> None:
    one = bench().rule_set
    narrow = narrowed(one, one.rules[rule].when)
    kept = Evaluator(type(one)(**{**narrow.__dict__, "rules": {rule: one.rules[rule]}}))
    whole = Evaluator(one)
    for story in bench().scenarios:
        answers = answers_of(one, story)
        assert kept.evaluate(answers).rules[rule] is whole.evaluate(answers).rules[rule]
