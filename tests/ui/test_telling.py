"""On the plan of a saved case: what became of a step, and what happened, each saved at once and shown."""

from __future__ import annotations

from pathlib import Path

from triage.case.state import Status
from triage.plan.model import PlanStep
from ui.driving import TO_PLAN, Driver, drive
from ui.test_cases import kept_as
from ui.test_saved import FULL, a_store, kept, play, to_the_plan

GOLDENS = Path(__file__).parent / "goldens" / "cases"


def first_step(driver: Driver) -> PlanStep:
    assert driver.app.case is not None
    return driver.app.case.plan.steps[0]


def test_a_step_is_not_possible_and_the_plan_says_why() -> None:
    store = a_store()

    async def go(driver: Driver) -> None:
        await to_the_plan(driver)
        step = first_step(driver).id
        await driver.press("m")
        kept_as(GOLDENS / "mark.txt", driver.text)
        await driver.press("3")
        kept_as(GOLDENS / "not-possible.txt", driver.text)
        await driver.press("enter")
        assert "This cannot be left empty." in driver.words
        await driver.press("1", "enter")
        await driver.type("17:00")
        await driver.press("enter")
        assert "That is still to come." in driver.words
        assert kept(store).steps[step].status is Status.OPEN
        await driver.press(*["backspace"] * 5)
        await driver.type("15:30")
        await driver.press("enter")
        assert driver.place == "PlanScreen"
        marked = kept(store).steps[step]
        assert (marked.status, marked.note) == (Status.NOT_POSSIBLE, "Nobody could be reached")
        assert "[-]" in driver.text
        assert "3:30 pm: Nobody could be reached." in driver.words
        kept_as(GOLDENS / "plan-marked.txt", driver.text)

    play(store, go)


def test_somebody_else_did_it_and_it_can_be_taken_back() -> None:
    store = a_store()

    async def go(driver: Driver) -> None:
        await to_the_plan(driver)
        step = first_step(driver).id
        await driver.press("m", "2")
        await driver.type("the deputy lead")
        await driver.press("enter", "enter", "enter")
        assert (kept(store).steps[step].status, kept(store).steps[step].who) == (Status.BY_ANOTHER, "the deputy lead")
        assert "Done by someone else (the deputy lead)" in driver.words
        await driver.press("m", "1", "enter")
        assert kept(store).steps[step].status is Status.OPEN

    play(store, go)


def test_what_happened_and_what_is_owed_stand_in_the_plan_and_nothing_is_written_before_the_last_line() -> None:
    store = a_store()

    async def go(driver: Driver) -> None:
        await to_the_plan(driver)
        before = store.load("7-blue")
        await driver.press("e", "4")
        await driver.type("seen at school")
        await driver.press("enter", "escape")
        assert store.load("7-blue") == before
        assert driver.place == "PlanScreen"
        await driver.press("e", "1", "enter", "enter")
        assert [one.what for one in kept(store).happenings] == ["acknowledged"]
        await driver.press("e", "7", "1", "enter", "2", "enter", "enter")
        assert [one.what for one in kept(store).still_owed] == ["The outcome"]
        await driver.press("end")
        assert "No set time: The outcome (Children's social care)" in driver.words
        assert "acknowledged" in driver.text
        assert "Saved as 7-blue." in driver.words

    play(store, go)


def test_what_cannot_be_saved_is_said_and_enter_tries_again() -> None:
    store = a_store()

    async def go(driver: Driver) -> None:
        await to_the_plan(driver)
        await driver.press("e", "6")
        await driver.type("rang twice")
        store.trouble = FULL
        await driver.press("enter")
        assert "NOT SAVED: The disk is full. Free some space." in driver.words
        assert not kept(store).notes
        await driver.press("enter")
        assert driver.place == "PlanScreen"
        assert [note.text for note in kept(store).notes] == ["rang twice"]

    play(store, go)


def test_without_a_saved_case_a_tick_stays_on_the_screen() -> None:
    async def go(driver: Driver) -> None:
        await driver.press(*TO_PLAN, "m", "e")
        assert driver.place == "PlanScreen"
        assert "mark" not in driver.text.splitlines()[-1]
        await driver.press("space", "end")
        assert "[x]" in driver.text or "Not saved." in driver.words
        assert driver.app.case is not None
        assert len(driver.app.case.done) == 1

    drive(go)
