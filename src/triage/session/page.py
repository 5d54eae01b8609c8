"""One page of the interview as a front end shows it: what, never how."""

from __future__ import annotations

from dataclasses import dataclass

from triage.rules.answers import Answer
from triage.rules.model import QuestionType


@dataclass(frozen=True)
class Choice:
    """One numbered line on a page."""

    key: str
    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Page:
    """A question to show. ``answer`` is what was answered before, if anything.

    ``about_left`` is how many questions are probably still to come before there is enough to act (or before this
    section is full), this one included.
    """

    question: str
    section: str
    section_title: str
    ask: str
    hint: str
    why: str
    type: QuestionType
    choices: tuple[Choice, ...]
    not_sure_says: str
    about_left: int
    answer: Answer | None = None
    lowest: int = 0
    highest: int = 0
    unit: str = ""
