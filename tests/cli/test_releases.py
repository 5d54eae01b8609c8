"""Releases from the command line: made, sent, trusted, installed, used, and refused with a way on."""

from __future__ import annotations

import errno
import io
import json
import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from release.making import GATES, KEY, OTHER_KEY, OTHER_SECRET, SECRET, SMALL, TODAY, Dates, small_draft, small_release
from triage.cli.exit_codes import ExitCode
from triage.cli.main import run
from triage.emergency import EMERGENCY_CARD
from triage.policy.release import shelf as shelf_module
from triage.policy.release.keys import write_pair
from triage.policy.release.make import Label, draft, signed
from triage.policy.release.signing import KeyPair

LATE = Dates(review_by=date(2026, 1, 2))
WORDS = "correct horse battery"
LABEL = Label("6.6", ("JB",), TODAY, "1.0")


@dataclass
class Computer:
    """Somebody's computer: a home folder of its own, and what came of the last command."""

    home: Path
    capsys: pytest.CaptureFixture[str]
    out: str = ""
    err: str = ""

    def run(self, *arguments: object) -> ExitCode:
        code = run([str(argument) for argument in arguments])
        written = self.capsys.readouterr()
        self.out, self.err = written.out, written.err
        return ExitCode(code)

    def trusts(self, key=KEY) -> None:
        path = self.home / "their.pub"
        path.write_text(key.line)
        assert self.run("trust", path, "--fingerprint", key.fingerprint) == ExitCode.FINE

    def has(self, data: bytes, *more: str) -> ExitCode:
        path = self.home / "sent.triage-rules"
        path.write_bytes(data)
        return self.run("install", path, *more)

    @property
    def releases(self) -> Path:
        return next(self.home.rglob("releases"))

    def spoil(self) -> None:
        (path,) = self.releases.glob("*/guidance/small-guide.md")
        path.write_bytes(path.read_bytes().replace(b"a", b"e", 1))


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Computer:
    for name in list(os.environ):
        if name.startswith(("TRIAGE_", "XDG_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "everyone"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name.lower()))
    (tmp_path / "home").mkdir()
    return Computer(tmp_path / "home", capsys)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text("danger: none of these\nage: 10\nharm_level: significant harm\n")
    return path


def made(computer: Computer, *more: object, folder: Path = SMALL) -> ExitCode:
    """Make a release of a folder with the usual key."""
    key = computer.home / "key"
    if not key.exists():
        write_pair(key, KeyPair(KEY.public, SECRET), KEY.owner, WORDS)
        (computer.home / "words").write_text(WORDS + "\n")
    signing = ("--key", key, "--passphrase-file", computer.home / "words")
    out = ("--out", computer.home / "made.triage-rules")
    return computer.run("release", folder, "--approved-by", "Head (JB)", *signing, *out, *more)


def test_from_a_clean_check_to_a_colleagues_computer(computer: Computer, answers: Path) -> None:
    assert made(computer, "--since", "nothing") == ExitCode.FINE
    assert "proofs over all answers, none failed" in computer.out
    assert KEY.fingerprint in computer.out
    computer.trusts()
    assert computer.run("install", computer.home / "made.triage-rules", "--use") == ExitCode.FINE
    assert "Rules owner, Westshire" in computer.out
    assert computer.run("decide", answers, "--json") == ExitCode.FINE
    assert json.loads(computer.out)["rule set"]["version"] == "England 1.0"
    assert computer.err == ""
    assert computer.run("releases") == ExitCode.FINE
    assert re.search(r"^1\.0 \([0-9a-f]{12}\)  <- in use$", computer.out, re.MULTILINE)


def test_the_same_rules_make_the_same_file(computer: Computer) -> None:
    day = ("--since", "nothing", "--made-on", "2026-01-02")
    assert made(computer, *day) == ExitCode.FINE
    first = (computer.home / "made.triage-rules").read_bytes()
    assert made(computer, *day) == ExitCode.FINE
    assert (computer.home / "made.triage-rules").read_bytes() == first
    assert made(computer, "--since", "nothing", "--made-on", "2026-01-03") == ExitCode.USAGE
    assert "another file already" in computer.err


def test_a_rehearsal_writes_nothing_and_needs_no_key(computer: Computer) -> None:
    options = ("--approved-by", "JB", "--since", "nothing", "--dry-run")
    assert computer.run("release", SMALL, *options) == ExitCode.FINE
    assert "could be made. Nothing was written" in computer.out
    assert "# Rules 1.0" in computer.out
    assert list(computer.home.rglob("*.triage-rules")) == []
    assert computer.run("release", SMALL, *options, "--json") == ExitCode.FINE
    data = json.loads(computer.out)
    assert (data["released"], data["name"], [gate["passed"] for gate in data["gates"]]) == (False, "1.0", [True] * 4)


def copied(folder: Path, *changes: tuple[str, str, str]) -> Path:
    for path in SMALL.rglob("*"):
        if path.is_file():
            text = path.read_text()
            for name, old, new in changes:
                if path.relative_to(SMALL).as_posix() == name:
                    assert old in text
                    text = text.replace(old, new)
            copy = folder / path.relative_to(SMALL)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(text)
    return folder


PACK = "rules/england/pack.yaml"
RULES = "rules/england/core/rules.yaml"
SCENARIOS = "rules/england/core/scenarios.yaml"


@pytest.mark.parametrize(
    ("change", "says", "remedy"),
    [
        ((RULES, "harm_level: significant harm", "harm_levl: huge"), "check     STOPPED", "triage check"),
        ((PACK, "review by: 2036-01-01", "review by: 2026-02-01"), "dates     STOPPED", "review by:"),
        ((SCENARIOS, "urgency: now", "urgency: today"), "test      STOPPED", "triage test"),
    ],
)
def test_what_is_wrong_stops_a_release_and_says_how_to_go_on(
    computer: Computer, tmp_path: Path, change: tuple[str, str, str], says: str, remedy: str
) -> None:
    folder = copied(tmp_path / "rules", change)
    assert made(computer, "--since", "nothing", folder=folder) == ExitCode.PROBLEMS_FOUND
    assert says in computer.out
    assert remedy in computer.out
    assert computer.err.startswith("Nothing was released.")
    assert not (computer.home / "made.triage-rules").exists()


def test_a_failed_proof_stops_a_release(computer: Computer, tmp_path: Path) -> None:
    folder = copied(tmp_path / "rules")
    (folder / "rules" / "england" / "safety.yaml").write_text(
        "# yaml-language-server: $schema=../safety.schema.json\n"
        "statements:\n"
        "  hurt-now-is-calm:\n"
        "    says: A child hurt now is calm.\n"
        "    every case: { danger: { includes: hurt now } }\n"
        "    has: { urgency: today }\n"
    )
    code = made(computer, "--since", "nothing", folder=folder)
    assert code == ExitCode.PROBLEMS_FOUND
    assert "STOPPED" in computer.out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--since", "nothing"), "who approved"),
        (("--approved-by", "JB"), "held against the one before"),
        (("--approved-by", "JB", "--since", "9.9"), "installed"),
        (("--approved-by", "JB", "--since", "nothing", "--called", "built-in"), "--called"),
        (("--approved-by", "JB", "--since", "nothing", "--needs", "soon"), "--needs"),
        (("--approved-by", "JB", "--since", "nothing", "--made-on", "soon"), "--made-on"),
        (("--approved-by", "JB", "--since", "nothing", "--made-on", "2999-01-01"), "to come"),
        (("--approved-by", "JB", "--since", "nothing", "--passphrase-file", "none"), "none"),
        (("--new-key",), "--owner"),
        (("--new-key", "--owner", "Rules owner"), "passphrase"),
    ],
)
def test_what_is_missing_is_asked_for(computer: Computer, options: tuple[str, ...], says: str) -> None:
    assert computer.run("release", SMALL, *options) == ExitCode.USAGE
    assert says in computer.err


