"""Turning a law on only adds: no step is lost and nothing becomes less urgent, over every scenario of every pack."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from triage.engine.decide import Decider
from triage.plan.build import build_plan
from triage.policy.walk import Walker
from triage.rules.load import law_switches, load
from triage.rules.scenarios import read_scenarios

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 22)
SWITCHES = {"s16la": True, "cpa85": False, "macpt": False, "cnis": False}


@cache
def rule_set():
    return load(ROOT, ["england"], TODAY)


@cache
def cases():
    """Every scenario with its answers at the end of its walk."""
    walker = Walker(rule_set(), Decider(rule_set(), None))
    scenarios = read_scenarios(ROOT, ["england"], rule_set())
    return tuple((scenario.name, walker.walk(scenario).at_end.answers) for scenario in scenarios)


def turned(name, on):
    switch = rule_set().switches[name]
    return replace(rule_set(), switches={**rule_set().switches, name: replace(switch, on=on)})


@cache
def decider(name, on):
    return Decider(turned(name, on), None)


def test_the_switches_are_as_last_checked():
    assert {name: switch.on for name, switch in rule_set().switches.items()} == SWITCHES
    assert all(switch.checked_on <= TODAY and switch.because for switch in rule_set().switches.values())


@pytest.mark.parametrize("name", SWITCHES)
def test_turning_a_law_on_loses_no_step_and_lowers_nothing(name):
    added = 0
    for case, answers in cases():
        off, on = decider(name, False).decide(answers), decider(name, True).decide(answers)
        assert on.urgency >= off.urgency, case
        assert on.send_as >= off.send_as, case
        lost = {fired.rule for fired in off.fired} - {fired.rule for fired in on.fired}
        assert not lost, f"{case}: {lost}"
        added += len(on.fired) - len(off.fired)
    assert added, "no scenario shows what the law would add"


@pytest.mark.parametrize("name", SWITCHES)
def test_turning_a_law_on_keeps_every_line_of_the_plan(name):
    from datetime import datetime

    now = datetime(2026, 11, 20, 17, 0)
    for case, answers in cases()[::10]:
        off, on = (
            build_plan(turned(name, on), decider(name, on).decide(answers), answers, now) for on in (False, True)
        )
        assert {step.id for step in off.steps} <= {step.id for step in on.steps}, case


def test_a_volunteer_or_neighbour_is_never_told_that_the_law_makes_them():
    for switch in SWITCHES:
        for case, answers in cases():
            role = answers.get("role")
            if role is None or not set(role.values) & {"voluntary sport or faith", "family or public"}:
                continue
            fired = {one.rule for one in decider(switch, SWITCHES[switch]).decide(answers).fired}
            assert not fired & {"duty-to-share-when-hesitating", "duty-of-public-services", "duty-of-schools"}, case


def test_where_reads_the_same_switches_without_the_rest_of_the_rules():
    assert {switch.id: switch.on for switch in law_switches(ROOT)} == SWITCHES
