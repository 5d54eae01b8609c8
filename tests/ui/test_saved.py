"""A saved case in the full screen: saved after every answer, gone on with later, and said when it is not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from case.making import AT, Remembered
from triage.case import events
from triage.case.autosave import Autosave
from triage.case.chain import new_case
from triage.case.keeping import CannotSaveError
from triage.case.replay import replay
from triage.case.state import CaseState, Status
from ui.driving import Driver, drive
from ui.sample import sample_rules

FULL = CannotSaveError("The disk is full.", "Free some space.")


def a_store() -> Remembered:
    return Remembered(new_case(events.started(AT, "c" * 32, "7-blue", sample_rules(), "triage")))


def play(store: Remembered, go: Callable[[Driver], Awaitable[None]], size: tuple[int, int] = (80, 24)) -> None:
    def saved(rule_set: Any) -> Autosave:
        return Autosave(store, store.load("7-blue"), rule_set, lambda: AT)

    drive(go, size, saved=saved)


def kept(store: Remembered) -> CaseState:
    return replay(store.load("7-blue"))


async def to_the_plan(driver: Driver) -> None:
    for _ in range(20):
        if driver.place == "PlanScreen":
            return
        await driver.press("u", "enter")
    raise AssertionError("there is no plan after twenty questions")


def test_it_opens_at_the_first_question_and_saves_each_answer_before_the_next() -> None:
    store = a_store()

    async def go(driver: Driver) -> None:
        assert driver.place == "QuestionScreen"
        assert "saved as 7-blue" in driver.text
        await driver.press("u", "enter")
        assert len(kept(store).session.entries) == 1
        await driver.press("s")
        assert len(kept(store).session.entries) == 2

    play(store, go)


def test_it_is_gone_on_with_where_it_was_left_and_steps_stay_done() -> None:
    store = a_store()
    done: list[str] = []

    async def first(driver: Driver) -> None:
        await to_the_plan(driver)
        assert kept(store).decision is not None
        await driver.press("space")
        done.extend(step.step for step in kept(store).steps.values() if step.status is Status.DONE)
        assert len(done) == 1

    async def second(driver: Driver) -> None:
        assert driver.place == "PlanScreen"
        assert driver.app.case is not None
        assert driver.app.case.done == set(done)
        assert driver.app.screen.main.cursor not in done, "it goes on at the first line still to be done"
        await driver.press("up", "space")
        assert kept(store).steps[done[0]].status is Status.OPEN
        assert driver.app.case.done == set()

    play(store, first)
    answers = kept(store).session
    play(store, second)
    assert kept(store).session == answers


def test_what_is_not_saved_is_said_at_the_top_and_tried_again() -> None:
    store = a_store()

    async def go(driver: Driver) -> None:
        store.trouble = FULL
        await driver.press("u", "enter")
        assert "NOT SAVED: The disk is full." in driver.words
        await driver.press("q")
        assert driver.place == "SureScreen"
        await driver.press("escape")
        await driver.press("u", "enter")
        assert "saved as 7-blue" in driver.text
        assert len(kept(store).session.entries) == 2

    play(store, go, (160, 40))


def test_a_step_that_could_not_be_saved_stays_open_and_says_so() -> None:
    store = a_store()

    async def go(driver: Driver) -> None:
        await to_the_plan(driver)
        store.trouble = FULL
        await driver.press("space")
        assert driver.app.case is not None
        assert driver.app.case.done == set()
        assert "NOT SAVED: The disk is full." in driver.words

    play(store, go, (160, 40))


def test_leaving_a_case_that_is_saved_asks_nothing() -> None:
    store = a_store()

    async def go(driver: Driver) -> None:
        await driver.press("u", "enter")
        await driver.press("q")
        assert not driver.app.is_running or driver.place != "SureScreen"

    play(store, go)


def test_a_new_worry_is_not_written_into_the_saved_case() -> None:
    store = a_store()

    async def go(driver: Driver) -> None:
        await to_the_plan(driver)
        before = store.load("7-blue")
        await driver.press("ctrl+n")
        assert driver.place == "QuestionScreen"
        assert "saved as" not in driver.text
        await driver.press("u", "enter")
        assert store.load("7-blue") == before

    play(store, go)


def test_other_rules_are_said_when_it_is_taken_up() -> None:
    store = Remembered(new_case(events.started(AT, "c" * 32, "7-blue", sample_rules(hash="other"), "triage")))

    async def go(driver: Driver) -> None:
        assert "The rules have changed" in driver.words

    play(store, go, (160, 40))


def test_the_start_page_says_whether_anything_is_saved() -> None:
    store = a_store()

    async def go(driver: Driver) -> None:
        await driver.press("b")
        assert driver.place == "StartScreen"
        assert "This case is saved, encrypted, as you answer it." in driver.words

    async def unsaved(driver: Driver) -> None:
        assert "Nothing you answer is saved or sent anywhere." in driver.words

    play(store, go)
    drive(unsaved)
