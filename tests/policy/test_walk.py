"""The walk through the interview: the pages a person would see, and where the answers run out."""

from __future__ import annotations

import pytest

from policy.cases import RULE_SET, decider, scenario
from triage.policy.walk import Walk, Walker
from triage.rules.answers import Answer, chosen, not_sure, number, ticked
from triage.rules.model import Urgency


def walk(answers: dict[str, Answer], otherwise: str = "") -> Walk:
    return Walker(RULE_SET, decider()).walk(scenario(answers, otherwise=otherwise))


def test_pages_up_to_enough_are_those_shown_in_order() -> None:
    found = walk({"harm": chosen("mild"), "danger": ticked(), "phoned": chosen("no")})
    assert found.pages == ("danger", "harm")
    assert found.at_enough.enough
    assert found.stuck_at == ""


def test_an_emergency_stops_asking_at_once() -> None:
    found = walk({"danger": ticked("hurt"), "harm": chosen("mild")})
    assert found.pages == ("danger",)
    assert found.at_end.answers["harm"] == chosen("mild")
    assert found.at_end.decision.urgency is Urgency.EMERGENCY


def test_a_page_without_an_answer_is_where_it_stops() -> None:
    found = walk({"danger": ticked(), "phoned": chosen("yes")})
    assert (found.pages, found.stuck_at) == (("danger",), "harm")
    assert found.at_end == found.at_enough
    assert set(found.never_asked) == {"phoned"}


def test_pages_it_does_not_name_are_answered_otherwise_to_the_end() -> None:
    found = walk({}, "not sure")
    assert found.pages == ("danger",)
    assert found.at_end.answers["harm"] == not_sure()
    assert found.at_end.answers["phoned"] == not_sure()
    assert found.at_end.page is None


def test_later_sections_are_answered_as_far_as_the_answers_go() -> None:
    found = walk({"danger": ticked(), "harm": chosen("mild"), "phoned": chosen("yes"), "days": number(3)})
    assert found.pages == ("danger", "harm")
    assert [fired.rule for fired in found.at_end.decision.fired] == ["floor", "chase"]
    assert found.never_asked == ()


def test_an_answer_behind_a_page_that_is_not_answered_is_never_asked_for() -> None:
    assert walk({"danger": ticked(), "harm": chosen("mild"), "days": number(3)}).never_asked == ("days",)


def test_an_answer_that_no_rule_looks_at_is_never_asked_for() -> None:
    assert walk({"danger": ticked(), "harm": chosen("mild"), "idle": chosen("no")}).never_asked == ("idle",)


def test_an_answer_its_question_cannot_take_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match=r"Harm\? Choose one of the answers"):
        walk({"danger": ticked(), "harm": number(3)})
