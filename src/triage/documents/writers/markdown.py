"""A paper as Markdown. Whatever the texts hold, nothing of it becomes a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from triage.documents.chart import Bars, Drawn, Grid, Lettered
from triage.documents.paper import (
    Blanks,
    Block,
    Bullets,
    Paper,
    Points,
    Prompts,
    Prose,
    Rows,
    Space,
    Table,
    Tasks,
    Ticks,
)
from triage.text import clean_line

_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|<>~&$^=:@.-])")
_RULE = "\\_" * 40


def as_markdown(paper: Paper) -> str:
    """The paper, ending in a newline."""
    return "\n\n".join(_parts(paper)) + "\n"


def _parts(paper: Paper) -> Iterator[str]:
    if paper.first_line:
        yield f"**{plain(paper.first_line)}**"
    yield f"# {plain(paper.title)}"
    for notice in paper.notices:
        yield f"> **{plain(notice)}**"
    for part in paper.parts:
        yield f"## {plain(part.heading)}"
        for block in part.blocks:
            yield _block(block)
    yield "---"
    for line in paper.small_print:
        yield plain(line)


def _block(block: Block) -> str:
    match block:
        case Prose(texts):
            return "\n\n".join(map(plain, texts))
        case Bullets(texts):
            return "\n".join(f"- {plain(text)}" for text in texts)
        case Prompts(texts):
            return "\n".join(f"> - *{plain(text)}*" for text in texts)
        case Points(points):
            return "\n".join(_nested(f"- {plain(point.text)}", point.details) for point in points)
        case Rows(pairs):
            return "\n".join(f"- **{plain(label)}** {plain(value)}" for label, value in pairs)
        case Tasks(tasks):
            return "\n".join(_nested(f"- [ ] {task.number}\\. {plain(task.text)}", task.details) for task in tasks)
        case Bars() | Grid() | Lettered():
            return _drawn(block)
        case _:
            return _by_hand(block)


def _by_hand(block: Blanks | Ticks | Space | Table) -> str:
    """What is to be written or ticked by hand."""
    match block:
        case Ticks(texts):
            return "\n".join(f"- [ ] {plain(text)}" for text in texts)
        case Blanks(labels):
            return "\n".join(f"- **{plain(label)}:** {_RULE}" for label in labels)
        case Space(lines):
            return "\n\n".join([_RULE * 2] * lines)
        case Table(columns, rows):
            head = f"| {' | '.join(map(plain, columns))} |"
            line = f"|{' --- |' * len(columns)}"
            return "\n".join([head, line, *[f"|{'   |' * len(columns)}"] * rows])


def _drawn(block: Drawn) -> str:
    """Bars as their counts in a table, and what can be chosen as a list."""
    match block:
        case Grid(columns, rows):
            return _table(columns, rows)
        case Bars(title, times, out_of, bars):
            names = (f"{time} (of {total})".strip() for time, total in zip(times, out_of, strict=True))
            return _table((title, "", *names), [(bar.label, bar.mark, *map(str, bar.counts)) for bar in bars])
        case Lettered(question, choices):
            listed = (f"- **{plain(letter)}** {plain(words)}" for letter, words in choices)
            return "\n".join([f"**{plain(question)}**", "", *listed])


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = f"| {' | '.join(map(plain, columns))} |"
    line = f"|{' --- |' * len(columns)}"
    return "\n".join([head, line, *(f"| {' | '.join(map(plain, row))} |" for row in rows)])


def _nested(line: str, details: Iterable[str]) -> str:
    return "\n".join([line, *(f"  - {plain(one)}" for one in details)])


def plain(text: str) -> str:
    """A text in which every mark of Markdown stands for itself."""
    return _MARKS.sub(r"\\\1", clean_line(text))
