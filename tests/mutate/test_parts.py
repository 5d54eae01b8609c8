"""Every part of a condition is dropped once, and told in words."""

from __future__ import annotations

import pytest

from policy.cases import RULE_SET
from triage.policy.mutate.parts import without_parts
from triage.rules.conditions import All, Always, AnyOf, Condition, Includes, InRange, Is, NoneOf

SEVERE, MILD = Is("harm", ("severe",)), Is("harm", ("mild",))
HURT = Includes("danger", ("hurt",))
PHONED = Is("phoned", ("yes",))

CASES = [
    (Always(), []),
    (SEVERE, [Always()]),
    (Is("harm", ("severe", "mild")), [Always(), MILD, SEVERE]),
    (
        Includes("danger", ("hurt", "alone")),
        [Always(), Includes("danger", ("alone",)), Includes("danger", ("hurt",))],
    ),
    (Is("harm", ("severe",), exactly=True), [Always()]),
    (Includes("danger", ("hurt",), exactly=True), [Always(), HURT]),
    (InRange("days", 2), [Always()]),
    (InRange("days", 2, 5), [Always(), InRange("days", None, 5), InRange("days", 2, None)]),
    (All((SEVERE, HURT)), [HURT, SEVERE]),
    (All((SEVERE, HURT, PHONED)), [All((HURT, PHONED)), All((SEVERE, PHONED)), All((SEVERE, HURT))]),
    (AnyOf((SEVERE, HURT)), [HURT, SEVERE]),
    (NoneOf((SEVERE,)), [Always()]),
    (NoneOf((SEVERE, HURT)), [Always(), NoneOf((HURT,)), NoneOf((SEVERE,))]),
    (
        All((NoneOf((Is("harm", ("severe", "mild")),)), HURT)),
        [HURT, All((NoneOf((MILD,)), HURT)), All((NoneOf((SEVERE,)), HURT)), NoneOf((Is("harm", ("severe", "mild")),))],
    ),
]


@pytest.mark.parametrize(("condition", "expected"), CASES)
def test_each_part_is_dropped_in_turn(condition: Condition, expected: list[Condition]) -> None:
    assert [weaker for _, weaker in without_parts(RULE_SET, condition)] == expected


def test_no_two_are_the_same_and_none_is_the_condition_itself() -> None:
    condition = All((AnyOf((SEVERE, All((HURT, PHONED)))), NoneOf((InRange("days", 1, 4), MILD))))
    weaker = [found for _, found in without_parts(RULE_SET, condition)]
    assert len(weaker) == len(set(weaker)) == 10
    assert condition not in weaker


def test_what_is_dropped_is_said_in_plain_words() -> None:
    condition = All((Is("harm", ("severe", "mild")), NoneOf((HURT, PHONED)), InRange("days", 2, 5)))
    words = [words for words, _ in without_parts(RULE_SET, condition)]
    assert words == [
        "no longer asks that harm is severe or mild",
        "no longer names “severe” for harm",
        "no longer names “mild” for harm",
        "no longer asks that known not to be so: danger includes hurt (not sure counts) or phoned is yes",
        "no longer rules out that danger includes hurt (not sure counts)",
        "no longer rules out that phoned is yes",
        "no longer asks that days is from 2 to 4",
        "drops the lower bound 2 of days",
        "drops the upper bound 4 of days",
    ]
