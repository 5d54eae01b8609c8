"""Ways in which a condition can hold, and which of them scenarios take."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.cases import QUESTIONS, RULE_SET, decider, scenario
from session.small_rules import rule, rule_set
from triage.engine.evaluate import Evaluator
from triage.policy.branches import BranchCoverage, ways
from triage.policy.report import report_text
from triage.policy.scenarios import run_scenarios
from triage.rules.answers import chosen, not_sure, number, ticked
from triage.rules.conditions import All, Always, AnyOf, Condition, FactHolds, Includes, InRange, Is, NoneOf
from triage.rules.model import Urgency

HURT, ALONE = Includes("danger", ("hurt",)), Includes("danger", ("alone",))
EITHER = Includes("danger", ("hurt", "alone"))
SEVERE, MILD = Is("harm", ("severe",)), Is("harm", ("mild",))
BOTH = Is("harm", ("severe", "mild"))
LONG = InRange("days", 2)


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (Always(), []),
        (HURT, []),
        (LONG, []),
        (FactHolds("a"), []),
        (EITHER, [HURT, ALONE]),
        (BOTH, [SEVERE, MILD]),
        (AnyOf((HURT, SEVERE)), [HURT, SEVERE]),
        (AnyOf((EITHER, FactHolds("a"))), [HURT, ALONE, FactHolds("a")]),
        (All((HURT, SEVERE)), []),
        (All((EITHER, SEVERE)), [All((HURT, SEVERE)), All((ALONE, SEVERE))]),
        (All((EITHER, BOTH)), [All((HURT, BOTH)), All((ALONE, BOTH)), All((EITHER, SEVERE)), All((EITHER, MILD))]),
        (NoneOf((HURT, SEVERE)), []),
        (All((NoneOf((EITHER,)), BOTH)), [All((NoneOf((EITHER,)), SEVERE)), All((NoneOf((EITHER,)), MILD))]),
    ],
)
def test_the_ways_of_a_condition(condition: Condition, found: list[Condition]) -> None:
    assert [narrowed for _, narrowed in ways(condition)] == found


def test_each_way_is_named() -> None:
    condition = AnyOf((EITHER, All((FactHolds("a"), MILD))))
    assert [words for words, _ in ways(condition)] == ["danger: hurt", "danger: alone", "fact: a and harm: mild"]


def covered(condition: Condition, *cases: dict) -> tuple[list[str], list[str]]:
    coverage = BranchCoverage(rule_set(QUESTIONS, (rule("one", condition, Urgency.NOW, "ring"),)))
    for answers in cases:
        coverage.add(answers)
    return [str(branch) for branch in coverage.reached], [str(branch) for branch in coverage.missed]


def test_a_way_is_reached_only_by_an_answer_of_its_own() -> None:
    assert covered(EITHER, {"danger": ticked("hurt")}) == (["one, danger: hurt"], ["one, danger: alone"])
    assert covered(EITHER, {"danger": ticked("hurt", "alone")})[1] == []


def test_a_rule_with_one_way_counts_once() -> None:
    assert covered(HURT) == ([], ["one"])
    assert covered(HURT, {"danger": ticked("hurt")}) == (["one"], [])


def test_not_sure_takes_the_way_it_stands_for() -> None:
    assert covered(EITHER, {"danger": not_sure()})[1] == []


def test_a_way_that_no_answers_can_take_is_not_counted() -> None:
    waiting = replace(RULE_SET, rules={name: RULE_SET.rules[name] for name in ("one-day", "floor")})
    coverage = BranchCoverage(waiting)
    assert [str(branch) for branch in coverage.missed] == ["floor"]


@given(st.sampled_from([HURT, EITHER, BOTH, AnyOf((EITHER, BOTH)), All((AnyOf((HURT, MILD)), BOTH))]))
def test_a_condition_holds_exactly_when_one_of_its_ways_does(condition: Condition) -> None:
    narrowed = [way for _, way in ways(condition)] or [condition]
    rules = [rule("whole", condition, Urgency.NOW, "ring")]
    rules += [rule(f"way-{place}", way, Urgency.NOW, "ring") for place, way in enumerate(narrowed)]
    evaluator = Evaluator(rule_set(QUESTIONS, tuple(rules)))
    for danger in (ticked(), ticked("hurt"), ticked("alone"), not_sure()):
        for harm in (chosen("severe"), chosen("mild"), not_sure()):
            true = evaluator.evaluate({"danger": danger, "harm": harm}).true_rules
            assert ("whole" in true) == any(name.startswith("way-") for name in true)


def test_the_report_counts_the_ways_and_names_those_missed() -> None:
    safe = {"danger": ticked(), "harm": chosen("mild"), "phoned": chosen("yes"), "days": number(3)}
    report = run_scenarios(RULE_SET, decider(), [scenario(safe)], datetime(2026, 11, 20, 16))
    text = report_text(report)
    assert "2 of 5 ways in which they, and the facts they use, can hold." in text
    assert "  rules/" in text.split("No scenario takes these ways:")[1]
