"""Saved cases as a whole, line by line: the same as in the full screen, and what is typed unseen is never repeated."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from case.making import AT
from plain.talking import Written, guide
from store.keeping_cases import PASSPHRASE, another, create, new_place
from store.small_desk import SmallDesk
from triage.case import events
from triage.case.autosave import Autosave
from triage.case.keeping import CasesError, NoSuchCaseError
from triage.case.replay import replay
from triage.case.shelf import Desk
from triage.plain.conversation import converse
from triage.plain.lines import Lines

WORDS = "four words of violin"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SmallDesk]:
    place = new_place(tmp_path / "cases")
    case = create(place)
    place.append(case, [events.noted(AT, "Seen.")])
    place.create(another("9-red"))
    yield SmallDesk(place, tmp_path / "cases", lambda: AT)
    place.close()


def talk(desk: Desk | None, *typed: str, keeper: Autosave | None = None, trouble: CasesError | None = None) -> str:
    def opened() -> Desk | None:
        if trouble is not None:
            raise trouble
        return desk

    writer = Written()
    lines = Lines(io.StringIO("".join(f"{line}\n" for line in typed)), writer, echo=True)
    converse(guide(), lines, keeper=keeper, desk=opened)
    return " ".join(writer.getvalue().split())


def test_the_cases_are_listed_with_what_can_be_done(desk: SmallDesk) -> None:
    said = talk(desk, "cases", "1", "")
    assert "1 7-blue: next by 11:59 pm today 2 9-red: next by" in said
    assert "3 Take in a case from a file 4 Change the passphrase" in said
    assert "1 Put it away 2 Set a day to look at it again" in said
    assert "6 Delete it for good" in said


def test_put_away_only_after_a_yes(desk: SmallDesk) -> None:
    talk(desk, "cases", "1", "1", "")
    assert not replay(desk.store.load("7-blue")).archived
    assert "7-blue is put away." in talk(desk, "cases", "1", "1", "y")
    assert replay(desk.store.load("7-blue")).archived


def test_deleted_only_when_its_name_is_typed(desk: SmallDesk) -> None:
    said = talk(desk, "cases", "1", "6", "yes")
    assert "All of it goes: 1 note, and its history." in said
    assert "That is not 7-blue. Nothing was deleted." in said
    assert "7-blue is deleted for good." in talk(desk, "cases", "1", "6", "7-blue")
    with pytest.raises(NoSuchCaseError):
        desk.store.load("7-blue")


def test_out_to_a_file_and_in_again_and_no_passphrase_is_repeated(desk: SmallDesk) -> None:
    said = talk(desk, "cases", "1", "4", "", WORDS, WORDS)
    path = desk.folder / "7-blue.triage-case"
    assert f"Enter takes {path}" in said
    assert "violin" not in said
    desk.store.delete(desk.store.load("7-blue"))
    wrong = talk(desk, "cases", "2", str(path), "not that one at all", "")
    assert "The passphrase does not open this file. It is the one the file was given. Nothing was done." in wrong
    assert "Taken in as 8-green." in talk(desk, "cases", "2", str(path), WORDS, "8-green")
    assert replay(desk.store.load("8-green")).notes[0].text == "Seen."


def test_two_that_are_not_the_same_change_nothing(desk: SmallDesk) -> None:
    said = talk(desk, "cases", "4", PASSPHRASE, WORDS, "another one of them")
    assert "The two are not the same. Type both again. Nothing was done." in said
    assert "The passphrase is changed." in talk(desk, "cases", "4", PASSPHRASE, WORDS, WORDS)


def test_the_case_being_answered_goes_on_under_its_new_name_and_is_let_go_when_deleted(desk: SmallDesk) -> None:
    keeper = Autosave(desk.store, desk.store.load("7-blue"), guide().rule_set, lambda: AT)
    said = talk(desk, "cases", "1", "3", "8-green", "n", keeper=keeper)
    assert "7-blue is called 8-green from now on." in said
    assert "another window" not in said
    assert len(replay(desk.store.load("8-green")).session.entries) == 1
    keeper = Autosave(desk.store, desk.store.load("8-green"), guide().rule_set, lambda: AT)
    assert "from now on is not saved" in talk(desk, "cases", "1", "6", "8-green", "n", keeper=keeper)


def test_without_saved_cases_and_with_ones_that_do_not_open(desk: SmallDesk) -> None:
    assert "There are no saved cases here. To set them up once: triage cases on" in talk(None, "cases")
    trouble = CasesError("The file of your saved cases is damaged.", "Put back a copy.")
    assert "is damaged. Put back a copy. Nothing was done." in talk(desk, "cases", trouble=trouble)
    assert "They are numbered from 1 to 4. Nothing was done." in talk(desk, "cases", "7")
