"""Who uses what: complete and never invented, directly and through facts and steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from triage.explain.mentions import mentioned
from triage.locate import data_folder
from triage.policy.uses.find import COUNTS, Use, Used, Users
from triage.policy.uses.references import slots_in
from triage.policy.uses.things import Kind, Thing, answer_thing, things
from triage.policy.uses.words import used_data, used_text
from triage.rules.conditions import AnyOf, FactHolds, Is
from triage.rules.load import load
from triage.rules.model import Fact, RuleSet
from triage.rules.scenarios import Scenario, read_scenarios
from triage.rules.statements import Statement
from triage.rules.statements_reader import read_statements

SMALL = Path(__file__).parents[2] / "cli" / "small"
DAY = date(2026, 11, 22)


@cache
def shipped() -> tuple[RuleSet, tuple[Scenario, ...], tuple[Statement, ...]]:
    folder = data_folder()
    rule_set = load(folder, ["england"], DAY)
    return rule_set, read_scenarios(folder, ["england"], rule_set), read_statements(folder, ["england"], rule_set)


@cache
def shipped_users() -> Users:
    return Users(*shipped())


@cache
def small() -> RuleSet:
    return load(SMALL, ["england"], DAY)


@cache
def small_users() -> Users:
    return Users(small(), read_scenarios(SMALL, ["england"], small()), ())


def used(users: Users, name: str, kind: Kind | None = None) -> Used:
    found = [thing for thing in users.named(name) if kind in (None, thing.kind)]
    assert len(found) == 1
    return users.of(found[0])


def users_named(of: Used, kind: Kind, *, direct: bool | None = None) -> set[str]:
    return {use.user.name for use in of.uses if use.user.kind is kind and direct in (None, not use.through)}


# Over the shipped rules, against plain looks at the rule set


def test_the_rules_that_use_a_question_are_exactly_those_whose_condition_looks_at_it() -> None:
    rule_set, _, _ = shipped()
    looked_at = {name: mentioned(rule.when, rule_set.facts) for name, rule in rule_set.rules.items()}
    for question in rule_set.questions:
        told = users_named(used(shipped_users(), question, Kind.QUESTION), Kind.RULE)
        assert told == {name for name, questions in looked_at.items() if question in questions}


def test_the_rules_that_use_a_contact_are_exactly_those_with_a_step_that_names_it() -> None:
    rule_set, _, _ = shipped()
    for contact in rule_set.contacts:
        told = used(shipped_users(), contact, Kind.CONTACT)
        steps = {name for name, step in rule_set.steps.items() if contact in step.contacts}
        assert users_named(told, Kind.STEP) == steps
        assert users_named(told, Kind.RULE) == {
            name for name, rule in rule_set.rules.items() if steps & set(rule.steps)
        }
        assert users_named(told, Kind.CONTACT) == {
            name for name, other in rule_set.contacts.items() if contact in other.fallback
        }


def test_a_passage_has_the_rules_that_cite_it_and_a_source_those_of_its_passages() -> None:
    rule_set, _, _ = shipped()
    for source in rule_set.sources.values():
        told: set[str] = set()
        for passage in source.passages:
            anchor = f"{source.id}#{passage.anchor}"
            rules = users_named(used(shipped_users(), anchor), Kind.RULE)
            assert rules == {name for name, rule in rule_set.rules.items() if anchor in rule.because}
            told |= rules
        assert users_named(used(shipped_users(), source.id, Kind.SOURCE), Kind.RULE) == told


def test_a_scenario_uses_what_it_answers_and_what_it_expects() -> None:
    rule_set, scenarios, _ = shipped()
    answered = {
        one.name for one in scenarios if "harm_level" in (*one.answers, *one.expect.asked, *one.expect.not_asked)
    }
    assert users_named(used(shipped_users(), "harm_level"), Kind.SCENARIO) == answered
    step = next(iter(rule_set.steps))
    expected = {
        one.name
        for one in scenarios
        for expect in (one.expect,)
        if step in (*expect.steps, *expect.not_steps, *expect.by, *expect.soon, *expect.says, *expect.rings)
    }
    assert users_named(used(shipped_users(), step, Kind.STEP), Kind.SCENARIO) == expected


def test_a_safety_statement_uses_what_its_condition_and_its_demands_name() -> None:
    told = used(shipped_users(), "ring-999", Kind.STEP)
    assert "danger-ends-in-999" in users_named(told, Kind.STATEMENT)
    told = used(shipped_users(), "immediate_danger", Kind.FACT)
    assert "danger-ends-in-999" in users_named(told, Kind.STATEMENT)


def test_a_word_slot_has_the_steps_that_hold_it_and_the_rules_that_bring_them() -> None:
    rule_set, _, _ = shipped()
    told = used(shipped_users(), "{lead}")
    steps = {name for name, step in rule_set.steps.items() if "lead" in slots_in(step)}
    assert steps
    assert users_named(told, Kind.STEP) == steps
    assert users_named(told, Kind.RULE) == {name for name, rule in rule_set.rules.items() if steps & set(rule.steps)}


def test_every_use_has_a_place_and_every_name_can_be_asked_about() -> None:
    rule_set, _, _ = shipped()
    for thing in things(rule_set):
        assert thing in shipped_users().named(thing.name)
        for use in shipped_users().of(thing).uses:
            assert use.user.place is not None
            assert use.user.place.line >= 1


# In the small set, where the answer can be read off the file


def test_a_fact_stands_between_a_question_and_a_rule() -> None:
    told = used(small_users(), "danger")
    assert [(use.user.name, use.key, use.through) for use in told.uses if use.user.kind is Kind.RULE] == [
        ("danger-ring-999", "when", ("immediate_danger",))
    ]
    assert users_named(told, Kind.FACT, direct=True) == {"immediate_danger"}
    assert users_named(told, Kind.QUESTION) == {"danger_check"}
    assert next(use.key for use in told.uses if use.user.kind is Kind.QUESTION) == "ask when"


def test_direct_uses_come_first() -> None:
    for thing in things(small()):
        through = [bool(use.through) for use in small_users().of(thing).uses]
        assert through == sorted(through)


def test_an_answer_is_used_where_it_is_named() -> None:
    told = used(small_users(), "harm_level=needs help")
    assert users_named(told, Kind.RULE) == {"needs-help-tell-lead"}
    assert users_named(used(small_users(), "danger=left alone"), Kind.FACT) == {"immediate_danger"}


def test_not_sure_is_used_where_it_is_named_and_where_it_counts() -> None:
    assert [(use.user.name, use.key) for use in used(small_users(), "danger=not sure").uses] == [
        ("danger_check", "ask when")
    ]
    told = used(small_users(), "harm_level=not sure")
    assert [(use.user.name, use.key) for use in told.uses] == [("significant-harm-ring-now", f"when, {COUNTS}")]


@pytest.mark.parametrize(("figure", "rules"), [("0", {"baby-ring-now"}), ("1", set()), ("17", set())])
def test_a_figure_is_used_by_the_ranges_it_falls_into(figure: str, rules: set[str]) -> None:
    assert users_named(used(small_users(), f"age={figure}"), Kind.RULE) == rules


@pytest.mark.parametrize(
    "name", ["age=18", "age=-1", "age=x", "age=", "harm_level=awful", "nobody=yes", "nobody", "", "=", "{}", "a#b"]
)
def test_what_is_not_there_has_no_name(name: str) -> None:
    assert small_users().named(name) == ()


def test_blanks_around_an_answer_do_not_matter() -> None:
    assert small_users().named(" harm_level = needs  help ") == small_users().named("harm_level=needs help")


def test_one_name_can_be_two_things() -> None:
    both = replace(
        small(),
        facts={
            **small().facts,
            "age": Fact("age", "core", Is("harm_level", ("x",)), "old", small().questions["age"].place),
        },
    )
    users = Users(both, (), ())
    assert [thing.kind for thing in users.named("age")] == [Kind.QUESTION, Kind.FACT]


def test_uses_go_through_facts_of_facts_and_end_in_a_circle() -> None:
    place = small().questions["age"].place
    facts = {
        "one": Fact("one", "core", AnyOf((Is("parents_know", ("no",)), FactHolds("two"))), "one", place),
        "two": Fact("two", "core", FactHolds("one"), "two", place),
    }
    rule = replace(small().rules["parents-not-told"], when=FactHolds("two"))
    users = Users(replace(small(), facts=facts, rules={rule.id: rule}), (), ())
    told = [use for use in used(users, "parents_know").uses if use.user.kind is Kind.RULE]
    assert told == [Use(Thing(Kind.RULE, rule.id, rule.why, rule.place), "when", ("two", "one"))]


def test_nothing_uses_what_nothing_names() -> None:
    lonely = replace(small(), rules={}, facts={}, questions={"age": small().questions["age"]})
    told = used(Users(lonely, (), ()), "age")
    assert told.uses == ()
    assert used_text(told).endswith("Nothing uses this question.")
    assert used_data(told)["used by"] == []


def test_the_words_count_each_user_once_and_give_each_place() -> None:
    text = used_text(used(small_users(), "danger"))
    assert text.splitlines()[0].startswith("danger (question)  rules/england/core/rules.yaml:")
    assert "Used by 1 rule, 1 fact, 1 question and 2 scenarios." in text
    assert "  danger-ring-999: when, through immediate_danger" in text
    assert text.index("Rules") < text.index("Facts") < text.index("Scenarios")


def test_the_data_holds_the_same() -> None:
    told = used(small_users(), "danger")
    data = used_data(told)
    assert (data["kind"], data["name"]) == ("question", "danger")
    assert len(data["used by"]) == len(told.uses)
    assert {"kind", "name", "key", "through", "place"} == set(data["used by"][0])


def test_an_answer_tells_what_it_counts_as() -> None:
    thing = answer_thing(small().questions["age"], "not sure")
    assert thing is not None
    assert thing.says == "Not sure, which counts as 0"
    thing = answer_thing(small().questions["danger"], "not sure")
    assert thing is not None
    assert thing.says == "Not sure, which counts as itself"
