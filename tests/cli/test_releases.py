"""Releases on a computer: trusted, installed, chosen, removed, and refused with a way on."""

from __future__ import annotations

import errno
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest

from cli.computer import LABEL, LATE, Computer
from release.making import GATES, KEY, OTHER_KEY, OTHER_SECRET, SECRET, SMALL, Dates, small_draft, small_release
from triage.cli.choosing import FILES, SHELF
from triage.cli.exit_codes import ExitCode
from triage.cli.parser import COMMANDS
from triage.emergency import EMERGENCY_CARD
from triage.policy.release import shelf as shelf_module
from triage.policy.release.make import draft, signed


def test_a_key_is_trusted_only_with_the_right_fingerprint(computer: Computer) -> None:
    path = computer.home / "their.pub"
    path.write_text(KEY.line)
    assert computer.run("trust", path) == ExitCode.FINE
    assert KEY.fingerprint in computer.out
    assert "Nothing has been changed" in computer.err
    assert computer.run("trust", path, "--fingerprint", OTHER_KEY.fingerprint) == ExitCode.USAGE
    assert "not trusted" in computer.err
    assert computer.run("trust", "--json") == ExitCode.FINE
    assert json.loads(computer.out) == []
    assert computer.run("trust", path, "--fingerprint", KEY.fingerprint.replace(" ", "").lower()) == ExitCode.FINE
    assert computer.has(small_release()) == ExitCode.FINE
    assert computer.run("trust", "--remove", KEY.fingerprint) == ExitCode.FINE
    assert computer.run("releases") == ExitCode.FINE
    assert "NOT USABLE. It is signed with a key this computer does not trust" in computer.out


def test_keys_an_organisation_set_for_everyone_are_trusted(computer: Computer, tmp_path: Path) -> None:
    everyone = tmp_path / "everyone" / "triage"
    everyone.mkdir(parents=True)
    (everyone / "trusted-keys").write_text(KEY.line)
    assert computer.has(small_release()) == ExitCode.FINE


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (small_release(secret=OTHER_SECRET), "does not trust"),
        (small_release()[:-5], "changed or cut short"),
        (b"PK\x03\x04", "changed or cut short"),
        (b"", "not a release file"),
        (small_release(needs="99.0"), "needs triage 99.0"),
    ],
)
def test_what_must_not_be_installed_is_refused_in_one_line_with_a_way_on(
    computer: Computer, data: bytes, says: str
) -> None:
    computer.trusts()
    assert computer.has(data) == ExitCode.RULES_REFUSED
    first, remedy, reminder = computer.err.splitlines()
    assert says in first
    assert remedy
    assert "999" in reminder
    assert computer.run("releases", "--json") == ExitCode.FINE
    assert [one["release"] for one in json.loads(computer.out)] == ["built-in"]


@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_full_or_locked_disk_is_one_clear_line_and_changes_nothing(
    computer: Computer, monkeypatch: pytest.MonkeyPatch, trouble: int
) -> None:
    computer.trusts()

    def refuse(*_: object) -> None:
        raise OSError(trouble, os.strerror(trouble))

    monkeypatch.setattr(shelf_module, "write_files", refuse)
    assert computer.has(small_release()) == ExitCode.USAGE
    first, remedy = computer.err.splitlines()
    assert os.strerror(trouble) in first
    assert "Nothing was installed" in remedy
    assert computer.run("releases") == ExitCode.FINE
    assert "1.1" not in computer.out


def test_the_rules_used_can_be_chosen_and_chosen_back(computer: Computer) -> None:
    computer.trusts()
    computer.has(small_release("1.1"))
    computer.has(small_release("1.2"), "--use")
    assert computer.run("use", "1.1") == ExitCode.FINE
    assert computer.run("where") == ExitCode.FINE
    assert "release 1.1" in computer.out
    assert computer.run("use", "built-in") == ExitCode.FINE
    assert computer.run("where") == ExitCode.FINE
    assert "supplied with the program" in computer.out
    assert computer.run("use", "1.3") == ExitCode.USAGE
    assert "triage releases" in computer.err


