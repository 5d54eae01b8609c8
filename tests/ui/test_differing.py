"""Seeing it differently in the full screen, with real keys: at a question, at the plan, in an emergency, in a saved case."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from triage.case.state import CaseState
from triage.plan.own_words import AS_URGENT_AS_CAN_BE, TALKED
from ui.driving import Driver, drive
from ui.sample import sample_rules
from ui.test_saved import a_store, kept, play, to_the_plan
from ui.test_shipped import shipped

Go = Callable[[Driver], Awaitable[None]]


def on_shipped(go: Go, size: tuple[int, int] = (80, 24)) -> None:
    """Open the app on the shipped rules."""
    drive(go, size, rule_set=shipped())


async def begin(driver: Driver) -> None:
    await driver.press("enter")
    assert driver.place == "QuestionScreen"


def test_before_any_answer_one_key_and_one_number_show_the_plan_for_danger() -> None:
    async def go(driver: Driver) -> None:
        await begin(driver)
        await driver.press("v")
        assert driver.place == "DifferScreen"
        assert "You know this child." in driver.words
        await driver.press("1")
        assert driver.place == "PlanScreen"
        assert "EMERGENCY" in driver.text
        assert "Ring 999 now." in driver.text
        assert "You chose:" in driver.words

    on_shipped(go)


def test_at_a_calm_plan_each_safer_choice_raises_it_and_it_stays_when_answers_change() -> None:
    async def go(driver: Driver) -> None:
        await begin(driver)
        await driver.press("n", "enter")
        await to_the_plan(driver)
        case = driver.app.case
        assert case is not None
        before = {step.id for step in case.plan.steps}
        await driver.press("v")
        assert "social care now" in driver.words
        await driver.press("2")
        assert case.plan.urgency.word == "now"
        assert "ACT NOW" in driver.text
        assert "ring-front-door" in {step.id for step in case.plan.steps}
        covered = {"ring-front-door-for-advice"}
        assert before - covered <= {step.id for step in case.plan.steps}
        await driver.press("v", "1")
        assert "EMERGENCY" in driver.text
        await driver.press("v")
        assert AS_URGENT_AS_CAN_BE in driver.text
        await driver.press("4")
        assert "EMERGENCY" not in driver.text
        assert {step.id for step in case.plan.steps} == before

    on_shipped(go)


def test_less_urgent_leaves_the_plan_and_says_whom_to_talk_to() -> None:
    async def go(driver: Driver) -> None:
        await begin(driver)
        await driver.press("n", "enter")
        await to_the_plan(driver)
        case = driver.app.case
        assert case is not None
        before = case.plan
        await driver.press("v", "3")
        assert driver.place == "OwnReasonScreen"
        assert "The plan stays as it is." in driver.words
        await driver.press("4")
        assert driver.place == "ConsultScreen"
        assert "Talk it through with" in driver.words
        assert TALKED in driver.words
        assert case.own[-1].consulted is False
        await driver.press("1")
        assert driver.place == "PlanScreen"
        assert case.own[-1].consulted is True
        assert len(case.plan.own) == 1
        assert (case.plan.urgency, case.plan.steps) == (before.urgency, before.steps)

    on_shipped(go, (100, 40))


def test_a_wrong_step_and_a_missing_one() -> None:
    async def go(driver: Driver) -> None:
        await begin(driver)
        await driver.press("n", "enter")
        await to_the_plan(driver)
        await driver.press("v", "4")
        assert driver.place == "WhichStepScreen"
        await driver.press("1", "1")
        assert driver.place == "PlanScreen"
        await driver.press("v", "4", "2", "4", "2")
        case = driver.app.case
        assert case is not None
        assert [(one.reason, bool(one.step)) for one in case.own] == [
            ("something-missing", False),
            ("not-possible", True),
        ]
        assert case.own[-1].step == case.plan.steps[0].id

    on_shipped(go)


def test_esc_goes_back_without_anything_noted() -> None:
    async def go(driver: Driver) -> None:
        await begin(driver)
        for keys in (("v",), ("v", "4"), ("v", "6")):
            await driver.press(*keys)
            await driver.press("escape")
            assert driver.place == "QuestionScreen"
        assert driver.app.case is not None
        assert driver.app.case.own == ()

    on_shipped(go)


def test_the_plan_shows_the_key() -> None:
    async def go(driver: Driver) -> None:
        await begin(driver)
        await driver.press("n", "enter")
        await to_the_plan(driver)
        assert "v your view" in driver.words

    on_shipped(go, (140, 40))


def test_a_saved_case_keeps_each_view_with_the_rules_behind_it_and_goes_on_with_the_raised_plan() -> None:
    store = a_store()
    found: list[CaseState] = []

    async def first(driver: Driver) -> None:
        await to_the_plan(driver)
        await driver.press("v", "1")
        found.append(kept(store))
        await driver.settle()

    async def second(driver: Driver) -> None:
        case = driver.app.case
        assert case is not None
        assert [one.reason for one in case.own] == [one.reason for one in found[0].disagreements]
        assert case.plan.own

    play(store, first)
    said = found[0].disagreements[0]
    assert (said.about, said.direction, said.raised_to) == ("urgency", "safer", "emergency")
    assert said.rules
    assert set(said.rules) <= set(sample_rules().rules)
    assert "emergency-card" in {step.step for step in found[0].open_steps}
    play(store, second)


def test_when_it_cannot_be_saved_it_is_said_and_the_plan_is_raised_all_the_same() -> None:
    store: Any = a_store()

    async def go(driver: Driver) -> None:
        from ui.test_saved import FULL

        store.trouble = FULL
        await driver.press("v", "1")
        assert "EMERGENCY" in driver.text
        assert "NOT SAVED" in driver.text

    play(store, go)
