"""Tall letters: every word the projector paints fits where it is meant to, and reads as that word."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.plan.words import SHORT_WORDS
from triage.rules.model import StepKind
from triage.training.model import Part
from triage.ui.glyphs import FULL, LOWER_HALF, UPPER_HALF
from triage.ui.lines import Ink, plain
from triage.ui.teach.draw.letters import _GLYPHS, HEIGHT, LETTERS, big, block_lines
from triage.ui.teach.draw.projector import _KINDS, _PARENTS, QUESTIONS

WORDS = [*SHORT_WORDS.values(), *_KINDS.values(), *_PARENTS.values(), *QUESTIONS.values(), "VOTE", "STORY 12",
         "NOBODY YET"]  # fmt: skip


def points(lines: tuple[str, ...], across: int) -> list[str]:
    """The points behind painted lines: two columns a point, or two points a column."""
    if across == 2:
        return ["".join("#" if line[at] == FULL else "." for at in range(0, len(line), 2)) for line in lines]
    tops = {FULL: "#", UPPER_HALF: "#", LOWER_HALF: ".", " ": "."}
    feet = {FULL: "#", UPPER_HALF: ".", LOWER_HALF: "#", " ": "."}
    return [row for line in lines for row in ("".join(map(tops.get, line)), "".join(map(feet.get, line)))]


@pytest.mark.parametrize("words", WORDS)
def test_every_word_of_the_projector_can_be_painted_on_a_projector_and_on_a_small_screen(words):
    assert set(words) <= LETTERS
    assert len(block_lines(words, 95, 16)) >= HEIGHT, "tall at 100 columns"
    assert block_lines(words, 75, 9), "painted at 80 columns"
    assert block_lines(words, 55, 9), "painted at 60 columns"


def test_nothing_is_left_without_a_word():
    assert set(_KINDS) == set(StepKind)
    assert set(QUESTIONS) == set(Part)


@pytest.mark.parametrize("letter", sorted(LETTERS - {" "}))
def test_a_letter_is_seven_points_high_and_as_wide_throughout(letter):
    rows = _GLYPHS[letter]
    assert len(rows) == HEIGHT
    assert len({len(row) for row in rows}) == 1
    assert set("".join(rows)) <= {"#", "."}
    assert "#" in "".join(rows)


def test_no_two_letters_look_the_same():
    assert len(set(_GLYPHS.values())) == len(_GLYPHS) - len({"O", "0"} & LETTERS) + 1


@given(st.text(sorted(LETTERS), min_size=1, max_size=9), st.integers(4, 120), st.integers(1, 16))
def test_what_is_painted_stays_within_its_room_and_is_the_word(words, width, height):
    lines = block_lines(words, width, height)
    assert len(lines) <= height
    assert all(len(line) <= width for line in lines)
    if len(lines) == HEIGHT and "\n" not in words:
        first = points(lines, 2)
        expected = [".".join(_GLYPHS[letter][row] for letter in " ".join(words.split())) for row in range(HEIGHT)]
        assert [row.ljust(len(full), ".") for row, full in zip(first, expected, strict=True)] == expected


@given(st.text(max_size=12))
def test_what_cannot_be_painted_is_said_in_plain_letters(words):
    if not words.strip() or not set(words.upper()) <= LETTERS:
        assert block_lines(words, 200, 20) == ()
        assert len(big(words, Ink.STRONG, 40, 7, 2)) == 1


def test_a_word_too_long_is_set_apart_instead():
    (line,) = big("emergency", Ink.ACCENT, 20, 7, 3)
    assert plain(line) == "   E M E R G E N C Y"
    (line,) = big("emergency", Ink.ACCENT, 10, 7, 3)
    assert plain(line) == "   EMERGENCY"


def test_a_terminal_with_plain_letters_only_gets_letters_of_those():
    code = (
        "from triage.ui.teach.draw.letters import block_lines\n"
        "made = block_lines('SOON', 76, 7)\n"
        "assert len(made) == 7 and set(''.join(made)) == {'#', ' '}, made\n"
        "assert block_lines('SOON', 30, 7) == ()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"LC_ALL": "C", "PYTHONPATH": ":".join(sys.path)})
