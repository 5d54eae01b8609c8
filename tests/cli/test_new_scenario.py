"""``triage test --new`` and ``--json``, as they are run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rules.support import good_copy
from triage.cli.dispatch import carry_out
from triage.cli.exit_codes import ExitCode

FILE = "rules/england/referral/scenarios.yaml"
HURT = "danger: [hurt now]\nrole: school staff\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return good_copy(tmp_path)


def run(folder: Path, *arguments: str) -> ExitCode:
    return carry_out(["--rules", str(folder), "test", *arguments])


def answers(folder: Path, text: str = HURT) -> str:
    path = folder / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_scenario_is_made_of_answers_and_passes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / FILE).read_text(encoding="utf-8")
    assert run(folder, "--new", answers(folder), "--name", "Hurt in class") is ExitCode.FINE
    out, err = capsys.readouterr()
    assert out.startswith("  - name: Hurt in class\n    answers:\n      danger: [hurt now]\n")
    assert "      urgency: emergency\n" in out
    assert "ring-999" in out
    assert "It passes." in err
    after = (folder / FILE).read_text(encoding="utf-8")
    assert after == before.rstrip("\n") + "\n" + out, "it is added at the end, and nothing else is touched"
    assert run(folder, str(folder / FILE), "--json") is ExitCode.FINE
    (pack,) = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in pack["scenarios"] if one["passed"]][-1] == "Hurt in class"


def test_a_record_of_a_decision_will_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    carry_out(["--rules", str(folder), "decide", answers(folder), "--json"])
    record = folder / "decision.json"
    record.write_text(capsys.readouterr().out, encoding="utf-8")
    into = folder / "rules/england/floor/scenarios.yaml"
    assert run(folder, "--new", str(record), "--in", str(into)) is ExitCode.FINE
    text = into.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../scenarios.schema.json\nscenarios:\n  - name: ")
    assert "danger: [hurt now]" in text
    capsys.readouterr()
    assert run(folder, str(into)) is ExitCode.FINE


def test_answers_that_stop_early_are_filled_and_idle_ones_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "--new", answers(folder, "danger: none of these\n")) is ExitCode.FINE
    out, err = capsys.readouterr()
    assert "    otherwise: calmest\n" in out
    assert "calmest answer" in err
    assert run(folder, "--new", answers(folder, HURT + "age: 3\n"), "--name", "Other") is ExitCode.FINE
    out, err = capsys.readouterr()
    assert "Left out" in err or "age: 3" in out


def test_the_same_name_twice_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder, "--new", answers(folder), "--name", "Hurt in class")
    before = (folder / FILE).read_text(encoding="utf-8")
    assert run(folder, "--new", answers(folder), "--name", "Hurt in class") is ExitCode.USAGE
    assert "--name" in capsys.readouterr().err
    assert (folder / FILE).read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("dangr: yes\n", ExitCode.PROBLEMS_FOUND, "did you mean 'danger'?"),
        ("danger: [hurt noww]\n", ExitCode.PROBLEMS_FOUND, "TR302"),
        ("", ExitCode.PROBLEMS_FOUND, "empty"),
        ('{"plan": 1}', ExitCode.USAGE, "triage decide --json"),
        ('{"answers": {}, "decision": {}}', ExitCode.USAGE, "There are no answers in it."),
    ],
)
def test_what_holds_no_answers_is_told(
    text: str, code: ExitCode, told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / FILE).read_text(encoding="utf-8")
    assert run(folder, "--new", answers(folder, text)) is code
    assert told in capsys.readouterr().err
    assert (folder / FILE).read_text(encoding="utf-8") == before


def test_a_file_that_is_not_there_and_options_without_new_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "--new", str(folder / "nothing.yaml")) is ExitCode.USAGE
    assert "cannot be read" in capsys.readouterr().err
    assert run(folder, "--name", "x") is ExitCode.USAGE
    assert "--new" in capsys.readouterr().err


def test_the_report_as_json_holds_the_differences_and_what_is_missing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("urgency: emergency", "urgency: days"), encoding="utf-8")
    assert run(folder, "--json", "--area", "england") is ExitCode.PROBLEMS_FOUND
    (pack,) = json.loads(capsys.readouterr().out)
    assert pack["rules"] == "England 1.0"
    (failed,) = (one for one in pack["scenarios"] if not one["passed"])
    assert failed["differences"][0]["expected"] == "urgency days"
    assert failed["differences"][0]["came"] == "emergency"
    assert failed["differences"][0]["why"]
    assert pack["failed"] == 1
    never = [(one["of"], one["way"]) for one in pack["coverage"]["answers"]["never"]]
    assert ("harm_level", "not sure") in never or pack["coverage"]["answers"]["given"] > 0
    assert never


def test_answers_no_scenario_gives_are_named_with_their_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder, "--area", "england")
    out = capsys.readouterr().out
    assert "answers, not sure included, given in at least one scenario." in out
    assert "No scenario gives these answers:\n  rules/england/" in out
