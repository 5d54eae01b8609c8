"""A paper as a Word file, to be edited and sent. The only module that uses python-docx, and only when asked to."""

from __future__ import annotations

from datetime import datetime
from functools import singledispatchmethod
from io import BytesIO
from typing import Any

from triage.documents.chart import Bars, Grid, Lettered
from triage.documents.paper import Blanks, Bullets, Paper, Prompts, Prose, Rows, Space, Table, Tasks
from triage.documents.writers import WordMissingError
from triage.documents.writers.drawn_word import bars_into, lettered_into
from triage.text import clean_line

_LINE = "\u00a0"
_BOX = "\u2610"
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
        self._plain_look()

    def saved(self) -> bytes:
        buffer = BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def page(self, paper: Paper) -> None:
        self._properties(paper)
        if paper.first_line:
            self._bold(paper.first_line, 14)
        self._document.add_heading(_text(paper.title), 0)
        for notice in paper.notices:
            self._bold(notice, 11)
        for part in paper.parts:
            heading = self._document.add_heading(_text(part.heading), 1)
            heading.paragraph_format.page_break_before = part.new_page
            for block in part.blocks:
                self._block(block)
        for line in paper.small_print:
            self._run(self._document.sections[0].footer.add_paragraph(), line, size=8)

    @singledispatchmethod
    def _block(self, block: object) -> None:
        raise TypeError(type(block).__name__)

    @_block.register
    def _(self, block: Prose) -> None:
        for text in block.texts:
            self._paragraph(text)

    @_block.register
    def _(self, block: Bullets) -> None:
        for text in block.texts:
            self._paragraph(text, "List Bullet")

    @_block.register
    def _(self, block: Prompts) -> None:
        for text in block.texts:
            self._run(self._document.add_paragraph(style="List Bullet"), text, italic=True)

    @_block.register
    def _(self, block: Rows) -> None:
        self._two_columns(block.pairs)

    @_block.register
    def _(self, block: Blanks) -> None:
        self._two_columns([(label, _LINE) for label in block.labels], room=0.9)

    @_block.register
    def _(self, block: Space) -> None:
        self._grid((), block.lines, 1)

    @_block.register
    def _(self, block: Table) -> None:
        self._grid(block.columns, block.rows, len(block.columns))

    @_block.register
    def _(self, block: Tasks) -> None:
        for task in block.tasks:
            self._run(self._document.add_paragraph(), f"{_BOX} {task.number}. {task.text}", bold=True)
            for detail in task.details:
                self._paragraph(detail, "List Bullet 2")

    @_block.register
    def _(self, block: Bars) -> None:
        bars_into(self._document, block)

    @_block.register
    def _(self, block: Lettered) -> None:
        lettered_into(self._document, block)

    @_block.register
    def _(self, block: Grid) -> None:
        from docx.shared import Cm

        table = self._document.add_table(rows=0, cols=len(block.columns), style="Table Grid")
        for number, texts in enumerate((block.columns, *block.rows)):
            row = table.add_row()
            row.height = Cm(0.9) if block.tall and number else None
            for cell, text in zip(row.cells, texts, strict=True):
                self._run(cell.paragraphs[0], text, bold=number == 0)
        self._document.add_paragraph()

    def _two_columns(self, pairs: Any, room: float = 0) -> None:
        """Labels and what belongs to each. ``room`` is how high a row is at least, in centimetres."""
        from docx.shared import Cm

        table = self._document.add_table(rows=0, cols=2, style="Table Grid")
        for label, value in pairs:
            row = table.add_row()
            cells, row.height = row.cells, Cm(room) if room else None
            self._run(cells[0].paragraphs[0], label, bold=True)
            cells[1].text = _text(value)
        self._document.add_paragraph()

    def _grid(self, columns: tuple[str, ...], rows: int, count: int) -> None:
        from docx.shared import Cm

        table = self._document.add_table(rows=0, cols=count, style="Table Grid")
        if columns:
            for cell, column in zip(table.add_row().cells, columns, strict=True):
                self._run(cell.paragraphs[0], column, bold=True)
        for _ in range(rows):
            table.add_row().height = Cm(0.8)
        self._document.add_paragraph()

    def _paragraph(self, text: str, style: str | None = None) -> None:
        self._document.add_paragraph(_text(text), style=style)

    def _bold(self, text: str, size: int) -> None:
        self._run(self._document.add_paragraph(), text, bold=True, size=size)

    def _run(self, paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, size: int = 0) -> None:
        from docx.shared import Pt

        run = paragraph.add_run(_text(text))
        run.bold, run.italic = bold, italic
        if size:
            run.font.size = Pt(size)

    def _plain_look(self) -> None:
        """A plain face that every office has, black on white, on A4."""
        from docx.shared import Mm, Pt, RGBColor

        style = self._document.styles["Normal"]
        style.font.name, style.font.size = "Arial", Pt(10.5)
        style.paragraph_format.space_after = Pt(4)
        for name in ("Title", "Heading 1"):
            heading = self._document.styles[name]
            heading.font.color.rgb = RGBColor(0, 0, 0)
            faces = heading.element.rPr.rFonts
            for name_of in list(faces.attrib):  # the theme's face would win over a plain one
                del faces.attrib[name_of]
            heading.font.name = "Arial"
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(18)

    def _properties(self, paper: Paper) -> None:
        about = self._document.core_properties
        about.title, about.author, about.comments, about.language = _text(paper.title), "", "", "en-GB"
        about.created = about.modified = _LONG_AGO


def _text(text: str) -> str:
    return clean_line(text)