def test_a_new_key_is_trusted_here_and_can_be_sent(computer: Computer, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.write_text(WORDS)
    made_key = ("release", "--new-key", "--owner", "Rules owner", "--passphrase-file", words)
    assert computer.run(*made_key) == ExitCode.FINE
    fingerprint = next(line for line in computer.out.splitlines() if line.startswith("fingerprint")).split(maxsplit=1)[
        1
    ]
    assert computer.run("trust") == ExitCode.FINE
    assert computer.out == f"{fingerprint}  Rules owner\n"
    assert computer.run(*made_key) == ExitCode.USAGE
    assert "never written over" in computer.err


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
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert computer.run("ask") == ExitCode.FINE
    assert "Take care. Release 1.1 is damaged" in " ".join(computer.out.split())
    assert "the rules that came with the program are used" in " ".join(computer.out.split())
    assert EMERGENCY_CARD.lines[0] in computer.out


def test_a_damaged_release_that_was_chosen_leaves_commands_the_built_in_rules(
    computer: Computer, tmp_path: Path
) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("danger: none of these\n")
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


def record(computer: Computer, answers: Path, *more: object) -> Path:
    assert computer.run("decide", answers, "--json", *more) == ExitCode.FINE
    path = computer.home / "record.json"
    path.write_text(computer.out)
    return path


def test_a_past_case_comes_out_the_same_under_its_own_rules(computer: Computer, answers: Path) -> None:
    computer.trusts()
    computer.has(small_release("1.0"))
    kept = record(computer, answers, "--release", "1.0", "--area", "westshire")
    computer.has(small_release("1.1", Dates(starts=date(2025, 1, 1))), "--use")
    assert computer.run("rerun", kept) == ExitCode.FINE
    assert "Decided again under release 1.0: England 1.0 + Westshire 1.0" in computer.out
    assert "The decision is the same: now, child protection referral" in computer.out
    assert computer.run("rerun", kept, "--json") == ExitCode.FINE
    assert json.loads(computer.out)["same"] is True


def test_a_record_somebody_changed_does_not_come_out_the_same(computer: Computer, answers: Path) -> None:
    kept = record(computer, answers, "--rules", SMALL)
    kept.write_text(kept.read_text().replace('"urgency": "now"', '"urgency": "days"', 1))
    assert computer.run("rerun", kept, "--rules", SMALL) == ExitCode.PROBLEMS_FOUND
    assert "The decision is not the same:" in computer.out
    assert "is now" in computer.out


def test_a_past_case_can_be_tried_under_other_rules(computer: Computer, answers: Path, tmp_path: Path) -> None:
    folder = copied(
        tmp_path / "calmer", (RULES, "urgency: now", "urgency: today"), (SCENARIOS, "urgency: now", "urgency: today")
    )
    computer.trusts()
    kept = record(computer, answers, "--rules", SMALL)
    made(computer, "--since", "nothing", "--called", "2.0", folder=folder)
    assert computer.run("install", computer.home / "made.triage-rules") == ExitCode.FINE
    assert computer.run("rerun", kept, "--under", "2.0") == ExitCode.FINE
    assert "It would differ:\n  urgency: was now, is today" in computer.out


def test_rules_that_are_not_here_are_asked_for(computer: Computer, answers: Path) -> None:
    kept = record(computer, answers, "--rules", SMALL)
    assert computer.run("rerun", kept) == ExitCode.RULES_REFUSED
    assert "England 1.0" in computer.err
    assert "Install the release" in computer.err
    assert computer.run("rerun", kept, "--under", "9.9") == ExitCode.USAGE
    assert computer.run("rerun", computer.home / "none.json") == ExitCode.USAGE


def test_a_record_of_rules_that_were_damaged_since_says_so(computer: Computer, answers: Path) -> None:
    computer.trusts()
    computer.has(small_release("1.0"))
    kept = record(computer, answers, "--release", "1.0")
    computer.spoil()
    assert computer.run("rerun", kept) == ExitCode.RULES_REFUSED
    assert "Release 1.0 is installed but must not be used" in computer.err


def test_a_later_release_is_held_against_the_one_before(computer: Computer, tmp_path: Path) -> None:
    computer.trusts()
    computer.has(small_release("1.0"))
    calmer = (RULES, "urgency: now", "urgency: today"), (SCENARIOS, "urgency: now", "urgency: today")
    folder = copied(tmp_path / "rules", *calmer)
    assert made(computer, "--since", "1.0", "--called", "1.1", folder=folder) == ExitCode.PROBLEMS_FOUND
    assert "In the way: diff, versions." in computer.err
    assert "rules/england/pack.yaml: England changed, but its version is still 1.0." in computer.out
    keys = [word.strip("()") for word in computer.out.split() if word.startswith("(") and "/" in word]
    assert keys
    accepted = "".join(f"  - {{ change: {key}, who: JB, why: The panel asked., on: 2026-11-20 }}\n" for key in keys)
    (folder / "rules" / "england" / "sign-off.yaml").write_text(
        f"# yaml-language-server: $schema=../sign-off.schema.json\naccepted:\n{accepted}"
    )
    pack = folder / PACK
    pack.write_text(pack.read_text().replace('version: "1.0"', 'version: "1.1"'))
    assert made(computer, "--since", "1.0", folder=folder) == ExitCode.FINE
    assert "each accepted by name" in computer.out
    assert "accepted by JB on 2026-11-20: The panel asked." in computer.out


def test_the_release_before_may_be_a_file_or_a_folder(computer: Computer, tmp_path: Path) -> None:
    computer.trusts()
    before = computer.home / "before.triage-rules"
    before.write_bytes(small_release("0.9"))
    for since in (before, SMALL):
        assert made(computer, "--since", since) == ExitCode.FINE
        assert "0 changes since" in computer.out
        (computer.home / "made.triage-rules").unlink()
    before.write_bytes(small_release("0.9", secret=OTHER_SECRET))
    assert made(computer, "--since", before) == ExitCode.RULES_REFUSED
    assert "does not trust" in computer.err


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
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert computer.run("ask") == ExitCode.FINE
    assert "This program cannot read release 6.6, so it goes by the rules that came" in " ".join(computer.out.split())
    assert computer.run("questions") == ExitCode.RULES_REFUSED
    assert "soonish" in computer.err
