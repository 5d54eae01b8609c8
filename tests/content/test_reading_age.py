"""What people read is easy: about the reading age of twelve on average, and no text far above it."""

import sys
from datetime import date
from pathlib import Path

import pytest

from triage.rules.checking import check

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import reading_age

TODAY = date(2026, 11, 22)
HARDEST_AVERAGE = 8
"""In school years; a reading age of about 13."""
HARDEST_TEXT = 11.5


@pytest.fixture(scope="module")
def found():
    return reading_age.measured(reading_age.every_rule_set(TODAY))


@pytest.mark.parametrize("kind", ["question", "step", "contact", "passage"])
def test_the_average_is_easy(kind, found):
    part = [one for one in found if one.kind == kind]
    assert part
    assert reading_age.average(part) <= HARDEST_AVERAGE


def test_no_single_text_is_far_too_hard(found):
    assert [f"{one.place} {one.name}: {one.grade:.1f}" for one in found if one.grade > HARDEST_TEXT] == []


def test_the_measure_can_tell_easy_from_hard():
    easy = reading_age.grade("Ring the police now\nA child may be in danger\nWrite down what you saw")
    hard = reading_age.grade("Practitioners should proactively escalate multidisciplinary safeguarding considerations")
    assert easy < HARDEST_AVERAGE < HARDEST_TEXT < hard


def test_no_sentence_of_a_question_or_step_is_too_long():
    """The check warns of every sentence of more than 25 words; what ships has no warning of any kind."""
    assert [f"{problem.place} {problem.code} {problem.message}" for problem in check(reading_age.ROOT, TODAY)] == []
