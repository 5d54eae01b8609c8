"""The shipped rules: every weakening of them is noticed, or changes no plan. A sample here; all of them on request."""

from __future__ import annotations

import os
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from triage.engine.decide import Decider
from triage.engine.evaluate import Evaluator
from triage.locate import data_folder
from triage.policy.expectations import Judge
from triage.policy.mutate.making import mutants
from triage.policy.mutate.model import Mutant
from triage.policy.mutate.report import report_text, table_markdown
from triage.policy.mutate.run import Fate, Material, Mutated, sampled, try_mutants
from triage.policy.scenarios import failures_of
from triage.policy.walk import Walker
from triage.rules.files import pack_names
from triage.rules.load import load
from triage.rules.model import RuleSet
from triage.rules.scenarios import read_scenarios
from triage.rules.statements_reader import read_statements

FOLDER = data_folder()
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 20, 17, 0)
WHOLE = os.environ.get("TRIAGE_TEST_EVERY_MUTANT", "") != ""
"""Set to try every mutant, which takes a minute or two."""
SAMPLE = 200


@cache
def rules(pack: str) -> RuleSet:
    return load(FOLDER, [pack], TODAY)


@cache
def tried(pack: str) -> Mutated:
    rule_set = rules(pack)
    packs = [one.id for one in rule_set.packs]
    below = rules(packs[-2]) if len(packs) > 1 else None
    every = mutants(rule_set, below)
    material = Material(
        rule_set, read_scenarios(FOLDER, [pack], rule_set), read_statements(FOLDER, packs, rule_set), NOW, below
    )
    chosen = every if WHOLE else sampled(every, SAMPLE, TODAY.toordinal())
    return try_mutants(material, chosen, len(every), lambda done, total: None)


@pytest.mark.parametrize("pack", pack_names(FOLDER))
def test_nothing_goes_unnoticed(pack: str) -> None:
    found = tried(pack)
    assert not found.of(Fate.SURVIVED), report_text([found])


def test_there_are_thousands_of_mutants_and_most_are_noticed_by_a_scenario() -> None:
    found = tried("england")
    assert found.made > 4_000
    assert len(found.of(Fate.SCENARIO)) > len(found.judged) * 0.7


def test_each_scenario_that_is_said_to_notice_really_fails() -> None:
    found = tried("england").of(Fate.SCENARIO)[::8]
    assert found
    for one in found:
        assert one.scenario is not None
        weakened = weakened_by(one.mutant)
        evaluator = Evaluator(weakened)
        walker = Walker(weakened, Decider(weakened, None, evaluator=evaluator))
        assert failures_of(weakened, walker, Judge(weakened, evaluator), one.scenario, NOW), one


@pytest.mark.skipif(not WHOLE, reason="set TRIAGE_TEST_EVERY_MUTANT to try every mutant")
def test_the_table_in_the_documentation_is_up_to_date() -> None:
    page = (Path(__file__).parents[2] / "docs" / "testing-rules.md").read_text(encoding="utf-8")
    table = table_markdown([tried(pack) for pack in pack_names(FOLDER)])
    assert table in page, "put there what triage mutate --table prints"


def weakened_by(mutant: Mutant) -> RuleSet:
    return mutant.patch.on(rules("england"))
