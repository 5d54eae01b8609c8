"""Answers a question cannot take are refused, in words that say what to do."""

from __future__ import annotations

import pytest

from session.small_rules import choice, rule_set, several, whole, yes_no
from triage.rules.answers import Answer, AnswerKind, chosen, not_sure, number, skipped, ticked
from triage.session.valid import check_answer

RULES = rule_set(
    [
        yes_no("sure"),
        choice("level", "high", "low"),
        several("danger", "hurt now", "left alone"),
        whole("age", 2, 20, unit="weeks"),
    ],
    [],
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("sure", chosen("yes")),
        ("sure", not_sure()),
        ("level", chosen("low")),
        ("level", skipped()),
        ("danger", ticked()),
        ("danger", ticked("hurt now", rest_not_sure=True)),
        ("danger", not_sure()),
        ("age", number(2)),
        ("age", number(20)),
        ("age", skipped()),
    ],
)
def test_answers_that_fit_are_taken(question, answer):
    check_answer(RULES, question, answer)


@pytest.mark.parametrize(
    ("question", "answer", "says"),
    [
        ("missing", chosen("yes"), 'These rules have no question called "missing".'),
        ("sure", chosen("maybe"), 'Sure? "maybe" is not one of the answers offered. Choose yes or no, or not sure.'),
        ("sure", ticked("yes"), "Sure? Choose yes or no, or not sure."),
        ("level", number(1), "Level? Choose one of the answers offered, or not sure."),
        ("level", Answer(AnswerKind.CHOSEN, ("high", "low")), "Level? Choose one of the answers offered, or not sure."),
        ("level", Answer(AnswerKind.CHOSEN), "Level? Choose one of the answers offered, or not sure."),
        ("danger", chosen("hurt now"), "Danger? Tick what applies, or choose none of these, or not sure."),
        ("danger", Answer(AnswerKind.TICKED, ("hurt now", "hurt now")), "Danger? Tick what applies"),
        ("danger", Answer(AnswerKind.NOT_SURE, ("hurt now",)), "Danger? Tick what applies"),
        ("age", number(1), "Age? Enter a whole number from 2 to 20 weeks, or not sure."),
        ("age", number(21), "Age? Enter a whole number from 2 to 20 weeks, or not sure."),
        ("age", chosen("3"), "Age? Enter a whole number, or not sure."),
        ("age", Answer(AnswerKind.NUMBER), "Age? Enter a whole number, or not sure."),
        ("age", Answer(AnswerKind.SKIPPED, number=3), "Age? Enter a whole number, or not sure."),
    ],
)
def test_answers_that_do_not_fit_are_refused_in_plain_words(question, answer, says):
    with pytest.raises(ValueError) as caught:
        check_answer(RULES, question, answer)
    assert str(caught.value).startswith(says)
