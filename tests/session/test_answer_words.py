"""An answer in words."""

from __future__ import annotations

import pytest

from session.small_rules import choice, several, whole, yes_no
from triage.explain.phrases import all_of, join_labels, mid_sentence, one_of, value_words
from triage.rules.answers import chosen, not_sure, number, skipped, ticked
from triage.session.answer_words import answer_words

DANGER = several("danger", "hurt now", "left alone")


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        (yes_no("sure"), chosen("yes"), "Yes"),
        (yes_no("sure"), not_sure(), "Not sure"),
        (yes_no("sure"), skipped(), "Skipped (treated as not sure)"),
        (choice("level", "needs help", "extra support"), chosen("needs help"), "Needs help"),
        (whole("age", 0, 20, unit="weeks"), number(8), "8 weeks"),
        (whole("age", 0, 20), number(0), "0"),
        (DANGER, ticked(), "None of these"),
        (DANGER, ticked("hurt now"), "Hurt now"),
        (DANGER, ticked("left alone", "hurt now"), "Hurt now; left alone"),
        (DANGER, ticked("left alone", rest_not_sure=True), "Left alone; not sure about the rest"),
        (DANGER, ticked("left alone", "hurt now", rest_not_sure=True), "Hurt now; left alone"),
        (DANGER, ticked(rest_not_sure=True), "Not sure"),
        (DANGER, not_sure(), "Not sure"),
        (DANGER, skipped(), "Skipped (treated as not sure)"),
    ],
)
def test_answers_in_words(question, answer, words):
    assert answer_words(question, answer) == words


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Hurt now", "hurt now"),
        ("A child is alone", "a child is alone"),
        ("I am worried", "I am worried"),
        ("FGM", "FGM"),
        ("FGM or cutting", "FGM or cutting"),
        ("Children in Gloucestershire", "Children in Gloucestershire"),
        ("", ""),
    ],
)
def test_a_label_in_the_middle_of_a_sentence(label, inside):
    assert mid_sentence(label) == inside


def test_lists_in_words():
    assert join_labels(["Hurt now", "Left alone", "FGM"]) == "Hurt now; left alone; FGM"
    assert [one_of(words) for words in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a or b", "a, b or c"]
    assert all_of(["a", "b", "c"]) == "a, b and c"


def test_one_value_in_words():
    assert value_words(DANGER, "hurt now") == "Hurt now"
    assert value_words(DANGER, "not sure") == "Not sure"
    assert value_words(whole("age", 0, 20, unit="weeks"), "3") == "3 weeks"
