"""Sentences that are nearly the same are found, and only those, without holding each against every other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.rules.checks.likeness import ALIKE, COMMON, forbidden_and_told, likeness, nearly_alike, words_of
from triage.rules.model import Place, Step, StepKind

WORDS = st.sampled_from(["ring", "the", "front", "door", "today", "and", "tell", "parents", "nobody", "else"])


def step(name: str, do: str, *do_not: str, how: tuple[str, ...] = ()) -> Step:
    return Step(name, "topic", StepKind.TALK, do, Place("x"), how=how, do_not=do_not)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Ask the family what would help.", "Ask the family what would help.", True),
        ("Ask the family what would help with the home.", "Ask the family what would help with the house.", True),
        ("Ask the family what would help", "Ask the school what would hinder", False),
        ("Ring the police about the car.", "Tell the police about the car.", False),
        ("Ring now.", "Ring now.", False),
        ("", "", False),
    ],
)
def test_what_is_nearly_the_same(one: str, other: str, alike: bool) -> None:
    assert list(nearly_alike([step("a", one), step("b", other)])) == ([("a", "b")] if alike else [])


@given(st.lists(st.lists(WORDS, min_size=4, max_size=9).map(" ".join), min_size=2, max_size=8))
def test_whatever_is_found_is_alike_and_whatever_is_alike_and_long_enough_is_found(texts: list[str]) -> None:
    steps = [step(f"s{place}", text) for place, text in enumerate(texts)]
    found = set(nearly_alike(steps))
    expected = {
        (one.id, other.id)
        for place, other in enumerate(steps)
        for one in steps[:place]
        if likeness(words_of(one.do), words_of(other.do)) >= ALIKE
    }
    assert found <= expected
    missed = expected - found
    assert all(_shares_no_run(steps, *pair) for pair in missed)


def _shares_no_run(steps: list[Step], *names: str) -> bool:
    one, other = (
        {words[place : place + 3] for place in range(len(words) - 2)}
        for name in names
        for words in [words_of(next(step.do for step in steps if step.id == name))]
    )
    return not one & other


@given(st.lists(WORDS, max_size=8).map(tuple), st.lists(WORDS, max_size=8).map(tuple))
def test_likeness_is_between_nothing_and_all(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1


def test_many_steps_made_to_one_pattern_are_not_all_held_against_each_other() -> None:
    steps = [step(f"s{place}", f"Ring number {place} today and say who you are") for place in range(COMMON * 10)]
    assert list(nearly_alike(steps)) == []


@pytest.mark.parametrize(
    ("told", "forbidden", "found"),
    [
        ("Ring the parents.", "Do not ring the parents.", True),
        ("Ring the parents today.", "Do not ring your parents.", True),
        ("Stay calm. Ring the parents today.", "Never ring the parents.", True),
        ("Ring the parents.", "Don't ring the parents.", True),
        ("Ring the parents.", "Do not ring the parents before six.", False),
        ("Ring the parents.", "Do not ring.", False),
        ("Ring the parents.", "The parents ring you.", False),
    ],
)
def test_what_one_step_forbids_and_another_tells(told: str, forbidden: str, found: bool) -> None:
    pairs = [(one.forbids, one.tells) for one in forbidden_and_told([step("a", told), step("b", "Wait.", forbidden)])]
    assert pairs == ([("b", "a")] if found else [])
    lines = [step("a", "Be kind.", how=(told,)), step("b", "Wait.", forbidden)]
    assert bool(list(forbidden_and_told(lines))) == found, "a line of 'how:' tells as well"


def test_a_step_can_forbid_what_it_tells() -> None:
    (found,) = forbidden_and_told([step("a", "Ring the parents.", "Do not ring the parents.")])
    assert (found.forbids, found.tells, found.telling) == ("a", "a", "Ring the parents.")
