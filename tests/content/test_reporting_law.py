"""The duty to report suspected child sex offences: nothing of it while the law waits, all of it once it starts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest

from triage.engine.decide import Decider, build_decider
from triage.engine.decision import Decision
from triage.locate import data_folder
from triage.plan.build import build_plan
from triage.rules.answers import Answer, AnswerKind, chosen, ticked
from triage.rules.load import load
from triage.rules.model import RuleSet

IN_USE = date(2026, 11, 22)
NOW = datetime(2026, 11, 20, 17, 0)
BY_LAW = {"notify-by-law", "notify-by-law-pauses", "notify-by-law-exceptions"}
LAW_RULES = {"sexual-notify-by-law", "sexual-notify-by-law-check"}


def rule_set_with_law(on: bool) -> RuleSet:
    """The shipped rules for England, with the switch of the reporting duty set as given."""
    rules = load(data_folder(), ["england"], IN_USE)
    switches = {**rules.switches, "cpa85": replace(rules.switches["cpa85"], on=on)}
    return replace(rules, switches=switches)


@pytest.fixture(scope="module")
def law_off() -> Iterator[Decider]:
    decider = build_decider(rule_set_with_law(on=False))
    yield decider
    decider.close()


@pytest.fixture(scope="module")
def law_on() -> Iterator[Decider]:
    decider = build_decider(rule_set_with_law(on=True))
    yield decider
    decider.close()


def case(role: str = "school staff", **more: Answer) -> dict[str, Answer]:
    """A worried person in ``role`` who ticked sexual abuse, with the answers given on top."""
    return {
        "danger": ticked(),
        "situation": chosen("worried"),
        "role": chosen(role),
        "worry": ticked("sexual"),
        "sexual_about": ticked("adult"),
        **more,
    }


def step_ids(decision: Decision) -> set[str]:
    """The steps of a decision."""
    return {decided.step for decided in decision.steps}


def rule_ids(decision: Decision) -> set[str]:
    """The rules that held in a decision."""
    return {held.rule for held in decision.fired}


def words_of(rules: RuleSet, step: str) -> str:
    """Every word of one step, in one line."""
    found = rules.steps[step]
    return " ".join([found.do, *found.how, found.say, found.write, *found.do_not]).lower()


def test_the_switch_is_shipped_off_with_the_day_it_was_checked() -> None:
    switch = load(data_folder(), ["england"], IN_USE).switches["cpa85"]
    assert switch.on is False
    assert switch.checked_on <= IN_USE


def test_told_of_abuse_before_the_law_starts_is_good_practice_only(law_off: Decider) -> None:
    decision = law_off.decide(case())
    assert "sexual-ring-now" in rule_ids(decision)
    assert step_ids(decision) >= {"ring-front-door", "ring-police-101", "hold-back-from-parents"}
    assert not LAW_RULES & rule_ids(decision)
    assert not BY_LAW & step_ids(decision)


def test_told_of_abuse_after_the_law_starts_adds_the_duty_and_takes_nothing_away(
    law_off: Decider, law_on: Decider
) -> None:
    before, after = law_off.decide(case()), law_on.decide(case())
    assert "sexual-ring-now" in rule_ids(after)
    assert rule_ids(after) == rule_ids(before) | {"sexual-notify-by-law"}
    assert step_ids(after) == step_ids(before) | BY_LAW
    assert (after.urgency, after.send_as) == (before.urgency, before.send_as)


@pytest.mark.parametrize(
    "more",
    [
        {"sexual_about": ticked("under 13")},
        {"sexual_about": ticked("position of trust")},
        {"sexual_about": ticked("force", "by a child")},
        {"sexual_about": Answer(AnswerKind.NOT_SURE)},
        {"worry": ticked("online"), "online_about": ticked("adult contact")},
    ],
    ids=["under 13", "trust", "force", "not sure", "grooming"],
)
def test_the_duty_covers_each_kind_of_suspected_offence(law_on: Decider, more: dict[str, Answer]) -> None:
    decision = law_on.decide({**case(), **more})
    assert "sexual-notify-by-law" in rule_ids(decision)
    assert step_ids(decision) >= BY_LAW


@pytest.mark.parametrize("ticks", ["risk signs", "added risk", "images", "by a child"])
def test_where_an_exception_may_apply_the_duty_is_checked_without_more_urgency(
    law_off: Decider, law_on: Decider, ticks: str
) -> None:
    answers = case(sexual_about=ticked(ticks))
    before, after = law_off.decide(answers), law_on.decide(answers)
    assert "sexual-notify-by-law-check" in rule_ids(after)
    assert "sexual-notify-by-law" not in rule_ids(after)
    assert step_ids(after) == step_ids(before) | BY_LAW
    assert (after.urgency, after.send_as) == (before.urgency, before.send_as)


@pytest.mark.parametrize(
    ("role", "ticks"),
    [("family or public", ["adult"]), ("school staff", [])],
    ids=["a member of the public", "willing teenagers"],
)
def test_the_duty_stays_away_where_it_does_not_bind(law_on: Decider, role: str, ticks: list[str]) -> None:
    decision = law_on.decide(case(role, sexual_about=ticked(*ticks)))
    assert not LAW_RULES & rule_ids(decision)
    assert not BY_LAW & step_ids(decision)


def test_someone_unsure_of_their_role_is_told_of_the_duty(law_on: Decider) -> None:
    answers = case()
    answers["role"] = Answer(AnswerKind.NOT_SURE)
    assert "sexual-notify-by-law" in rule_ids(law_on.decide(answers))


def test_the_steps_name_who_to_whom_and_how(law_on: Decider) -> None:
    words = words_of(law_on.rule_set, "notify-by-law")
    for part in (
        "18 or over",
        "police or the council",
        "as far as you know",
        "duty of confidence",
        "do not put anyone off",
    ):
        assert part in words
    assert law_on.rule_set.steps["notify-by-law"].by == "notify-sex-offence"


def test_the_steps_hold_both_pauses_and_only_those(law_on: Decider) -> None:
    words = words_of(law_on.rule_set, "notify-by-law-pauses")
    for part in ("only two reasons", "7 days", "life or safety", "another person will tell"):
        assert part in words
    assert "do not pause your call to social care" in words


def test_the_steps_hold_every_exception(law_on: Decider) -> None:
    words = words_of(law_on.rule_set, "notify-by-law-exceptions")
    for part in (
        "says they have",
        "willing activity between children",
        "offences by a child",
        "child tells you",
        "services",
    ):
        assert part in words
    assert "does not stop you referring" in words


def test_the_whole_plan_shows_the_duty_with_its_source(law_on: Decider) -> None:
    answers = case()
    decision = law_on.decide(answers)
    plan = build_plan(law_on.rule_set, decision, answers, NOW)
    assert "as the law requires" in repr(plan)
    cited = set(law_on.rule_set.rules["sexual-notify-by-law"].because)
    assert len([anchor for anchor in cited if anchor.startswith("crime-and-policing-act-2026#")]) >= 8
