"""Seeing a case differently can only make a plan safer: proven over every case that stands beside the shipped rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan.plan_rules import RULE_SET, decision
from triage.engine.decide import Decider
from triage.engine.decision import Decision
from triage.locate import data_folder
from triage.plan.build import build_plan
from triage.plan.model import Plan
from triage.plan.own_plan import own_plan, people_to_ask
from triage.plan.own_view import (
    Direction,
    OwnView,
    choice_of,
    differing,
    more_urgent,
    raises,
    rules_behind,
    safer_choices,
    seen_differently,
    standing,
    taken_back,
)
from triage.rules.answers import Answers
from triage.rules.disagreeing import BUILT_IN, About
from triage.rules.load import available_packs, load
from triage.rules.model import RuleSet, SendAs, Urgency
from triage.rules.scenarios import Scenario, read_scenarios

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 20, 17, 4)
AREAS = [pack.id for pack in available_packs(data_folder())]
each_area = pytest.mark.parametrize("area", AREAS)


@cache
def rules_of(area: str) -> RuleSet:
    return load(data_folder(), [area], TODAY)


@cache
def cases_of(area: str) -> tuple[tuple[Scenario, Decision, Plan], ...]:
    """Every case beside the rules of an area, what comes of it, and its plan."""
    rule_set = rules_of(area)
    decider = Decider(rule_set, None)
    found = []
    for scenario in read_scenarios(data_folder(), [area], rule_set):
        made = decider.decide(scenario.answers)
        found.append((scenario, made, build_plan(rule_set, made, scenario.answers, NOW)))
    return tuple(found)


@cache
def made_safer(area: str, place: int, choice: str) -> Plan:
    """The plan of one of the cases, seen as more urgent in one of the ways there are."""
    rule_set = rules_of(area)
    scenario, made, _ = cases_of(area)[place]
    (chosen,) = (one for one in seen_differently(rule_set).safer if one.id == choice)
    return own_plan(rule_set, made, scenario.answers, NOW, (more_urgent(chosen),))


def all_but_safer(rule_set: RuleSet) -> tuple[OwnView, ...]:
    """Every reason there is, for every way of doing less."""
    return (*map(differing, seen_differently(rule_set).reasons), taken_back())


def lost(rule_set: RuleSet, before: Plan, after: Plan) -> list[str]:
    """Everything of ``before`` that ``after`` has not, or has later or less urgent."""
    found = []
    if after.urgency < before.urgency or after.send_as < before.send_as:
        found.append("urgency or message")
    lines = {line.id: line for line in after.steps}
    for line in before.steps:
        covering = rule_set.steps[line.id].covered_by if line.id in rule_set.steps else ()
        there = [lines[name] for name in (line.id, *covering) if name in lines and lines[name].urgency >= line.urgency]
        if not there:
            found.append(f"step {line.id}")
        if line.id in lines and line.due is not None and (lines[line.id].due or datetime.max) > line.due:
            found.append(f"time of {line.id}")
    numbers = {contact.id for line in after.steps for contact in line.contacts}
    found += [f"contact {one.id}" for line in before.steps for one in line.contacts if one.id not in numbers]
    found += [
        f"do not: {text}" for text in before.do_not if text not in after.do_not and not _folded(text, before, after)
    ]
    return found


def _folded(text: str, before: Plan, after: Plan) -> bool:
    """Whether a text belonged only to a line that another covers."""
    there = {line.id for line in after.steps}
    return all(line.id not in there for line in before.steps if text in line.do_not)


@each_area
def test_no_view_lowers_removes_or_hides_anything_in_any_shipped_case(area: str) -> None:
    rule_set = rules_of(area)
    assert cases_of(area)
    wrong = []
    for place, (scenario, made, plan) in enumerate(cases_of(area)):
        for choice in seen_differently(rule_set).safer:
            after = made_safer(area, place, choice.id)
            wrong += [f"{scenario.name}: {choice.id}: {one}" for one in lost(rule_set, plan, after)]
        others = own_plan(rule_set, made, scenario.answers, NOW, all_but_safer(rule_set))
        assert replace(others, own=()) == plan, "what is no safer choice changes nothing"
    assert wrong == []


@each_area
def test_a_safer_choice_raises_at_once_whatever_the_case(area: str) -> None:
    rule_set = rules_of(area)
    for place, (scenario, _, plan) in enumerate(cases_of(area)):
        for choice in safer_choices(rule_set, plan):
            after = made_safer(area, place, choice.id)
            assert after.urgency >= choice.urgency
            assert choice.send_as is None or after.send_as >= choice.send_as
            there = {line.id for line in after.steps}
            covered = {name: rule_set.steps[name].covered_by for name in choice.steps}
            assert all(name in there or there & set(covered[name]) for name in choice.steps), scenario.name
            assert choice.why in {reason.why for line in after.steps for reason in line.reasons}
        assert safer_choices(rule_set, plan) or plan.urgency is Urgency.EMERGENCY, f"{scenario.name}: nothing safer"


@pytest.mark.parametrize("area", AREAS)
def test_whom_to_talk_to_is_there_with_numbers(area: str) -> None:
    rule_set = rules_of(area)
    scenario, made, _ = cases_of(area)[0]
    asked = people_to_ask(rule_set, made, scenario.answers, NOW)
    assert {line.id for line in asked} == {"talk-to-lead", "ring-front-door-for-advice"}
    assert any(contact.phone or contact.name for line in asked for contact in line.contacts)


@pytest.mark.parametrize("urgency", list(Urgency))
@pytest.mark.parametrize("fault", ["", "The two checks disagreed."])
def test_rules_that_say_nothing_about_it_still_lead_to_999(urgency: Urgency, fault: str) -> None:
    made = decision("floor", urgency=urgency, fault=fault)
    before = build_plan(RULE_SET, made, NO_ANSWERS, NOW)
    after = own_plan(RULE_SET, made, NO_ANSWERS, NOW, (more_urgent(BUILT_IN.safer[0]),))
    assert after.urgency is Urgency.EMERGENCY
    assert any(contact.phone == "999" for contact in after.steps[0].contacts)
    assert lost(RULE_SET, before, after) == []
    assert after.fault == fault


NO_ANSWERS: Answers = {}
MADE = decision("floor")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*map(more_urgent, BUILT_IN.safer), *map(differing, BUILT_IN.reasons), taken_back()])))
def test_any_number_of_views_in_any_order_loses_nothing(views: list[OwnView]) -> None:
    before = own_plan(RULE_SET, MADE, NO_ANSWERS, NOW)
    after = own_plan(RULE_SET, MADE, NO_ANSWERS, NOW, views)
    assert lost(RULE_SET, before, after) == []
    assert (after.urgency is Urgency.EMERGENCY) == raises(views) or before.urgency is Urgency.EMERGENCY
    assert len(after.own) == len(standing(views)) == len(set(after.own))


def test_what_was_taken_back_stands_no_more_and_reasons_stay() -> None:
    up, other = more_urgent(BUILT_IN.safer[0]), differing(BUILT_IN.reasons[0])
    assert standing((up, other, taken_back())) == (other,)
    assert standing((other, up)) == (up,), "who thinks it is more serious no longer thinks it is less"
    assert standing((up, taken_back(), up)) == (up,)
    assert not raises((up, taken_back()))
    assert own_plan(RULE_SET, MADE, NO_ANSWERS, NOW, (up, taken_back())) == own_plan(RULE_SET, MADE, NO_ANSWERS, NOW)


def test_the_same_reason_counts_once_and_the_later_word_on_talking_wins() -> None:
    reason = BUILT_IN.reasons[0]
    assert standing((differing(reason), differing(reason, consulted=True))) == (differing(reason, consulted=True),)


LESS, NOT_POSSIBLE, MISSING, NOT_THIS = BUILT_IN.reasons


@pytest.mark.parametrize(
    ("view", "says"),
    [
        (
            more_urgent(BUILT_IN.safer[0]),
            'You chose: "A child may be in danger now". By your answers alone it is: TODAY.',
        ),
        (
            differing(MISSING, "write-down"),
            'You see a step differently "Write it down.": Something is missing. The plan keeps all it has.',
        ),
        (
            differing(NOT_POSSIBLE, "no-such-step"),
            "You see a step differently: It cannot be done here. The plan stays as it is. Talk it through first.",
        ),
        (
            differing(LESS, consulted=True),
            (
                "You think it is less urgent: What I know makes me less worried. The plan stays as it is. "
                "You talked it through."
            ),
        ),
        (
            OwnView("a reason of other rules", About.CHILD),
            "You think it does not fit this child: a reason of other rules. The plan stays as it is. Talk it through first.",
        ),
    ],
)
def test_each_view_is_told_in_the_plan_and_never_as_if_it_took_anything_away(view: OwnView, says: str) -> None:
    assert own_plan(RULE_SET, MADE, NO_ANSWERS, NOW, (view,)).own == (says,)


def test_the_way_each_view_goes() -> None:
    ways = {one.id: differing(one).direction for one in BUILT_IN.reasons}
    assert ways == {
        "less-worried": Direction.LESS_SAFE,
        "not-possible": Direction.LESS_SAFE,
        "something-missing": Direction.SAFER,
        "not-this-child": Direction.NEITHER,
    }
    assert more_urgent(BUILT_IN.safer[0]).direction is Direction.SAFER
    assert taken_back().direction is Direction.NEITHER


def test_a_choice_that_newer_rules_do_not_have_becomes_one_as_urgent_at_least() -> None:
    rule_set = rules_of("england")
    assert choice_of(rule_set, OwnView("gone", urgency=Urgency.TODAY, safer=True)).id == "advice-today"
    assert choice_of(rule_set, OwnView("gone", urgency=Urgency.NOW, safer=True)).id == "serious-harm"
    assert choice_of(rule_set, OwnView("gone", safer=True)).urgency is Urgency.EMERGENCY
    assert choice_of(RULE_SET, OwnView("gone", urgency=Urgency.TODAY, safer=True)) == BUILT_IN.safer[0]
    lowered = OwnView("advice-today", urgency=Urgency.EMERGENCY, safer=True)
    assert choice_of(rule_set, lowered).urgency is Urgency.EMERGENCY


def test_the_rules_behind_are_those_of_the_step_or_of_the_most_urgent_lines() -> None:
    scenario, made, plan = next(one for one in cases_of("england") if one[2].urgency is Urgency.NOW)
    top = rules_behind(plan, made.urgency)
    assert top
    assert set(top) <= set(rules_of("england").rules)
    line = plan.steps[-1]
    assert rules_behind(plan, made.urgency, line.id) == tuple(reason.rule for reason in line.reasons)
    raised = own_plan(rules_of("england"), made, scenario.answers, NOW, (OwnView("danger-now", safer=True),))
    assert all(rule in rules_of("england").rules for rule in rules_behind(raised, made.urgency))


def test_every_reason_of_the_shipped_rules_says_something_for_each_way_of_differing() -> None:
    seen = seen_differently(rules_of("england"))
    assert all(seen.about(about) for about in About)
    assert {choice.urgency for choice in seen.safer} >= {Urgency.EMERGENCY, Urgency.NOW, Urgency.TODAY}
    assert any(choice.send_as is SendAs.ADVICE for choice in seen.safer)