def test_one_command_can_use_another_release(
    computer: Computer, answers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer.trusts()
    computer.has(small_release("1.1"))
    assert computer.run("where", "--release", "1.1") == ExitCode.FINE
    assert "release 1.1" in computer.out
    monkeypatch.setenv("TRIAGE_RELEASE", "1.1")
    assert computer.run("where") == ExitCode.FINE
    assert "release 1.1" in computer.out
    assert computer.run("where", "--release", "built-in") == ExitCode.FINE
    assert "supplied" in computer.out
    assert computer.run("where", "--rules", SMALL) == ExitCode.FINE
    assert "--rules" in computer.out
    assert computer.run("where", "--rules", SMALL, "--release", "1.1") == ExitCode.USAGE
    assert "different rules" in computer.err


def test_a_damaged_release_named_for_one_command_is_refused_with_a_way_on(computer: Computer, answers: Path) -> None:
    computer.trusts()
    computer.has(small_release())
    computer.spoil()
    assert computer.run("decide", answers, "--release", "1.1") == ExitCode.RULES_REFUSED
    assert "Release 1.1 is damaged: guidance/small-guide.md was changed." in computer.err
    assert "--release built-in" in computer.err
    assert computer.out == ""
    assert computer.run("test", "--release", "1.1") == ExitCode.RULES_REFUSED


def test_files_are_checked_where_they_are_worked_on_whatever_is_used(computer: Computer) -> None:
    computer.trusts()
    computer.has(small_release(dates=LATE))
    assert computer.run("test", "--release", "1.1") == ExitCode.FINE
    assert "2 scenarios, 0 failed" in computer.out
    computer.run("use", "built-in")
    assert computer.run("check", SMALL) == ExitCode.FINE


def test_a_person_who_is_asked_gets_a_plan_although_the_release_is_damaged(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer.trusts()
    computer.has(small_release(), "--use")
    computer.spoil()
    monkeypatch.setattr("triage.cli.settings.data_folder", lambda chosen="": SMALL)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert computer.run("ask") == ExitCode.FINE
    assert "Take care. Release 1.1 is damaged" in " ".join(computer.out.split())
    assert "the rules that came with the program are used" in " ".join(computer.out.split())
    assert EMERGENCY_CARD.lines[0] in computer.out


def test_a_damaged_release_that_was_chosen_leaves_commands_the_built_in_rules(
    computer: Computer, answers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triage.cli.settings.data_folder", lambda chosen="": SMALL)
    computer.trusts()
    computer.has(small_release(), "--use")
    computer.spoil()
    assert computer.run("decide", answers) == ExitCode.FINE
    assert "Release 1.1 is damaged" in " ".join(computer.out.split())
    assert computer.run("decide", answers, "--json") == ExitCode.FINE
    data = json.loads(computer.out)
    assert data["notice"].startswith("Release 1.1 is damaged")
    assert data["plan"]["fault"] == ""
    assert computer.run("where") == ExitCode.FINE
    assert computer.err.startswith("Release 1.1 is damaged")
    assert "the rules that came with the program" in computer.out


def test_removing_the_release_in_use_says_what_is_used_instead(computer: Computer) -> None:
    computer.trusts()
    computer.has(small_release("1.0"), "--use")
    computer.has(small_release("1.1"), "--use")
    assert computer.run("remove", "1.1") == ExitCode.FINE
    assert "Release 1.0, which was used before it, is used again." in computer.out
    assert computer.run("remove", "1.0") == ExitCode.FINE
    assert "came with the program" in computer.out
    assert computer.run("remove", "1.0") == ExitCode.USAGE


def test_one_past_its_review_date_cannot_be_chosen(computer: Computer) -> None:
    computer.trusts()
    computer.has(small_release(dates=LATE))
    assert "REVIEW OVERDUE" in computer.out
    assert computer.run("use", "1.1") == ExitCode.USAGE
    assert "newer release" in computer.err


def test_one_to_come_can_be_chosen_ahead(computer: Computer) -> None:
    computer.trusts()
    computer.has(small_release(dates=Dates(starts=date(2999, 1, 1), review_by=date(2999, 12, 1))))
    assert "NOT YET IN FORCE" in computer.out
    assert computer.run("use", "1.1") == ExitCode.FINE
    assert "1 January 2999" in computer.out
    assert computer.run("where") == ExitCode.FINE
    assert "Until then, the rules that came with the program are used." in computer.err


def test_a_release_this_program_cannot_read_does_not_leave_a_person_without_a_plan(
    computer: Computer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sound and signed, but written for a program that read other words."""
    files = {name: data.replace(b"urgency: now", b"urgency: soonish") for name, data in small_draft().members.items()}
    broken = draft(
        {name: data for name, data in files.items() if "/" in name}, LABEL, small_draft().manifest.packs, GATES
    )
    computer.trusts()
    assert computer.has(signed(broken, SECRET), "--use") == ExitCode.FINE
    monkeypatch.setattr("triage.cli.settings.data_folder", lambda chosen="": SMALL)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert computer.run("ask") == ExitCode.FINE
    assert "This program cannot read release 6.6, so it goes by the rules that came" in " ".join(computer.out.split())
    assert computer.run("questions") == ExitCode.RULES_REFUSED
    assert "soonish" in computer.err


def test_one_past_its_review_date_is_installed_for_old_cases_but_not_chosen(computer: Computer) -> None:
    computer.trusts()
    assert computer.has(small_release(dates=LATE), "--use") == ExitCode.USAGE
    assert "It is installed, but not chosen." in computer.err
    computer.run("releases", "--json")
    assert [(one["release"], one["used"]) for one in json.loads(computer.out)] == [("built-in", True), ("1.1", False)]


def test_every_command_about_files_or_releases_exists() -> None:
    assert set(COMMANDS) | {"workbench"} >= FILES | SHELF
    assert not FILES & SHELF
    assert not {"decide", "explain", "questions", "where", "cases", "today"} & (FILES | SHELF)
