"""What this computer does for the shelf of saved cases: files are private and never written over; trouble is one line."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from case.making import AT
from cli.running import SMALL
from store.keeping_cases import LIGHT, PASSPHRASE, create, new_place, reopened
from triage.case.chain import Case
from triage.case.decided import decided
from triage.case.events import answered
from triage.case.keeping import CannotSaveError, CasesError, WrongPassphraseError
from triage.cli.case_desk import CaseDesk
from triage.cli.settings import Settings
from triage.engine.decide import Decider
from triage.plan.build import build_plan
from triage.rules.answers import ticked
from triage.rules.load import load
from triage.store import files


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CaseDesk]:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TRIAGE_CASES", str(tmp_path / "cases"))
    monkeypatch.delenv("XDG_DOCUMENTS_DIR", raising=False)
    place = new_place(tmp_path / "cases")
    yield CaseDesk(place, lambda: Settings(SMALL, "a test", ()), lambda: AT, LIGHT)
    place.close()


def test_a_file_goes_where_papers_are_kept_for_this_person_only(desk: CaseDesk) -> None:
    path = desk.write(desk.suggested("7-blue.triage-case"), b"locked")
    assert desk.read(path) == b"locked"
    if os.name == "posix":
        assert stat.S_IMODE(Path(path).stat().st_mode) == 0o600
    with pytest.raises(CasesError, match="There is a file of this name already"):
        desk.write(path, b"other")
    assert desk.read(path) == b"locked"


def test_a_place_that_cannot_be_written_or_read_is_said(desk: CaseDesk, tmp_path: Path) -> None:
    with pytest.raises(CannotSaveError, match="It cannot be written: No such file or directory"):
        desk.write(str(tmp_path / "nowhere" / "x"), b"x")
    for path in (str(tmp_path), str(tmp_path / "none"), "\0"):
        with pytest.raises(CasesError, match="It cannot be read"):
            desk.read(path)


def test_a_full_disk_leaves_no_half_a_file(desk: CaseDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(CannotSaveError, match="It cannot be written: No space left on device"):
        desk.write(str(tmp_path / "x"), b"x" * 1000)
    assert [one.name for one in tmp_path.iterdir()] == ["cases"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to the administrator")
def test_a_folder_that_may_not_be_written_to_is_said(desk: CaseDesk, tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    with pytest.raises(CannotSaveError, match="Permission denied"):
        desk.write(str(shut / "x"), b"x")


def test_the_passphrase_is_changed_for_all(desk: CaseDesk, tmp_path: Path) -> None:
    assert "at least 12" in desk.weak("short")
    assert desk.weak("four words of violin") == ""
    with pytest.raises(WrongPassphraseError):
        desk.change_passphrase("not the old one", "four words of violin")
    desk.change_passphrase(PASSPHRASE, "four words of violin")
    with pytest.raises(WrongPassphraseError):
        reopened(tmp_path / "cases")


def test_past_decisions_are_made_again_byte_for_byte(desk: CaseDesk) -> None:
    rules = load(SMALL, ["england"], AT.date())
    answers = {"danger": ticked("hurt now")}
    decision = Decider(rules, None).decide(answers)
    case = create(desk.store)
    made = decided(AT, rules, decision, answers, build_plan(rules, decision, answers, AT))
    case = desk.store.append(case, [answered(AT, "danger", answers["danger"]), made])
    [says] = desk.again(case)
    assert says.startswith("The decision in entry 3 comes out the same, byte for byte, under")
    [other] = desk.again(Case((case.entries[0], case.entries[2])))
    assert "was not made from the answers that stand before it" in other
    nowhere = CaseDesk(desk.store, lambda: Settings(SMALL / "none", "a test", ()), lambda: AT, LIGHT)
    assert nowhere.again(case) == ("The rules on this computer cannot be read, so no decision was made again.",)
