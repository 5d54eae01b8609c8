"""Conditions in plain words."""

from __future__ import annotations

from textwrap import dedent

import pytest

from session.small_rules import choice, fact, rule_set, several, whole, yes_no
from triage.explain.condition_words import condition_lines, condition_words
from triage.rules.conditions import All, Always, AnyOf, FactHolds, Includes, InRange, Is, NoneOf, SwitchOn

RULES = rule_set(
    [
        yes_no("child_hurt", "yes"),
        choice("harm_level", "harm", "help", "support"),
        several("danger", "hurt now", "left alone", "at risk", means=["hurt now"]),
        whole("age_weeks", 0, 100, means="3", unit="weeks"),
        whole("years", 0, 18),
    ],
    [],
    [fact("must_ring", Is("child_hurt", ("yes",)))],
    {"new_law": True, "old_law": False},
)
HURT = Is("child_hurt", ("yes",))
HELP = Is("harm_level", ("help",))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Always(), "in every case"),
        (HURT, "child hurt is yes (not sure counts)"),
        (Is("child_hurt", ("no",)), "child hurt is no"),
        (Is("child_hurt", ("yes",), exactly=True), "child hurt is yes (that answer itself: not sure does not count)"),
        (Is("harm_level", ("harm", "help")), "harm level is harm or help"),
        (Is("harm_level", ("not sure",)), "harm level is not sure"),
        (Is("child_hurt", ("yes", "not sure")), "child hurt is yes or not sure"),
        (Includes("danger", ("hurt now",)), "danger includes hurt now (not sure counts)"),
        (Includes("danger", ("left alone",)), "danger includes left alone"),
        (
            Includes("danger", ("hurt now", "left alone", "at risk")),
            "danger includes hurt now, left alone or at risk (not sure counts for hurt now)",
        ),
        (InRange("age_weeks", under=4), "age weeks is under 4 weeks (not sure counts)"),
        (InRange("age_weeks", at_least=4), "age weeks is at least 4 weeks"),
        (InRange("age_weeks", 3, 6), "age weeks is from 3 to 5 weeks (not sure counts)"),
        (InRange("years", 4, 5), "years is exactly 4"),
        (FactHolds("must_ring"), "must ring holds (fact must_ring)"),
        (SwitchOn("new_law"), "new_law (switched on)"),
        (SwitchOn("old_law"), "old_law (switched off)"),
        (All((HELP, Is("years", ("not sure",)))), "harm level is help and years is not sure"),
        (AnyOf((HELP, All((HELP, HELP)))), "harm level is help or (harm level is help and harm level is help)"),
        (All((AnyOf((HELP, HELP)),)), "harm level is help or harm level is help"),
        (NoneOf((HELP,)), "known not to be so: harm level is help"),
    ],
)
def test_a_condition_in_one_line(condition, words):
    assert condition_words(RULES, condition) == words


def test_a_condition_as_an_indented_list():
    condition = All((FactHolds("must_ring"), AnyOf((HELP, NoneOf((HURT,)))), SwitchOn("new_law")))
    assert "\n".join(condition_lines(RULES, condition)) == dedent(
        """\
        - all of these:
          - must ring holds (fact must_ring), which is when:
            - child hurt is yes (not sure counts)
          - any of these:
            - harm level is help
            - known to be none of these:
              - child hurt is yes (not sure counts)
          - new_law (switched on)"""
    )


def test_a_list_of_one_is_not_a_list_and_can_start_further_in():
    assert list(condition_lines(RULES, All((HELP,)), depth=2)) == ["    - harm level is help"]
    assert list(condition_lines(RULES, AnyOf((All((HELP,)),)))) == ["- harm level is help"]


def test_an_unknown_name_is_not_passed_over():
    with pytest.raises(KeyError):
        condition_words(RULES, Is("gone", ("yes",)))
