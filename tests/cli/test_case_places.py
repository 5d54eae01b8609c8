"""The places of a saved case, as a person uses them: the ladder, meetings, early help, the handover, and forms."""

from __future__ import annotations

import io
import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from cli.running import ROOT, Ran
from documents.shipped import RULE_SET
from store.keeping_cases import LIGHT, PASSPHRASE, another, new_place, reopened
from triage.case.chain import Case
from triage.case.events import Event
from triage.case.replay import replay
from triage.case.state import CaseState
from triage.cli import case_places
from triage.cli.exit_codes import ExitCode
from triage.cli.main import run
from triage.store import opening


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One saved case, 7-blue, in a folder of its own that is quick to open."""
    folder = tmp_path / "cases"
    new_place(folder).close()
    monkeypatch.setattr(opening, "open_cases", partial(opening.open_cases, cost=LIGHT))
    for name in ("TRIAGE_AREA", "TRIAGE_RULES", "TRIAGE_PLAIN", "TRIAGE_RELEASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TRIAGE_CASES", str(folder))
    monkeypatch.setenv("TRIAGE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(case_places, "load_rules", lambda *_: RULE_SET)
    keep(folder)
    return folder


@pytest.fixture
def here(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs ``triage cases`` in this process, with ``typed`` coming through a pipe."""

    def command(*arguments: str, typed: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        code = run(["--rules", str(ROOT), "cases", *arguments])
        written = capsys.readouterr()
        return Ran(code, " ".join(written.out.split()), written.err)

    return command


def keep(folder: Path, *more: Event) -> Case:
    store = reopened(folder)
    case = store.append(store.create(another("7-blue")), more)
    store.close()
    return case


def kept(folder: Path) -> CaseState:
    store = reopened(folder)
    case = store.load("7-blue")
    store.close()
    return replay(case)


# The ladder


def test_a_disagreement_from_the_first_rung_to_settled(here: Any, folder: Path) -> None:
    assert "NOT TAKEN UP YET" in here("ladder", "7-blue").out
    ran = here("ladder", "7-blue", "--tried", "1")
    assert (ran.code, ran.err) == (ExitCode.FINE, "Noted.\n")
    assert "You are on rung 1 of 4." in ran.out
    assert "The time for this rung of the disagreement" in here("show", "7-blue").out
    assert "GO TO RUNG 2 NOW" in here("ladder", "7-blue", "--not-settled", "--note", typed="They said no.").out
    assert "SETTLED." in here("ladder", "7-blue", "--settled").out
    assert [one.what for one in kept(folder).told] == ["", "not settled", "settled in writing"]
    assert "They said no." in [one.note for one in kept(folder).told]


def test_a_rung_whose_time_was_up_long_ago(here: Any) -> None:
    data = json.loads(here("ladder", "7-blue", "--tried", "4", "--on", "2026-01-05T10:00", "--json").out)
    assert (data["standing"], data["next"]) == ("the ladder has failed", None)
    assert data["tried"] == {"4": "2026-01-05T10:00:00+00:00"}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--tried", "9"), "There is no rung"),
        (("--tried", "1", "--settled"), "One at a time: --tried or --settled."),
        (("--tried", "1", "--on", "2199-01-01"), "still to come"),
    ],
)
def test_what_cannot_be_told_of_the_ladder(here: Any, folder: Path, options: Any, says: str) -> None:
    ran = here("ladder", "7-blue", *options)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert says in ran.err
    assert kept(folder).told == ()
