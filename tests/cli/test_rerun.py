"""Past cases decided again from the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from cli.computer import RULES, SCENARIOS, Computer, copied, made, record
from release.making import SMALL, Dates, small_release
from triage.cli.exit_codes import ExitCode


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
