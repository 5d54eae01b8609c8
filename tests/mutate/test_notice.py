"""What is said to notice a mutant really fails with it, and what is said to go unnoticed really passes."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from mutate.spoiling import NOW, RULES, SCENARIOS, failing, random_scenarios
from prove.brute import small_rule_set
from triage.policy.mutate.making import every_mutant
from triage.policy.mutate.model import Mutant, Sort
from triage.policy.mutate.notice import Notice
from triage.rules.model import RuleSet
from triage.rules.scenarios import Scenario


def noticed(rule_set: RuleSet, scenarios: list[Scenario], mutant: Mutant, notice: Notice) -> str:
    weakened = mutant.patch.on(rule_set)
    found = notice.scenario(mutant, weakened, notice.plans_of(mutant, weakened))
    really = failing(weakened, scenarios)
    if found is None:
        # The one thing that is not looked for: a rule whose question is no longer asked, as it would add nothing.
        missed = {name: [one for one in told if not one.endswith(" to hold")] for name, told in really.items()}
        assert not any(missed.values()), f"{mutant.subject}, {mutant.says}: {missed} would notice"
        return ""
    assert found.name in really, f"{mutant.subject}, {mutant.says}: {found.name} passes"
    return found.name


def test_every_mutant_of_the_small_rules() -> None:
    notice = Notice(RULES, SCENARIOS, NOW)
    found = {
        (mutant.sort, mutant.name, mutant.says): noticed(RULES, list(SCENARIOS), mutant, notice)
        for mutant in every_mutant(RULES)
    }
    assert found[Sort.RULE, "danger-now", "it is deleted"] == "Hurt"
    assert found[Sort.URGENCY, "severe", "its urgency is today, not now"] == "Severe"
    assert found[Sort.SEND_AS, "severe", "it no longer says “child protection referral”"] == ""
    assert found[Sort.DO_NOT, "ring", "it no longer says “Do not wait.”"] == "Severe"
    assert found[Sort.CONTACT, "ring", "it no longer names door"] == "Severe"
    assert found[Sort.DEADLINE, "soon", "it is 48 hours, not 24 hours"] == "Calm"
    assert found[Sort.DEADLINE, "write", "it has lost its limit soon"] == "Calm"
    assert found[Sort.RULE, "chase", "it is deleted"] == "Waiting"
    assert found[Sort.RULE, "unsure", "it is deleted"] == "", "no scenario is unsure"


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_random_mutants_of_random_rules(seed: int) -> None:
    random = Random(seed)
    found = small_rule_set(seed % 200)[0]
    # Some rule always holds, as the check demands: without any, a decision is of another kind.
    floor = replace(RULES.rules["floor"], steps=("step-0",))
    rule_set = replace(found, rules={**found.rules, "floor": floor}, deadlines=RULES.deadlines)
    scenarios = random_scenarios(rule_set, random, 5)
    scenarios = [one for one in scenarios if not failing(rule_set, [one])]
    notice = Notice(rule_set, scenarios, NOW)
    every = [one for one in every_mutant(rule_set) if one.sort not in (Sort.ASK_WHEN, Sort.ALWAYS_ASK)]
    for mutant in random.sample(every, min(10, len(every))):
        noticed(rule_set, scenarios, mutant, notice)


def test_a_page_that_is_no_longer_asked_is_noticed_where_it_is_expected() -> None:
    mutant = next(one for one in every_mutant(RULES) if one.sort is Sort.ALWAYS_ASK and one.name == "danger")
    calm = SCENARIOS[2]
    bare = replace(calm, expect=replace(calm.expect, asked=()))
    for scenarios, expected in (([calm], calm), ([bare], None)):
        rules = replace(RULES, rules={name: rule for name, rule in RULES.rules.items() if name != "danger-now"})
        notice = Notice(rules, scenarios, NOW)
        weakened = mutant.patch.on(rules)
        assert notice.scenario(mutant, weakened, notice.plans_of(mutant, weakened)) == expected
