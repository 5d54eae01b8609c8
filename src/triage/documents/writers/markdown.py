"""A paper as Markdown. Whatever the texts hold, nothing of it becomes a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from triage.documents.chart import Bars, Grid, Lettered
from triage.documents.paper import Blanks, Block, Bullets, Paper, Prompts, Prose, Rows, Space, Table, Tasks
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
            yield _any(block)
    yield "---"
    for line in paper.small_print:
        yield plain(line)


def _any(block: Block) -> str:
    if isinstance(block, Grid):
        return _table(block.columns, block.rows)
    if isinstance(block, Bars):
        times = (f"{time} (of {total})".strip() for time, total in zip(block.times, block.out_of, strict=True))
        return _table((block.title, "", *times), [(bar.label, bar.mark, *map(str, bar.counts)) for bar in block.bars])
    if isinstance(block, Lettered):
        choices = (f"- **{plain(letter)}** {plain(words)}" for letter, words in block.choices)
        return "\n".join([f"**{plain(block.question)}**", "", *choices])
    return _block(block)


def _block(block: Block) -> str:
    match block:
        case Prose(texts):
            return "\n\n".join(map(plain, texts))
        case Bullets(texts):
            return "\n".join(f"- {plain(text)}" for text in texts)
        case Prompts(texts):
            return "\n".join(f"> - *{plain(text)}*" for text in texts)
        case Rows(pairs):
            return "\n".join(f"- **{plain(label)}** {plain(value)}" for label, value in pairs)
        case Blanks(labels):
            return "\n".join(f"- **{plain(label)}:** {_RULE}" for label in labels)
        case Space(lines):
            return "\n\n".join([_RULE * 2] * lines)
        case Table(columns, rows):
            head = f"| {' | '.join(map(plain, columns))} |"
            line = f"|{' --- |' * len(columns)}"
            return "\n".join([head, line, *[f"|{'   |' * len(columns)}"] * rows])
        case Tasks(tasks):
            return "\n".join(
                "\n".join(
                    [f"- [ ] {task.number}\\. {plain(task.text)}", *(f"  - {plain(one)}" for one in task.details)]
                )
                for task in tasks
            )
    raise TypeError(type(block).__name__)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = f"| {' | '.join(map(plain, columns))} |"
    line = f"|{' --- |' * len(columns)}"
    return "\n".join([head, line, *(f"| {' | '.join(map(plain, row))} |" for row in rows)])


def plain(text: str) -> str:
    """A text in which every mark of Markdown stands for itself."""
    return _MARKS.sub(r"\\\1", clean_line(text))
