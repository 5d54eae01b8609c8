"""Demonstrations at the command line: listed, told through a pipe, recorded, and refused with a way on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.computer import Computer
from rules.support import DEMONSTRATION, DEMONSTRATIONS, good_copy, good_rules
from triage.cli.demonstrating import friday

FILE = DEMONSTRATIONS
TEXT = (
    DEMONSTRATION
    + """\
      - do: new
        say: It begins with danger.
      - answer: { danger: [hurt now] }
        say: She is hurt now.
      - do: plan
        say: So it is 999.
        expect: { urgency: emergency, steps: [ring-999] }
"""
)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good_copy(tmp_path_factory.mktemp("demo"), {FILE: TEXT})


def demo(computer: Computer, rules: Path, *arguments: object) -> int:
    return computer.run("--rules", rules, "teach", "demo", *arguments)


def test_they_are_listed(computer: Computer, shown: Path) -> None:
    assert demo(computer, shown, "--list") == 0
    assert computer.out.startswith("hurt-at-home: A child who is hurt.")
    assert demo(computer, shown, "--list", "--json") == 0
    (one,) = json.loads(computer.out)
    assert (one["id"], one["beats"]) == ("hurt-at-home", 4)


def test_through_a_pipe_one_is_told_in_words(computer: Computer, shown: Path) -> None:
    assert demo(computer, shown, "hurt-at-home") == 0
    assert "Answered: The child is being hurt" in computer.out
    assert "EMERGENCY" in computer.out
    assert demo(computer, shown) == 0
    assert "triage teach demo NAME" in computer.err


def test_a_recording_is_written_once_and_is_the_same_each_time(computer: Computer, shown: Path, tmp_path: Path) -> None:
    one, other, frames = tmp_path / "one.cast", tmp_path / "other.cast", tmp_path / "frames"
    assert demo(computer, shown, "hurt-at-home", "--cast", one, "--text", frames, "--size", "80x24") == 0
    assert "frames, 0 min" in computer.err
    assert demo(computer, shown, "hurt-at-home", "--cast", other, "--size", "80x24") == 0
    assert one.read_bytes() == other.read_bytes()
    assert json.loads(one.read_text(encoding="utf-8").splitlines()[0])["width"] == 80
    assert {path.suffix for path in frames.iterdir()} == {".txt"}
    assert demo(computer, shown, "hurt-at-home", "--cast", one) == 2
    assert "There is a file of this name." in computer.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["hurt-at-hom"], 'Did you mean "hurt-at-home"?'),
        (["--cast", "x.cast"], "Name the demonstration to record."),
        (["hurt-at-home", "--cast", "x.cast", "--size", "wide"], "is not a size"),
        (["hurt-at-home", "--cast", "x.cast", "--size", "10x10"], "is not a size"),
        (["hurt-at-home", "--at", "noon"], "is not a time"),
        (["hurt-at-home", "--speed", "quick"], "quick"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    arguments: list[str], says: str, computer: Computer, shown: Path
) -> None:
    assert demo(computer, shown, *arguments) == 2
    assert says in computer.err


def test_one_that_no_longer_fits_is_not_recorded_and_says_where(computer: Computer, tmp_path: Path) -> None:
    broken = good_copy(
        tmp_path / "rules", {FILE: TEXT.replace("answer: { danger: [hurt now] }", "answer: { role: other }")}
    )
    cast = tmp_path / "x.cast"
    assert demo(computer, broken, "hurt-at-home", "--cast", cast) == 1
    assert "This walk would answer" in computer.err
    assert not cast.exists()


def test_the_test_command_says_which_ones_a_rule_change_broke(computer: Computer, shown: Path, tmp_path: Path) -> None:
    assert computer.run("test", shown / FILE) == 0
    assert "1 demonstration, none broken." in computer.out
    broken = good_copy(tmp_path / "rules", {FILE: TEXT.replace("urgency: emergency", "urgency: planned")})
    assert computer.run("test", broken / FILE) == 0
    assert f"{FILE}:13:9: BROKEN hurt-at-home" in computer.out
    assert "it was made for planned; the rules say emergency." in computer.out


def test_a_file_that_cannot_be_read_is_told_with_its_place(computer: Computer, tmp_path: Path) -> None:
    broken = good_copy(tmp_path / "rules", {FILE: "demonstrations: none\n"})
    assert demo(computer, broken, "--list") == 1
    assert "TR203" in computer.err
    assert "Traceback" not in computer.err


def test_it_is_always_the_same_friday() -> None:
    moment = friday(good_rules())
    assert (moment.weekday(), moment.hour) == (4, 16)
