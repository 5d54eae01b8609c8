"""What one beat of a demonstration presses: found by what it means on the screen that is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from triage.commands import BY_ID
from triage.explain.phrases import answer_words
from triage.rules.answers import Answer, AnswerKind
from triage.rules.demonstrations import Beat
from triage.rules.model import QuestionType
from triage.session.paging import NONE_OF_THESE, picked_values
from triage.ui.screens.page import Page
from triage.ui.screens.question import QuestionScreen

if TYPE_CHECKING:
    from triage.ui.app import TriageApp

_MOST_MOVES = 200
"""More keys than this are never needed to reach a line."""


class Lost(Exception):  # noqa: N818 - it is told to the room as it is
    """The screen is not the one that the beat was made for. ``says`` is one plain sentence."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


def parts_of(beat: Beat) -> Iterator[Beat]:
    """The beat as parts that each begin on a screen of their own: every page answered, then what else is done."""
    yield from (replace(beat, answers=(one,), do="", press=(), to="") for one in beat.answers)
    yield replace(beat, answers=())


def keys_of(app: TriageApp, beat: Beat) -> Iterator[str]:
    """The keys of a beat, each worked out when the one before has been pressed. Raises Lost where it does not fit."""
    for question, answer in beat.answers:
        yield from _answer(app, question, answer)
    if beat.do:
        yield _command(app, beat.do)
    if beat.to:
        yield from _to(app, beat.to)
    yield from beat.press


def _answer(app: TriageApp, question: str, answer: Answer) -> Iterator[str]:
    screen = app.screen
    page = app.case.view.page if app.case is not None else None
    if not isinstance(screen, QuestionScreen) or page is None or page.question != question:
        asked = f'asks "{page.ask}"' if isinstance(screen, QuestionScreen) and page is not None else "asks nothing"
        rules = app.rule_set
        known = rules.questions.get(question) if rules is not None else None
        words = f'"{answer_words(known, answer)}" to "{known.ask}"' if known is not None else question
        raise Lost(f"This walk would answer {words} here, and the app {asked}.")
    if answer.kind is AnswerKind.SKIPPED:
        yield _command(app, "skip")
        return
    if page.type is QuestionType.NUMBER and answer.number is not None:
        yield from str(answer.number)
    else:
        order = [choice.value for choice in page.choices]
        several = page.type is QuestionType.SEVERAL
        for row in sorted(_rows(picked_values(answer), screen.picked, several=several), key=order.index):
            yield from _pick(screen, row)
    yield BY_ID["continue"].keys[0]


def _rows(wanted: frozenset[str], picked: frozenset[str], *, several: bool) -> frozenset[str]:
    """The lines to pick so that exactly ``wanted`` is picked: some may have to be taken back."""
    if not several or NONE_OF_THESE in wanted:
        return wanted
    return (wanted ^ picked) - {NONE_OF_THESE}


def _pick(screen: Page, row: str) -> Iterator[str]:
    """The key of a line, or the way to it and Space."""
    found = screen.main.sheet.row(row)
    if found is None:
        raise Lost("An answer of this walk is no longer on the page.")
    if found.key:
        yield found.key
        return
    yield from _moves(screen, row)
    yield "space"


def _moves(screen: Page, row: str) -> Iterator[str]:
    """Down or up until the cursor is on the line."""
    for _ in range(_MOST_MOVES):
        rows = [one.id for one in screen.main.sheet.rows]
        here = screen.main.cursor
        if here == row:
            return
        yield "up" if here in rows and rows.index(row) < rows.index(here) else "down"
    raise Lost("A line of this walk cannot be reached.")


def _to(app: TriageApp, row: str) -> Iterator[str]:
    screen = app.screen
    if not isinstance(screen, Page) or screen.main.sheet.row(row) is None:
        raise Lost(f"This walk would go to the line called {row}, which is not on the screen.")
    yield from _moves(screen, row)


def _command(app: TriageApp, name: str) -> str:
    screen = app.screen
    command = BY_ID[name]
    if not isinstance(screen, Page) or screen.where not in command.where or not (command.widget or screen.can(name)):
        raise Lost(f'This walk would use "{command.title}" here, which this screen does not have.')
    return command.keys[0]
