"""Saved cases as a whole in the full screen, by real keys over real encrypted files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from case.making import AT, line, planned
from store.keeping_cases import LIGHT, PASSPHRASE, new_place, reopened
from store.small_desk import SmallDesk
from triage.case import events
from triage.case.keeping import CannotSaveError, CaseStore, WrongPassphraseError
from triage.case.replay import replay
from triage.case.shelf import NOT_IN_ORDER
from triage.rules.answers import ticked
from triage.store.cases import SavedCases
from triage.store.opening import open_cases
from triage.ui.guide import Shelf
from ui.driving import Driver, drive
from ui.sample import sample_rules

WORDS = "four words of violin"
OPEN = ("s", "3")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "cases"
    place = new_place(folder)
    case = place.create(events.started(AT, "c" * 32, "7-blue", sample_rules(), "triage"))
    place.append(case, [events.answered(AT, "danger", ticked()), planned(line("ring")), events.noted(AT, "Seen.")])
    place.close()
    return folder


def play(folder: Path, go: Callable[[Driver, SmallDesk], Awaitable[None]], size: tuple[int, int] = (80, 24)) -> None:
    """Open the app on the start page, with the saved cases unlocked."""
    opened: list[SmallDesk] = []

    def store(_typed: Callable[[], str]) -> SavedCases:
        place = open_cases(folder, lambda: PASSPHRASE, LIGHT)
        opened.append(SmallDesk(place, folder, lambda: AT))
        return place

    def desk(_store: CaseStore) -> SmallDesk:
        return opened[0]

    async def run(driver: Driver) -> None:
        await driver.press(*OPEN)
        assert driver.place == "ShelfScreen"
        await go(driver, opened[0])

    shelf = Shelf(lambda: True, store, lambda: AT, lambda count: bytes(range(count)), "triage", desk)
    try:
        drive(run, size, cases=shelf)
    finally:
        for one in opened:
            assert isinstance(one.store, SavedCases)
            one.store.close()


def test_put_away_and_taken_out(folder: Path) -> None:
    async def go(driver: Driver, desk: SmallDesk) -> None:
        await driver.press("3")
        assert "Put it away" in driver.text
        await driver.press("1")
        assert "1 thing is still due in it." in driver.words
        assert "Press Enter to do it." in driver.text
        await driver.press("enter")
        assert "7-blue is put away." in driver.words
        assert replay(desk.store.load("7-blue")).archived
        await driver.press("escape")
        assert "7-blue put away" in driver.words
        await driver.press("3", "1", "enter")
        assert not replay(desk.store.load("7-blue")).archived

    play(folder, go)


def test_deleting_says_what_is_lost_and_asks_for_the_name(folder: Path) -> None:
    async def go(driver: Driver, desk: SmallDesk) -> None:
        await driver.press("3", "6")
        assert "All of it goes: 1 answer, 1 step, 1 note, and its history." in driver.words
        assert "Type 7-blue to delete it." in driver.text
        await driver.type("yes")
        await driver.press("enter")
        assert "That is not 7-blue. Nothing was deleted." in driver.words
        await driver.press("escape")
        assert len(desk.store.all()) == 1
        await driver.press("6")
        await driver.type("7-blue")
        await driver.press("enter")
        assert "7-blue is deleted for good." in driver.words
        assert desk.store.all() == ()
        await driver.press("escape")
        assert "7-blue" not in driver.text

    play(folder, go)


def test_the_case_that_is_open_is_let_go_of_when_it_is_deleted(folder: Path) -> None:
    async def go(driver: Driver, desk: SmallDesk) -> None:
        await driver.press("escape", "4")
        assert driver.app.case is not None
        assert driver.app.case.keeper is not None
        await driver.press("escape")
        driver.app.open_shelf()
        await driver.settle()
        await driver.press("3", "6")
        await driver.type("7-blue")
        await driver.press("enter")
        assert driver.app.case is None
        assert "deleted for good" in driver.words
        await driver.press("escape")
        assert driver.place == "StartScreen"
        assert desk.store.all() == ()

    play(folder, go)


def test_out_to_a_file_and_in_again_with_a_passphrase_that_is_never_shown(folder: Path) -> None:
    async def go(driver: Driver, desk: SmallDesk) -> None:
        await driver.press("3", "4", "enter")
        assert "A passphrase for this file." in driver.words
        await driver.type(WORDS)
        assert "violin" not in driver.text
        await driver.press("enter")
        await driver.type("four words of harp")
        await driver.press("enter")
        assert "The two are not the same. Type both again." in driver.words
        for _ in range(2):
            await driver.type(WORDS)
            await driver.press("enter")
        path = folder / "7-blue.triage-case"
        assert path.exists()
        assert "encrypted. Tell the passphrase by phone." in driver.words
        desk.store.delete(desk.store.load("7-blue"))
        await driver.press("escape", "1")
        await driver.type(str(path))
        await driver.press("enter")
        await driver.type("not the right one")
        await driver.press("enter", "enter")
        assert "The passphrase does not open this file." in driver.words
        await driver.type(str(path))
        await driver.press("enter")
        await driver.type(WORDS)
        await driver.press("enter")
        await driver.type("8-green")
        await driver.press("enter")
        assert "Taken in as 8-green." in driver.words
        assert replay(desk.store.load("8-green")).notes[0].text == "Seen."

    play(folder, go, (120, 30))


def test_a_file_that_is_not_there_a_damaged_one_and_a_full_disk_are_said(folder: Path) -> None:
    async def go(driver: Driver, desk: SmallDesk) -> None:
        await driver.press("1")
        await driver.type("/nowhere/x")
        await driver.press("enter")
        assert "It cannot be read: No such file or directory." in driver.words
        await driver.press("escape")
        damaged = folder / "damaged"
        damaged.write_bytes(desk.store.export_case(desk.store.load("7-blue"), WORDS)[:-20])
        await driver.press("1")
        await driver.type(str(damaged))
        await driver.press("enter")
        await driver.type(WORDS)
        await driver.press("enter", "enter")
        assert "or it is damaged." in driver.words
        await driver.press("escape")
        desk.trouble = CannotSaveError("It cannot be written: No space left on device.", "Choose another place.")
        await driver.press("3", "4", "enter")
        for _ in range(2):
            await driver.type(WORDS)
            await driver.press("enter")
        assert "It cannot be written: No space left on device. Choose another place." in driver.words

    play(folder, go, (120, 30))


def test_a_day_to_look_again_another_reference_and_another_passphrase(folder: Path) -> None:
    async def go(driver: Driver, desk: SmallDesk) -> None:
        await driver.press("3", "2")
        await driver.type("soon")
        await driver.press("enter")
        assert '"soon" is not a day.' in driver.words
        driver.app.screen.query_one("#search").value = ""  # type: ignore[attr-defined]
        await driver.type("1 year")
        await driver.press("enter")
        assert "looked at again on 20 November 2027." in driver.words
        await driver.press("escape", "3", "3")
        await driver.type("8-green")
        await driver.press("enter")
        assert "7-blue is called 8-green from now on." in driver.words
        await driver.press("escape", "2")
        await driver.type(PASSPHRASE)
        await driver.press("enter")
        await driver.type("short")
        await driver.press("enter")
        assert "at least 12 letters" in driver.words
        for _ in range(2):
            await driver.type(WORDS)
            await driver.press("enter")
        assert "The passphrase is changed." in driver.words

    play(folder, go, (120, 30))
    with pytest.raises(WrongPassphraseError):
        reopened(folder)


def test_a_history_that_was_cut_is_said_when_the_case_is_opened_and_looked_over(folder: Path) -> None:
    async def go(driver: Driver, desk: SmallDesk) -> None:
        assert isinstance(desk.store, SavedCases)
        await driver.press("3", "5", "enter")
        assert "Nothing was changed or cut" in driver.words
        desk.store._database.run("DROP TRIGGER entries_go_only_with_their_case")
        desk.store._database.run("DELETE FROM entries WHERE number = 4")
        await driver.press("escape", "3", "5", "enter")
        assert NOT_IN_ORDER in driver.words
        await driver.press("escape", "escape", "4")
        assert NOT_IN_ORDER in driver.words

    play(folder, go, (120, 30))


def test_a_case_that_another_window_deleted_is_said(folder: Path) -> None:
    async def go(driver: Driver, desk: SmallDesk) -> None:
        await driver.press("3")
        desk.store.delete(desk.store.load("7-blue"))
        await driver.press("1", "enter")
        assert 'There is no saved case called "7-blue".' in driver.words

    play(folder, go)
