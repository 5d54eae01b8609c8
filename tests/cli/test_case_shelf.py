"""Saved cases are set up from the full screen in the folder of this computer, and a weak passphrase makes nothing."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from store.keeping_cases import LIGHT, PASSPHRASE, another, reopened
from triage.case.keeping import CasesError
from triage.case.replay import replay
from triage.cli.case_shelf import shelf
from triage.cli.settings import Settings
from triage.store import opening


def nobody() -> Settings:
    raise AssertionError("the settings of the rules are not needed for this")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cases"
    monkeypatch.setenv("TRIAGE_CASES", str(folder))
    monkeypatch.delenv("TRIAGE_PASSPHRASE", raising=False)
    monkeypatch.setattr(opening, "set_up", partial(opening.set_up, cost=LIGHT))
    return folder


def test_what_is_set_up_can_be_used_at_once_and_opened_again(folder: Path) -> None:
    with ExitStack() as at_the_end:
        here = shelf(at_the_end, nobody)
        assert here.set_up is not None
        assert not here.is_on()
        here.set_up(PASSPHRASE).create(another("7-blue"))
        assert here.is_on()
    again = reopened(folder)
    assert [replay(case).reference for case in again.all()] == ["7-blue"]
    again.close()


def test_a_weak_passphrase_is_refused_in_words_and_nothing_is_made(folder: Path) -> None:
    with ExitStack() as at_the_end:
        here = shelf(at_the_end, nobody)
        assert here.set_up is not None
        with pytest.raises(CasesError, match="at least 12 letters"):
            here.set_up("short")
        assert not here.is_on()
    assert not folder.exists()


def test_it_is_not_set_up_twice(folder: Path) -> None:
    with ExitStack() as at_the_end:
        here = shelf(at_the_end, nobody)
        assert here.set_up is not None
        here.set_up(PASSPHRASE)
        with pytest.raises(CasesError, match="set up already"):
            here.set_up(PASSPHRASE)
    assert folder.exists()
