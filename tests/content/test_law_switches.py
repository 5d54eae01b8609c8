"""Turning a law on only adds: no step is lost and nothing becomes less urgent, over every scenario of every pack."""

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from triage.engine.decide import Decider
from triage.plan.build import build_plan
from triage.policy.walk import Walker
from triage.rules.load import law_switches, load
from triage.rules.scenarios import read_scenarios

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 20, 17, 0)
SWITCHES = {"s16la": True, "cpa85": False, "macpt": False, "cnis": False}
DUTIES_OF_OTHERS = {
    "duty-to-share-when-hesitating",
    "duty-of-public-services",
    "duty-of-public-services-to-share",
    "duty-of-schools",
}


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


def test_turning_a_law_on_loses_no_step_and_lowers_nothing():
    # One test for all: walking the scenarios takes longest, and is done once.
    added = dict.fromkeys(SWITCHES, 0)
    for number, (case, answers) in enumerate(cases()):
        shipped = decider("cpa85", False).decide(answers)
        assert not is_told_of_a_duty_of_others(answers, shipped), case
        for name, is_on in SWITCHES.items():
            flipped = decider(name, not is_on).decide(answers)
            off, on = (flipped, shipped) if is_on else (shipped, flipped)
            assert on.urgency >= off.urgency, case
            assert on.send_as >= off.send_as, case
            lost = {fired.rule for fired in off.fired} - {fired.rule for fired in on.fired}
            assert not lost, f"{case}: {lost}"
            added[name] += len(on.fired) - len(off.fired)
            if number % 10 == 0:
                plans = (build_plan(turned(name, law), one, answers, NOW) for law, one in ((False, off), (True, on)))
                before, after = ({step.id for step in plan.steps} for plan in plans)
                assert before <= after, case
    assert all(added.values()), f"no scenario shows what a law would add: {added}"


def is_told_of_a_duty_of_others(answers, decision):
    """Whether a volunteer or a member of the public reads of a law that binds public services."""
    role = answers.get("role")
    if role is None or not set(role.values) & {"voluntary sport or faith", "family or public"}:
        return False
    return bool({one.rule for one in decision.fired} & DUTIES_OF_OTHERS)


def test_where_reads_the_same_switches_without_the_rest_of_the_rules():
    assert {switch.id: switch.on for switch in law_switches(ROOT)} == SWITCHES
