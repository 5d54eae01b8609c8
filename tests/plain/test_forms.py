"""Forms and letters line by line: listed, written out, and saved as a file in each format."""

from __future__ import annotations

import io

import pytest

from plain.talking import Written
from plain.test_shipped import guide
from triage.documents.kept import Keep, KeptFile, nowhere
from triage.documents.writers import SUFFIXES, Format
from triage.plain.conversation import converse
from triage.plain.forms import FORMATS
from triage.plain.lines import Lines

TO_A_PLAN = ("n", "1", "1", "1", "n", "1")
"""Worried, at a school, an injury, serious."""


class Desk:
    """Keeps what is written."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def keep(self, name: str, data: bytes) -> KeptFile:
        self.files[name] = data
        return KeptFile(f"Saved as {name}.", saved=True)


def told(*typed: str, keep: Keep = nowhere) -> str:
    """All that is said once there is a plan, in one line."""
    writer = Written()
    lines = Lines(io.StringIO("\n".join([*TO_A_PLAN, *typed, ""])), writer, echo=False)
    converse(guide(), lines, keep_file=keep)
    return " ".join(writer.getvalue().split())


def test_a_form_that_was_read_says_how_to_save_it() -> None:
    text = told("t 2")
    assert "Referral in writing" in text
    assert "To save it as a file: t 2 word" in text


@pytest.mark.parametrize("form", Format)
def test_a_form_is_saved_in_each_format(form: Format) -> None:
    desk = Desk()
    text = told(f"t 2 {form}", keep=desk.keep)
    assert list(desk.files) == [f"referral{SUFFIXES[form]}"]
    assert f"Saved as referral{SUFFIXES[form]}." in text


@pytest.mark.parametrize("typed", sorted(FORMATS))
def test_short_words_for_the_formats_do_the_same(typed: str) -> None:
    desk = Desk()
    told(f"t 1 {typed.upper()}", keep=desk.keep)
    assert list(desk.files) == [f"call-sheet{SUFFIXES[FORMATS[typed]]}"]


def test_the_format_can_follow_the_number_in_the_list_too() -> None:
    desk = Desk()
    text = told("t", "1 word", keep=desk.keep)
    assert "Forms and letters, filled from your answers." in text
    assert list(desk.files) == ["call-sheet.docx"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("t 1 pdf", "It can be saved as word, html, text or markdown. For example: t 1 word"),
        ("t 99 word", "The forms are numbered from 1 to "),
        ("t word", "The forms are numbered from 1 to "),
        ("t 1 text", "Nothing can be saved here. You can copy the text."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(typed: str, says: str) -> None:
    assert says in told(typed)


def test_nothing_is_saved_unasked() -> None:
    desk = Desk()
    told("t 1", "t 2", "t", "3", keep=desk.keep)
    assert not desk.files
