"""A paper as plain text, to read in a terminal, to print or to paste into an e-mail."""

from __future__ import annotations

from functools import singledispatchmethod

from triage.documents.chart import Bars, Grid, Lettered
from triage.documents.paper import Blanks, Bullets, Paper, Points, Prompts, Prose, Rows, Space, Table, Tasks, Ticks
from triage.documents.writers.drawn_text import drawn_into
from triage.export.layout import WIDTH, Sheet

ROOM = 24
"""Underscores behind a label, at the least."""


def as_text(paper: Paper, width: int = WIDTH) -> str:
    """The paper, no line longer than ``width``, ending in a newline."""
    writer = _Text(width)
    writer.page(paper)
    return writer.sheet.written() + "\n"


class _Text:
    def __init__(self, width: int) -> None:
        self.sheet = Sheet(width)
        self._width = width

    def page(self, paper: Paper) -> None:
        if paper.first_line:
            self.sheet.text(paper.first_line)
            self.sheet.gap()
        self.sheet.text(paper.title)
        for notice in paper.notices:
            self.sheet.gap()
            self.sheet.item("! ", notice)
        for part in paper.parts:
            self.sheet.title(part.heading.upper())
            for block in part.blocks:
                self._block(block)
        self.sheet.gap()
        for line in paper.small_print:
            self.sheet.text(line)

    @singledispatchmethod
    def _block(self, block: object) -> None:
        raise TypeError(type(block).__name__)

    @_block.register
    def _(self, block: Prose) -> None:
        for text in block.texts:
            self.sheet.text(text)

    @_block.register
    def _(self, block: Bullets) -> None:
        self.sheet.items(block.texts)

    @_block.register
    def _(self, block: Prompts) -> None:
        for text in block.texts:
            self.sheet.item("> ", text)

    @_block.register
    def _(self, block: Rows) -> None:
        for label, value in block.pairs:
            self.sheet.item("- ", f"{label} {value}" if label.endswith("?") else f"{label}: {value}")

    @_block.register
    def _(self, block: Blanks) -> None:
        for label in block.labels:
            self._to_fill("", label)

    @_block.register
    def _(self, block: Ticks) -> None:
        for text in block.texts:
            self.sheet.item("[ ] ", text)

    @_block.register
    def _(self, block: Points) -> None:
        for point in block.points:
            self.sheet.item("- ", point.text)
            for detail in point.details:
                self.sheet.item("  ", detail)

    @_block.register
    def _(self, block: Space) -> None:
        for _line in range(block.lines):
            self.sheet.text("_" * self._width)

    @_block.register
    def _(self, block: Tasks) -> None:
        for task in block.tasks:
            mark = f"[ ] {task.number}. "
            self.sheet.item(mark, task.text)
            for detail in task.details:
                self.sheet.text(detail, len(mark))

    @_block.register
    def _(self, block: Table) -> None:
        """Each row as its columns one below another: a table in plain text has no room to write in."""
        for number in range(1, block.rows + 1):
            for place, column in enumerate(block.columns):
                self._to_fill(f"{number}. " if place == 0 else "   ", column)

    @_block.register(Bars)
    @_block.register(Grid)
    @_block.register(Lettered)
    def _(self, block: Bars | Grid | Lettered) -> None:
        drawn_into(self.sheet, block, self._width)

    def _to_fill(self, mark: str, label: str) -> None:
        """A label with a line behind it; below it where there is no room."""
        room = self._width - len(mark) - len(label) - 2
        if room >= ROOM:
            self.sheet.item(mark, f"{label}: {'_' * room}")
        else:
            self.sheet.item(mark, f"{label}:")
            self.sheet.text("_" * self._width)
