"""Making releases and keys from the command line, and what stands in the way of a release."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli.computer import PACK, RULES, SCENARIOS, WORDS, Computer, copied, made
from release.making import KEY, OTHER_SECRET, SMALL, small_release
from triage.cli.exit_codes import ExitCode


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


def test_installed_releases_can_be_compared_by_name(computer: Computer, tmp_path: Path) -> None:
    computer.trusts()
    computer.has(small_release("1.0"))
    folder = copied(
        tmp_path / "rules", (RULES, "urgency: now", "urgency: today"), (SCENARIOS, "urgency: now", "urgency: today")
    )
    made(computer, "--since", "nothing", "--called", "1.1", folder=folder)
    computer.run("install", computer.home / "made.triage-rules")
    assert computer.run("diff", "1.0", "1.1") == ExitCode.PROBLEMS_FOUND
    assert "(release 1.0) -> England 1.0 (release 1.1)" in computer.out
    computer.run("remove", "1.1")
    computer.spoil()
    assert computer.run("diff", "1.0", SMALL) == ExitCode.USAGE
    assert "is damaged" in computer.err
