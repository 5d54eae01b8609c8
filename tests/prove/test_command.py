"""``triage prove`` as it is run: what it writes, how it ends, and what it says where there is no solver."""

from __future__ import annotations

import builtins
import json
from pathlib import Path
from typing import Any

import pytest

from rules.support import good_copy
from triage.cli.dispatch import carry_out
from triage.cli.exit_codes import ExitCode

WEAK = """\
# yaml-language-server: $schema=../safety.schema.json
statements:
  calm-cases-ring:
    says: Whoever needs help is rung about today.
    for every case where: { harm_level: needs help }
    urgency at least: today
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Rules in which every rule can hold."""
    made = good_copy(tmp_path)
    path = made / "rules/england/referral/rules.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("{ none: [{ fact: in_danger }] }", "{ harm_level: significant harm }"), encoding="utf-8"
    )
    return made


def run(folder: Path, *arguments: str) -> ExitCode:
    return carry_out(["--rules", str(folder), "prove", *arguments])


def test_it_ends_well_where_everything_is_proved(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder) is ExitCode.FINE
    out = capsys.readouterr().out
    assert "England 1.0\n" in out
    assert "England 1.0 + Fenshire 1.2\n" in out
    assert out.count(", 0 failed.") == 2
    assert out.count("waits for a law") == 1, "a rule of the national pack is told with that pack"
    assert "new-duty-to-share waits for a law that is switched off" in out


def test_a_failure_ends_in_one_and_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "rules/england/safety.yaml").write_text(WEAK, encoding="utf-8")
    assert run(folder, str(folder / "rules/england")) is ExitCode.PROBLEMS_FOUND
    out = capsys.readouterr().out
    assert "rules/england/safety.yaml:3:3: FAILED calm-cases-ring" in out
    assert "Fenshire" not in out


def test_the_result_as_json_is_nothing_but_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--json") is ExitCode.FINE
    told = json.loads(capsys.readouterr().out)
    assert [pack["rules"] for pack in told] == ["England 1.0", "England 1.0 + Fenshire 1.2"]
    assert all(proof["verdict"] == "holds" for pack in told for proof in pack["proofs"])


def test_a_case_is_kept_in_a_file_that_check_accepts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "rules/england/safety.yaml").write_text(WEAK, encoding="utf-8")
    kept = folder / "rules/england/floor/scenarios.yaml"
    assert run(folder, "--keep", str(kept)) is ExitCode.PROBLEMS_FOUND
    assert "1 case added" in capsys.readouterr().err
    text = kept.read_text(encoding="utf-8")
    assert "harm_level: needs help" in text
    run(folder, "--keep", str(kept))
    assert "0 cases added" in capsys.readouterr().err
    assert kept.read_text(encoding="utf-8") == text
    assert carry_out(["--rules", str(folder), "check", str(kept)]) is ExitCode.FINE


def test_a_file_that_holds_no_scenarios_is_not_touched(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "rules/england/safety.yaml").write_text(WEAK, encoding="utf-8")
    other = folder / "notes.txt"
    other.write_text("my notes\n", encoding="utf-8")
    assert run(folder, "--keep", str(other)) is ExitCode.USAGE
    assert other.read_text(encoding="utf-8") == "my notes\n"
    assert run(folder, "--keep", str(folder)) is ExitCode.USAGE
    capsys.readouterr()


def test_a_place_without_rules_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, str(folder / "guidance")) is ExitCode.USAGE
    assert "no rules of a pack" in capsys.readouterr().err


def test_a_broken_statement_refuses_with_its_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "rules/england/safety.yaml").write_text(WEAK.replace("harm_level", "harm_levl"), encoding="utf-8")
    assert run(folder) is not ExitCode.FINE
    assert "rules/england/safety.yaml:5:29: TR301" in "".join(capsys.readouterr())


def test_without_the_solver_one_line_says_what_to_install(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] == "pysat":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert run(folder) is ExitCode.USAGE
    err = capsys.readouterr().err
    assert "python-sat" in err
    assert "pip install 'triage[prove]'" in err
    assert len(err.strip().splitlines()) == 1
