"""A room's papers from a file that somebody made in a text editor or a spreadsheet: every mistake told, none guessed.

One line for each learner: the number, then a code for each story. A line "after" or "before" says which round follows.
In a spreadsheet the first column is the learner's number and each story has a column; a column "round" may say when.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from triage.text import clean_line
from triage.training.codes import Code, CodeError, Line, read_codes, read_line
from triage.training.model import Round
from triage.training.room import Room

_SEPARATORS = ",;\t"
_LEARNER_WORDS = ("learner", "number", "no", "no.", "code", "")
_ROUND_WORDS = ("round", "when")
_LEFT_OUT = ("?", "_", "x", "X", "-")


@dataclass(frozen=True)
class Papers:
    """What a file holds: the room with its papers added, and each mistake with the number of its line."""

    room: Room
    problems: tuple[tuple[int, str], ...]


def read_papers(text: str, room: Room, when: Round) -> Papers:
    """Every paper in ``text``, added to ``room``. ``when`` is the round of those that do not say."""
    lines = text.lstrip("\ufeff").splitlines()
    separator = _separator(lines)
    found = _from_table(lines, separator, room, when) if separator else _from_lines(lines, room, when)
    problems: list[tuple[int, str]] = []
    for number, read, round_ in found:
        if isinstance(read, CodeError):
            problems.append((number, str(read)))
            continue
        try:
            room = room.with_paper(read, round_)
        except ValueError:
            problems.append((number, already(read.learner, round_)))
    return Papers(room, tuple(problems))


def already(learner: str, when: Round) -> str:
    """What to say where a learner has handed in a paper."""
    return f"Learner {learner} has a paper for this round ({when.value}) already."


def round_of(word: str) -> Round | None:
    """The round a word names, as people write it; None where it names none."""
    text = word.strip().strip(":#= ").lower()
    return next(
        (one for one in Round if text in (one.value, f"round {one.value}", f"{one.value} the discussion")), None
    )


Read = tuple[int, Line | CodeError, Round]


def _separator(lines: Sequence[str]) -> str:
    """What stands between the columns of a spreadsheet's file; empty for a file of plain lines.

    A table has the same number of columns in every line, and at least two.
    """
    filled = [line for line in lines if line.strip()]
    for mark in _SEPARATORS:
        counts = {line.count(mark) for line in filled}
        if len(counts) == 1 and counts != {0}:
            return mark
    return ""


def _from_lines(lines: Iterable[str], room: Room, when: Round) -> Iterator[Read]:
    for number, line in enumerate(lines, start=1):
        text = clean_line(line).strip()
        if not text or text.startswith("#"):
            continue
        if (named := round_of(text)) is not None:
            when = named
            continue
        yield number, _tried(text, room), when


def _tried(text: str, room: Room) -> Line | CodeError:
    try:
        return read_line(text, room.sizes)
    except CodeError as wrong:
        return wrong


def _from_table(lines: Sequence[str], separator: str, room: Room, when: Round) -> Iterator[Read]:
    reader = csv.reader(io.StringIO("\n".join(lines)), delimiter=separator)
    learner, round_at, headed = 0, -1, False
    for row in reader:
        cells = [clean_line(cell).strip() for cell in row]
        if not any(cells):
            continue
        if not headed and cells[0].lower() in (*_LEARNER_WORDS, *_ROUND_WORDS) and not cells[0].isdecimal():
            words = [cell.lower() for cell in cells]
            learner = next((at for at, word in enumerate(words) if word in _LEARNER_WORDS), 0)
            round_at = next((at for at, word in enumerate(words) if word in _ROUND_WORDS), -1)
            headed = True
            continue
        headed = True
        codes = [cell for at, cell in enumerate(cells) if at not in (learner, round_at)]
        named = cells[round_at] if round_at >= 0 else ""
        yield reader.line_num, _row(cells[learner], named, codes, room), round_of(named) or when


def _row(learner: str, named: str, cells: Sequence[str], room: Room) -> Line | CodeError:
    """One line of a table: each column is a story, whatever is in the columns before it."""
    if not learner.isdecimal() or int(learner) == 0:
        return CodeError(f'"{learner[:20]}" is not a learner\'s number. Never write a name.')
    if named and round_of(named) is None:
        return CodeError(f'"{named[:20]}" is no round. Write before or after.')
    found: dict[int, Code] = {}
    try:
        for at, cell in enumerate(cells, start=1):
            if cell and cell not in _LEFT_OUT:
                more = read_codes(cell, room.sizes, at)
                if twice := found.keys() & more.keys():
                    return CodeError(f"Story {min(twice)} is there twice.")
                found |= more
    except CodeError as wrong:
        return wrong
    return Line(str(int(learner)), found) if found else CodeError(f"There is no code after learner {learner}.")
