"""The same promises, on the rules that are shipped, over random answers."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session.random_rules import sheet
from session.walking import interview, steps, walk
from triage.engine.decision import Tri
from triage.locate import data_folder
from triage.rules.answers import Answer, not_sure, ticked
from triage.rules.load import load
from triage.rules.model import RuleSet, Urgency
from triage.session.interview import Interview
from triage.session.session import Session

SOME = settings(max_examples=40, deadline=None)
SEEDS = st.integers(0, 2**32)


@pytest.fixture(scope="module")
def room() -> Interview:
    return interview(load(data_folder(), ["england"], date(2026, 11, 22)))


def likely_sheet(seed: int, england: RuleSet) -> dict[str, Answer]:
    """Answers as a person might give them: mostly out of danger, so that the interview goes on past its first page."""
    chance = random.Random(seed)
    answers = sheet(seed, england)
    return answers if chance.random() < 0.2 else {**answers, "danger": ticked()}


@SOME
@given(SEEDS, SEEDS)
def test_enough_to_act_is_truthful(room, seed, later):
    session, view = walk(room, likely_sheet(seed, room.rule_set))
    for rest in (likely_sheet(later, room.rule_set), dict.fromkeys(room.rule_set.questions, not_sure())):
        completed = room.view(Session(tuple({**rest, **session.answers}.items()))).decision
        assert completed.urgency is view.decision.urgency
        assert completed.send_as is view.decision.send_as or view.decision.urgency is Urgency.EMERGENCY


@SOME
@given(SEEDS)
def test_danger_is_asked_first_and_what_must_be_asked_before_anything_calm(room, seed):
    moments = list(steps(room, likely_sheet(seed, room.rule_set)))
    assert moments[0][1].page.question == "danger"
    session, view = moments[-1]
    if view.decision.urgency < Urgency.NOW:
        must = {name for name, question in room.rule_set.questions.items() if question.always_ask}
        assert {name for name in must if view.decision.applies[name] is not Tri.FALSE} <= set(session.answers)


@SOME
@given(SEEDS)
def test_making_it_fuller_never_lowers_and_ends_complete(room, seed):
    session, view = walk(room, likely_sheet(seed, room.rule_set))
    before = view.decision
    sections = [section.id for section in room.rule_set.sections]
    _, view = walk(room, likely_sheet(seed, room.rule_set), session.fuller(*sections))
    assert view.complete
    assert view.decision.urgency is before.urgency or before.urgency is Urgency.EMERGENCY
    assert {step.step for step in before.steps} <= {step.step for step in view.decision.steps}


@pytest.mark.parametrize("option", ["hurt now", "needs medical care", "may end their life", "violence now"])
def test_an_emergency_takes_one_page(room, option):
    session, view = walk(room, {"danger": ticked(option)})
    assert view.decision.urgency is Urgency.EMERGENCY
    assert [name for name, _ in session.entries] == ["danger"]


def test_not_sure_about_everything_takes_two_pages_and_ends_in_danger(room):
    session, view = walk(room, dict.fromkeys(room.rule_set.questions, not_sure()))
    assert [name for name, _ in session.entries] == ["danger", "danger_check"]
    assert view.decision.urgency is Urgency.EMERGENCY
