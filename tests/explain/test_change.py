"""What would change it: the fewest answers up and down, in words."""

from __future__ import annotations

from itertools import pairwise

import pytest

from session.small_england import small_england
from session.small_rules import choice, rule, rule_set, several, whole, yes_no
from triage.engine.decide import Decider
from triage.engine.evaluate import Evaluator
from triage.explain import change
from triage.explain.change import what_would_change
from triage.explain.difference import difference
from triage.rules.answers import chosen, not_sure, number, skipped, ticked
from triage.rules.conditions import All, Always, AnyOf, Includes, InRange, Is, NoneOf
from triage.rules.model import Urgency

RULES = small_england()
CALM = {"danger": ticked(), "situation": chosen("worried"), "worry": ticked("neglect"), "level": chosen("help")}
FLOOR = rule("floor", Always(), Urgency.INFORMATION)


def found(rules, answers):
    return what_would_change(rules, Decider(rules, None), answers)


def told(result):
    return result and (result.urgency, result.answers)


def test_the_nearest_more_urgent_rule_is_the_way_up():
    assert told(found(RULES, CALM).up) == (Urgency.EMERGENCY, (("danger", "hurt now", "ticked"),))


def test_further_ways_up_go_through_other_questions():
    assert [told(rise) for rise in found(RULES, CALM).rises] == [
        (Urgency.EMERGENCY, (("danger", "hurt now", "ticked"),)),
        (Urgency.NOW, (("level", None, "Harm"),)),
        (Urgency.NOW, (("worry", "physical", "ticked"), ("baby", None, "Yes"))),
    ]


def test_nothing_is_more_urgent_than_an_emergency():
    assert found(RULES, {"danger": ticked("hurt now")}).up is None


def test_a_change_of_three_answers_is_another_case():
    three = All(tuple(Is(name, ("yes",)) for name in "abc"))
    rules = rule_set([yes_no(name) for name in "abc"], [rule("three", three, Urgency.NOW), FLOOR])
    assert found(rules, {}).up is None
    assert told(found(rules, {"b": chosen("yes")}).up) == (Urgency.NOW, (("a", None, "Yes"), ("c", None, "Yes")))


def test_the_way_down_counts_what_was_not_asked_as_not_sure():
    # out of danger, the case is one of "worried, not sure how serious": today, and no calmer
    assert told(found(RULES, {"danger": ticked("hurt now")}).down) == (
        Urgency.TODAY,
        (("danger", None, "None of these"),),
    )


def test_everything_that_holds_the_case_up_has_to_go():
    rules = rule_set(
        [yes_no("one"), yes_no("two")],
        [rule("one", Is("one", ("yes",)), Urgency.NOW), rule("two", Is("two", ("yes",)), Urgency.NOW), FLOOR],
    )
    assert told(found(rules, {"one": chosen("yes"), "two": chosen("yes")}).down) == (
        Urgency.INFORMATION,
        (("one", None, "No"), ("two", None, "No")),
    )


def test_it_says_so_when_no_one_or_two_answers_would_calm_it():
    rules = rule_set(
        [yes_no(name) for name in "abc"],
        [*(rule(name, Is(name, ("yes",)), Urgency.NOW) for name in "abc"), FLOOR],
    )
    result = found(rules, {name: chosen("yes") for name in "abc"})
    assert (result.down, result.certain) == (None, True)


def test_nothing_is_calmer_than_information():
    assert found(rule_set([yes_no("one")], [FLOOR]), {}).down is None


def test_ticks_that_do_not_hold_the_case_up_stay():
    answers = {**CALM, "danger": ticked("left alone"), "worry": ticked("neglect", "physical"), "baby": chosen("no")}
    down = found(RULES, answers).down
    assert down.given == (("danger", ticked()),)
    rules = rule_set([several("many", "a", "b", "c")], [rule("a", Includes("many", ("a", "b")), Urgency.NOW), FLOOR])
    assert told(found(rules, {"many": ticked("a", "b", "c")}).down) == (
        Urgency.INFORMATION,
        (("many", "a", "not ticked"), ("many", "b", "not ticked")),
    )


