"""``triage teach`` at a terminal: the full screen opens, keeps what it is asked to, and the projector keeps nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.running import triage
from rules.support import GOOD
from ui.terminal import Terminal

STORY = "hurt-at-home"


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    opened: list[Terminal] = []

    def start(*arguments: str) -> Terminal:
        opened.append(Terminal("--rules", str(GOOD), "teach", *arguments, HOME=str(tmp_path)))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.child.close(force=True)


def pressed(terminal: Terminal, *keys: str) -> None:
    for key in keys:
        terminal.press(key)


def test_a_story_is_answered_in_the_full_screen_and_kept_where_asked(at, tmp_path: Path) -> None:
    terminal = at("--results", "a7.json", "--learner", "A7")
    terminal.wait_for("Each try is kept in a7.json.")
    pressed(terminal, "1")
    terminal.wait_for("You are:")
    pressed(terminal, "\r")
    for number in range(1, 5):
        terminal.wait_for(f"{number} of 5")
        pressed(terminal, "1", "\r")
    terminal.wait_for("How sure")
    pressed(terminal, "5", "0", "\r")
    terminal.wait_for("what if")
    pressed(terminal, "q")
    code, _ = terminal.end()
    assert code == 0
    assert terminal.restored
    kept = json.loads((tmp_path / "a7.json").read_text(encoding="utf-8"))
    assert (kept["learner"], list(kept["stories"])) == ("A7", [STORY])


def test_the_projector_opens_at_a_story_and_leaves_nothing_behind(at, tmp_path: Path) -> None:
    terminal = at("--projector")
    terminal.wait_for("letters larger")
    pressed(terminal, "\r")
    terminal.wait_for("continue")
    pressed(terminal, "\r", "\r", "\r", "\r")
    terminal.wait_for("The rules say")
    pressed(terminal, "q")
    assert terminal.end()[0] == 0
    assert list(tmp_path.glob("*.json")) == []


def test_plain_is_a_word_away(at) -> None:
    terminal = at("--plain")
    terminal.wait_for("A story at a time")
    pressed(terminal, "q\r")
    assert terminal.end()[0] == 0


def test_a_projector_keeps_no_results(at) -> None:
    terminal = at("--projector", "--results", "a7.json")
    code, written = terminal.end()
    assert code == 2
    assert "In front of a room nothing is kept." in written


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--projector"], "The projector needs a terminal"),
        (["handout", "--answers", "--speaker"], "--answers and --speaker are two sheets."),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(arguments: list[str], told: str, tmp_path: Path) -> None:
    ran = triage(tmp_path, "teach", *arguments, rules=GOOD)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_the_speaker_has_a_sheet_of_their_own(tmp_path: Path) -> None:
    ran = triage(tmp_path, "teach", "handout", "--speaker", rules=GOOD)
    assert ran.code == 0
    assert "Let the room vote first." in ran.out
    assert "Page Down: the next thing." in " ".join(ran.out.split())
