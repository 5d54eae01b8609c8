"""``triage cases``, ``triage today`` and ``triage ask CASE``, as a person and a script use them."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from case.making import AT, line, planned
from cli.computer import copied
from cli.running import COMMAND, SMALL, Ran, environment, triage
from plain.talking import guide
from store.keeping_cases import LIGHT, PASSPHRASE, another, new_place, reopened
from triage.case import events
from triage.case.chain import Case
from triage.case.decided import decided
from triage.case.reference import judge_reference
from triage.case.replay import replay
from triage.cli import case_moving, case_place
from triage.cli.exit_codes import ExitCode
from triage.cli.main import run
from triage.cli.parser import build_parser
from triage.rules.answers import chosen, ticked
from triage.session.session import Session
from triage.store import opening


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Saved cases are on, in a folder of their own, and quick to open."""
    folder = tmp_path / "cases"
    new_place(folder).close()
    for name in ("set_up", "open_cases", "change_passphrase"):
        monkeypatch.setattr(opening, name, partial(getattr(opening, name), cost=LIGHT))
    for name in ("TRIAGE_AREA", "TRIAGE_RULES", "TRIAGE_PLAIN", "TRIAGE_RELEASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TRIAGE_CASES", str(folder))
    monkeypatch.setenv("TRIAGE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("TRIAGE_FILE_PASSPHRASE", "a passphrase to tell")
    return folder


@pytest.fixture
def here(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command in this process, which is quicker, with ``typed`` coming through a pipe."""

    def command(*arguments: str, typed: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        code = run(["--rules", str(SMALL), *arguments])
        written = capsys.readouterr()
        return Ran(code, written.out, written.err)

    return command


def keep_case(folder: Path, *more: events.Event, reference: str = "7-blue") -> Case:
    store = reopened(folder)
    case = store.append(store.create(another(reference)), more)
    store.close()
    return case


def kept(folder: Path, reference: str = "7-blue") -> Case:
    store = reopened(folder)
    case = store.load(reference)
    store.close()
    return case


def with_a_plan(folder: Path) -> Case:
    return keep_case(folder, planned(line("ring", "now", do="Ring them."), line("tell", "days", do="Tell your lead.")))


# Off until asked for


@pytest.mark.parametrize(
    "arguments", [("cases",), ("cases", "new"), ("today",), ("ask", "7-blue"), ("cases", "show", "7")]
)
def test_nothing_is_saved_until_it_is_asked_for(
    here: Any, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: Any
) -> None:
    nowhere = folder.parent / "nowhere"
    monkeypatch.setenv("TRIAGE_CASES", str(nowhere))
    ran = here(*arguments)
    assert (ran.code, ran.out) == (ExitCode.CASE_STORE, "")
    assert "Nothing is saved yet." in ran.err
    assert "triage cases on" in ran.err
    assert not nowhere.exists()


def test_without_its_parts_everything_but_saving_works(here: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", None)
    for act in ("list", "on", "new"):
        ran = here("cases", act)
        assert ran.code == ExitCode.CASE_STORE
        assert "nothing is saved" in ran.err
    assert "EMERGENCY" in here("ask", typed="1\n\n").out


def test_turning_it_on_and_starting_a_case(here: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = folder.parent / "fresh"
    monkeypatch.setenv("TRIAGE_CASES", str(fresh))
    monkeypatch.setenv("TRIAGE_PASSPHRASE", "too short")
    assert "at least 12 letters" in here("cases", "on").err
    assert not fresh.exists()
    monkeypatch.setenv("TRIAGE_PASSPHRASE", PASSPHRASE)
    ran = here("cases", "on")
    assert (ran.code, f"Saved cases are on, in {fresh}" in ran.out) == (ExitCode.FINE, True)
    assert "nobody can read them" in ran.err
    assert "on already" in here("cases", "on").out
    made = here("cases", "new").out.strip()
    assert judge_reference(made).refused + judge_reference(made).doubt == ""
    assert here("cases").out.startswith(f"{made}: next due 11:59 pm today")


@pytest.mark.parametrize(
    ("reference", "more", "says"),
    [
        ("Jayden", (), "could be a name"),
        ("943 476 5919", ("--anyway",), "NHS number"),
        ("x" * 50, (), "from 1 to 40"),
        ("7-BLUE", (), "already"),
    ],
)
def test_a_reference_that_names_somebody_or_is_taken(
    here: Any, folder: Path, reference: str, more: Any, says: str
) -> None:
    keep_case(folder)
    ran = here("cases", "new", reference, *more)
    assert ran.code in (ExitCode.USAGE, ExitCode.CASE_STORE)
    assert says in ran.err
    assert [one["reference"] for one in json.loads(here("cases", "list", "--json").out)] == ["7-blue"]


def test_a_doubtful_reference_can_be_insisted_on(here: Any) -> None:
    assert here("cases", "new", "Heron", "--anyway").out == "Heron\n"
    assert "could be a name" in here("cases", "rename", "Heron", "Otter").err
    assert here("cases", "rename", "heron", "12").out == "It is called 12 now.\n"
    assert here("cases", "show", "Heron").code == ExitCode.CASE_STORE


# Answering, going on, and what is due


def test_a_case_is_saved_as_it_is_answered_and_gone_on_with(here: Any, folder: Path) -> None:
    keep_case(folder)
    ran = here("ask", "7-blue", typed="n\n9\n")
    assert "This case is saved as 7-blue after every answer." in ran.out
    assert list(replay(kept(folder)).session.answers) == ["danger", "age"]
    ran = here("ask", "7-blue", typed="1\nq\n")
    assert "How serious is it" in ran.out
    assert "Nothing is kept" not in ran.out
    state = replay(kept(folder))
    assert list(state.session.answers) == ["danger", "age", "harm_level"]
    assert state.decision is not None
    assert here("cases", "answers", "7-blue").out == "danger: none of these\nage: 9\nharm_level: significant harm\n"
    shown = here("cases", "show", "7-blue").out
    assert "ACT NOW - within the hour. Sent as: child protection referral." in shown
    assert "1. By" in shown
    assert f"Receipt: {kept(folder).receipt}." in shown


def test_the_answers_of_a_case_decide_the_same(here: Any, folder: Path, tmp_path: Path) -> None:
    keep_case(folder, events.answered(AT, "danger", ticked("hurt now", rest_not_sure=True)))
    path = tmp_path / "answers.yaml"
    path.write_text(here("cases", "answers", "7-blue").out, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "danger: [hurt now, not sure]\n"
    assert json.loads(here("decide", str(path), "--json").out)["decision"]["urgency"] == "emergency"


def test_a_saved_case_is_held_against_two_editions_and_stays_as_it_is(here: Any, folder: Path, tmp_path: Path) -> None:
    keep_case(folder, events.answered(AT, "danger", ticked("hurt now")), events.answered(AT, "gone", chosen("yes")))
    rules = "rules/england/core/rules.yaml"
    older = copied(tmp_path / "older", (rules, "do: Ring 999 now.", "do: Ring 999 when you can."))
    before = kept(folder).receipt
    ran = here("teach", "editions", "--case", "7-blue", "--old", str(older))
    assert (ran.code, ran.err) == (ExitCode.FINE, "")
    text = " ".join(ran.out.split())
    assert text.startswith("The saved case 7-blue")
    assert "Do: Ring 999 [-when you can.-] [+now.+]" in text
    assert 'Not asked under the rules in use: "gone"' in text
    assert kept(folder).receipt == before


def test_a_case_that_cannot_be_opened_is_no_dead_end(here: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = here("ask", "no-such", typed="1\n")
    assert (ran.code, ran.out) == (ExitCode.CASE_STORE, "")
    assert 'no saved case called "no-such"' in ran.err
    assert "without saving: triage ask\n" in ran.err
    assert "ring 999" in ran.err
    monkeypatch.setenv("TRIAGE_PASSPHRASE", "another passphrase")
    assert "The passphrase does not open your saved cases." in here("ask", "7-blue").err


def test_today_lists_all_cases_overdue_first(here: Any, folder: Path) -> None:
    now = datetime.now().astimezone()
    keep_case(folder, planned(line("a", "days", do="Chase it."), at=now), reference="new")
    keep_case(
        folder,
        planned(line("b", "days", do="Ask again."), line("c", "planned", do="Set a day."), at=now - timedelta(days=9)),
        events.retention_set(now, now.date() + timedelta(days=200)),
        reference="old",
    )
    keep_case(folder, planned(line("d", "now", do="Not this."), at=now), events.archived(now), reference="away")
    out = here("today").out
    assert re.findall(r"^(Overdue|Due|old|new|away)", out, re.MULTILINE) == ["Overdue", "old", "Due", "new", "old"]
    assert "Ask again." in out
    assert "Look again at whether" not in out
    data = json.loads(here("today", "--json").out)
    assert [(one["reference"], one["id"], one["overdue"]) for one in data] == [
        ("old", "b", True),
        ("new", "a", False),
        ("old", "", False),
        ("old", "c", False),
    ]
    listed = here("cases").out
    assert "old: OVERDUE since" in listed
    assert "away" not in listed
    assert "away: put away" in here("cases", "list", "--all").out


def test_nothing_due_is_said(here: Any) -> None:
    assert here("today").out == "Nothing is due.\n"
    assert "There are no saved cases." in here("cases").out


def test_the_calendar_holds_the_reference_and_the_step_and_nothing_else(
    here: Any, folder: Path, tmp_path: Path
) -> None:
    now = datetime.now().astimezone()
    keep_case(
        folder,
        events.answered(now, "harm_level", chosen("needs help")),
        events.noted(now, "SECRET words"),
        planned(line("ring", "now", do="Ring; then, write."), line("plan", "planned"), at=now),
        events.happened(now, "meeting called", meeting="Core group", meets=now + timedelta(days=3)),
    )
    path = tmp_path / "due.ics"
    ran = here("today", "--ics", str(path))
    assert "2 written to" in ran.err
    text = path.read_bytes().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert re.findall(r"SUMMARY:(.*)\r", text) == ["7-blue: Ring\\; then\\, write.", "7-blue: Core group"]
    assert "SECRET" not in text
    assert "needs help" not in text
    assert path.stat().st_mode & 0o777 == 0o600


def test_cases_to_look_at_again_are_told(here: Any, folder: Path) -> None:
    keep_case(folder, events.retention_set(AT, AT.date()))
    assert "To be looked at again, and kept or deleted: 7-blue." in here("cases").err
    assert "7-blue" in here("today").err
    assert here("cases", "keep", "7-blue", "2099-01-02").out.startswith("You will be reminded on 2 January 2099.")
    assert here("cases").err == ""
    assert '"soon" is not a day' in here("cases", "keep", "7-blue", "soon").err


# Telling


@pytest.mark.parametrize(
    ("arguments", "typed", "words"),
    [
        (("1",), "", "done"),
        (("ring", "--on", "2026-11-20T16:20"), "", "done on Friday 20 November 2026, 4:20 pm"),
        (("ring", "--on", "2026-11-20"), "", "done on Friday 20 November 2026, 12 noon"),
        (("2", "--by", "the deputy", "--note"), "At the gate.\n", "done by someone else (the deputy)"),
        (("2", "--not-possible"), "She is away.\n", "not possible"),
    ],
)
def test_steps_are_marked(here: Any, folder: Path, arguments: Any, typed: str, words: str) -> None:
    with_a_plan(folder)
    ran = here("cases", "done", "7-blue", *arguments, typed=typed)
    assert (ran.code, ran.out) == (ExitCode.FINE, "Noted.\n")
    shown = here("cases", "show", "7-blue").out
    told = " ".join(shown.partition("Dealt with")[2].split())
    assert words in told
    assert typed.strip() in told
    assert here("cases", "done", "7-blue", arguments[0], "--again").code == ExitCode.FINE
    assert "Dealt with" not in here("cases", "show", "7-blue").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("done", "7-blue", "3"), "no step in this case called"),
        (("done", "7-blue", "rings"), 'Did you mean "ring"?'),
        (("done", "7-blue", "1", "--on", "yesterday"), "is not a time"),
        (("done", "7-blue", "1", "--not-possible"), "Nothing was typed"),
        (("happened", "7-blue", "no", "replies"), 'Did you mean "no reply"?'),
        (("happened", "7-blue", "meeting", "called"), "When is the meeting?"),
        (("happened", "7-blue", "time", "started"), "Which time limit started?"),
        (("came", "7-blue", "9"), "no thing owed"),
        (("note", "7-blue"), "Nothing was typed"),
        (("audit", "7-blue", "--receipt", "3"), "A receipt is a number"),
        (("shows", "7-blue"), 'Did you mean "show"?'),
    ],
)
def test_what_cannot_be_told_writes_nothing(here: Any, folder: Path, arguments: Any, says: str) -> None:
    before = with_a_plan(folder)
    ran = here("cases", *arguments)
    assert ran.code == ExitCode.USAGE
    assert says in ran.err
    assert kept(folder) == before


def test_everything_else_that_is_told(here: Any, folder: Path) -> None:
    with_a_plan(folder)
    here("cases", "happened", "7-blue", "time", "started", "--clock", "1", "--on", "2026-11-20T16:00")
    here("cases", "happened", "7-blue", "outcome", "told", "--note", typed="No further action.\n")
    here("cases", "happened", "7-blue", "meeting", "called", "--meets", "2099-01-02T10:00", "--meeting", "Core group")
    here("cases", "owes", "7-blue", "social care", "the", "reasons", "--due", "2099-01-03")
    here("cases", "note", "7-blue", typed="He said:\nI am hungry.\n")
    state = replay(kept(folder))
    assert state.steps["ring"].clock is not None
    assert [one.note for one in state.happenings] == ["", "No further action.", ""]
    assert [one.text for one in state.notes] == ["He said:\nI am hungry."]
    (owed,) = state.still_owed
    shown = here("cases", "show", "7-blue").out
    assert f"[{owed.number}] By 12 noon on Saturday 3 January 2099: the reasons (social care)." in shown
    assert "10 am on Friday 2 January 2099: Core group." in shown
    assert here("cases", "came", "7-blue", str(owed.number), "--will-not").code == ExitCode.FINE
    assert f"[{owed.number}] the reasons (social care): will not come" in here("cases", "show", "7-blue").out


def test_putting_away_and_taking_out(here: Any, folder: Path) -> None:
    with_a_plan(folder)
    assert "Put away." in here("cases", "archive", "7-blue").out
    assert "Nothing is due." in here("cases", "show", "7-blue").out
    assert here("cases", "reopen", "7-blue").code == ExitCode.FINE
    data = json.loads(here("cases", "show", "7-blue", "--json").out)
    assert [(one["number"], one["step"], one["status"]) for one in data["steps"]] == [
        (1, "ring", "to do"),
        (2, "tell", "to do"),
    ]
    assert data["due"][0]["id"] == "ring"
    assert data["receipt"] == str(kept(folder).receipt)


def test_deleting_asks_first(here: Any, folder: Path) -> None:
    keep_case(folder)
    ran = here("cases", "delete", "7-blue", typed="7-blue\n")
    assert "nobody to ask" in ran.err
    assert kept(folder)
    ran = here("cases", "delete", "7-blue", "--yes")
    assert ran.out == "7-blue is deleted for good.\n"
    assert "not touched" in ran.err
    assert here("cases", "show", "7-blue").code == ExitCode.CASE_STORE


# Moving and looking over


def test_a_case_goes_out_and_comes_in(here: Any, folder: Path, tmp_path: Path) -> None:
    case = keep_case(folder, events.noted(AT, "SECRET words"))
    path = tmp_path / "out.case"
    ran = here("cases", "export", "7-blue", str(path))
    assert f"Receipt: {case.receipt}." in ran.out
    assert b"SECRET" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert "a file of this name already" in here("cases", "export", "7-blue", str(path)).err
    assert "here already" in here("cases", "import", str(path)).err
    here("cases", "delete", "7-blue", "--yes")
    assert here("cases", "import", str(path), "--as", "9").out == "Taken in as 9.\n"
    assert kept(folder, "9").entries[:2] == case.entries
    assert here("cases", "audit", "9", "--receipt", str(case.receipt)).code == ExitCode.FINE
    assert here("cases", "import", str(tmp_path / "none")).code == ExitCode.USAGE


def test_an_exported_file_needs_a_good_passphrase(
    here: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_case(folder)
    monkeypatch.setenv("TRIAGE_FILE_PASSPHRASE", "weak")
    ran = here("cases", "export", "7-blue", str(tmp_path / "out.case"))
    assert (ran.code, (tmp_path / "out.case").exists()) == (ExitCode.CASE_STORE, False)


def decided_case(folder: Path) -> Case:
    session = Session().answer("danger", ticked("hurt now"))
    view = guide().view(session)
    record = decided(AT, guide().rule_set, view.decision, session.answers, guide().plan(view))
    return keep_case(folder, events.answered(AT, "danger", ticked("hurt now")), record)


def test_looking_over_a_case_makes_its_decisions_again(here: Any, folder: Path) -> None:
    case = decided_case(folder)
    ran = here("cases", "audit", "7-blue", "--receipt", str(case.receipt))
    assert ran.code == ExitCode.FINE
    assert "  1. Friday 20 November 2026, 4 pm: Case 7-blue started." in ran.out
    assert "comes out the same, byte for byte" in ran.out
    assert "Nothing was changed or cut" in ran.out
    data = json.loads(here("cases", "audit", "7-blue", "--json").out)
    assert (data["findings"], [one["came out"] for one in data["decisions"]]) == ([], ["the same"])


def test_what_was_changed_or_cut_is_told_and_ends_in_1(here: Any, folder: Path) -> None:
    case = decided_case(folder)
    store = reopened(folder)
    store._database.run("DROP TRIGGER entries_go_only_with_their_case")
    store._database.run("DELETE FROM entries WHERE number = 3")
    store.close()
    ran = here("cases", "audit", "7-blue", "--receipt", str(case.receipt))
    assert ran.code == ExitCode.PROBLEMS_FOUND
    assert "1 entry is missing from the end" in ran.out
    assert "Nothing was changed or cut" not in ran.out
    assert "not in order" in here("cases", "show", "7-blue").err


def test_a_past_decision_is_found_under_the_pack_it_was_made_under(here: Any, folder: Path) -> None:
    decided_case(folder)
    ran = here("--area", "westshire", "cases", "audit", "7-blue")
    assert (ran.code, "byte for byte, under England 1.0 (" in ran.out) == (ExitCode.FINE, True)


# Passphrases


def test_no_passphrase_can_ever_be_an_argument() -> None:
    options = [text for text in build_parser()._options() if text.startswith("--passphrase")]
    assert [text for text in options if not text.endswith("-file")] == []


def test_a_passphrase_comes_from_an_open_file(here: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "words"
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    monkeypatch.delenv("TRIAGE_PASSPHRASE")
    with path.open("rb") as file:
        monkeypatch.setenv("TRIAGE_PASSPHRASE_FD", str(file.fileno()))
        assert here("cases").code == ExitCode.FINE
    for wrong in ("999", "x"):
        monkeypatch.setenv("TRIAGE_PASSPHRASE_FD", wrong)
        assert "not the number of a file" in here("cases").err


def test_when_there_is_nobody_to_ask(here: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRIAGE_PASSPHRASE")
    ran = here("cases")
    assert (ran.code, "nobody to ask for the passphrase" in ran.err) == (ExitCode.CASE_STORE, True)


def test_the_passphrase_is_changed(here: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIAGE_NEW_PASSPHRASE", "quite another one")
    assert "is changed" in here("cases", "passphrase").out
    assert here("cases").code == ExitCode.CASE_STORE
    monkeypatch.setenv("TRIAGE_PASSPHRASE", "quite another one")
    assert here("cases").code == ExitCode.FINE


def test_the_keyring_is_asked_to_remember_and_to_forget(here: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert "no keyring" in here("cases", "remember").err
    assert here("cases", "forget").code == ExitCode.FINE


def test_where_cases_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert case_place.cases_folder({"TRIAGE_CASES": str(tmp_path)}) == tmp_path
    assert case_place.cases_folder({}).parts[-2:] == ("triage", "cases")
    assert case_moving.FILE == "TRIAGE_FILE_PASSPHRASE"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of another kind")
def test_a_person_at_a_terminal(tmp_path: Path) -> None:
    """Nothing typed as a passphrase is shown; a wrong one can be put right; deleting wants the reference."""
    import pexpect

    screen = io.StringIO()
    python = os.environ.get("PYTHONPATH", "")
    surroundings = environment(tmp_path, TRIAGE_CASES=str(tmp_path / "cases"), PYTHONPATH=python)

    def start(*arguments: str) -> Any:
        child = pexpect.spawn(
            str(COMMAND), ["--rules", str(SMALL), *arguments], env=surroundings, encoding="utf-8", timeout=60
        )
        child.logfile_read = screen
        return child

    def end(child: Any) -> int:
        child.expect(pexpect.EOF)
        child.close()
        return int(child.exitstatus)

    on = start("cases", "on")
    on.expect("Choose a passphrase")
    on.sendline(PASSPHRASE)
    on.expect("once more")
    on.sendline(PASSPHRASE)
    assert end(on) == ExitCode.FINE
    new = start("cases", "new", "7-blue")
    new.expect("Passphrase for")
    new.sendline("not the one, sorry")
    new.expect("try again")
    new.expect("Passphrase for")
    new.sendline(PASSPHRASE)
    assert end(new) == ExitCode.FINE
    delete = start("cases", "delete", "7-blue")
    delete.expect("Passphrase for")
    delete.sendline(PASSPHRASE)
    delete.expect("Type 7-blue to delete it")
    delete.sendline("no")
    assert end(delete) == ExitCode.USAGE
    assert "Nothing was deleted." in screen.getvalue()
    assert PASSPHRASE not in screen.getvalue()
    assert "sorry" not in screen.getvalue()


def test_a_case_answered_through_a_pipe_is_saved_when_the_pipe_ends(folder: Path, tmp_path: Path) -> None:
    keep_case(folder)
    more = {name: value for name, value in os.environ.items() if name.startswith(("TRIAGE_", "PYTHONPATH"))}
    ran = triage(tmp_path, "ask", "7-blue", typed="1\n", **more)
    assert ran.code == ExitCode.FINE
    assert replay(kept(folder)).session.answers == {"danger": ticked("hurt now")}
