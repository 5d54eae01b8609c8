"""Truth over all scenarios at once is the evaluator's truth in each, for the rules as they are and for every mutant."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutate.spoiling import RULES, SCENARIOS, random_scenarios
from prove.brute import small_rule_set
from triage.engine.decide import Decider
from triage.policy.mutate.making import every_mutant
from triage.policy.mutate.model import Mutant, Patch
from triage.policy.mutate.plans import Bringing, Plans
from triage.policy.mutate.sheets import Sheets, Truths, bits
from triage.policy.mutate.touch import Users
from triage.rules.model import RuleSet, SendAs, Urgency


def assert_same(plans: Plans, rule_set: RuleSet, sheets: Sheets) -> None:
    """Everything that the plans of each scenario hold, as the decider finds it."""
    decider = Decider(rule_set, None)
    for place in range(len(sheets.scenarios)):
        decision = decider.decide(sheets.sheet(place, rule_set))

        def here(mask: int, at: int = place) -> bool:
            return bool(mask >> at & 1)

        fired = {one.rule for one in decision.fired}
        assert {name for name in rule_set.rules if here(plans.truths.rule(name))} == fired
        assert [level for level in Urgency if here(plans.urgencies[level])] == [decision.urgency]
        assert [label for label in SendAs if here(plans.labels[label])] == [decision.send_as]
        found = {(step, level) for step in rule_set.steps for level in Urgency if here(plans.step_exactly(step, level))}
        assert found == {(step.step, step.urgency) for step in decision.steps}


def base(rule_set: RuleSet, sheets: Sheets) -> Plans:
    return Plans(Truths(rule_set, sheets), Bringing(rule_set.rules))


def spoilt(before: Plans, mutant: Mutant, users: Users) -> tuple[Plans, RuleSet]:
    rule_set = before.rule_set
    weakened = mutant.patch.on(rule_set)
    truths = Truths(weakened, before.truths.sheets, before.truths, users.touched(mutant.patch))
    return Plans(truths, Bringing(rule_set.rules), before, mutant.patch), weakened


def test_the_small_rules_and_every_mutant_of_them() -> None:
    sheets = Sheets(RULES, SCENARIOS)
    before, users = base(RULES, sheets), Users(RULES)
    assert_same(before, RULES, sheets)
    count = 0
    for mutant in every_mutant(RULES):
        assert_same(*spoilt(before, mutant, users), sheets)
        count += 1
    assert count > 40


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_random_rules_and_mutants_of_them(seed: int) -> None:
    random = Random(seed)
    rule_set, _, _ = small_rule_set(seed % 200)
    sheets = Sheets(rule_set, random_scenarios(rule_set, random, 6))
    before, users = base(rule_set, sheets), Users(rule_set)
    assert_same(before, rule_set, sheets)
    every = list(every_mutant(rule_set))
    for mutant in random.sample(every, min(12, len(every))):
        assert_same(*spoilt(before, mutant, users), sheets)


@pytest.mark.parametrize(("mask", "places"), [(0, []), (1, [0]), (0b1011, [0, 1, 3]), (1 << 600, [600])])
def test_a_set_gives_its_places_in_order(mask: int, places: list[int]) -> None:
    assert list(bits(mask)) == places


def test_a_patch_touches_what_rests_on_it_and_nothing_else() -> None:
    users = Users(RULES)
    touched = users.touched(Patch(questions={"phoned": RULES.questions["phoned"]}))
    assert touched.questions == {"phoned", "days"}, "days is only asked after a call"
    assert touched.rules == {"chase"}
    assert users.touched(Patch(switches={"law": RULES.switches["law"]})).rules == {"one-day"}
    assert users.touched(Patch(steps={"ring": RULES.steps["ring"]})).rules == frozenset()
