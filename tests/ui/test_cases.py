"""Saved cases from the start page: unlocked on the screen, listed with what is overdue first, opened and begun."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from case.making import AT, Remembered, line, planned
from triage.case import events
from triage.case.chain import new_case
from triage.case.keeping import CasesError, WrongPassphraseError
from triage.case.replay import replay
from triage.rules.answers import ticked
from triage.ui.guide import Shelf
from ui.driving import Driver, drive
from ui.sample import sample_rules

RIGHT = "four words of mine"
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=AT.tzinfo)
TO_CASES = ("s", *("space" if letter == " " else letter for letter in RIGHT), "enter")


def a_store() -> Remembered:
    """Three cases: one overdue since Friday, one with nothing decided, one put away."""

    def begun(reference: str, name: str, at: datetime = AT) -> Any:
        return new_case(events.started(at, name * 32, reference, sample_rules(), "triage"))

    noted = events.rules_noted(AT, sample_rules())
    return Remembered(
        begun("2-green", "a", MONDAY),
        begun("7-blue", "b").add(
            events.answered(AT, "danger", ticked()), planned(line("ring", "now", do="Ring now.")), noted
        ),
        begun("9-old", "c").add(events.archived(AT)),
    )


def a_shelf(store: Remembered, **more: Any) -> Shelf:
    def opened(typed: Callable[[], str]) -> Remembered:
        if typed() != RIGHT:
            raise WrongPassphraseError("The passphrase does not open your saved cases.", "Try again.")
        return store

    usual = {"is_on": lambda: True, "open": opened, "clock": lambda: MONDAY}
    return Shelf(**(usual | {"chance": lambda count: bytes(range(count)), "made_by": "triage"} | more))


def play(
    go: Callable[[Driver], Awaitable[None]],
    store: Remembered | None = None,
    size: tuple[int, int] = (80, 24),
    **more: Any,
) -> None:
    drive(go, size, cases=a_shelf(store or a_store(), **more))


def test_nothing_of_a_case_is_shown_before_the_passphrase_and_it_is_never_shown() -> None:
    async def go(driver: Driver) -> None:
        assert "Saved cases" in driver.text
        assert "7-blue" not in driver.text
        await driver.press("s")
        await driver.type("wrong words")
        assert "wrong" not in driver.text
        await driver.press("enter")
        assert "The passphrase does not open your saved cases." in driver.words
        await driver.type(RIGHT)
        assert "four" not in driver.text
        await driver.press("enter")
        assert driver.place == "CasesScreen"

    play(go)


def test_the_list_has_what_is_overdue_first_and_opens_a_case() -> None:
    async def go(driver: Driver) -> None:
        await driver.press(*TO_CASES)
        lines = [line for line in driver.text.splitlines() if "-blue" in line or "-green" in line or "-old" in line]
        assert "7-blue  OVERDUE since" in lines[0]
        assert "2-green  next by" in lines[1]
        assert "9-old  put away" in lines[2]
        assert "Ring now; changed" in driver.words
        await driver.press("3")
        assert "saved as 7-blue" in driver.text
        assert driver.place == "QuestionScreen"

    play(go)


def test_the_start_page_lists_them_once_they_are_unlocked_and_blank_hides_them() -> None:
    async def go(driver: Driver) -> None:
        await driver.press(*TO_CASES, "f10")
        assert "blue" not in driver.text
        await driver.press("f10")
        assert "7-blue" in driver.text
        await driver.press("escape")
        assert driver.place == "StartScreen"
        assert "7-blue OVERDUE since" in driver.words
        assert "9-old" not in driver.text
        await driver.press("f10")
        assert "blue" not in driver.text
        await driver.press("f10", "9")
        assert "saved as 7-blue" in driver.text

    play(go)


def test_today_goes_across_cases_overdue_first() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("t", *TO_CASES[1:])
        assert driver.place == "TodayScreen"
        said = driver.words
        assert said.index("OVERDUE") < said.index("7-blue") < said.index("Due ") < said.index("2-green")
        await driver.press("enter")
        assert "saved as 7-blue" in driver.text

    play(go)


def test_a_new_case_is_given_a_reference_that_names_nobody_and_is_saved_from_the_first_answer() -> None:
    store = a_store()

    async def go(driver: Driver) -> None:
        await driver.press("k", *TO_CASES[1:])
        assert driver.place == "NewCaseScreen"
        await driver.press(*["backspace"] * 8)
        await driver.type("Ella Smith")
        await driver.press("enter")
        assert "could be a name" in driver.words
        assert len(store.cases) == 3
        await driver.press(*["backspace"] * 10)
        await driver.type("44-red")
        await driver.press("enter", "u", "enter")
        assert "saved as 44-red" in driver.text
        assert len(replay(store.load("44-red")).session.entries) == 1

    play(go, store)


def test_answers_that_are_not_saved_are_asked_about_before_a_case_is_opened() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("1", "u", "enter", "b", "b")
        assert driver.place == "StartScreen"
        await driver.press(*TO_CASES, "3")
        assert driver.place == "SureScreen"
        await driver.press("escape")
        assert driver.app.case is not None
        assert driver.app.case.started

    play(go)


def test_a_keyring_opens_them_without_a_question_and_trouble_is_one_calm_line() -> None:
    store = a_store()

    async def at_once(driver: Driver) -> None:
        await driver.press("s")
        assert driver.place == "CasesScreen"

    async def told(driver: Driver) -> None:
        await driver.press("s")
        assert "The file is damaged. Take a backup." in driver.words
        await driver.press("escape")
        assert driver.place == "StartScreen"

    def damaged(_typed: Callable[[], str]) -> Remembered:
        raise CasesError("The file is damaged.", "Take a backup.")

    play(at_once, store, open=lambda _typed: store)
    play(told, store, open=damaged)


def test_where_nobody_asked_for_it_nothing_is_offered() -> None:
    async def go(driver: Driver) -> None:
        assert "Saved cases" not in driver.text
        await driver.press("s", "t", "k")
        assert driver.place == "StartScreen"

    play(go, is_on=lambda: False)


GOLDENS = Path(__file__).parent / "goldens" / "cases"
PAGES = {
    "start-locked": (),
    "passphrase-wrong": ("s", "x", "enter"),
    "cases": TO_CASES,
    "start-unlocked": (*TO_CASES, "escape"),
    "today": ("t", *TO_CASES[1:]),
    "new-case": ("k", *TO_CASES[1:]),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_screen_is_as_it_was_kept(name: str) -> None:
    shown: list[str] = []

    async def go(driver: Driver) -> None:
        await driver.press(*PAGES[name])
        shown.append(driver.text)

    play(go)
    kept_as(GOLDENS / f"{name}.txt", shown[0])


def kept_as(path: Path, shown: str) -> None:
    """Compare a screen with the one kept. TRIAGE_GOLDENS=write keeps a new one."""
    import os

    if os.environ.get("TRIAGE_GOLDENS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")
    assert max(map(len, shown.splitlines())) <= 80
    assert "F10 blank" in shown
