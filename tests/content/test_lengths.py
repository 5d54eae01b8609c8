"""The interview stays short over everything that ships, and some scenario takes every way a rule can hold."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

import pytest

from triage.engine.decide import build_decider
from triage.locate import data_folder
from triage.policy.scenarios import ScenarioReport, run_scenarios
from triage.rules.load import available_packs, load
from triage.rules.model import Urgency
from triage.rules.scenarios import read_scenarios

NOW = datetime(2026, 11, 22, 17, 0)
TODAY = date(2026, 11, 22)
PACKS = [pack.id for pack in available_packs(data_folder())]
MEDIAN, LONGEST, EMERGENCY = 7, 14, 2
"""Pages shown before there is enough to act: over all scenarios, at the most, and when it is for 999."""
each_pack = pytest.mark.parametrize("pack", PACKS)


@cache
def _report(pack: str) -> ScenarioReport:
    """The scenarios of the pack itself, run over its rules and those of the national pack below it."""
    rule_set = load(data_folder(), [pack], TODAY)
    decider = build_decider(rule_set)
    try:
        return run_scenarios(rule_set, decider, read_scenarios(data_folder(), [pack], rule_set), NOW)
    finally:
        decider.close()


@each_pack
def test_the_median_interview_is_short(pack: str) -> None:
    median = _report(pack).median_pages
    assert median is not None
    assert 0 < median <= MEDIAN


@each_pack
def test_no_interview_is_long(pack: str) -> None:
    long = {one.scenario.name: one.pages for one in _report(pack).results if len(one.pages) > LONGEST}
    assert long == {}


@each_pack
def test_an_emergency_is_known_at_once(pack: str) -> None:
    emergencies = [one for one in _report(pack).results if one.urgency is Urgency.EMERGENCY]
    assert {one.scenario.name: one.pages for one in emergencies if len(one.pages) > EMERGENCY} == {}


def test_emergencies_are_among_the_national_scenarios() -> None:
    assert any(one.urgency is Urgency.EMERGENCY for one in _report("england").results)


@each_pack
def test_some_scenario_takes_every_way_in_which_a_rule_or_fact_can_hold(pack: str) -> None:
    """Each value of a list, and each part of an ``any``: what no scenario tries could be dropped unnoticed."""
    own = f"rules/{pack}/"
    report = _report(pack)
    assert any(branch.place.file.startswith(own) for branch in report.reached)
    missed = [branch for branch in report.missed if branch.place.file.startswith(own)]
    assert [f"{branch.place.file}:{branch.place.line}: {branch}" for branch in missed] == []
