"""Whatever is wrong with an answer, it ends as "not sure", and what is right about it is kept."""

from __future__ import annotations

import pytest

from engine.random_rules import make_question
from triage.engine.tidy import options_of, tidy
from triage.rules.answers import Answer, AnswerKind, chosen, not_sure, number, skipped, ticked
from triage.rules.model import QuestionType

YES_NO = make_question("hurt")
CHOICE = make_question("place", QuestionType.CHOICE, ("home", "school"))
SEVERAL = make_question("signs", QuestionType.SEVERAL, ("bruise", "fear"))
NUMBER = make_question("weeks", QuestionType.NUMBER, lowest=1, highest=40)
UNBOUNDED = make_question("days", QuestionType.NUMBER)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (YES_NO, chosen("no")),
        (CHOICE, chosen("home")),
        (SEVERAL, ticked()),
        (SEVERAL, ticked("bruise", "fear")),
        (SEVERAL, ticked("bruise", rest_not_sure=True)),
        (NUMBER, number(1)),
        (NUMBER, number(40)),
        (UNBOUNDED, number(-5_000)),
        (CHOICE, skipped()),
        (SEVERAL, not_sure()),
    ],
)
def test_a_right_answer_is_left_alone(question: object, answer: Answer) -> None:
    assert tidy(question, answer) == answer  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (YES_NO, chosen("maybe")),
        (YES_NO, chosen("not sure")),
        (YES_NO, number(1)),
        (YES_NO, None),
        (YES_NO, "yes"),
        (YES_NO, True),
        (CHOICE, ticked("home")),
        (CHOICE, Answer(AnswerKind.CHOSEN, ("home", "school"))),
        (CHOICE, Answer(AnswerKind.CHOSEN, ())),
        (CHOICE, Answer(AnswerKind.CHOSEN, ("home",), number=3)),
        (NUMBER, number(0)),
        (NUMBER, number(41)),
        (NUMBER, chosen("4")),
        (NUMBER, Answer(AnswerKind.NUMBER)),
        (NUMBER, Answer(AnswerKind.CHOSEN, ("4",), number=4)),
        (NUMBER, Answer(AnswerKind.NUMBER, number=True)),
        (SEVERAL, "bruise"),
        (SEVERAL, Answer(AnswerKind.NOT_SURE, ("bruise",))),
    ],
)
def test_a_wrong_answer_is_not_sure(question: object, answer: object) -> None:
    assert tidy(question, answer) == not_sure()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (ticked("bruise", "burn"), ticked("bruise", rest_not_sure=True)),
        (ticked("burn"), ticked(rest_not_sure=True)),
        (chosen("fear"), ticked("fear", rest_not_sure=True)),
        (number(3), ticked(rest_not_sure=True)),
        (Answer(AnswerKind.TICKED, ("bruise",), number=3), ticked("bruise", rest_not_sure=True)),
    ],
)
def test_ticks_that_are_known_are_kept_and_the_rest_is_not_sure(answer: Answer, expected: Answer) -> None:
    assert tidy(SEVERAL, answer) == expected


def test_a_yes_no_question_always_offers_yes_and_no() -> None:
    bare = make_question("bare", QuestionType.CHOICE)
    object.__setattr__(bare, "type", QuestionType.YES_NO)

    assert options_of(bare) == ("yes", "no")
    assert options_of(CHOICE) == ("home", "school")
