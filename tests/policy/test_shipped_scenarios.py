"""The cases that stand beside the shipped rules come out as they say, and an interview stays short."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

import pytest

from triage.engine.decide import build_decider
from triage.locate import data_folder
from triage.policy.report import report_text
from triage.policy.scenarios import ScenarioReport, run_scenarios
from triage.rules.load import available_packs, load
from triage.rules.scenarios import read_scenarios

TODAY = date(2026, 11, 22)
PACKS = [pack.id for pack in available_packs(data_folder())]
each_pack = pytest.mark.parametrize("pack", PACKS)


@cache
def report(pack: str) -> ScenarioReport:
    rule_set = load(data_folder(), [pack], TODAY)
    scenarios = read_scenarios(data_folder(), [pack], rule_set)
    decider = build_decider(rule_set)
    try:
        return run_scenarios(rule_set, decider, scenarios, datetime(2026, 11, 20, 16, 30))
    finally:
        decider.close()


@each_pack
def test_every_case_comes_out_as_it_says(pack: str) -> None:
    assert not report(pack).failed, report_text(report(pack))
    assert report(pack).results


@each_pack
def test_every_answer_of_a_case_is_asked_for(pack: str) -> None:
    unasked = [
        f"{result.scenario.place}: {warning}"
        for result in report(pack).results
        for warning in result.warnings
        if warning.startswith("never asked")
    ]
    assert unasked == []


@each_pack
def test_every_answer_is_given_in_some_case(pack: str) -> None:
    own = f"rules/{pack}/"
    never = [one for one in report(pack).never_given if one.place.file.startswith(own)]
    assert [f"{one.place.file}:{one.place.line}: {one}" for one in never] == []


@each_pack
def test_there_is_enough_to_act_after_few_pages(pack: str) -> None:
    found = report(pack)
    assert found.median_pages is not None
    assert found.median_pages <= 7
    assert (found.most_pages_to_emergency or 0) <= 2
