from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from triage.ui.lines import Bit, Ink, apart, crop, cut_to, flow, paragraphs, plain, shorten, width_of

words = st.text(st.characters(codec="utf-8"), max_size=60)
hostile = st.sampled_from(
    ["\x1b]52;c;QUJD\x07", "\x1b[31m", "\u202edlihc", "\u200b", "\ufeff", "\x9b31m", "[@click=app.quit]x[/]", "日本語"]
)


@settings(max_examples=200)
@given(st.lists(words | hostile, max_size=5), st.integers(8, 60), st.integers(0, 5))
def test_no_line_is_wider_than_asked_and_no_word_is_lost(texts, width, indent):
    bits = [Bit(text) for text in texts]
    lines = flow(bits, width, (Bit(" " * indent),))
    assert all(width_of(line) <= width for line in lines)
    kept = "".join(plain(line) for line in lines).replace(" ", "")
    assert kept == "".join(bit.text for bit in bits).replace(" ", "")


@settings(max_examples=200)
@given(st.text() | hostile)
def test_nothing_a_terminal_obeys_gets_into_a_bit(text):
    made = Bit(text).text
    assert "\x1b" not in made
    assert "\n" not in made
    assert all(ord(letter) >= 32 and not 0x7F <= ord(letter) < 0xA0 for letter in made)
    assert not set(made) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u200b\ufeff")


def test_square_brackets_stay_as_they_are():
    text = "he said [I hate you] and [/] and [@click=app.quit]x[/]"
    assert Bit(text).text == text


def test_later_lines_hang_under_the_first_word():
    lines = flow([Bit("one two three four")], 13, (Bit("  1  "),))
    assert [plain(line) for line in lines] == ["  1  one two", "     three", "     four"]
    assert plain(flow([Bit("one two")], 8, (Bit("> "),), rest=0)[1]) == "two"


def test_spaces_inside_a_line_are_kept_and_neighbours_of_one_ink_are_joined():
    (line,) = flow([Bit("F9"), Bit("  ring 999", Ink.MUTED), Bit(" now", Ink.MUTED)], 60)
    assert [(bit.text, bit.ink) for bit in line] == [("F9", Ink.PLAIN), ("  ring 999 now", Ink.MUTED)]


def test_a_word_longer_than_the_line_is_cut():
    assert cut_to("abcdefgh", 3) == ["abc", "def", "gh"]
    assert cut_to("日本語", 4) == ["日本", "語"]
    assert [plain(line) for line in flow([Bit("abcdefghijklmnop")], 8)] == ["abcdefgh", "ijklmnop"]


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("Ring social care", 20, "Ring social care"),
        ("Ring children's social care today.", 20, "Ring children's…"),
        ("Ring, then write it down", 6, "Ring…"),
        ("Antidisestablishmentarianism", 10, "Antidises…"),
        ("日本語日本語", 7, "日本語…"),
        ("anything", 1, ""),
    ],
)
def test_shortened_text_ends_after_a_word(text, width, short):
    assert shorten(text, width) == short
    assert cell_len(shorten(text, width)) <= width


def test_two_ends_of_a_line_and_the_right_gives_way():
    assert plain(apart((Bit("left"),), (Bit("right"),), 12)) == "left   right"
    assert plain(apart((Bit("left"),), (Bit("right and more"),), 16)).startswith("left")
    assert width_of(apart((Bit("left"),), (Bit("right and more"),), 16)) <= 16
    assert plain(apart((Bit("a long left side"),), (Bit("right"),), 10)) == "a long lef"


def test_cropping_counts_columns_not_letters():
    assert plain(crop((Bit("日本語"), Bit("abc")), 5)) == "日本"
    assert plain(crop((Bit("ab"), Bit("cd")), 3)) == "abc"
    assert crop((Bit("ab"),), 0) in ((), (Bit(""),))


def test_paragraphs_join_lines_and_keep_items_apart():
    text = "First line\nsame paragraph.\n\nSecond.\n- an item\n  goes on\n- another\n\nLast.\n"
    assert paragraphs(text) == [
        "First line same paragraph.",
        "",
        "Second.",
        "- an item goes on",
        "- another",
        "",
        "Last.",
    ]
