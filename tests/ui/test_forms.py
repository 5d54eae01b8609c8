"""Forms and letters on the screen: chosen, read, saved and copied by real keys."""

from __future__ import annotations

import os
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from case.making import AT, Remembered
from triage.case import events
from triage.case.autosave import Autosave
from triage.case.chain import new_case
from triage.cli.keeping import keep
from triage.documents import kept
from triage.documents.kept import KeptFile
from triage.documents.paper import Paper, PaperPart, Prompts, Space
from triage.documents.writers import WordMissingError
from triage.rules.load import load
from triage.rules.model import RuleSet
from triage.ui.draw.forms import paper_drawing
from triage.ui.lines import Ink, plain
from triage.ui.sheet import Room
from ui.driving import Driver, drive

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 27, 16, 50)
TO_A_PLAN = ("1", "n", "enter", "1", "enter", "1", "enter", "1", "enter", "n", "enter", "1", "enter", "p")
"""Worried, at a school, an injury, serious."""


@cache
def shipped() -> RuleSet:
    return load(ROOT, ("england",), NOW.date())


async def to_the_forms(driver: Driver) -> None:
    await driver.press(*TO_A_PLAN)
    assert driver.place == "PlanScreen"
    await driver.press("t")
    assert driver.place == "FormsScreen"


def test_the_forms_a_case_calls_for_come_first() -> None:
    async def go(driver: Driver) -> None:
        await to_the_forms(driver)
        assert driver.words.index("For this case") < driver.words.index("Call sheet") < driver.words.index("Others")
        await driver.press("escape")
        assert driver.place == "PlanScreen"

    drive(go, size=(80, 60), rule_set=shipped())


def test_a_form_is_read_on_the_screen_before_it_is_kept() -> None:
    files: list[tuple[str, bytes]] = []

    def save(name: str, data: bytes) -> KeptFile:
        files.append((name, data))
        return KeptFile("Saved as somewhere.", saved=True)

    async def go(driver: Driver) -> None:
        await to_the_forms(driver)
        await driver.press("2")
        assert driver.place == "FormScreen"
        assert "CHILD PROTECTION REFERRAL: needs action" in driver.words
        assert not files
        for key in "1234":
            await driver.press(key)
            assert "Saved as somewhere." in driver.words
        assert [name for name, _ in files] == ["referral.docx", "referral.html", "referral.txt", "referral.md"]
        assert files[0][1].startswith(b"PK")
        await driver.press("escape")
        assert driver.place == "FormsScreen"

    drive(go, size=(80, 60), rule_set=shipped(), keep=save)


def test_copying_says_to_check() -> None:
    async def go(driver: Driver) -> None:
        await to_the_forms(driver)
        await driver.press("1")
        await driver.press("5")
        assert "Check by pasting" in driver.words
        assert driver.app.clipboard.startswith("CHILD PROTECTION REFERRAL: needs action")

    drive(go, size=(80, 60), rule_set=shipped())


def test_where_nothing_can_be_saved_it_is_said() -> None:
    async def go(driver: Driver) -> None:
        await to_the_forms(driver)
        await driver.press("1", "3")
        assert "Nothing can be saved here. You can copy the text." in driver.words

    drive(go, rule_set=shipped())


def test_without_the_word_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> bytes:
        raise WordMissingError("Word files need one more package: pip install 'triage[word]'.")

    monkeypatch.setattr(kept, "written", missing)

    async def go(driver: Driver) -> None:
        await to_the_forms(driver)
        await driver.press("1", "1")
        assert "one more package" in driver.words

    drive(go, size=(80, 40), rule_set=shipped())


def test_a_saved_form_never_takes_the_place_of_another(tmp_path: Path) -> None:
    first = keep("referral.docx", b"one", NOW, tmp_path)
    second = keep("referral.docx", b"two", NOW, tmp_path)
    assert first != second
    assert first.saved
    assert "not locked" in first.says
    assert (tmp_path / "referral-2026-11-27-1650.docx").read_bytes() == b"one"
    assert (tmp_path / "referral-2026-11-27-1650-2.docx").read_bytes() == b"two"


@pytest.mark.skipif(os.name != "posix", reason="only there files have such permissions")
def test_a_saved_form_is_for_this_person_alone(tmp_path: Path) -> None:
    assert keep("referral.docx", b"one", NOW, tmp_path / "triage").saved
    (file,) = (tmp_path / "triage").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert (tmp_path / "triage").stat().st_mode & 0o077 == 0


def test_a_file_that_cannot_be_written_whole_is_not_left_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = keep("referral.docx", b"one", NOW, tmp_path)
    assert "No space left on device" in said.says
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    said = keep("referral.docx", b"one", NOW, blocked / "inside")
    assert not said.saved
    assert said.says.startswith("It could not be saved in ")
    assert "You can copy the text instead." in said.says


def test_what_kind_of_message_it_is_stands_out_on_the_screen_and_prompts_stand_back() -> None:
    paper = Paper("form", "Form", "FOR INFORMATION ONLY", (), (PaperPart("Part", (Prompts(("Why?",)), Space(1))),), ())
    lines = paper_drawing(paper, "")(Room(80, 24)).lines
    inks = {plain(line).strip(): line[-1].ink for line in lines if line}
    assert inks["FOR INFORMATION ONLY"] is Ink.STRONG
    assert inks["PART"] is Ink.STRONG
    assert inks["> Why?"] is Ink.MUTED
    assert inks["Form"] is Ink.PLAIN


def test_a_form_of_a_saved_case_tells_what_was_done_and_the_case_notes_that_it_left() -> None:
    first = new_case(events.started(AT, "c" * 32, "7-blue", shipped(), "triage"))
    store = Remembered(first)
    files: list[bytes] = []

    def save(_: str, data: bytes) -> KeptFile:
        files.append(data)
        return KeptFile("Saved as somewhere.", saved=True)

    def saved(rule_set: RuleSet) -> Autosave:
        return Autosave(store, store.load("7-blue"), rule_set, lambda: AT)

    async def go(driver: Driver) -> None:
        await driver.press(*TO_A_PLAN[1:-1])
        assert driver.place == "PlanScreen"
        await driver.press("space", "t", "1", "3", "3")
        assert store.cases["7-blue"].entries[-1].kind == "exported"

    drive(go, size=(80, 60), rule_set=shipped(), saved=saved, keep=save)
    texts = [" ".join(data.decode().split()) for data in files]
    assert all("Done: " in text and "From the saved case 7-blue. Receipt: " in text for text in texts)
    receipts = [text.rpartition("Receipt: ")[2] for text in texts]
    assert len(set(receipts)) == 2, "the second one carries that the first one left"