def test_a_tick_can_calm_a_case_that_hangs_on_its_absence():
    rules = rule_set(
        [several("told", "lead", "police")],
        [rule("nobody", NoneOf((Includes("told", ("lead",)),)), Urgency.NOW), FLOOR],
    )
    assert told(found(rules, {"told": ticked()}).down) == (Urgency.INFORMATION, (("told", "lead", "ticked"),))


def test_doubt_about_the_rest_can_be_what_holds_a_case_up():
    rules = rule_set(
        [several("many", "a", "b", "c", means=["b"])], [rule("b", Includes("many", ("b",)), Urgency.NOW), FLOOR]
    )
    assert told(found(rules, {"many": ticked("a", rest_not_sure=True)}).down) == (
        Urgency.INFORMATION,
        (("many", None, "A"),),
    )


def test_of_a_number_the_nearest_result_is_tried():
    rules = rule_set([whole("age", 0, 99, unit="weeks")], [rule("baby", InRange("age", under=26), Urgency.NOW), FLOOR])
    assert told(found(rules, {"age": number(8)}).down) == (Urgency.INFORMATION, (("age", None, "26 weeks"),))


def test_a_definite_answer_is_offered_before_not_sure():
    rules = rule_set([choice("level", "a", "b", "c")], [rule("a", Is("level", ("a",)), Urgency.NOW), FLOOR])
    assert told(found(rules, {"level": chosen("a")}).down) == (Urgency.INFORMATION, (("level", None, "B"),))


def test_what_decides_whether_a_page_applies_can_be_the_way_down():
    gated = yes_no("two", "yes", when=Is("one", ("yes",)))
    rules = rule_set([yes_no("one"), gated], [rule("two", Is("two", ("yes", "no", "not sure")), Urgency.NOW), FLOOR])
    down = found(rules, {"one": chosen("yes"), "two": chosen("no")}).down
    assert told(down) == (Urgency.INFORMATION, (("one", None, "No"),))


def test_a_calmer_result_that_could_still_be_undone_is_marked():
    # with "one" put right, "two" is asked; not sure about it is calm, yes is not
    opened = yes_no("two", when=Is("one", ("no",)))
    high = AnyOf((Is("one", ("yes",)), Is("two", ("yes",))))
    rules = rule_set([yes_no("one"), opened], [rule("high", high, Urgency.NOW), FLOOR])
    down = found(rules, {"one": chosen("yes")}).down
    assert (told(down), down.settled) == ((Urgency.INFORMATION, (("one", None, "Not sure"),)), True)
    rules = rule_set([choice("one", "yes", "no", means="yes"), opened], [rule("high", high, Urgency.NOW), FLOOR])
    down = found(rules, {"one": chosen("yes")}).down
    assert (told(down), down.settled) == ((Urgency.INFORMATION, (("one", None, "No"),)), False)


def test_the_search_gives_up_honestly(monkeypatch):
    monkeypatch.setattr(change, "MOST_TRIES", 1)
    result = found(RULES, {"danger": ticked("hurt now")})
    assert (result.down, result.certain) == (None, False)


def test_an_evaluator_can_judge_as_well_as_a_decider():
    assert what_would_change(RULES, Evaluator(RULES), CALM) == found(RULES, CALM)


DANGER = several("danger", "a", "b", "c")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (None, ticked("a"), [(None, "A")]),
        (ticked("a"), ticked("a", "b"), [("b", "ticked")]),
        (ticked("a"), ticked("b", "c"), [("a", "not ticked"), ("b", "ticked"), ("c", "ticked")]),
        (ticked("a"), ticked(), [(None, "None of these")]),
        (ticked("a"), not_sure(), [(None, "Not sure")]),
        (not_sure(), ticked("a"), [(None, "A")]),
        (skipped(), ticked("a", rest_not_sure=True), [("a", "ticked")]),
        (ticked("a"), ticked("a", rest_not_sure=True), [(None, "A; not sure about the rest")]),
    ],
)
def test_how_an_answer_differs_in_words(old, new, words):
    assert [(option, text) for _, option, text in difference(DANGER, old, new)] == words


def test_the_smallest_change_is_found_before_larger_ones():
    sizes = [len(rise.given) for rise in found(RULES, CALM).rises]
    assert all(one <= two for one, two in pairwise(sizes))
