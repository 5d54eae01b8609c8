"""A paper as a Word file, to be edited and sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import singledispatchmethod
from io import BytesIO
from typing import Any

from triage.documents.chart import Bars, Grid, Lettered
from triage.documents.paper import (
    Blanks,
    Bullets,
    Paper,
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
from triage.documents.writers import WordMissingError
from triage.documents.writers.fit import short
from triage.documents.writers.word.drawn import bars_into, lettered_into
from triage.documents.writers.word.look import box_in, dress, number_pages
from triage.documents.writers.word.tables import BLANK, Tables
from triage.text import clean_line

_BOX = "\u2610"
_FIRST = 18
"""Points of the line that says what kind of message it is."""
_SMALL = 9
_LONG_AGO = datetime(2000, 1, 1)
"""The file says nothing of when and by whom it was made; the paper itself has the date."""


def as_word(paper: Paper) -> bytes:
    """The paper as the bytes of a ``.docx`` file. Raises WordMissingError where python-docx is not installed."""
    try:
        import docx
    except ImportError as error:
        raise WordMissingError("Word files need one more package: pip install 'triage[word]'.") from error
    file = _Word(docx.Document())
    file.page(paper)
    return file.saved()


class _Word:
    def __init__(self, document: Any) -> None:
        self._document = document
        self._tables = Tables(document)
        self._about = ""
        dress(document)

    def saved(self) -> bytes:
        buffer = BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def page(self, paper: Paper) -> None:
        self._properties(paper)
        number_pages(self._document, _text(paper.first_line), _text(paper.title))
        if paper.first_line:
            box_in(self._said(paper.first_line, bold=True, size=_FIRST))
        self._document.add_heading(_text(paper.title), 0)
        for notice in paper.notices:
            self._said(notice, bold=True)
        for part in paper.parts:
            self._part(part)
        for line in paper.small_print:
            self._said(line, size=_SMALL)

    def _part(self, part: PaperPart) -> None:
        self._about = part.heading
        start = len(self._document.element.body)
        heading = self._document.add_heading(_text(part.heading), 1)
        heading.paragraph_format.page_break_before = part.new_page
        for block in part.blocks:
            self._block(block)
        if short(part):
            _together(self._since(start))

    def _since(self, start: int) -> Iterator[Any]:
        """Every paragraph that was added since, those in tables too."""
        from docx.oxml.ns import qn

        for element in self._document.element.body[start - 1 : -1]:  # the last one is about the page
            yield from element.iter(qn("w:p"))

    @singledispatchmethod
    def _block(self, block: object) -> None:
        raise TypeError(type(block).__name__)

    @_block.register
    def _(self, block: Prose) -> None:
        for text in block.texts:
            self._said(text)

    @_block.register
    def _(self, block: Bullets) -> None:
        for text in block.texts:
            self._said(text, style="List Bullet")

    @_block.register
    def _(self, block: Prompts) -> None:
        for text in block.texts:
            self._said(text, style="List Bullet", italic=True).paragraph_format.keep_with_next = True

    @_block.register
    def _(self, block: Ticks) -> None:
        for text in block.texts:
            self._boxed(text)

    @_block.register
    def _(self, block: Rows) -> None:
        if block.head:
            self._tables.asked(block.pairs, block.head, self._about)
        else:
            self._tables.labelled(block.pairs, self._about)

    @_block.register
    def _(self, block: Blanks) -> None:
        self._tables.labelled([(label, "") for label in block.labels], self._about, BLANK)

    @_block.register
    def _(self, block: Space) -> None:
        self._tables.box(block.lines, self._about)

    @_block.register
    def _(self, block: Table) -> None:
        self._tables.to_fill(block.columns, block.rows, self._about)

    @_block.register
    def _(self, block: Points) -> None:
        for point in block.points:
            self._with_details(self._said(point.text, bold=True), point.details)

    @_block.register
    def _(self, block: Tasks) -> None:
        for task in block.tasks:
            self._with_details(self._boxed(f"{task.number}. {task.text}", bold=True), task.details)

    @_block.register
    def _(self, block: Bars) -> None:
        bars_into(self._document, self._tables, block)

    @_block.register
    def _(self, block: Grid) -> None:
        self._tables.filled(block, self._about)

    @_block.register
    def _(self, block: Lettered) -> None:
        lettered_into(self._document, block)

    def _with_details(self, first: Any, details: tuple[str, ...]) -> None:
        lines = [first, *(self._said(one, style="List Bullet 2") for one in details)]
        for line in lines[:-1]:
            line.paragraph_format.keep_with_next = True

    def _boxed(self, text: str, *, bold: bool = False) -> Any:
        """A text with a box before it, set in so that the box stands alone."""
        from docx.shared import Mm

        paragraph = self._document.add_paragraph()
        paragraph.add_run(f"{_BOX}\t")
        paragraph.add_run(_text(text)).bold = bold
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(8), Mm(-8)
        return paragraph

    def _said(
        self, text: str, *, style: str | None = None, bold: bool = False, italic: bool = False, size: int = 0
    ) -> Any:
        from docx.shared import Pt

        paragraph = self._document.add_paragraph(style=style)
        run = paragraph.add_run(_text(text))
        run.bold, run.italic = bold, italic
        if size:
            run.font.size = Pt(size)
        return paragraph

    def _properties(self, paper: Paper) -> None:
        about = self._document.core_properties
        about.title, about.author, about.comments, about.language = _text(paper.title), "", "", "en-GB"
        about.created = about.modified = _LONG_AGO


def _together(paragraphs: Iterator[Any]) -> None:
    """Keep what was written on one page: each line stays with the next, and the last one ends it."""
    for paragraph in list(paragraphs)[:-1]:
        keep = paragraph.get_or_add_pPr()
        keep.get_or_add_keepNext()


def _text(text: str) -> str:
    return clean_line(text)
