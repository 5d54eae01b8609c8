"""Seeing it differently, line by line, over the small rules (which say nothing about it) and the shipped ones."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest

from plain.talking import Written, conversation
from triage.engine.decide import Decider
from triage.locate import data_folder
from triage.plain.conversation import converse
from triage.plain.guide import make_guide
from triage.plain.lines import Lines
from triage.plain.talk import Talk
from triage.rules.load import load

NOW = datetime(2026, 11, 20, 17, 0)
RULES = load(data_folder(), ["england"], date(2026, 11, 22))
GUIDE = make_guide(RULES, Decider(RULES, None), lambda: NOW)
UNSURE = ["n", *["u"] * 12]
"""No danger, and not sure of anything else: a plan for today, after some questions."""


def said(*typed: str) -> str:
    """What is written over the shipped rules, without regard to where its lines break."""
    writer = Written()
    converse(GUIDE, Lines(io.StringIO("".join(f"{line}\n" for line in typed)), writer, echo=True))
    return " ".join(writer.getvalue().split())


def after(text: str, mark: str) -> str:
    """What comes after the first ``mark``."""
    assert mark in text, text[-3000:]
    return text.partition(mark)[2]


def test_more_urgent_is_one_number_and_the_plan_changes_at_once_without_a_question() -> None:
    text = said("v 1", "q", "y")
    changed = after(text, "> v 1")
    assert "EMERGENCY - ring 999 now" in changed
    assert "Ring 999 now." in changed
    assert 'You chose: "A child may be in danger now".' in changed
    assert "sure?" not in changed.partition("EMERGENCY")[0]


def test_at_the_plan_the_raised_plan_is_written_and_can_be_taken_back() -> None:
    text = said(*UNSURE, "p", "v", "1", "v", "4", "q", "y")
    raised = after(text, "More urgent. The plan changes at once:")
    assert "I think it is less urgent." in raised
    assert "EMERGENCY - ring 999 now" in raised
    back = after(raised, "The plan is as urgent as it can be.")
    assert "Go back to the plan my answers make." in back


def test_less_urgent_changes_nothing_and_says_whom_to_talk_to() -> None:
    talk_only = said("v", "4", "4", "", "p", "q", "y")
    assert "Only the reason you choose is noted. The plan stays as it is." in talk_only
    assert "Talk to your safeguarding lead" in talk_only
    assert 'Say: "The guidance says to do more than I think is needed.' in talk_only
    assert "Noted. The plan stays as it is." in talk_only
    plan = after(talk_only, "This is not finished.")
    assert "You think it is less urgent: I am less worried than it says. The plan stays as it is." in plan
    assert "Talk it through first." in plan


def test_having_talked_it_through_is_noted() -> None:
    assert "You talked it through." in said("v", "4", "4", "y", "p", "q", "y")


def test_a_missing_step_needs_nobody_to_be_asked() -> None:
    text = said("v", "5", "", "1", "p", "q", "y")
    assert "if you have talked it through" not in text
    assert "You see a step differently: Something is missing. The plan keeps all it has." in text


def test_a_wrong_step_is_named_by_its_number() -> None:
    text = said("v", "5", "1", "4", "", "p", "q", "y")
    assert 'You see a step differently "' in text
    assert "It cannot be done here. The plan stays as it is." in text


def test_it_does_not_fit_this_child() -> None:
    assert "You think it does not fit this child: None of the answers fits." in said("v", "6", "2", "", "p", "q", "y")


@pytest.mark.parametrize("typed", [["v", "99"], ["v", "x"], ["v", ""], ["v", "4", "99"], ["v", "5", "99"], ["v 77"]])
def test_nothing_else_that_is_typed_does_anything(typed: list[str]) -> None:
    assert "You think it" not in after(said(*typed, "p", "q", "y"), "This is not finished.")


def test_it_works_in_an_emergency_too() -> None:
    text = after(said("1", "v", "1", "4", "", "p", "q", "y"), "The plan is as urgent as it can be.")
    assert "EMERGENCY - ring 999 now" in text
    assert "You think it is less urgent: I am less worried than it says. The plan stays as it is." in text


def test_rules_that_say_nothing_about_it_lead_to_the_emergency_card() -> None:
    text = " ".join(conversation(["v 1", "q"]).split())
    assert "EMERGENCY - ring 999 now" in after(text, "> v 1")


def test_the_words_are_all_understood() -> None:
    for word in ("v", "differ", "disagree", "more urgent"):
        assert "I think it is less urgent." in said(word, "", "q", "y")


def test_a_new_worry_starts_without_any_view() -> None:
    assert Talk(GUIDE, Lines(io.StringIO(), Written(), echo=False)).own == ()
    text = said(*UNSURE, "v 1", "new", "y", "p", "q", "y")
    assert "You chose:" not in after(text, "This is not finished.")
