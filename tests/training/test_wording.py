"""Two wordings of a text, word by word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.policy.compare.wording import Piece, State, changed, side_of, signed, worded

WORD = st.sampled_from(["ring", "refer", "at", "once,", "the", "not", "999", "baby", "care.", "today"])
TEXT = st.lists(st.lists(WORD, max_size=9).map(" ".join), max_size=3).map("\n\n".join)


def words(pieces: tuple[Piece, ...]) -> list[str]:
    return " ".join(piece.text for piece in pieces).split()


@given(TEXT, TEXT)
def test_each_wording_can_be_read_back_whole(before: str, after: str) -> None:
    pieces = worded(before, after)
    assert words(side_of(pieces, State.GONE)) == before.split()
    assert words(side_of(pieces, State.NEW)) == after.split()


@given(TEXT, TEXT)
def test_a_change_is_marked_exactly_when_there_is_one(before: str, after: str) -> None:
    pieces = worded(before, after)
    assert changed(pieces) is (before.split() != after.split() or paragraphs(before) != paragraphs(after))


def paragraphs(text: str) -> list[str]:
    """The line breaks with the words between them; breaks at the ends count as well."""
    return [part for part in text.replace("\n", " \n ").split(" ") if part]


@given(TEXT, TEXT)
def test_no_two_pieces_in_a_row_became_the_same(before: str, after: str) -> None:
    states = [piece.state for piece in worded(before, after)]
    assert all(one is not other for one, other in pairwise(states))


@given(TEXT)
def test_the_same_text_is_one_piece(text: str) -> None:
    assert [piece.state for piece in worded(text, text)] == ([State.SAME] if text.split() or "\n" in text else [])


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Ring within a day.", "Ring at once.", "Ring [-within a day.-] [+at once.+]"),
        ("You may ring them today", "You must ring them today", "You [-may-] [+must+] ring them today"),
        ("Ring now", "Ring now, then write", "Ring [-now-] [+now, then write+]"),
        ("", "Ring", "[+Ring+]"),
        ("Ring", "", "[-Ring-]"),
        ("a b c d e f", "a z y x w v", "[-a b c d e f-] [+a z y x w v+]"),
    ],
)
def test_changes_are_told_by_signs_alone(before: str, after: str, told: str) -> None:
    assert signed(worded(before, after)) == told


def test_a_small_word_between_two_changes_goes_with_them() -> None:
    pieces = worded("Send it by post to them all soon", "Send it by hand to us all soon")
    assert signed(pieces) == "Send it by [-post to them-] [+hand to us+] all soon"


def test_a_paragraph_is_never_swallowed_between_two_changes() -> None:
    pieces = worded("One two three\n\nfour", "One two five\n\nsix")
    assert any("\n" in piece.text and piece.state is State.SAME for piece in pieces)
