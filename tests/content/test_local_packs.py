"""A local pack may add and shorten; it never makes a case calmer and never drops a step, over every scenario."""

from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from triage.engine.decide import Decider
from triage.plan.build import build_plan
from triage.policy.walk import Walker
from triage.rules.load import available_packs, load
from triage.rules.model import Confidence
from triage.rules.scenarios import read_scenarios

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 20, 17, 0)
AREAS = ("gloucestershire", "sussex")


@cache
def rule_set(area=""):
    return load(ROOT, [area or "england"], TODAY)


@cache
def decider(area=""):
    return Decider(rule_set(area), None)


@cache
def cases():
    """Every national scenario with its answers at the end of its walk."""
    walker = Walker(rule_set(), decider())
    scenarios = read_scenarios(ROOT, ["england"], rule_set())
    return tuple((scenario.name, walker.walk(scenario).at_end.answers) for scenario in scenarios)


def test_there_are_two_local_packs():
    assert tuple(pack.id for pack in available_packs(ROOT) if pack.extends) == AREAS


def test_a_local_pack_lowers_nothing_and_drops_nothing():
    # One test for all: walking the scenarios takes longest, and is done once.
    more = dict.fromkeys(AREAS, 0)
    for number, (case, answers) in enumerate(cases()):
        national = decider().decide(answers)
        for area in AREAS:
            local = decider(area).decide(answers)
            assert local.urgency >= national.urgency, case
            assert local.send_as >= national.send_as, case
            assert {one.rule for one in national.fired} <= {one.rule for one in local.fired}, case
            more[area] += len(local.fired) > len(national.fired)
            if number % 7 == 0:
                keeps_every_step(area, answers, case)
    assert all(more.values())


def keeps_every_step(area, answers, case):
    """Every line of the national plan is in the local one, and as soon."""
    national, local = (build_plan(rule_set(pack), decider(pack).decide(answers), answers, NOW) for pack in ("", area))
    urgency = {step.id: step.urgency for step in local.steps}
    for step in national.steps:
        assert urgency[step.id] >= step.urgency, f"{case}: {step.id}"


@pytest.mark.parametrize("area", AREAS)
def test_no_local_number_is_shown_that_nobody_confirmed(area):
    national = rule_set().contacts
    for name, contact in rule_set(area).contacts.items():
        if contact != national.get(name):
            assert contact.area, name
            assert contact.phone == "" or contact.confidence in (Confidence.VERIFIED, Confidence.SECOND_HAND), name
            assert contact.phone or contact.note, f"{name} does not say how to find the number"


def test_in_sussex_every_stage_of_a_disagreement_fits_into_a_working_week():
    limits = rule_set("sussex").deadlines
    days = [limits[f"resolve-stage-{stage}"].working_days for stage in (1, 2, 3, 4)]
    assert sum(days) <= limits["sussex-working-week"].working_days
