"""Which scenarios a change touches: all it can have changed, and not simply everything."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from policy.watch.changing import NOW, SCENARIOS, SMALL, TODAY
from triage.engine.decide import Decider
from triage.policy.scenarios import run_scenarios
from triage.policy.touched import packs_touched, touched, what_moved
from triage.rules.load import load
from triage.rules.model import Place, RuleSet, Urgency
from triage.rules.scenarios import Scenario, read_scenarios

ELSEWHERE = ("rules/england/other/rules.yaml",)


@cache
def rules() -> RuleSet:
    return load(SMALL, ["england"], TODAY)


@cache
def scenarios() -> tuple[Scenario, ...]:
    return read_scenarios(SMALL, ["england"], rules())


HURT, SERIOUS = scenarios()


def with_rule(name: str, **changes: object) -> RuleSet:
    return replace(rules(), rules={**rules().rules, name: replace(rules().rules[name], **changes)})


def test_a_rule_that_changed_touches_the_scenarios_it_holds_in() -> None:
    new = with_rule("significant-harm-ring-now", urgency=Urgency.TODAY)
    assert touched(scenarios(), rules(), new, ELSEWHERE) == (SERIOUS,)
    new = with_rule("danger-ring-999", urgency=Urgency.NOW)
    assert touched(scenarios(), rules(), new, ELSEWHERE) == (HURT,)


def test_a_rule_that_is_taken_away_touches_the_scenarios_it_held_in() -> None:
    left = {name: rule for name, rule in rules().rules.items() if name != "significant-harm-ring-now"}
    assert touched(scenarios(), rules(), replace(rules(), rules=left), ELSEWHERE) == (SERIOUS,)


def test_a_change_reaches_rules_through_facts_questions_steps_contacts_and_deadlines() -> None:
    told = rules()
    fact = replace(told, facts={"immediate_danger": replace(told.facts["immediate_danger"], says="x")})
    question = replace(told, questions={**told.questions, "age": replace(told.questions["age"], ask="x")})
    contact = replace(told, contacts={**told.contacts, "front-door": replace(told.contacts["front-door"], name="x")})
    limit = replace(told, deadlines={"written-follow-up": replace(told.deadlines["written-follow-up"], hours=2)})
    assert what_moved(told, fact).rules == {"danger-ring-999"}
    assert what_moved(told, question).rules == {"baby-ring-now"}
    assert what_moved(told, contact).steps == {"ring-front-door"}
    assert "significant-harm-ring-now" in what_moved(told, contact).rules
    assert what_moved(told, limit).rules == {"significant-harm-ring-now"}


def test_moving_things_about_in_a_file_changes_nothing() -> None:
    down = {
        name: replace(rule, place=Place(rule.place.file, rule.place.line + 9)) for name, rule in rules().rules.items()
    }
    assert not what_moved(rules(), replace(rules(), rules=down)).rules
    assert touched(scenarios(), rules(), replace(rules(), rules=down), ELSEWHERE) == ()


def test_what_all_cases_share_touches_every_scenario() -> None:
    new = replace(rules(), sections=rules().sections[:-1])
    assert touched(scenarios(), rules(), new, ELSEWHERE) == scenarios()
    assert touched(scenarios(), None, rules(), ()) == scenarios()


@pytest.mark.parametrize("file", [SCENARIOS, "rules/england/core/rules.yaml"])
def test_saving_a_scenario_file_or_the_rules_beside_it_touches_its_scenarios(file: str) -> None:
    assert touched(scenarios(), rules(), rules(), [file]) == scenarios()


def test_a_file_of_the_whole_pack_does_not_stand_for_every_topic() -> None:
    assert touched(scenarios(), rules(), rules(), ["rules/england/contacts.yaml"]) == ()


@pytest.mark.parametrize("name", list(rules().rules))
def test_no_scenario_that_comes_out_differently_is_left_out(name: str) -> None:
    """Each rule in turn made to say nothing: whichever scenario then differs is among the touched."""
    new = with_rule(name, urgency=Urgency.INFORMATION, steps=(), send_as=None)
    seen = {one.name for one in touched(scenarios(), rules(), new, ELSEWHERE)}
    before, after = (
        {result.scenario.name: (result.urgency, result.failures) for result in run_scenarios(
            told, Decider(told, None), scenarios(), NOW).results}
        for told in (rules(), new)
    )  # fmt: skip
    assert {one for one in before if before[one] != after[one]} <= seen


@pytest.mark.parametrize(
    ("files", "packs"),
    [
        (["rules/westshire/contacts.yaml"], ("westshire",)),
        (["rules/england/core/rules.yaml"], ("england", "westshire")),
        (["guidance/small-guide.md"], ("england", "westshire", "far")),
        (["rules/far/pack.yaml", "rules/westshire/pack.yaml"], ("westshire", "far")),
        ([], ()),
    ],
)
def test_a_pack_is_touched_by_its_own_files_and_by_those_below_it(files: list[str], packs: tuple[str, ...]) -> None:
    assert packs_touched(files, {"england": "", "westshire": "england", "far": ""}) == packs
