"""Why not: what a rule lacks, in words, nearest first."""

from __future__ import annotations

import pytest

from session.small_england import small_england
from session.small_rules import rule, rule_set, several, yes_no
from triage.engine.evaluate import Evaluator
from triage.explain.nearest import nearest, nearest_to
from triage.explain.ways import Ways
from triage.rules.answers import chosen, not_sure, ticked
from triage.rules.conditions import All, AnyOf, Includes, Is, NoneOf, SwitchOn
from triage.rules.model import Urgency

RULES = small_england()
CALM = {"danger": ticked(), "situation": chosen("worried"), "worry": ticked("neglect"), "level": chosen("help")}


def near(answers, above=Urgency.TODAY, rules=RULES):
    return [(miss.rule, dict(miss.lacking)) for miss in nearest(rules, Evaluator(rules), answers, above)]


def to(rules, answers, name):
    return nearest_to(rules, Evaluator(rules), answers, name)


def test_more_urgent_rules_with_what_each_lacks_nearest_first():
    assert near(CALM) == [
        ("ring-999", {"danger": "Hurt now"}),
        ("harm", {"level": "Harm"}),
        ("left-alone", {"danger": "Left alone"}),
        ("bruised-baby", {"worry": "Physical", "baby": "Yes"}),
    ]


def test_only_rules_above_the_result_are_told():
    assert [name for name, _ in near(CALM, Urgency.NOW)] == ["ring-999"]
    assert near(CALM, Urgency.EMERGENCY) == []


def test_a_rule_that_holds_is_not_a_near_miss():
    assert "harm" not in dict(near({**CALM, "level": chosen("harm")}))


def test_a_question_that_does_not_apply_is_reached_through_what_it_depends_on():
    routine = {"danger": ticked(), "situation": chosen("routine")}
    assert dict(near(routine))["harm"] == {"situation": "Worried", "level": "Harm"}
    assert dict(near(routine))["bruised-baby"] == {"situation": "Worried", "worry": "Physical", "baby": "Yes"}


def test_an_answer_already_given_to_a_question_that_does_not_apply_is_not_asked_for_again():
    kept = {"danger": ticked(), "situation": chosen("routine"), "level": chosen("harm")}
    assert dict(near(kept))["harm"] == {"situation": "Worried"}


def test_the_answers_that_would_do_keep_the_ticks_already_made():
    miss = to(RULES, {**CALM, "danger": ticked("left alone")}, "ring-999")
    assert dict(miss.answers) == {"danger": ticked("hurt now", "left alone")}


def test_any_rule_can_be_asked_about_whatever_its_urgency():
    miss = to(RULES, CALM, "chase")
    assert (miss.rule, miss.urgency, miss.why) == ("chase", Urgency.DAYS, "chase holds")
    assert dict(miss.lacking) == {"told": "Yes", "reply": "No"}


def test_a_rule_that_holds_lacks_nothing():
    assert to(RULES, CALM, "worried").lacking == ()
    with pytest.raises(KeyError):
        to(RULES, CALM, "gone")


BOTH_WAYS = All((Is("one", ("yes",)), NoneOf((Is("one", ("yes",)),))))


@pytest.mark.parametrize(
    "impossible",
    [
        SwitchOn("off"),
        BOTH_WAYS,
        All((Includes("many", ("a",)), NoneOf((Includes("many", ("a", "b")),)))),
        All((Is("two", ("yes",)), Is("one", ("no",), exactly=True))),
    ],
)
def test_a_combination_that_cannot_be_is_never_listed(impossible):
    questions = [yes_no("one", "yes"), yes_no("two", "yes", when=Is("one", ("yes",))), several("many", "a", "b")]
    rules = rule_set(questions, [rule("never", impossible, Urgency.NOW)], switches={"off": False})
    assert near({}, rules=rules) == []
    assert to(rules, {}, "never") is None


def test_one_answer_that_serves_twice_is_nearer_than_two():
    first = AnyOf((Is("one", ("yes",)), Is("two", ("yes",))))
    second = AnyOf((Is("two", ("yes",)), Is("three", ("yes",))))
    rules = rule_set(
        [yes_no("one"), yes_no("two"), yes_no("three")], [rule("twice", All((first, second)), Urgency.NOW)]
    )
    assert near({}, rules=rules) == [("twice", {"two": "Yes"})]


def test_a_way_that_no_answers_can_take_is_no_road():
    rules = rule_set([yes_no("one", "yes")], [])
    assert Ways(rules, {}).roads(BOTH_WAYS) == ()
    assert [dict(road.answers) for road in Ways(rules, {}).roads(Is("one", ("yes",)))] == [{"one": chosen("yes")}]


def test_of_two_ways_the_nearer_is_told():
    ways = AnyOf((All((Is("one", ("yes",)), Is("two", ("yes",)))), Is("three", ("yes",))))
    rules = rule_set([yes_no("one"), yes_no("two"), yes_no("three")], [rule("either", ways, Urgency.NOW)])
    assert near({}, rules=rules) == [("either", {"three": "Yes"})]
    assert near({"three": chosen("no"), "one": chosen("yes")}, rules=rules) == [("either", {"two": "Yes"})]


def test_a_new_answer_is_nearer_than_a_changed_one():
    ways = AnyOf((Is("one", ("yes",)), Is("two", ("yes",))))
    rules = rule_set([yes_no("one"), yes_no("two")], [rule("either", ways, Urgency.NOW)])
    assert near({"one": chosen("no")}, rules=rules) == [("either", {"two": "Yes"})]


def test_not_sure_is_wanted_only_where_nothing_definite_would_do():
    unsure = All((Is("one", ("not sure",)), Is("two", ("yes",))))
    rules = rule_set([yes_no("one"), yes_no("two", "yes")], [rule("unsure", unsure, Urgency.NOW)])
    assert near({"one": chosen("yes")}, rules=rules) == [("unsure", {"one": "Not sure", "two": "Yes"})]
    assert near({"one": chosen("yes"), "two": not_sure()}, rules=rules) == [("unsure", {"one": "Not sure"})]


def test_a_page_with_many_ticks_does_not_crowd_out_the_rest():
    questions = [several("many", "a", "b", "c"), yes_no("one")]
    ticks = [rule(f"tick-{tick}", Includes("many", (tick,)), Urgency.EMERGENCY) for tick in "abc"]
    rules = rule_set(questions, [*ticks, rule("other", Is("one", ("yes",)), Urgency.NOW)])
    assert [name for name, _ in near({}, rules=rules)] == ["tick-a", "other", "tick-b", "tick-c"]
