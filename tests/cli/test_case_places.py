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
from triage.cli import case_places, case_telling, case_writing
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
    for module in (case_places, case_telling, case_writing):
        monkeypatch.setattr(module, "load_rules", lambda *_: RULE_SET)
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
    assert "If the disagreement is not settled by then" in here("show", "7-blue").out
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


# Meetings


def test_a_meeting_from_the_invitation_to_the_day(here: Any, folder: Path) -> None:
    assert "No meeting is noted" in here("meetings", "7-blue").out
    assert "Note the meeting first" in here("meetings", "7-blue", "--remote").err
    invited = (
        "happened",
        "7-blue",
        "meeting",
        "called",
        "--meets",
        "2099-12-04T10:00",
        "--meeting",
        "first conference",
    )
    assert here(*invited).code == ExitCode.FINE
    assert "Send your report for: first conference" in here("show", "7-blue").out
    assert "Your report: by 5 pm on Tuesday 1 December 2099" in here("meetings", "7-blue").out
    assert "briefed a colleague (the deputy)" in here("meetings", "7-blue", "--briefed", "the deputy").out
    ran = here("meetings", "7-blue", "[2]", "--report-sent", "--note", typed="Confirmed by the team.")
    assert "Sent. Bring a copy" in ran.out
    assert "Send your report" not in here("show", "7-blue").out
    [data] = json.loads(here("meetings", "7-blue", "--json").out)
    assert (data["kind"], data["report sent"]) == ("first conference", True)
    assert "meeting with the number" in here("meetings", "7-blue", "9", "--held").err
    assert "One at a time" in here("meetings", "7-blue", "--held", "--remote").err
    assert len(kept(folder).told) == 2


# Early help and the handover


def test_early_help_is_agreed_bit_by_bit(here: Any) -> None:
    assert "Not yet: lead practitioner agreed" in here("early-help", "7-blue").out
    assert "lead practitioner agreed (health visitor)" in here("early-help", "7-blue", "--lead", "health visitor").out
    assert "5 pm on Sunday 20 December 2099" in here("early-help", "7-blue", "--review", "2099-12-20").out
    assert "Look at the early help plan again" in here("show", "7-blue").out
    told = json.loads(here("early-help", "7-blue", "--message-agreed", "--json").out)
    assert [one["what"] for one in told if one["told"]] == [
        "lead practitioner agreed",
        "same message agreed",
        "review date set",
    ]
    assert here("early-help", "7-blue", "--review", "soon").code == ExitCode.USAGE


def test_a_case_is_yours_until_it_is_accepted(here: Any) -> None:
    assert "YOU HOLD THIS CASE" in here("handover", "7-blue").out
    assert "YOU STILL HOLD THIS CASE. Offered to the new lead" in here("handover", "7-blue", "--to", "the new lead").out
    assert "you still hold it" in here("show", "7-blue").out
    assert json.loads(here("handover", "7-blue", "--json").out)["yours"]
    assert "HANDED OVER. Accepted by the new lead" in here("handover", "7-blue", "--accepted-by", "the new lead").out
    assert "you still hold it" not in here("show", "7-blue").out


# Forms


def test_a_form_is_written_from_the_case_and_the_case_notes_it(here: Any, folder: Path, tmp_path: Path) -> None:
    here("owes", "7-blue", "social care", "the outcome")
    ran = here("write", "7-blue", "handover-note")
    assert ran.code == ExitCode.FINE
    assert "Social care owes: the outcome, no set time" in ran.out
    file = tmp_path / "record.html"
    ran = here("write", "7-blue", "case-record", "--as", "html", "--out", str(file))
    assert "not encrypted" in ran.err
    page = file.read_text(encoding="utf-8")
    assert "the outcome" in page
    store = reopened(folder)
    [*before, last] = store.load("7-blue").entries
    store.close()
    assert (last.kind, last.body["what"], last.body["entries"]) == ("exported", "form case-record", len(before))
    assert f"{len(before)}-{before[-1].hash[:16]}" in page
    assert "There is a file of this name." in here("write", "7-blue", "case-record", "--out", str(file)).err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(("nothing-like-it",), "There is no form"), (("referral", "--as", "word"), "A Word file cannot be shown here.")],
)
def test_what_cannot_be_written(here: Any, arguments: Any, says: str) -> None:
    ran = here("write", "7-blue", *arguments)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert says in ran.err
