"""The gate: nothing a terminal obeys survives, nothing a person can see is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from triage.text import MOST_MARKS, clean, clean_line

ANY_TEXT = st.text(st.characters(codec=None), max_size=80)
NASTY = st.text(
    st.sampled_from(
        "ab []();?1mHJ\\\x07\x1b\x9b\x9c\x9d\x90\r\n\t\x00\x7f\x85\u2028\u2029\u202e\u2066\u200b\ufeff\ud800\u0301\ufe0f"
    ),
    max_size=40,
)
BRITISH = st.text(
    st.sampled_from("abcXYZ 0123456789.,;:!?'\"-()[]{}/@#%&*+=<>_~^|\\£€éêñüçŵŷ“”‘’–—…·•½°\n"),
    max_size=200,
)
FORBIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def survivors(text: str) -> list[str]:
    return [c for c in text if c != "\n" and unicodedata.category(c) in FORBIDDEN]


@given(ANY_TEXT | NASTY)
@example("\x1b]52;c;aGVsbG8=\x07")
@example("a\ud800b")
def test_nothing_a_terminal_acts_on_survives(text: str) -> None:
    assert survivors(clean(text)) == []
    assert "\n" not in clean_line(text)


@given(ANY_TEXT | NASTY)
@example("\x1b\x1b[m[m")
@example("\x1b]a\x1b[m\x07")
@example("\x1b\x00[31mred")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANY_TEXT | NASTY)
def test_cleaned_text_can_be_written_as_utf8(text: str) -> None:
    assert clean(text).encode("utf-8").decode("utf-8") == clean(text)


@given(BRITISH)
def test_ordinary_text_is_unchanged(text: str) -> None:
    assert clean(text) == text


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), max_size=60))
def test_letters_figures_and_signs_are_kept(text: str) -> None:
    fillers = {"\u115f", "\u1160", "\u3164", "\uffa0"}
    assert clean(text) == "".join(c for c in text if c not in fillers)


@given(st.integers(0, 30), st.sampled_from("ae o"))
def test_marks_on_one_letter_are_capped(count: int, letter: str) -> None:
    assert clean(letter + "\u0301" * count) == letter + "\u0301" * min(count, MOST_MARKS)


@given(ANY_TEXT | NASTY)
def test_no_line_begins_with_a_mark(text: str) -> None:
    for line in clean(text).split("\n"):
        assert not line or unicodedata.category(line[0]) not in {"Mn", "Me", "Mc"}


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ('He said \x1b[31m"stop"\x1b[0m.', 'He said "stop".'),
        ("\x1b]0;new title\x07left", "left"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]52;c;aGVsbG8=\x07after", "after"),
        ("\x9b2Jcleared", "cleared"),
        ("\x9d0;title\x9cbody", "body"),
        ("\x1bP1$r0m\x1b\\after", "after"),
        ("\x1b]52;c;never closed\nnext line", "]52;c;never closed\nnext line"),
        ("\x1bChild said no", "Child said no"),
        ("one\r\ntwo\rthree\x85four\u2028five\u2029six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\tb\u00a0c\u3000d", "a b c d"),
        ("safe\u202eefas", "safeefas"),
        ("\u2066left\u2069", "left"),
        ("z\u200be\u200cr\u200do\ufeff", "zero"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\ufdd0\uffff\ue000\U000f0000", ""),
        ("\x00\x07\x08\x7f", ""),
        ("\ud83d", ""),
        ("cafe\u0301", "cafe\u0301"),
        ("\u0301lone", "lone"),
        ("she said [I hate you] [/b] [@click=app.quit]", "she said [I hate you] [/b] [@click=app.quit]"),
        ("", ""),
    ],
)
def test_examples(given_text: str, shown: str) -> None:
    assert clean(given_text) == shown


def test_one_line_folds_runs_of_newlines_and_keeps_spaces() -> None:
    assert clean_line("one\r\n\r\ntwo \n three ") == "one two   three "


def test_a_long_hostile_text_is_linear_enough_to_finish() -> None:
    text = "\x9d" * 50_000 + "\x1b]" * 20_000 + "\x1b[" * 20_000 + "1;" * 20_000
    assert survivors(clean(text)) == []


NOTHING_TO_SEE = (
    (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180D), (0x180F, 0x180F),
    (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0xE0100, 0xE01EF),
)  # fmt: skip
"""What Unicode 16 lists as ignorable by default (DerivedCoreProperties) among marks and letters, first and last."""


def test_of_every_character_there_is_what_shows_nothing_goes_and_the_rest_stays() -> None:
    wrong = []
    for point in (*range(0x20000), *range(0xE0000, 0xE1000)):
        character = chr(point)
        unseen = any(first <= point <= last for first, last in NOTHING_TO_SEE)
        if character in "\n\r\v\f\x85\u2028\u2029":
            wanted = "é\né"
        elif character == "\t" or unicodedata.category(character) == "Zs":
            wanted = "é é"
        elif unseen or unicodedata.category(character) in FORBIDDEN:
            wanted = "éé"
        else:
            wanted = f"é{character}é"
        if clean(f"é{character}é") != wanted:
            wrong.append(f"U+{point:04X}")
    assert wrong == []


@pytest.mark.parametrize("mark", ["\u0301", "\u20dd", "\u0903"], ids=["on top", "around", "beside"])
def test_marks_of_every_kind_are_capped_at_four(mark: str) -> None:
    assert clean("a" + mark * 30) == "a" + mark * 4
    assert clean(mark + "a\n" + mark + "b") == "a\nb"
