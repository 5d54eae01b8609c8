"""``triage mutate`` as it is run: what it writes, how it ends, what it keeps and what it says where it cannot go on."""

from __future__ import annotations

import builtins
import json
import re
from pathlib import Path
from typing import Any

import pytest

from rules.support import good_copy
from triage.cli.dispatch import carry_out
from triage.cli.exit_codes import ExitCode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return good_copy(tmp_path)


def run(folder: Path, *arguments: str) -> ExitCode:
    return carry_out(["--rules", str(folder), "mutate", *arguments])


def test_what_goes_unnoticed_is_told_with_its_place_and_a_table(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "--area", "england") is ExitCode.PROBLEMS_FOUND
    out, err = capsys.readouterr()
    assert out.startswith("England 1.0\n")
    assert "rules/england/referral/rules.yaml:" in out
    assert "NOT NOTICED" in out
    assert "What if " in out
    assert "what is weakened" in out
    assert out.rstrip().endswith("unnoticed.")
    table = out[out.index("what is weakened") :].splitlines()
    assert max(map(len, table)) <= 80
    assert err == "", "nobody watches, so no progress is shown"


def test_one_name_alone_is_tried(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder, "--only", "serious-ring-now")
    out = capsys.readouterr().out
    lines = [line for line in out.splitlines() if "NOT NOTICED" in line]
    assert all("serious-ring-now" in line for line in lines)
    assert "words for one answer dropped" not in out


def test_a_name_that_is_not_there_is_refused_with_the_nearest(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--only", "serious-ring-nwo") is ExitCode.USAGE
    assert "serious-ring-now" in capsys.readouterr().err


def test_the_result_as_json_is_nothing_but_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder, "--json", "--sample", "20", "--seed", "3", str(folder / "rules/england"))
    (pack,) = json.loads(capsys.readouterr().out)
    assert pack["rules"] == "England 1.0"
    assert pack["tried"] == len(pack["mutants"]) == 20
    assert pack["made"] > 20
    for mutant in pack["mutants"]:
        assert mutant["file"].startswith("rules/england/")
        assert mutant["line"] > 0
        assert (mutant["fate"] == "nothing notices") == (
            mutant["noticed by"] == "" and mutant["fate"] != "it changes no plan"
        )
    run(folder, "--json", "--sample", "20", "--seed", "3", str(folder / "rules/england"))
    assert json.loads(capsys.readouterr().out) == [pack], "the same draw comes to the same"


def test_cases_that_are_kept_pass_and_notice_from_then_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = folder / "rules/england/referral/scenarios.yaml"
    before = kept.read_text(encoding="utf-8")
    run(folder, "--area", "england")
    unnoticed = capsys.readouterr().out.count("NOT NOTICED")
    run(folder, "--area", "england", "--keep", str(kept))
    assert "added to" in capsys.readouterr().err
    assert kept.read_text(encoding="utf-8").startswith(before.rstrip("\n")), "what was there is left as it was"
    assert carry_out(["--rules", str(folder), "test", str(kept)]) is ExitCode.FINE
    capsys.readouterr()
    run(folder, "--area", "england")
    assert capsys.readouterr().out.count("NOT NOTICED") < unnoticed


def test_a_file_that_is_no_scenario_file_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = folder / "notes.txt"
    kept.write_text("Ring Anna.\n", encoding="utf-8")
    assert run(folder, "--area", "england", "--keep", str(kept)) is ExitCode.USAGE
    assert kept.read_text(encoding="utf-8") == "Ring Anna.\n"
    assert "not a list of scenarios" in capsys.readouterr().err


def test_without_the_solver_it_says_what_to_install(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def missing(name: str, *arguments: Any, **more: Any) -> Any:
        if name.startswith("pysat"):
            raise ImportError(name)
        return real(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    assert run(folder) is ExitCode.USAGE
    assert "pip install" in capsys.readouterr().err


@pytest.mark.parametrize("count", ["0", "-3"])
def test_a_sample_of_nothing_is_refused(count: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--sample", count) is ExitCode.USAGE
    assert "at least one" in capsys.readouterr().err


def test_the_table_alone_is_markdown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder, "--area", "england", "--table", "--only", "serious-ring-now")
    lines = capsys.readouterr().out.strip().splitlines()
    assert lines[0] == "England 1.0:"
    assert lines[2].startswith("| What is weakened | Tried |")
    assert lines[-1].startswith("| all | ")
    assert "NOT NOTICED" not in "\n".join(lines)


def test_a_scenario_that_fails_already_is_left_out_and_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "rules/england/referral/scenarios.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("urgency: emergency", "urgency: days"), encoding="utf-8")
    run(folder, "--area", "england", "--only", "danger-ring-999")
    out = capsys.readouterr().out
    assert "scenarios.yaml:3:5: left out, since it fails already: A child is being hurt" in out
    run(folder, "--area", "england", "--only", "danger-ring-999", "--json")
    (pack,) = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in pack["left out"]] == ["A child is being hurt"]
    assert all("A child is being hurt" not in mutant["noticed by"] for mutant in pack["mutants"])


def test_progress_is_shown_where_somebody_watches(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    run(folder, "--area", "england", "--only", "serious-ring-now")
    assert re.search(r"\rEngland: (\d+) of \1 weakenings tried\n$", capsys.readouterr().err)


def test_rules_of_no_pack_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, str(folder / "guidance")) is ExitCode.USAGE
    assert "no rules of a pack" in capsys.readouterr().err
