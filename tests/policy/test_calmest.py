"""The answers given to pages a scenario does not name."""

from __future__ import annotations

import pytest

from session.small_rules import choice, several, whole, yes_no
from triage.policy.calmest import calmest, otherwise_answer
from triage.rules.answers import Answer, chosen, not_sure, number, skipped, ticked
from triage.rules.model import Question


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (yes_no("q", "yes"), chosen("no")),
        (yes_no("q", "no"), chosen("yes")),
        (yes_no("q"), chosen("yes")),
        (choice("q", "bad", "middling", "fine"), chosen("fine")),
        (several("q", "a", "b", means=("a",)), ticked()),
        (whole("q", 1, 9), number(1)),
        (whole("q", 1, 9, means="9"), number(1)),
        (whole("q", 1, 9, means="1"), number(9)),
        (whole("q", 0, 30, means="5"), number(30)),
        (whole("q", 0, 30, means="25"), number(0)),
    ],
)
def test_the_calmest_answer_is_the_farthest_from_what_not_sure_means(question: Question, answer: Answer) -> None:
    assert calmest(question) == answer
    assert otherwise_answer(question, "calmest") == answer


@pytest.mark.parametrize(("otherwise", "answer"), [("not sure", not_sure()), ("skipped", skipped()), ("", None)])
def test_the_other_ways(otherwise: str, answer: Answer | None) -> None:
    assert otherwise_answer(yes_no("q"), otherwise) == answer
