"""What if, line by line: through a pipe, with anything typed, and in the same words as the difference itself."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.plain.lines import Lines
from triage.plain.what_if import NOTHING_MOVES, REST, TURNS, write_what_if
from ui.teach.lessons import trainer

TRAINER = trainer()
STORY = TRAINER.bank.vignettes[0]


def said(*typed: str) -> str:
    out = io.StringIO()
    lines = Lines(io.StringIO(""), out, echo=False)
    left = iter(typed)
    write_what_if(lines, lambda: next(left, ""), TRAINER, STORY)
    return " ".join(out.getvalue().split())


def number_of(ask: str) -> str:
    """The number a question has in the list."""
    return said().split(ask)[0].split()[-1]


def test_answers_that_change_how_soon_come_first():
    text = said()
    assert text.index(TURNS) < text.index("How old is the baby?") < text.index(REST) < text.index("What is your role?")
    assert text.endswith("or Enter to go back.")


def test_one_answer_is_changed_and_what_changes_is_said_with_why():
    text = said(number_of("How old is the baby?"), "40")
    assert "What if: How old is the baby? 4 weeks. Now: 40 weeks." in text
    assert "As told: ACT NOW - within the hour. CHILD PROTECTION REFERRAL." in text
    assert "What if: PLAN IT - by a date you set. message for INFORMATION ONLY." in text
    assert "No longer there: - Ring children's social care" in text
    assert "This no longer holds: a mark on a baby who cannot move" in text
    assert "(Share early, in Working with others)" in text


def test_a_yes_or_no_turns_at_once():
    text = said(number_of("Have you told your safeguarding lead?"))
    assert "Yes. Now: No." in text
    assert "New: - Tell your safeguarding lead." in text


def test_what_moves_nothing_is_said():
    assert NOTHING_MOVES in said(number_of("How old is the baby?"), "5")


@pytest.mark.parametrize("typed", [("99",), ("zz",), ("3", "zz"), ("3", "999"), ("l",), ("3", "")])
def test_anything_typed_is_answered_and_the_way_back_stays_open(typed):
    assert said(*typed).endswith("or Enter to go back.")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=4), max_size=5))
def test_no_line_ends_it_with_an_error(typed):
    assert "Traceback" not in said(*typed)


def test_the_list_is_written_again_only_when_asked_for():
    assert said("5").count(TURNS) == 1
    assert said("l").count(TURNS) == 2
