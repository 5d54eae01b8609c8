"""The walk-through in docs/a-new-branch.md, walked: each command in its order, on a copy, with what the page says it says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from triage.cli.parser import build_parser
from triage.locate import data_folder

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "a-new-branch.md"
BLOCK = re.compile(r"^```(?P<kind>\w+)(?: add (?P<file>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
SLOW = "release"
"""The one command that is not run here: it does all the others over again, which takes half a minute."""


def blocks() -> list[tuple[str, str, str]]:
    """Kind, file to add to and text of each block of the page."""
    return [(one["kind"], one["file"] or "", one["text"]) for one in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]


def arguments(text: str) -> list[str]:
    """The words of a command on the page, without the program's name."""
    words = shlex.split(text.replace("\\\n", " "))
    assert words[0] == ".venv/bin/triage"
    return words[1:]


def commands() -> list[list[str]]:
    return [arguments(text) for kind, _, text in blocks() if kind == "sh"]


def says(expected: str, said: str) -> bool:
    """Whether it says what the page shows, with anything where the page has three dots: in a line, or lines."""
    parts = [re.escape(part) for part in re.split(r"(?m)^\.\.\.$\n?", expected.strip("\n") + "\n")]
    lines = r"(?:[^\n]*\n)*?".join(part.replace(re.escape("..."), "[^\n]*") for part in parts)
    return re.fullmatch(lines, said.strip("\n") + "\n") is not None


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped rules as somebody has them who cloned the project: under git, with everything committed."""
    folder = tmp_path_factory.mktemp("walk")
    for name in ("rules", "guidance"):
        subprocess.run(["cp", "-r", str(data_folder() / name), str(folder / name)], check=True)
    who = ["-c", "user.name=Owner", "-c", "user.email=owner@example.org", "-c", "commit.gpgsign=false"]
    for step in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "As published"]):
        subprocess.run(["git", *step], cwd=folder, check=True)
    return folder


def triage(words: list[str], folder: Path) -> tuple[int, str, str]:
    environment = {**os.environ, "TRIAGE_RULES": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", "triage", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_the_page_is_walked_from_its_first_command_to_its_last(copy: Path) -> None:
    found = blocks()
    walked = 0
    for place, (kind, file, text) in enumerate(found):
        if file:
            path = copy / file
            path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + text, encoding="utf-8")
        if kind != "sh" or arguments(text)[0] == SLOW:
            continue
        code, out, err = triage(arguments(text), copy)
        shown = found[place + 1]
        assert shown[0] == "text", "what a command says stands below it"
        assert code == 0, f"{text}{out}{err}"
        assert says(shown[2], out or err), f"{text}\n{out}\n{err}"
        walked += 1
    assert walked == len(commands()) - 1


def test_the_page_uses_every_tool_of_the_way_in_its_order() -> None:
    assert [words[0] for words in commands()] == ["new", "new", "check", "test", "prove", "diff", SLOW]


def test_each_command_on_the_page_is_one_that_the_program_takes() -> None:
    for words in commands():
        build_parser().parse_args(words)


def test_what_the_page_shows_is_held_against_what_is_said() -> None:
    shown = "England 1.0\n...\n... proofs over all answers, 0 failed.\n"
    assert says(shown, "England 1.0\nNoted:\n  x\n130 proofs over all answers, 0 failed.\n")
    assert says(shown, "England 1.0\n130 proofs over all answers, 0 failed.")
    assert not says(shown, "England 1.0\nNoted:\n  x\n130 proofs over all answers, 1 failed.\n")
    assert not says(shown, "Wales 1.0\n130 proofs over all answers, 0 failed.\n")
    assert not says(shown, "England 1.0\n130 proofs over all answers, 0 failed.\nAnd more.\n")
