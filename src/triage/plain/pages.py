"""One question, written out line by line."""

from __future__ import annotations

from triage.plain.lines import Lines
from triage.plain.reply import how_to_answer, numbered
from triage.rules.answers import NOT_SURE
from triage.rules.model import QuestionType
from triage.session.page import Choice, Page
from triage.session.paging import NONE_OF_THESE, picked_values

LETTERS = {NONE_OF_THESE: "n", NOT_SURE: "u"}
OTHERS = "s = skip, b = back, ? = why we ask, p = plan so far, 999 = emergency card, h = help, q = quit"


def write_page(lines: Lines, page: Page, number: int, *, first: bool) -> None:
    """Write ``page`` as question ``number``. The ``first`` page says in full how to answer; later ones are brief."""
    lines.say()
    lines.say(f"Question {number}. {page.section_title}. {_left(page.about_left)}")
    lines.say(page.ask)
    if page.hint:
        lines.say(page.hint)
    _write_number(lines, page)
    picked = picked_values(page.answer)
    for choice in page.choices:
        _write_choice(lines, choice, choice.value in picked)
    if first:
        lines.say()
        lines.say(f"{how_to_answer(page)} Then press Enter.")
        if page.type is QuestionType.SEVERAL:
            lines.say("More than one: 1 3. Add u for those you are not sure of: 1 3 u.")
        lines.say(OTHERS)
    else:
        lines.say(f"{_in_short(page)} h for help.")
    if page.answer is not None:
        lines.say("You have answered this. Press Enter to keep that answer.")


def _in_short(page: Page) -> str:
    """How to answer, for somebody who has been told once."""
    if page.type is QuestionType.NUMBER:
        return f"Type a number from {page.lowest} to {page.highest}, or u."
    last = len(numbered(page))
    return f"Type 1 to {last}, n or u." if page.type is QuestionType.SEVERAL else f"Type 1 to {last}, or u."


def _left(about_left: int) -> str:
    if about_left <= 1:
        return "About 1 question left."
    return f"About {about_left} questions left."


def _write_choice(lines: Lines, choice: Choice, picked: bool) -> None:
    mark = LETTERS.get(choice.value, choice.key)
    hint = f" ({choice.hint})" if choice.hint else ""
    selected = " [selected]" if picked else ""
    lines.listed(mark, f"{choice.label}{hint}{selected}")


def _write_number(lines: Lines, page: Page) -> None:
    if page.type is not QuestionType.NUMBER:
        return
    unit = f" ({page.unit})" if page.unit else ""
    lines.say(f"A whole number from {page.lowest} to {page.highest}{unit}.", indent=2)
    if page.answer is not None and page.answer.number is not None:
        lines.say(f"You answered {page.answer.number}.", indent=2)
