"""What a line typed at a question means: an answer, a command, or something to help with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from triage.commands import Where, find_word
from triage.rules.answers import NOT_SURE
from triage.rules.model import QuestionType
from triage.session.page import Choice, Page
from triage.session.paging import NONE_OF_THESE


@dataclass(frozen=True)
class Picked:
    """An answer: choice values of the page, or one whole number as text."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A command, by its id, with what was typed after its word."""

    command: str
    rest: str = ""


@dataclass(frozen=True)
class Puzzled:
    """Nothing this page can take. ``says`` is one calm line about what can be typed."""

    says: str


Reply: TypeAlias = Picked | Asked | Puzzled

_BETWEEN = re.compile(r"(?:\s+and\s+|[\s,;&+])+")
_SHORT_WORDS = {"y": "yes", "n": "no"}
MOST_QUOTED = 40


def read_reply(page: Page, typed: str) -> Reply:
    """What ``typed`` (one cleaned line) means on ``page``. Never raises; nothing typed is ever an error."""
    line = " ".join(typed.lower().split())
    if not line:
        return Asked("continue")
    if page.type is QuestionType.NUMBER and (figure := _figure(page, line)):
        return Picked((figure,))
    return _by_name(page, line) or _command(page, line) or _by_number(page, line) or Puzzled(_not_here(page, typed))


def _figure(page: Page, line: str) -> str:
    """The number typed, with or without its unit, or nothing. 999 stays the emergency card where it cannot be meant."""
    figure = line.removesuffix(page.unit.lower()).strip() if page.unit else line
    if not (figure.isascii() and figure.isdigit() and len(figure) < 10):
        return ""
    return "" if figure == "999" and page.highest < 999 else figure


def _by_name(page: Page, line: str) -> Picked | None:
    """An answer given in words: the name rules use for it, or its label."""
    if page.type is QuestionType.YES_NO:
        line = _SHORT_WORDS.get(line, line)
    for choice in page.choices:
        if line in (choice.value.lower(), choice.label.lower()) and len(line) > 1:
            return Picked((choice.value,))
    return None


def _command(page: Page, line: str) -> Reply | None:
    found = find_word(line, Where.QUESTION)
    if found is None:
        return None
    command, rest = found
    if command.id == "not-sure":
        return Picked((NOT_SURE,))
    if command.id == "none":
        return Picked((NONE_OF_THESE,)) if page.type is QuestionType.SEVERAL else None
    return Asked(command.id, rest)


def _by_number(page: Page, line: str) -> Reply | None:
    """Numbers, and letters for the last two lines, one or several: ``1 3``, ``1, 3 and u``. None if it is not that."""
    by_key = {choice.key: choice for choice in page.choices} | _lettered(page)
    marks = [mark for mark in _BETWEEN.split(line) if mark]
    if not marks or not all(mark.isdigit() or mark in by_key for mark in marks):
        return None
    unknown = [mark for mark in marks if mark not in by_key]
    if unknown:
        return Puzzled(f"There is no line {unknown[0][:MOST_QUOTED]} on this page. {how_to_answer(page)}")
    return Picked(tuple(dict.fromkeys(by_key[mark].value for mark in marks)))


def _lettered(page: Page) -> dict[str, Choice]:
    letters = {NONE_OF_THESE: "n", NOT_SURE: "u"}
    return {letters[choice.value]: choice for choice in page.choices if choice.value in letters}


def numbered(page: Page) -> tuple[Choice, ...]:
    """The choices shown with a number: all but "none of these" and "not sure", which have letters."""
    return tuple(choice for choice in page.choices if choice.value not in (NONE_OF_THESE, NOT_SURE))


def how_to_answer(page: Page) -> str:
    """One sentence about what answers this page."""
    if page.type is QuestionType.NUMBER:
        unit = f" ({page.unit})" if page.unit else ""
        return f"Type a whole number from {page.lowest} to {page.highest}{unit}, or u if you are not sure."
    last = len(numbered(page))
    if page.type is QuestionType.SEVERAL:
        return f"Type numbers from 1 to {last} with spaces between, n for none of these, or u if you are not sure."
    return f"Type a number from 1 to {last}, or u if you are not sure."


def _not_here(page: Page, typed: str) -> str:
    quoted = typed if len(typed) <= MOST_QUOTED else typed[:MOST_QUOTED].rstrip() + "..."
    return f'"{quoted}" is not an answer here. {how_to_answer(page)} h for help.'
