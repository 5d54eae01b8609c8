"""Answers that pass some tests and fail others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explain.brute import every_answer
from session.random_rules import make_rules, sheet
from session.small_england import small_england
from session.small_rules import choice, several, whole, yes_no
from triage.explain.fitting import fitting, meets, turning_points
from triage.explain.mentions import checks_by_question, mentioned
from triage.explain.wanted import wanted_words
from triage.rules.answers import chosen, not_sure, number, ticked
from triage.rules.conditions import All, AnyOf, FactHolds, Includes, InRange, Is

SURE = yes_no("sure", "yes")
LEVEL = choice("level", "high", "middle", "low", "least")
DANGER = several("danger", "hurt now", "left alone", "at risk", means=["hurt now"])
AGE = whole("age", 0, 52, means="3", unit="weeks")

YES = (Is("sure", ("yes",)), True)
UNSURE = (Is("sure", ("not sure",)), True)
HIGH = (Is("level", ("high",)), True)
NOT_HIGH = (Is("level", ("high",)), False)
HURT = (Includes("danger", ("hurt now",)), True)
NOT_HURT = (Includes("danger", ("hurt now",)), False)
ALONE_OR_RISK = (Includes("danger", ("left alone", "at risk")), True)
IN_DOUBT = (Is("danger", ("not sure",)), True)
YOUNG = (InRange("age", under=6), True)
OLD = (InRange("age", under=6), False)


@pytest.mark.parametrize(
    ("question", "wishes", "given_answer", "answer"),
    [
        (SURE, [YES], None, chosen("yes")),
        (SURE, [YES], not_sure(), not_sure()),
        (SURE, [UNSURE], chosen("yes"), not_sure()),
        (SURE, [YES, (Is("sure", ("yes",), exactly=True), False)], None, not_sure()),
        (LEVEL, [HIGH, NOT_HIGH], None, None),
        (LEVEL, [NOT_HIGH], None, chosen("middle")),
        (LEVEL, [NOT_HIGH], chosen("least"), chosen("least")),
        (DANGER, [HURT], None, ticked("hurt now")),
        (DANGER, [HURT], ticked("at risk"), ticked("at risk", "hurt now")),
        (DANGER, [HURT, NOT_HURT], None, None),
        (DANGER, [NOT_HURT], ticked("at risk", "hurt now"), ticked("at risk")),
        (DANGER, [ALONE_OR_RISK, (Includes("danger", ("left alone",)), False)], None, ticked("at risk")),
        (DANGER, [IN_DOUBT], ticked("at risk"), ticked("at risk", rest_not_sure=True)),
        (DANGER, [HURT, ALONE_OR_RISK, IN_DOUBT], None, ticked("hurt now", "left alone", rest_not_sure=True)),
        (AGE, [YOUNG], number(9), number(0)),
        (AGE, [OLD], None, number(6)),
        (AGE, [YOUNG, OLD], None, None),
    ],
)
def test_the_nearest_answer_that_fits(question, wishes, given_answer, answer):
    assert fitting(question, wishes, given_answer) == answer


def test_one_option_can_be_ticked_and_another_left_in_doubt():
    both = several("both", "a", "b", means=["a", "b"])
    wishes = [
        (Includes("both", ("a",), exactly=True), True),
        (Includes("both", ("b",)), True),
        (Is("both", ("not sure",)), True),
    ]
    assert fitting(both, wishes, None) == ticked("a", rest_not_sure=True)


@pytest.mark.parametrize(
    ("tests", "points"),
    [
        ([], (0, 52)),
        ([InRange("age", at_least=3, under=6)], (0, 2, 3, 5, 6, 52)),
        ([InRange("age", under=0), InRange("age", at_least=53)], (0, 52)),
    ],
)
def test_numbers_at_which_a_test_changes_its_mind(tests, points):
    assert turning_points(AGE, tests) == points


@pytest.mark.parametrize(
    ("question", "wishes", "words"),
    [
        (SURE, [YES], "Yes"),
        (SURE, [UNSURE], "Not sure"),
        (LEVEL, [(Is("level", ("high", "low")), True)], "High or low"),
        (LEVEL, [NOT_HIGH], "Anything but high"),
        (LEVEL, [(Is("level", ("not sure",)), False)], "Any definite answer"),
        (DANGER, [HURT], "Hurt now"),
        (DANGER, [NOT_HURT], "Not hurt now"),
        (DANGER, [ALONE_OR_RISK, NOT_HURT], "Left alone or at risk; not hurt now"),
        (DANGER, [(Includes("danger", ("left alone", "at risk")), False)], "None of: left alone; at risk"),
        (DANGER, [HURT, IN_DOUBT], "Hurt now; not sure about the rest"),
        (DANGER, [IN_DOUBT], "Not sure"),
        (DANGER, [(Is("danger", ("not sure",)), False)], "Any definite answer"),
        (DANGER, [HURT, (Is("danger", ("not sure",)), False)], "Hurt now; sure about the rest"),
        (AGE, [YOUNG], "Under 6 weeks"),
        (AGE, [OLD], "6 weeks or more"),
        (AGE, [(InRange("age", 3, 6), True)], "From 3 to 5 weeks"),
        (AGE, [(InRange("age", 3, 4), True)], "3 weeks"),
        (AGE, [(InRange("age", 3, 6), False)], "Under 3 weeks or 6 weeks or more"),
        (AGE, [(Is("age", ("not sure",)), True)], "Not sure"),
        (AGE, [(Is("age", ("not sure",)), False)], "Any number"),
    ],
)
def test_what_is_wanted_in_words(question, wishes, words):
    assert wanted_words(question, wishes) == words


def test_a_long_list_of_what_would_do_is_cut_short():
    many = several("many", *(f"sign {letter}" for letter in "abcdef"))
    words = wanted_words(many, [(Includes("many", many.option_names), True)])
    assert words == "One of: sign a; sign b; sign c; sign d; or 2 more"


def test_labels_with_commas_are_kept_apart():
    labelled = several("many", "bruised, or cut", "burnt")
    assert wanted_words(labelled, [(Includes("many", labelled.option_names), True)]) == "One of: bruised, or cut; burnt"


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=3))
def test_an_answer_is_found_whenever_there_is_one(seed, picks):
    rules = make_rules(seed, 4, 6)
    answers = sheet(seed, rules)
    for name, tests in checks_by_question(rules).items():
        if tests:
            wishes = frozenset((tests[place % len(tests)], wanted) for place, wanted in picks)
            question = rules.questions[name]
            found = fitting(question, wishes, answers[name])
            possible = any(meets(question, answer, wishes) for answer in every_answer(question))
            assert (found is not None) == possible
            assert found is None or meets(question, found, wishes)
            assert found is None or wanted_words(question, wishes)


def test_questions_mentioned_are_found_through_facts():
    facts = small_england().facts
    parts = All((Is("a", ("yes",)), AnyOf((InRange("b", 1), Includes("c", ("d",)))), FactHolds("immediate_danger")))
    assert mentioned(parts, facts) == {"a", "b", "c", "danger", "danger_check"}
    assert mentioned(None, facts) == frozenset()


def test_every_test_is_listed_under_its_question():
    found = checks_by_question(small_england())
    assert found["danger_check"] == [Is("danger_check", ("yes",))]
    assert len(found["situation"]) == 4
