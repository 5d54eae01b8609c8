"""The card that must show when everything else has failed."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from triage.emergency import EMERGENCY_CARD, WIDEST, card_text
from triage.text import clean


def test_999_comes_first() -> None:
    assert "999" in EMERGENCY_CARD.lines[0]


@pytest.mark.parametrize(
    "needed",
    [
        "999",
        "18000",
        "emergencySMS",
        "101",
        "0808 800 5000",
        "children's social care",
        "where the child is",
        "out of hours",
        "safeguarding lead",
        "permission",
        "Stay with the child",
        "safe for you",
        'Say: "',
        "Write down",
    ],
)
def test_the_card_holds(needed: str) -> None:
    assert needed in " ".join(EMERGENCY_CARD.lines)


def test_no_opening_hours_are_claimed() -> None:
    text = card_text().lower()
    assert not re.search(r"24 hours|24/7|\d ?[ap]m\b|opening|monday", text)


def test_lines_are_short_and_plain() -> None:
    for line in (EMERGENCY_CARD.title, *EMERGENCY_CARD.lines):
        assert len(line) <= WIDEST
        assert line.isascii()
        assert clean(line) == line


@pytest.mark.parametrize("width", [-5, 0, 20, 33, 60, 72, 400])
def test_text_fits_and_loses_no_word(width: int) -> None:
    text = card_text(width)
    assert max(len(line) for line in text.split("\n")) <= max(20, min(width, WIDEST))
    assert text.split() == " ".join((EMERGENCY_CARD.title, *EMERGENCY_CARD.lines)).split()


def test_the_card_needs_no_other_part_of_the_program() -> None:
    code = (
        "import sys, triage.emergency as e; e.card_text(); "
        "bad=[m for m in sys.modules if m.startswith('triage.') and m != 'triage.emergency' or m in ('yaml','textual')]; "
        "sys.exit(repr(bad) if bad else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
