"""A failed scenario is told side by side, in as many columns as there are, with the why of each difference."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy.cases import ADVICE, RULE_SET, decider, scenario
from triage.policy.scenarios import ScenarioResult, run_scenarios
from triage.policy.sidebyside import NARROW, WIDEST, failed_lines
from triage.rules.answers import chosen, ticked
from triage.rules.model import Urgency
from triage.rules.scenarios import Scenario

NOW = datetime(2026, 11, 20, 16, 30)
SAFE = {"danger": ticked(), "harm": chosen("mild")}
SEVERE = {"danger": ticked(), "harm": chosen("severe")}


def result(one: Scenario) -> ScenarioResult:
    return run_scenarios(RULE_SET, decider(), [one], NOW).results[0]


def told(one: Scenario, width: int = NARROW) -> list[str]:
    return list(failed_lines(result(one), width))


def test_both_plans_stand_side_by_side_with_the_why_of_each_difference() -> None:
    case = scenario(SAFE, Urgency.NOW, name="A bruise", ref="T3", send_as=ADVICE, steps=("write", "ring"))
    assert told(case) == [
        "rules/test/topic/scenarios.yaml:3:5: FAILED A bruise (T3)",
        "            expected                         came out",
        "! urgency   now                              planned",
        "            why: severe lacks: harm = Severe",
        "! sent as   advice                           information only",
        "            why: unsure lacks: harm = Not sure",
        "  steps     write                            write",
        "! " + " " * 10 + "ring                             -",
        "            why: severe lacks: harm = Severe",
    ]


def test_a_step_too_many_is_told_with_the_rule_that_brought_it() -> None:
    lines = told(scenario(SEVERE, Urgency.NOW, not_steps=("ring", "ask")))
    assert "! steps     no ring                          ring" in lines
    assert "            why: severe holds: Harm? Severe" in lines
    assert not any("ask" in line for line in lines), "what is not there is not told"
    assert lines[-1] == "  also      ring, write"


def test_what_is_the_same_is_not_marked() -> None:
    lines = told(scenario(SEVERE, Urgency.NOW, steps=("ring",), says={"ring": ("goodbye",)}))
    assert [line for line in lines if line.startswith("!")] == [
        "!           step ring to say “goodbye”       it does not"
    ]
    assert "  urgency   now                              now" in lines


def test_every_difference_is_marked_once() -> None:
    case = scenario(SAFE, Urgency.NOW, send_as=ADVICE, steps=("ring",), not_steps=("write",), rules=("severe",))
    found = result(case)
    assert sum(line.startswith("!") for line in failed_lines(found)) == len(found.failures) == 5


@pytest.mark.parametrize(("width", "column"), [(80, 45), (100, 55), (132, 71), (400, 71), (20, 45)])
def test_a_wider_window_has_wider_columns(width: int, column: int) -> None:
    assert told(scenario(SAFE, Urgency.NOW), width)[1].index("came out") == column


@settings(max_examples=40, deadline=None)
@given(st.integers(NARROW, WIDEST), st.sampled_from(list(Urgency)), st.sets(st.sampled_from(list(RULE_SET.steps))))
def test_nothing_is_wider_than_the_window(width: int, urgency: Urgency, steps: set[str]) -> None:
    case = scenario(SAFE, urgency, steps=tuple(steps), rules=("severe",), says={"ring": ("words " * 30,)})
    lines = told(case, width)
    assert max(map(len, lines[1:])) <= width
    marked = {line.split()[1] for line in lines if line.startswith("! ")}
    assert ("urgency" in marked) == (urgency is not Urgency.PLANNED)
