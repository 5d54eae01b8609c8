"""Every shipped rule is silent in a scenario that all but fits it: one more answer would have brought it."""

from __future__ import annotations

from datetime import date

import pytest

from triage.engine.decision import Tri
from triage.engine.evaluate import Evaluator
from triage.explain.nearest import nearest_to
from triage.locate import data_folder
from triage.rules.load import available_packs, load
from triage.rules.scenarios import read_scenarios

TODAY = date(2026, 11, 22)
PACKS = [pack.id for pack in available_packs(data_folder())]


@pytest.mark.parametrize("pack", PACKS)
def test_every_rule_has_a_near_miss(pack: str) -> None:
    rule_set = load(data_folder(), [pack], TODAY)
    evaluator = Evaluator(rule_set)
    cases = read_scenarios(data_folder(), sorted({"england", pack}), rule_set)
    truths = [(one, evaluator.evaluate(one.answers).rules) for one in cases]
    can_be_silent = {rule for rule, truth in evaluator.evaluate({}).rules.items() if truth is Tri.OPEN}
    own = [rule for rule in can_be_silent if rule_set.rules[rule].pack == pack]
    assert [rule for rule in sorted(own) if not _near_miss(rule_set, evaluator, truths, rule)] == []


def _near_miss(rule_set, evaluator, truths, rule: str) -> bool:
    silent = [one for one, rules in truths if rules[rule] is not Tri.TRUE]
    topic = rule_set.rules[rule].topic
    for one in sorted(silent, key=lambda one: one.topic != topic):  # the likeliest first
        found = nearest_to(rule_set, evaluator, one.answers, rule)
        if found is not None and len(found.lacking) == 1:
            return True
    return False
