"""What is left to ask, and what is asked when working that out goes wrong."""

from __future__ import annotations

import pytest

from session.small_england import small_england
from session.small_rules import choice, rule, rule_set, whole, yes_no
from triage.engine.decide import Decider
from triage.engine.evaluate import Evaluator
from triage.rules.answers import chosen, number, ticked
from triage.rules.conditions import All, Always, InRange, Is
from triage.rules.model import SendAs, Urgency
from triage.session.agenda import Agenda, Planner, adds, interview_order, planned_steps, raises

RULES = small_england()
TODAY = Decider(RULES, None).decide({"situation": chosen("worried")})


def test_danger_is_asked_first_wherever_its_section_stands():
    questions = [yes_no("late", section="after"), yes_no("odd", section="nowhere"), yes_no("safe", section="danger")]
    rules = rule_set([questions[1], questions[0], questions[2]], [], sections=("after", "danger"))
    assert interview_order(rules) == ("safe", "late", "odd")


def test_within_a_section_pages_come_as_in_the_files():
    assert interview_order(RULES) == (
        "danger",
        "danger_check",
        "situation",
        "worry",
        "baby",
        "level",
        "told",
        "reply",
    )


@pytest.mark.parametrize(
    ("urgency", "send_as", "steps", "higher", "more"),
    [
        (Urgency.NOW, None, ("talk",), True, True),
        (Urgency.TODAY, None, ("talk",), False, False),
        (Urgency.TODAY, None, ("new",), False, True),
        (Urgency.DAYS, None, ("talk", "write"), False, True),
        (Urgency.INFORMATION, None, ("talk", "write"), False, False),
        (Urgency.DAYS, SendAs.ADVICE, ("talk",), True, True),
        (Urgency.DAYS, SendAs.INFORMATION_ONLY, ("talk",), False, False),
    ],
)
def test_what_a_rule_would_change(urgency, send_as, steps, higher, more):
    # the plan holds "talk" for today and "write" as information
    found = rule("found", Always(), urgency, *steps, send_as=send_as)
    assert (raises(found, TODAY), adds(found, TODAY, planned_steps(TODAY))) == (higher, more)


def agenda(rules, answers, opened=()):
    decider = Decider(rules, None)
    return Planner(rules, decider.evaluator).agenda(decider.decide(answers), answers, opened)


def test_what_decides_whether_a_page_applies_is_asked_before_it():
    gate = choice("gate", "open", "shut", section="after")
    must = yes_no("must", section="danger", always=True, when=Is("gate", ("open",)))
    rules = rule_set([gate, must], [rule("floor", Always(), Urgency.INFORMATION)])
    assert agenda(rules, {}).needed == ("gate",)
    assert agenda(rules, {"gate": chosen("open")}).needed == ("must",)
    assert agenda(rules, {"gate": chosen("shut")}).needed == ()


def test_nothing_skips_the_pages_about_danger():
    danger, other = yes_no("safe", section="danger", always=True), yes_no("other", always=True)
    rules = rule_set([other, danger], [rule("urgent", Always(), Urgency.NOW)])
    # neither page could raise anything, yet danger is asked before even the most urgent plan but an emergency
    assert agenda(rules, {}).needed == ("safe",)
    assert agenda(rules, {}).useful == ("safe",)
    assert agenda(rules, {"safe": chosen("yes")}).needed == ()


def test_a_page_two_doors_down_is_reached_through_both():
    first, second = yes_no("first"), yes_no("second", when=Is("first", ("yes",)))
    third = yes_no("third", when=Is("second", ("yes",)))
    rules = rule_set([third, second, first], [rule("far", Is("third", ("yes",)), Urgency.NOW)])
    assert agenda(rules, {}).needed == ("first",)
    # an answer given early counts only once its own page applies
    assert agenda(rules, {"second": chosen("yes")}).needed == ("first",)
    assert agenda(rules, {"first": chosen("yes"), "second": chosen("yes")}).needed == ("third",)
    assert agenda(rules, {"first": chosen("no")}).needed == ()


def test_a_rule_that_needs_what_is_already_denied_is_not_asked_about():
    both = All((Is("one", ("yes",)), Is("two", ("yes",))))
    rules = rule_set([yes_no("one"), yes_no("two")], [rule("both", both, Urgency.NOW)])
    assert agenda(rules, {}).needed == ("one", "two")
    assert agenda(rules, {"one": chosen("no")}).needed == ()


def test_opening_a_section_also_asks_what_its_pages_depend_on():
    answers = {"danger": ticked("hurt now")}
    assert agenda(RULES, answers, ["after"]).fuller == ("situation",)
    assert agenda(RULES, answers).fuller == ()
    assert agenda(RULES, {**answers, "situation": chosen("worried")}, ["after"]).fuller == ("told",)


@pytest.mark.parametrize(
    ("agenda", "left"),
    [
        (Agenda(("a", "b"), ("a", "b"), (), maybe=0), 2),
        (Agenda(("a",), ("a",), (), maybe=3), 3),
        (Agenda((), ("c", "d"), ("c",), maybe=0), 1),
        (Agenda((), ("c",), (), maybe=2), 0),
    ],
)
def test_about_half_of_what_may_apply_is_counted(agenda, left):
    assert agenda.about_left == left


class Broken(Evaluator):
    """An evaluator that fails."""

    def evaluate(self, answers):
        raise RuntimeError("broken")


def test_everything_left_is_asked_when_what_matters_cannot_be_worked_out():
    answers = {"danger": ticked(), "situation": chosen("routine")}
    decision = Decider(RULES, None).decide(answers)
    left = Planner(RULES, Broken(RULES)).agenda(decision, answers, [])
    # worry, baby and the rest are known not to apply to a routine message
    assert left.needed == ()
    answers = {"danger": ticked()}
    decision = Decider(RULES, None).decide(answers)
    left = Planner(RULES, Broken(RULES)).agenda(decision, answers, [])
    assert left.needed == ("situation", "worry", "baby", "level", "told", "reply")


def test_an_emergency_is_enough_even_then():
    answers = {"danger": ticked("hurt now")}
    left = Planner(RULES, Broken(RULES)).agenda(Decider(RULES, None).decide(answers), answers, [])
    assert left.needed == ()
    assert left.useful


def test_a_number_is_asked_like_any_other_page():
    rules = rule_set([whole("age", 0, 20)], [rule("young", InRange("age", under=6), Urgency.NOW)])
    assert agenda(rules, {}).needed == ("age",)
    assert agenda(rules, {"age": number(9)}).needed == ()
