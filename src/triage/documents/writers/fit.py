"""Which parts of a paper are short enough to stand on one page whole."""

from __future__ import annotations

from collections.abc import Sequence

from triage.documents.chart import Bars, Drawn, Grid, Lettered
from triage.documents.paper import (
    Blanks,
    Block,
    Bullets,
    PaperPart,
    Points,
    Prompts,
    Prose,
    Rows,
    Space,
    Table,
    Tasks,
    Ticks,
)

SHORT = 12
"""Lines of print. A page has about 45: a part of a quarter of that leaves no great hole where it moves on."""
BY_HAND = 2
"""Lines of print that one line to write on takes."""
WHOLE = 8
"""Rows of answers that are better kept together than cut in two."""
_NARROW, _USUAL, _WIDE = 3, 4, 7
_LONGEST_NARROW = 7
_ACROSS = 80
"""Letters in one line of print."""


def short(part: PaperPart) -> bool:
    """Whether a part is better moved to the next page than cut in two."""
    return height(part) <= SHORT


def shares(columns: Sequence[str]) -> tuple[int, ...]:
    """How many hundredths of the width each column gets: little for a day or a name, much for what happened."""
    parts = [
        _WIDE if name.startswith("What") else _NARROW if len(name) <= _LONGEST_NARROW else _USUAL for name in columns
    ]
    return tuple(100 * part // sum(parts) for part in parts)


def height(part: PaperPart) -> int:
    """About how many lines of print a part takes, its heading included."""
    return 2 + sum(map(_height, part.blocks))


def _height(block: Block) -> int:
    match block:
        case Prose(texts) | Bullets(texts) | Prompts(texts) | Ticks(texts):
            return sum(map(_lines, texts))
        case Rows(pairs):
            return sum(max(_lines(label * 2), _lines(value * 2)) for label, value in pairs)
        case Blanks(labels):
            return len(labels) * BY_HAND
        case Space(lines):
            return lines * BY_HAND
        case Table(_, rows):
            return (rows + 1) * BY_HAND
        case Bars() | Grid() | Lettered():
            return _drawn(block)
        case Points(points):
            return sum(_lines(point.text) + sum(map(_lines, point.details)) for point in points)
        case Tasks(tasks):
            return sum(_lines(task.text) + sum(map(_lines, task.details)) for task in tasks)


def _drawn(block: Drawn) -> int:
    match block:
        case Bars(_, times, _, bars):
            return 1 + sum(max(len(times), _lines(bar.label * 2)) for bar in bars)
        case Grid(columns, rows, tall):
            cells = (max(_lines(cell * len(columns)) for cell in row) for row in rows)
            return 1 + (BY_HAND * len(rows) if tall else sum(cells))
        case Lettered(_, choices):
            return 1 + sum(_lines(words) for _, words in choices)


def _lines(text: str) -> int:
    return 1 + len(text) // _ACROSS
