"""Every plan the shipped rules can make is whole: something to do, somebody to ring, by when, what to write down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triage.engine.decide import Decider
from triage.export.plan_json import plan_json, read_plan
from triage.export.plan_text import plan_text
from triage.locate import data_folder
from triage.plan.build import build_plan
from triage.plan.model import Plan
from triage.rules.answers import Answer, chosen, not_sure, number, skipped, ticked
from triage.rules.load import available_packs, load
from triage.rules.model import Question, QuestionType, RuleSet, Urgency

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 20, 17, 4)
AREAS = [pack.id for pack in available_packs(data_folder())]


@cache
def rules_of(area: str) -> RuleSet:
    return load(data_folder(), [area], TODAY)


@cache
def decider_of(area: str) -> Decider:
    return Decider(rules_of(area), None)


def answers_to(question: Question) -> st.SearchStrategy[Answer]:
    unsure = st.sampled_from([not_sure(), skipped()])
    if question.type is QuestionType.NUMBER:
        return unsure | st.integers(question.lowest, question.highest).map(number)
    if question.type is QuestionType.SEVERAL:
        return unsure | st.lists(st.sampled_from(question.option_names), unique=True).map(lambda some: ticked(*some))
    return unsure | st.sampled_from(question.option_names or ("yes", "no")).map(chosen)


@st.composite
def cases(draw: st.DrawFn, area: str) -> Mapping[str, Answer]:
    """Any answers to any of the questions: a person may stop at every page."""
    questions = rules_of(area).questions
    asked = draw(st.lists(st.sampled_from(sorted(questions)), unique=True, max_size=14))
    return {name: draw(answers_to(questions[name])) for name in asked}


def plan_for(area: str, answers: Mapping[str, Answer]) -> Plan:
    return build_plan(rules_of(area), decider_of(area).decide(answers), answers, NOW)


modest = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
each_area = pytest.mark.parametrize("area", AREAS)


@each_area
@modest
@given(st.data())
def test_every_plan_is_whole(area: str, data: st.DataObject) -> None:
    plan = plan_for(area, data.draw(cases(area)))
    assert plan.steps
    assert plan.headline
    assert plan.message
    assert any(step.write for step in plan.steps)
    assert any(contact.verified and contact.phone for step in plan.steps for contact in step.contacts)
    for step in plan.steps:
        assert step.do
        assert step.when
        assert step.reasons
        assert all(reason.citations for reason in step.reasons)
        if step.contacts:
            assert step.say
            assert step.if_no_answer
            assert any(contact.verified for contact in step.contacts), f"nobody to ring in {step.id}"


@each_area
@modest
@given(st.data())
def test_every_plan_can_be_written_and_read(area: str, data: st.DataObject) -> None:
    plan = plan_for(area, data.draw(cases(area)))
    text = plan_text(plan)
    assert max(map(len, text.split("\n"))) <= 78
    assert not re.search(r"[{}]|no action|nothing to do", text, re.IGNORECASE)
    assert read_plan(plan_json(plan)) == plan


@each_area
@modest
@given(st.data())
def test_an_emergency_is_999_first(area: str, data: st.DataObject) -> None:
    plan = plan_for(area, {**data.draw(cases(area)), "danger": data.draw(st.sampled_from(dangers(area)))})
    if plan.urgency is Urgency.EMERGENCY:
        first = plan.steps[0]
        assert first.urgency is Urgency.EMERGENCY
        assert any(contact.phone == "999" for contact in first.contacts)


def dangers(area: str) -> list[Answer]:
    return [not_sure(), *(ticked(option) for option in rules_of(area).questions["danger"].option_names)]


@each_area
@modest
@given(st.data())
def test_the_words_never_say_sooner_than_the_time(area: str, data: st.DataObject) -> None:
    """A line that says "today" or "now" may not carry a later time beside it."""
    for step in plan_for(area, data.draw(cases(area))).steps:
        if re.search(r"\btoday\b[.]?$", step.do):
            assert step.due is not None, f"{step.id}: {step.do} ({step.when})"
            assert step.due.date() == NOW.date(), f"{step.id}: {step.do} ({step.when})"
