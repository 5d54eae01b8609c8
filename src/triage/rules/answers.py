"""What a person can answer, and the plain facts ("cells") an answer stands for.

Both evaluators read answers through :func:`cells`, and nothing else about them is shared: what *not sure*
means for a rule is worked out separately by each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

NOT_SURE = "not sure"
ANSWERED = "answered"
YES = "yes"
NO = "no"


class AnswerKind(StrEnum):
    """How a question was dealt with. A question with no answer at all has no entry, which is a state of its own."""

    CHOSEN = "chosen"
    TICKED = "ticked"
    NUMBER = "number"
    NOT_SURE = "not sure"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Answer:
    """One answer.

    ``values`` is the one option chosen, or the options ticked. ``rest_not_sure`` says of a several-choice
    answer that the options left unticked are *not sure*, not *no*.
    """

    kind: AnswerKind
    values: tuple[str, ...] = ()
    number: int | None = None
    rest_not_sure: bool = False

    @property
    def unsure(self) -> bool:
        """Whether the whole question is not sure. A skipped question counts as not sure."""
        return self.kind in (AnswerKind.NOT_SURE, AnswerKind.SKIPPED)


Answers: TypeAlias = Mapping[str, Answer]
Cell: TypeAlias = tuple[str, str | None]
"""A question id, with an option where the question allows several."""
CellValue: TypeAlias = str | int


def chosen(value: str) -> Answer:
    """The answer to a choice or a yes/no question."""
    return Answer(AnswerKind.CHOSEN, (value,))


def ticked(*values: str, rest_not_sure: bool = False) -> Answer:
    """The answer to a several-choice question; no values means "none of these"."""
    return Answer(AnswerKind.TICKED, tuple(sorted(values)), rest_not_sure=rest_not_sure)


def number(value: int) -> Answer:
    """The answer to a number question."""
    return Answer(AnswerKind.NUMBER, number=value)


def not_sure() -> Answer:
    """The person looked at the question and does not know."""
    return Answer(AnswerKind.NOT_SURE)


def skipped() -> Answer:
    """The person passed over the question; it counts as not sure and stays marked as skipped."""
    return Answer(AnswerKind.SKIPPED)


def cells(question: str, options: tuple[str, ...], several: bool, answer: Answer) -> dict[Cell, CellValue]:
    """The plain facts one answer stands for.

    ``options`` are the question's option names and ``several`` whether more than one may be ticked.
    A choice gives one cell holding the option or ``not sure``; a number gives one holding the number or
    ``not sure``; a several-choice answer gives a cell per option (``yes``, ``no`` or ``not sure``) and one
    for the question itself (``answered``, or ``not sure`` when any option was left not sure).
    """
    if not several:
        return {(question, None): _single(answer)}
    rest = NOT_SURE if answer.unsure or answer.rest_not_sure else NO
    facts: dict[Cell, CellValue] = {(question, option): YES if option in answer.values else rest for option in options}
    unsure_left = rest == NOT_SURE and any(value == NOT_SURE for value in facts.values())
    facts[(question, None)] = NOT_SURE if unsure_left else ANSWERED
    return facts


def _single(answer: Answer) -> CellValue:
    if answer.unsure:
        return NOT_SURE
    if answer.number is not None:
        return answer.number
    return answer.values[0]
