"""Answers as plain data and back, and the events that lead from one session to the next."""

from __future__ import annotations

from collections.abc import Mapping

from triage.case.canonical import Plain
from triage.rules.answers import Answer, AnswerKind
from triage.session.session import Session


def answer_plain(answer: Answer) -> dict[str, Plain]:
    """``answer`` as plain data; only what says something is in it."""
    data: dict[str, Plain] = {"kind": answer.kind.value}
    if answer.values:
        data["values"] = list(answer.values)
    if answer.number is not None:
        data["number"] = answer.number
    if answer.rest_not_sure:
        data["rest not sure"] = True
    return data


def plain_answer(data: object) -> Answer:
    """The answer written by :func:`answer_plain`. Raises ValueError for anything else."""
    if not isinstance(data, Mapping):
        raise ValueError("this is no answer")
    kind, values, number = data.get("kind", ""), data.get("values", ()), data.get("number")
    if not isinstance(values, list | tuple) or not (number is None or isinstance(number, int)):
        raise ValueError("this is no answer")
    return Answer(AnswerKind(str(kind)), tuple(map(str, values)), number, data.get("rest not sure") is True)


def answers_changed(before: Session, after: Session) -> tuple[tuple[str, Answer], ...]:
    """The questions whose answers differ in ``after``, in its order, with their new answers."""
    old = before.answers
    return tuple((question, answer) for question, answer in after.entries if old.get(question) != answer)


def begun_again(before: Session, after: Session) -> bool:
    """Whether ``after`` has lost a question: it is another worry, not the same one further on."""
    return not set(before.answers) <= set(after.answers)
