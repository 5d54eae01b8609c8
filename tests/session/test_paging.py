"""From a question to a page, and from what was picked to an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session.random_rules import any_answer, make_rules
from session.small_rules import choice, rule_set, several, whole, yes_no
from triage.rules.answers import AnswerKind, chosen, not_sure, number, skipped, ticked
from triage.rules.model import Option
from triage.session.paging import answer_from, make_page, not_sure_words, picked_values

SURE = yes_no("sure", means="yes")
LEVEL = choice("level", "high", "low")
DANGER = several("danger", "hurt now", "left alone", means=["hurt now"])
AGE = whole("age", 2, 20, means="3", unit="weeks")
RULES = rule_set([SURE, LEVEL, DANGER, AGE], [])


def page_of(question, answer=None):
    return make_page(RULES, question, answer, 1)


def lines(question):
    return [(choice.key, choice.value, choice.label) for choice in page_of(question).choices]


def test_a_page_offers_the_options_then_not_sure():
    assert lines(SURE) == [("1", "yes", "Yes"), ("2", "no", "No"), ("3", "not sure", "Not sure")]


def test_a_page_with_ticks_offers_none_of_these_as_well():
    assert lines(DANGER)[2:] == [("3", "none of these", "None of these"), ("4", "not sure", "Not sure")]


def test_a_number_page_offers_only_not_sure_and_its_bounds():
    page = page_of(AGE)
    assert [choice.value for choice in page.choices] == ["not sure"]
    assert (page.lowest, page.highest, page.unit) == (2, 20, "weeks")


def test_a_page_carries_its_section_its_why_its_hints_and_the_answer_given():
    hinted = replace(LEVEL, hint="For example this", options=(Option("high", "High", "worst"), Option("low", "Low")))
    page = make_page(RULES, hinted, chosen("low"), 4)
    assert (page.section, page.section_title) == ("worry", "Worry")
    assert (page.ask, page.why, page.hint) == ("Level?", "Why level.", "For example this")
    assert page.choices[0].hint == "worst"
    assert (page.answer, page.about_left) == (chosen("low"), 4)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (SURE, 'we treat this as "yes" until you know more'),
        (AGE, 'we treat this as "3 weeks" until you know more'),
        (DANGER, "we treat the ones you are not sure of as true until you know more"),
        (LEVEL, "the plan will say what to do when this is not known"),
        (replace(SURE, not_sure_says="One more question follows."), "One more question follows."),
    ],
)
def test_a_page_says_what_not_sure_does(question, words):
    assert not_sure_words(question) == words
    page = page_of(question)
    assert page.not_sure_says == words
    assert page.choices[-1].hint == words


@pytest.mark.parametrize(
    ("question", "picked", "answer"),
    [
        (SURE, ["yes"], chosen("yes")),
        (SURE, ["not sure"], not_sure()),
        (LEVEL, {"low"}, chosen("low")),
        (DANGER, ["none of these"], ticked()),
        (DANGER, ["left alone", "hurt now"], ticked("hurt now", "left alone")),
        (DANGER, ["left alone", "not sure"], ticked("left alone", rest_not_sure=True)),
        (DANGER, ["not sure"], not_sure()),
        (AGE, ["7"], number(7)),
        (AGE, [" 7 "], number(7)),
        (AGE, ["not sure"], not_sure()),
    ],
)
def test_what_was_picked_becomes_an_answer(question, picked, answer):
    assert answer_from(page_of(question), picked) == answer


@pytest.mark.parametrize(
    ("question", "picked", "says"),
    [
        (SURE, [], "Choose an answer, or not sure."),
        (SURE, ["yes", "no"], "Choose one answer only."),
        (SURE, ["perhaps"], '"perhaps" is not one of the answers on this page.'),
        (DANGER, [], "Tick what applies, or choose none of these, or not sure."),
        (DANGER, ["none of these", "hurt now"], "Choose either none of these or the ones that apply, not both."),
        (DANGER, ["none of these", "not sure"], "Choose either none of these or the ones that apply, not both."),
        (DANGER, ["elsewhere"], '"elsewhere" is not one of the answers on this page.'),
        (AGE, ["1"], "Enter a whole number from 2 to 20 weeks, or choose not sure."),
        (AGE, ["three"], "Enter a whole number from 2 to 20 weeks, or choose not sure."),
        (AGE, ["٣"], "Enter a whole number from 2 to 20 weeks, or choose not sure."),
    ],
)
def test_what_a_page_cannot_take_is_refused_in_plain_words(question, picked, says):
    with pytest.raises(ValueError) as caught:
        answer_from(page_of(question), picked)
    assert str(caught.value) == says


def test_nothing_is_picked_on_a_page_not_yet_answered_or_skipped():
    assert picked_values(None) == frozenset()
    assert picked_values(skipped()) == frozenset()


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32), st.randoms(use_true_random=False))
def test_picking_what_a_page_shows_as_picked_gives_the_same_answer(seed, chance):
    rules = make_rules(seed, 4, 1)
    for question in rules.questions.values():
        answer = any_answer(chance, question)
        page = make_page(rules, question, answer, 1)
        if answer.kind is not AnswerKind.SKIPPED and (answer.values or not answer.rest_not_sure):
            assert answer_from(page, picked_values(page.answer)) == answer
