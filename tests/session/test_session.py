"""A session is a record: what each thing a person can do turns it into."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from triage.rules.answers import chosen, skipped
from triage.session.session import Session

YES, NO = chosen("yes"), chosen("no")
THREE = Session().answer("one", YES).answer("two", NO).answer("three", YES)


def test_answers_are_kept_in_the_order_first_given():
    assert [name for name, _ in THREE.entries] == ["one", "two", "three"]


def test_a_changed_answer_keeps_its_place():
    assert THREE.answer("two", YES).entries == (("one", YES), ("two", YES), ("three", YES))


def test_nothing_is_changed_in_place():
    THREE.answer("two", YES)
    assert THREE.answers == {"one": YES, "two": NO, "three": YES}
    with pytest.raises(FrozenInstanceError):
        THREE.at = "one"


def test_skipping_is_an_answer_of_its_own_kind():
    assert Session().skip("one").answers == {"one": skipped()}


@pytest.mark.parametrize(
    ("from_question", "shown"),
    [
        (None, "three"),
        ("four", "three"),
        ("three", "two"),
        ("two", "one"),
        ("one", "one"),
    ],
)
def test_back_shows_the_page_asked_before(from_question, shown):
    assert THREE.back(from_question).at == shown


def test_back_before_any_answer_stays_on_the_first_page():
    assert Session().back(None) == Session()
    assert Session().back("one") == Session()


def test_back_and_change_keep_every_answer():
    assert THREE.back(None).entries == THREE.entries
    assert THREE.change("one").entries == THREE.entries


def test_answering_a_page_looked_at_again_goes_forwards():
    assert THREE.change("one").answer("one", NO).at is None
    assert THREE.back(None).skip("three").at is None


def test_forward_leaves_the_page_as_it_was():
    assert THREE.change("one").forward() == THREE


def test_opening_a_section_closes_the_one_before_and_opening_none_returns_to_the_plan():
    opened = THREE.fuller("worry")
    assert opened.opened == {"worry"}
    assert opened.fuller("after").opened == {"after"}
    assert opened.fuller("after", "worry").opened == {"after", "worry"}
    assert opened.fuller() == THREE


def test_sessions_that_say_the_same_are_equal_and_can_be_remembered():
    again = Session().answer("one", YES).answer("two", NO).answer("three", YES)
    assert again == THREE
    assert hash(again) == hash(THREE)
