"""Everything a front end needs to show one moment of the interview: plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from triage.engine.decision import Decision
from triage.rules.answers import Answer
from triage.session.page import Page


class RowState(StrEnum):
    """How a question on the check-your-answers page was dealt with, as shown there."""

    ANSWERED = "answered"
    NOT_SURE = "not sure"
    SKIPPED = "skipped"
    SET_ASIDE = "set aside"


@dataclass(frozen=True)
class AnswerRow:
    """One line of the check-your-answers page. ``section`` is the section's title."""

    question: str
    ask: str
    answer_words: str
    state: RowState
    section: str = ""


@dataclass(frozen=True)
class SectionState:
    """A section with how many questions in it could still add to the plan, and what they would settle.

    ``open_questions`` may grow when an answer opens further questions. ``opened`` says the person is in it.
    """

    id: str
    title: str
    settles: str
    open_questions: int
    opened: bool = False


@dataclass(frozen=True)
class View:
    """One moment of the interview.

    ``page`` is what to show, or None when nothing more is to be asked for now. ``enough`` means enough to act:
    the urgency and the kind of message can no longer rise or change (an emergency is always enough). ``complete``
    means that nothing left to ask could add to the plan. ``answers`` are those that count; ``set_aside`` are the
    questions whose answers are kept but no longer apply. ``rows`` are in interview order, set-aside ones last.
    """

    decision: Decision
    page: Page | None
    enough: bool
    complete: bool
    sections: tuple[SectionState, ...]
    set_aside: tuple[str, ...]
    answers: Mapping[str, Answer]
    rows: tuple[AnswerRow, ...]
