"""How the command starts, what it loads, and what it does with arguments it cannot understand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import environment, triage
from triage import __version__
from triage.cli.errors import Stop, unknown
from triage.cli.exit_codes import MEANINGS, ExitCode
from triage.cli.main import run
from triage.cli.parser import COMMANDS, parse

HEAVY = {
    "yaml", "jsonschema", "durable_rules_engine", "durable", "textual", "rich", "nacl",
    "pysat", "docx", "sqlcipher3", "cryptography", "keyring", "krippendorff", "numpy",
}  # fmt: skip


def loaded_by(*arguments: str, home: Path) -> set[str]:
    """The top-level modules one run has loaded by the time it ends."""
    code = (
        "import sys, json\n"
        "from triage.cli.main import run\n"
        f"run({list(arguments)!r})\n"
        "sys.stderr.write('MODULES' + json.dumps(sorted(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment(home), input="", check=True
    )
    return {name.split(".")[0] for name in json.loads(done.stderr.partition("MODULES")[2])}


def test_the_version_loads_nothing_heavy(tmp_path: Path) -> None:
    assert not HEAVY & loaded_by("--version", home=tmp_path)


def test_a_whole_conversation_loads_the_engine_and_the_reader_but_no_screen(tmp_path: Path) -> None:
    loaded = loaded_by("ask", home=tmp_path)
    assert {"yaml", "durable_rules_engine"} <= loaded
    assert not {"textual", "rich", "nacl"} & loaded


def test_the_check_loads_the_schemas(tmp_path: Path) -> None:
    assert "jsonschema" in loaded_by("check", home=tmp_path)


def test_version(tmp_path: Path) -> None:
    ran = triage(tmp_path, "--version", rules=None)
    assert (ran.code, ran.out, ran.err) == (0, f"triage {__version__}\n", "")


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_every_command_has_help(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--help"]) == ExitCode.FINE
    assert "usage: triage" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["decde"], 'Did you mean "decide"?'),
        (["check", "--frmat", "json"], 'Did you mean "--format"?'),
        (["check", "--format", "gihub"], 'Did you mean "github"?'),
        (["decide"], "required: ANSWERS"),
        (["explain"], "required: RULE"),
        (["where", "extra"], "extra"),
        (["xyzzy"], "ask"),
    ],
)
def test_what_cannot_be_understood_ends_in_2_with_a_way_on(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == ExitCode.USAGE
    written = capsys.readouterr()
    assert says in written.err
    assert written.out == ""
    assert "usage:" not in written.err


def test_options_may_stand_before_or_after_the_command() -> None:
    before = parse(["--area", "a", "--rules", "r", "ask"])
    after = parse(["ask", "--area", "a", "--rules", "r"])
    assert (before.areas, before.rules) == (after.areas, after.rules) == (["a"], "r")
    assert parse(["ask"]).areas is None


def test_an_unknown_name_among_few_lists_them_all() -> None:
    assert unknown("area", "zzz", ["england"]).remedy == "There is: england."
    assert unknown("area", "zzz", []).remedy == "There is none."
    assert unknown("rule", "zzz", [str(number) for number in range(100)]).remedy == "There are 100."


def test_a_stop_is_told_with_its_place_and_its_remedy() -> None:
    stop = Stop("It is empty.", place="answers.yaml", remedy="Write an answer.")
    assert stop.lines() == "answers.yaml: It is empty.\nWrite an answer."


def test_every_exit_code_has_a_meaning() -> None:
    assert set(MEANINGS) == set(ExitCode)
    assert all(meaning.endswith(".") for meaning in MEANINGS.values())


def test_python_dash_m_is_the_same_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "triage", "where"],
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.startswith("program")
