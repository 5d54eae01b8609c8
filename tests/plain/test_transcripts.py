"""Whole conversations, word for word, and what holds of every conversation."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plain.talking import cases, conversation, kept, transcript_of
from triage.commands import COMMANDS
from triage.plain.lines import WIDTH
from triage.plain.planning import NOT_FINISHED


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name.split(".")[0])
def test_conversation_is_as_kept(case: Path) -> None:
    assert transcript_of(case) == kept(case).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name.split(".")[0])
def test_every_line_fits(case: Path) -> None:
    # What was typed stands after a prompt and may be of any length.
    lines = [line for line in transcript_of(case).splitlines() if "> " not in line[:3] and ": " not in line]
    assert max(map(len, lines)) <= WIDTH


def test_there_is_a_transcript_of_each_way_to_end() -> None:
    assert {case.name.split(".")[0] for case in cases()} >= {"enough-to-act", "emergency", "cut-short", "nothing-typed"}


WORDS = [word for command in COMMANDS for word in command.words]
TYPED = st.one_of(
    st.sampled_from(["1", "2", "3", "1 2", "10", "0", "n", "u", "", "y", "f 1", "w 1", "o 2", "a 1", "1 u"]),
    st.sampled_from(WORDS),
    st.text(max_size=12),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(TYPED.map(lambda line: line.replace("\n", " ").replace("\r", " ")), max_size=25))
def test_any_lines_at_all_end_in_peace(typed: list[str]) -> None:
    written = conversation(typed, to_the_end=False)
    assert "Worried about a child?" in written
    assert "Traceback" not in written
    assert not any(unicodedata.category(one) in ("Cc", "Cf", "Cs") and one != "\n" for one in written)


@settings(max_examples=40, deadline=None)
@given(st.lists(TYPED.map(lambda line: line.replace("\n", " ").replace("\r", " ")), max_size=10))
def test_without_letters_everything_is_ascii(typed: list[str]) -> None:
    assert conversation(typed, encoding="ascii", to_the_end=False).isascii()


HARMLESS = st.sampled_from(["zz", "99 99", "h", "?", "c", "999", "r", "p", "g", "a", "why", "1 2 3 4", "[@click=quit]"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(HARMLESS, max_size=3), min_size=3, max_size=3))
def test_nothing_typed_in_between_changes_an_answer(between: list[list[str]]) -> None:
    # Some of these ask something back; an empty line goes on.
    typed = [line for noise, answer in zip(between, ["n", "10", "1"], strict=True) for line in [*_asked(noise), answer]]
    written = conversation(typed)
    plain = conversation(["n", "10", "1"])
    assert written[written.rindex("\nDo these in order") :] == plain[plain.rindex("\nDo these in order") :]


def _asked(noise: list[str]) -> list[str]:
    """Each line, followed by Enter where it asks for more. Before there is an answer, ``a`` asks for nothing."""
    return [line for one in noise for line in ([one, ""] if one == "g" else [one] if one != "a" else ["h"])]


def test_an_interrupted_case_says_so_and_shows_who_to_ring() -> None:
    written = conversation(["n"])
    shown = " ".join(written.split())
    assert NOT_FINISHED in shown
    assert "Ring 999 now. Ask for the police" in written
    assert "Not asked yet" in written
    assert written.index("Not asked yet") > written.index("not finished")


def test_a_finished_case_does_not_shout_at_the_end() -> None:
    assert NOT_FINISHED not in " ".join(conversation(["n", "10", "2"]).split())


def test_leaving_early_reminds_of_999() -> None:
    assert "ring 999. You need nobody's permission." in " ".join(conversation(["n", "q", "y"]).split())


def test_not_sure_says_what_it_counts_as() -> None:
    assert "Answer: Not sure. To be safe, this counts as 0 years." in conversation(["n", "u"])


def test_the_local_pack_gives_the_number_to_ring() -> None:
    assert "01632 960001" not in conversation(["1"])
    assert "01632 960001" in conversation(["1"], pack="westshire")


def test_nothing_is_lost_by_going_back() -> None:
    written = conversation(["n", "10", "b", "b", "", "", "a"])
    assert "2   How old is the child, in whole years? 10 years." in written
