"""What a typed line means on each sort of page."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.commands import BY_ID
from triage.plain.reply import Asked, Picked, Puzzled, read_reply
from triage.rules.answers import Answer
from triage.rules.model import QuestionType
from triage.session.page import Choice, Page
from triage.session.paging import answer_from


def page(kind: QuestionType, *values: str, answer: Answer | None = None, highest: int = 17, unit: str = "") -> Page:
    lines = [*values, "none of these"] if kind is QuestionType.SEVERAL else [*values]
    choices = tuple(Choice(str(n), value, value.capitalize()) for n, value in enumerate([*lines, "not sure"], 1))
    return Page("q", "s", "Section", "Ask?", "", "Why.", kind, choices, "", 3, answer, 0, highest, unit)


SEVERAL = page(QuestionType.SEVERAL, "hurt now", "left alone", "may be taken")
CHOICE = page(QuestionType.CHOICE, "school staff", "early years", "other")
YES_NO = page(QuestionType.YES_NO, "yes", "no")
NUMBER = page(QuestionType.NUMBER, unit="weeks")


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("1", ("hurt now",)),
        ("1 3", ("hurt now", "may be taken")),
        ("3,1", ("may be taken", "hurt now")),
        ("1, 2 and 3", ("hurt now", "left alone", "may be taken")),
        ("1 + 2", ("hurt now", "left alone")),
        ("1 1", ("hurt now",)),
        ("n", ("none of these",)),
        ("none", ("none of these",)),
        ("None of these", ("none of these",)),
        ("4", ("none of these",)),
        ("u", ("not sure",)),
        ("0", ("not sure",)),
        ("5", ("not sure",)),
        ("don't know", ("not sure",)),
        ("1 u", ("hurt now", "not sure")),
        ("  LEFT   Alone ", ("left alone",)),
    ],
)
def test_answers_to_a_page_where_several_may_be_so(typed: str, values: tuple[str, ...]) -> None:
    assert read_reply(SEVERAL, typed) == Picked(values)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1", "yes"), ("2", "no"), ("y", "yes"), ("n", "no"), ("Yes", "yes"), ("NO", "no"), ("u", "not sure")],
)
def test_answers_to_a_yes_or_no(typed: str, value: str) -> None:
    assert read_reply(YES_NO, typed) == Picked((value,))


@pytest.mark.parametrize(("typed", "value"), [("2", "early years"), ("early years", "early years"), ("OTHER", "other")])
def test_answers_to_a_choice(typed: str, value: str) -> None:
    assert read_reply(CHOICE, typed) == Picked((value,))


@pytest.mark.parametrize(
    ("typed", "figure"), [("0", "0"), ("7", "7"), ("12 weeks", "12"), ("12weeks", "12"), ("99", "99")]
)
def test_a_number_page_takes_the_figure_with_or_without_its_unit(typed: str, figure: str) -> None:
    assert read_reply(NUMBER, typed) == Picked((figure,))


def test_a_number_is_not_sure_by_letter_only() -> None:
    assert read_reply(NUMBER, "u") == Picked(("not sure",))
    assert read_reply(NUMBER, "0") == Picked(("0",))


@pytest.mark.parametrize("asked", [SEVERAL, CHOICE, YES_NO, NUMBER])
def test_999_is_the_emergency_card_on_every_page(asked: Page) -> None:
    assert read_reply(asked, "999") == Asked("card")


def test_999_is_a_number_where_it_can_be_one() -> None:
    assert read_reply(page(QuestionType.NUMBER, highest=1000), "999") == Picked(("999",))


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", Asked("continue")),
        ("b", Asked("back")),
        ("Back", Asked("back")),
        ("s", Asked("skip")),
        ("?", Asked("why-ask")),
        ("h", Asked("help")),
        ("q", Asked("quit")),
        ("g bruise baby", Asked("guidance", "bruise baby")),
        ("a 2", Asked("answers", "2")),
        ("p", Asked("plan")),
        ("d", Asked("danger")),
        ("r", Asked("again")),
    ],
)
def test_commands(typed: str, asked: Asked) -> None:
    assert read_reply(CHOICE, typed) == asked


@pytest.mark.parametrize(
    "typed", ["7", "1 9", "hello", "1 hello", "-1", "1.5", "²", "w 1", "b 1", "n", "[@click=quit]"]
)
def test_anything_else_is_answered_with_what_can_be_typed(typed: str) -> None:
    reply = read_reply(CHOICE, typed)
    assert isinstance(reply, Puzzled)
    assert "number from 1 to 3" in reply.says
    assert not any(word in reply.says.lower() for word in ("invalid", "error", "sorry", "please", "wrong"))


def test_a_long_line_is_not_quoted_whole() -> None:
    reply = read_reply(CHOICE, "x" * 500)
    assert isinstance(reply, Puzzled)
    assert len(reply.says) < 200


@given(st.text(max_size=30), st.sampled_from([SEVERAL, CHOICE, YES_NO, NUMBER]))
def test_any_line_is_understood_or_helped_with(typed: str, asked: Page) -> None:
    reply = read_reply(asked, typed)
    if isinstance(reply, Picked):
        with suppress(ValueError):  # two answers where there is one, a number out of range: said in words
            answer_from(asked, reply.values)
    elif isinstance(reply, Asked):
        assert reply.command in BY_ID
    else:
        assert reply.says
