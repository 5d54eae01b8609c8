"""The documentation says what the program does: every command, option, setting, exit code and key, both ways."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from triage.cli.exit_codes import ExitCode
from triage.cli.parser import COMMANDS
from triage.cli.reference import TABLES, refreshed
from triage.cli.settings import ENVIRONMENT
from triage.commands import COMMANDS as ACTIONS
from triage.locate import data_folder
from triage.rules.files import pack_names

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
READERS = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])


def test_the_tables_are_up_to_date() -> None:
    assert refreshed(PAGE) == PAGE, "run: python -m triage.cli.reference docs/commands.md"


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_stands_in_the_page(name: str) -> None:
    assert f"<!-- made: {name} -->" in PAGE


def test_a_stale_table_is_noticed() -> None:
    assert refreshed(PAGE.replace("Stopped with Ctrl+C.", "Stopped.")) == PAGE


def test_every_command_and_exit_code_is_documented_and_nothing_else() -> None:
    assert set(re.findall(r"^\| `triage ([a-z]+)", PAGE, re.MULTILINE)) == set(COMMANDS)
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)} == set(ExitCode)
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE)) == set(ENVIRONMENT)


def test_every_key_is_documented() -> None:
    for action in ACTIONS:
        assert f"**{action.title}.** {action.help}" in PAGE


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.name)
def test_every_command_a_page_tells_people_to_run_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for line in re.findall(r"(?:^|`|\| )(?:\.venv/bin/)?triage ([a-z][^\n`#]*)", text, re.MULTILINE):
        word = line.split()[0]
        if re.fullmatch(r"[a-z]+", word) and re.search(
            rf"`(?:\.venv/bin/)?triage {word}|\.venv/bin/triage {word}", text
        ):
            assert word in COMMANDS, f"{path.name} tells people to run: triage {word}"


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.name)
def test_every_file_a_page_points_to_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!\w+:)([^)#\s]+)", text):
        assert (path.parent / target).exists(), f"{path.name} points to {target}"
    for target in re.findall(r"triage decide (\S+\.yaml)", text):
        if "/" in target:
            assert (ROOT / target).is_file(), f"{path.name} decides {target}"


def test_every_environment_variable_read_is_documented() -> None:
    read = set()
    for path in (ROOT / "src").rglob("*.py"):
        read |= set(re.findall(r"\"(TRIAGE_[A-Z_]+|NO_COLOR)\"", path.read_text(encoding="utf-8")))
    assert read <= set(ENVIRONMENT)


def test_the_area_in_the_help_exists() -> None:
    assert "gloucestershire" in pack_names(data_folder())
