"""Writing and reading by the line."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.plain.ascii import can_show_all, to_ascii
from triage.plain.lines import LONGEST_INPUT, WIDTH, Lines, wrapped


class Written(io.StringIO):
    """A stream that says which encoding it has."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding


def talk(text: str = "", *, encoding: str = "utf-8", echo: bool = True) -> tuple[Lines, Written]:
    out = Written(encoding)
    return Lines(io.StringIO(text), out, echo=echo), out


def test_lines_are_wrapped_and_hang_under_their_first_word() -> None:
    lines, out = talk()
    lines.listed("1", "word " * 30)
    written = out.getvalue().splitlines()
    assert written[0].startswith("  1   word")
    assert all(line.startswith("      word") for line in written[1:])
    assert max(map(len, written)) <= WIDTH


def test_numbers_and_addresses_are_never_cut() -> None:
    address = "https://example.org/" + "long-" * 30
    assert address in wrapped(f"See {address} now")


def test_an_answer_that_was_piped_is_repeated_and_one_that_was_typed_is_not() -> None:
    piped, out = talk("1 3\n")
    assert piped.read() == "1 3"
    assert out.getvalue() == "> 1 3\n"
    typed, out = talk("1 3\n", echo=False)
    assert typed.read() == "1 3"
    assert out.getvalue() == "> "


def test_the_end_of_the_input_is_told_apart_from_an_empty_line() -> None:
    lines, _ = talk("\n")
    assert lines.read() == ""
    assert not lines.ended
    assert lines.read() is None
    assert lines.ended


def test_a_last_line_without_a_line_end_counts() -> None:
    lines, _ = talk("yes")
    assert lines.read() == "yes"
    assert lines.read() is None


def test_the_rest_of_an_endless_line_is_dropped_and_not_taken_for_the_next_answer() -> None:
    lines, _ = talk("x" * (3 * LONGEST_INPUT) + "\nyes\n")
    assert len(lines.read() or "") == LONGEST_INPUT
    assert lines.read() == "yes"


@pytest.mark.parametrize("length", [LONGEST_INPUT - 1, LONGEST_INPUT])
def test_a_line_of_just_the_longest_length_does_not_swallow_the_next(length: int) -> None:
    lines, _ = talk("x" * length + "\nyes\n")
    lines.read()
    assert lines.read() == "yes"


def test_what_is_read_is_cleaned_before_anything_sees_it() -> None:
    lines, out = talk("\x1b[31m1\x1b]0;title\x07 \u202e3\x00\n")
    assert lines.read() == "1 3"
    assert "\x1b" not in out.getvalue()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "no-such-encoding"])
def test_where_letters_are_missing_the_nearest_plain_ones_are_written(encoding: str) -> None:
    lines, out = talk(encoding=encoding)
    lines.say("The child’s own words – “I’m scared” … café → £5 • 日")
    assert out.getvalue() == "The child's own words - \"I'm scared\" ... cafe -> GBP 5 * ?\n"


@pytest.mark.parametrize(
    ("encoding", "all_letters"),
    [("utf-8", True), ("UTF8", True), ("utf-16", True), ("ascii", False), ("cp437", False), (None, False)],
)
def test_which_encodings_show_every_letter(encoding: str | None, all_letters: bool) -> None:
    assert can_show_all(encoding) is all_letters


@given(st.text())
def test_ascii_is_always_ascii(text: str) -> None:
    assert to_ascii(text).isascii()


@given(st.text(max_size=200))
def test_nothing_a_terminal_obeys_is_ever_written(text: str) -> None:
    lines, out = talk(text)
    lines.say(text)
    lines.listed("-", text)
    lines.verbatim(text)
    while not lines.ended:
        lines.read()
    assert not any(unicodedata.category(one) in ("Cc", "Cf", "Cs") and one != "\n" for one in out.getvalue())
