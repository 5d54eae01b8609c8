"""What watches over the rules must not get weaker unseen: everything a scenario or a statement can ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import pytest

from engine.random_rules import HERE, make_question, make_rule, make_rule_set
from triage.policy.compare.model import Kind
from triage.policy.compare.run import compare_versions
from triage.policy.compare.version import Version
from triage.rules.answers import chosen, not_sure
from triage.rules.conditions import Always, FactHolds, Is
from triage.rules.expecting import Expect
from triage.rules.model import SendAs, Urgency
from triage.rules.scenarios import Scenario
from triage.rules.statements import EveryCase, NeverLowers, NeverWeaker, Statement, WaysOn

RULES = make_rule_set(
    [make_question("hurt"), make_question("alone")],
    [make_rule("hurt-now", FactHolds("hurt"), Urgency.NOW), make_rule("always", Always(), Urgency.TODAY)],
    {"hurt": Is("hurt", ("yes",))},
)
WHOLE = Expect(
    urgency=Urgency.NOW,
    send_as=SendAs.ADVICE,
    steps=("step-0",),
    not_steps=("step-1",),
    rules=("hurt-now",),
    not_rules=("always",),
    contacts=("anna",),
    by={"step-0": "soon"},
    soon={"step-0": Urgency.NOW},
    says={"step-0": ("ring",)},
    rings={"step-0": ("anna",)},
    asked=("hurt",),
    not_asked=("alone",),
)
SCENARIO = Scenario("A case", "", {"hurt": chosen("yes")}, "calmest", WHOLE, HERE, "england", "topic")
NAMED = ("name", "It is so.", HERE, "england")
EVERY = EveryCase(
    *NAMED,
    when=FactHolds("hurt"),
    urgency=Urgency.NOW,
    send_as=SendAs.ADVICE,
    steps=("step-0",),
    one_of=("step-1", "step-2"),
    never=("step-3",),
    contacts=("anna",),
    has=("deadline",),
)


def codes(old: Version, new: Version) -> set[tuple[Kind, str]]:
    return {(change.kind, change.code) for change in compare_versions(old, new).changes}


def with_scenario(scenario: Scenario) -> Version:
    return Version(RULES, scenarios=(scenario,))


def with_statement(*statements: Statement) -> Version:
    return Version(RULES, statements)


def less_of(name: str) -> Any:
    """A weaker value for one thing that is expected."""
    value = getattr(WHOLE, name)
    if name == "urgency":
        return Urgency.TODAY
    if value is None or name == "send_as":
        return None
    return {} if isinstance(value, Mapping) else ()


@pytest.mark.parametrize("name", [one.name for one in fields(Expect)])
def test_a_scenario_that_expects_less_of_anything_is_less_safe_and_the_other_way_safer(name: str) -> None:
    weaker = replace(SCENARIO, expect=replace(WHOLE, **{name: less_of(name)}))
    assert codes(with_scenario(SCENARIO), with_scenario(weaker)) == {(Kind.LESS_SAFE, "scenario-weaker")}
    assert codes(with_scenario(weaker), with_scenario(SCENARIO)) == {(Kind.SAFER, "scenario-stronger")}


def test_a_scenario_about_another_case_no_longer_tests_the_one_it_did() -> None:
    other = replace(SCENARIO, answers={"hurt": not_sure()})
    assert codes(with_scenario(SCENARIO), with_scenario(other)) == {(Kind.LESS_SAFE, "scenario-other-case")}
    more = replace(SCENARIO, answers={**SCENARIO.answers, "alone": chosen("no")})
    assert codes(with_scenario(SCENARIO), with_scenario(more)) == {(Kind.DIFFERENT, "scenario-told-otherwise")}
    gone = replace(SCENARIO, answers={**SCENARIO.answers, "no_such_page": chosen("no")})
    assert codes(with_scenario(gone), with_scenario(SCENARIO)) == {(Kind.DIFFERENT, "scenario-told-otherwise")}


@pytest.mark.parametrize(
    ("name", "weaker"),
    [
        ("urgency", Urgency.DAYS),
        ("urgency", None),
        ("send_as", None),
        ("steps", ()),
        ("one_of", ("step-1", "step-2", "step-4")),
        ("one_of", ()),
        ("never", ()),
        ("contacts", ()),
        ("has", ()),
    ],
)
def test_a_statement_that_asks_for_less_is_less_safe_and_the_other_way_safer(name: str, weaker: Any) -> None:
    other = replace(EVERY, **{name: weaker})
    assert codes(with_statement(EVERY), with_statement(other)) == {(Kind.LESS_SAFE, "statement-weaker")}
    assert codes(with_statement(other), with_statement(EVERY)) == {(Kind.SAFER, "statement-stronger")}


def test_a_statement_covers_fewer_cases_when_its_condition_or_a_fact_in_it_does() -> None:
    other = replace(EVERY, when=Is("hurt", ("not sure",)))
    assert (Kind.LESS_SAFE, "statement-narrower") in codes(with_statement(EVERY), with_statement(other))
    narrow = replace(RULES, facts={"hurt": replace(RULES.facts["hurt"], when=Is("alone", ("yes",)))})
    found = compare_versions(with_statement(EVERY), Version(narrow, (EVERY,)))
    (change,) = [one for one in found.changes if one.code == "statement-narrower"]
    assert change.story is not None
    assert change.story.answers["hurt"] == chosen("yes")
    assert change.story.before.outcome.holds == {"england/name"}
    assert change.story.after.outcome.holds == set()


def test_questions_left_out_of_a_statement_are_told() -> None:
    every = NeverLowers(*NAMED, questions=(), exceptions={})
    assert codes(with_statement(every), with_statement(replace(every, questions=("hurt",)))) == {
        (Kind.LESS_SAFE, "statement-weaker")
    }
    excepted = replace(every, exceptions={"alone": "a reason"})
    assert codes(with_statement(every), with_statement(excepted)) == {(Kind.LESS_SAFE, "statement-weaker")}
    assert codes(with_statement(excepted), with_statement(every)) == {(Kind.SAFER, "statement-stronger")}
    listed = replace(every, questions=("hurt", "alone"))
    assert codes(with_statement(every), with_statement(listed)) == set(), "every question there is, by name"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (WaysOn(*NAMED, has=("next step", "deadline")), WaysOn(*NAMED, has=("deadline",))),
        (NeverWeaker(*NAMED, than="england"), NeverWeaker(*NAMED, than="wales")),
    ],
)
def test_other_statements_that_ask_for_less_are_told(before: Statement, after: Statement) -> None:
    assert (Kind.LESS_SAFE, "statement-weaker") in codes(with_statement(before), with_statement(after))


def test_a_statement_of_another_form_is_another_statement() -> None:
    other = WaysOn(*NAMED, has=("deadline",))
    assert codes(with_statement(EVERY), with_statement(other)) == {
        (Kind.LESS_SAFE, "statement-gone"),
        (Kind.SAFER, "statement-new"),
    }


def test_a_guarded_step_in_more_plans_has_to_be_looked_at() -> None:
    more = replace(RULES, rules={**RULES.rules, "always": replace(RULES.rules["always"], steps=("step-0", "step-3"))})
    found = codes(with_statement(EVERY), Version(more, (EVERY,)))
    assert found == {(Kind.LESS_SAFE, "guarded-step-added")}
    assert codes(Version(RULES), Version(more)) == {(Kind.SAFER, "step-added")}
