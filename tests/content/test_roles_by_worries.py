"""Twelve roles, five worries: whoever asks, the plan can be acted on. Walked as a person would who answers calmly."""

from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from triage.engine.decide import Decider
from triage.export.plan_text import plan_text
from triage.plan.build import build_plan
from triage.policy.walk import Walker
from triage.rules.answers import chosen, not_sure, ticked
from triage.rules.load import load
from triage.rules.model import Place, Urgency
from triage.rules.scenarios import Expect, Scenario

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 20, 17, 0)
ROLES = (
    "school staff",
    "early years",
    "childminder",
    "gp",
    "nurse midwife or health visitor",
    "hospital",
    "social care",
    "police",
    "housing",
    "voluntary sport or faith",
    "foster carer",
    "family or public",
)
WORRIES = {
    "an injury": {"worry": ticked("physical"), "injury_about": ticked("worrying mark")},
    "neglect": {"worry": ticked("neglect"), "harm_level": chosen("needs help")},
    "sexual harm": {"worry": ticked("sexual"), "harm_level": chosen("significant harm")},
    "domestic abuse": {"worry": ticked("domestic abuse"), "harm_level": not_sure()},
    "a feeling": {"worry": ticked("something else"), "harm_level": chosen("extra support")},
}
NATIONAL_NUMBERS = {"999", "101", "0808 800 5000"}


@cache
def walker():
    rule_set = load(ROOT, ["england"], date(2026, 11, 22))
    return rule_set, Walker(rule_set, Decider(rule_set, None))


@cache
def plan(role, worry):
    rule_set, walk = walker()
    answers = {"danger": ticked(), "situation": chosen("worried"), "role": chosen(role), **WORRIES[worry]}
    case = Scenario(f"{role}, {worry}", "", answers, "calmest", Expect(Urgency.TODAY), Place("here"), "england", "here")
    view = walk.walk(case).at_end
    return build_plan(rule_set, view.decision, view.answers, NOW)


def test_there_are_twelve_roles_and_five_worries():
    rule_set, _ = walker()
    assert len(set(ROLES)) == 12
    assert set(ROLES) <= set(rule_set.questions["role"].option_names)
    assert len(WORRIES) == 5


@pytest.mark.parametrize("worry", WORRIES)
@pytest.mark.parametrize("role", ROLES)
def test_every_plan_has_a_number_a_limit_a_sentence_and_a_source(role, worry):
    made = plan(role, worry)
    numbers = {contact.phone for step in made.steps for contact in step.contacts if contact.phone}
    text = plan_text(made)
    assert numbers & NATIONAL_NUMBERS or "999" in text, "nobody to ring"
    assert any(step.due for step in made.steps), "no time limit"
    assert any(step.say for step in made.steps), "nothing to say"
    reasons = [reason for step in made.steps for reason in step.reasons]
    assert reasons, "no reason"
    assert all(reason.citations for reason in reasons), "a reason that stands on nothing"
    assert "{" not in text


@pytest.mark.parametrize("role", ROLES)
def test_every_call_has_its_words_and_a_way_on_when_nobody_answers(role):
    for worry in WORRIES:
        for step in plan(role, worry).steps:
            if step.contacts:
                assert step.say, step.id
                assert step.if_no_answer, step.id


def test_each_role_is_sent_to_its_own_people():
    lines = {
        role: next(step.do for step in plan(role, "an injury").steps if step.id == "talk-to-lead") for role in ROLES
    }
    assert len(set(lines.values())) == len(ROLES), "two roles hear the same"


def test_police_and_social_care_are_not_told_to_ring_themselves():
    police = {step.id: step.do for step in plan("police", "an injury").steps}
    assert "Ring 101" not in police["ring-police-101"]
    social_care = {step.id: step.do for step in plan("social care", "an injury").steps}
    assert "your own duty manager" in social_care["ring-front-door"]


def test_a_volunteer_or_neighbour_is_not_told_that_the_law_makes_them():
    for role in ("voluntary sport or faith", "family or public"):
        for worry in WORRIES:
            text = plan_text(plan(role, worry)).lower()
            for words in ("you must by law", "by law you must", "the law says you must", "has a legal duty"):
                assert words not in text, f"{role}, {worry}"
