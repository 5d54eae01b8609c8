"""Tables of a Word file: labels with room beside them, answers, and boxes to write in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from triage.documents.chart import Grid
from triage.documents.writers.fit import WHOLE, shares
from triage.documents.writers.word.look import ACROSS
from triage.text import clean_line

LABELS = 66
"""Millimetres for labels; the rest is to write on."""
BLANK = 9
"""Millimetres that a line is high at least, so that a name can be written by hand."""
LINE = 8
"""The same for each line of a box, and twice that for a cell of a table."""
DRAWN = 92
"""Millimetres for bars with their counts."""
_LONGEST = 40
"""Letters of a cell that count when the width is shared out; longer ones are wrapped."""
_EDGE = "108"
"""How far a table stands in, in twentieths of a point, so that its rule is in line with the text."""


class Tables:
    """Adds tables to a document. What stands in them is cleaned."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def labelled(self, pairs: Sequence[tuple[str, str]], about: str, room: int = 0) -> Any:
        """Labels with what belongs to each. ``room`` is how high a row is at least, in millimetres."""
        table = self._table(about, (LABELS, ACROSS - LABELS))
        for label, value in pairs:
            self._row(table, (label, value), room, bold=None if room else 0)
        return self._done(table)

    def asked(self, pairs: Sequence[tuple[str, str]], head: Sequence[str], about: str) -> Any:
        """Questions with their answers, under a row that says so."""
        table = self._table(about, (ACROSS * 4 // 10, ACROSS * 6 // 10))
        self._head(table, head)
        for pair in pairs:
            self._row(table, pair)
        return self._done(table)

    def to_fill(self, columns: Sequence[str], rows: int, about: str) -> Any:
        """An empty table under the names of its columns."""
        table = self._table(about, [ACROSS * share // 100 for share in shares(columns)])
        self._head(table, columns)
        for _ in range(rows):
            self._row(table, [""] * len(columns), LINE + 3)
        return self._done(table)

    def filled(self, grid: Grid, about: str) -> Any:
        """A table of what is known, or to be written where it is tall. What was said before it stays by it."""
        self.stay()
        table = self._table(about, widths_of(grid))
        self._head(table, grid.columns)
        for row in grid.rows:
            self._row(table, row, BLANK if grid.tall else 0, bold=0)
        return self._done(table)

    def beside(self, about: str, rows: int) -> Any:
        """A table of two columns, to be filled by the caller: words, and what is drawn beside them."""
        self.stay()
        table = self._table(about, (ACROSS - DRAWN, DRAWN))
        for _ in range(rows):
            self._row(table, ("", ""))
        return table

    def stay(self) -> None:
        """Keep the newest paragraph with what comes next."""
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True

    def done(self, table: Any) -> None:
        """After a table that the caller has filled."""
        self._done(table)

    def box(self, lines: int, about: str) -> Any:
        """One box with room for some lines. It grows as it is typed in."""
        table = self._table(about, (ACROSS,))
        self._row(table, ("",), LINE * lines)
        return self._done(table)

    def _table(self, about: str, widths: Sequence[int]) -> Any:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Mm

        table = self._document.add_table(rows=0, cols=len(widths), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        own = self._element().tblPr
        own.find(qn("w:tblW")).set(qn("w:type"), "dxa")
        own.find(qn("w:tblW")).set(qn("w:w"), str(Mm(ACROSS).twips))
        for tag, name, value in (
            ("w:tblInd", "w:w", _EDGE),
            ("w:tblCaption", "w:val", clean_line(about)),
        ):
            made = OxmlElement(tag)
            made.set(qn(name), value)
            if tag == "w:tblInd":
                made.set(qn("w:type"), "dxa")
                own.find(qn("w:tblLayout")).addprevious(made)
            else:
                own.append(made)
        return table

    def _element(self) -> Any:
        """The newest table as it stands in the file."""
        return self._document.element.body.tbl_lst[-1]

    def _head(self, table: Any, names: Sequence[str]) -> None:
        """A row that says what the columns are, again on every page the table reaches."""
        from docx.oxml import OxmlElement

        self._row(table, names, bold=-1)
        self._element().tr_lst[-1].get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    def _row(self, table: Any, texts: Sequence[str], room: int = 0, bold: int | None = None) -> None:
        """A row that no page cuts. ``bold`` is the place of the cell in bold print; -1 for all of them."""
        from docx.enum.table import WD_ALIGN_VERTICAL
        from docx.oxml import OxmlElement
        from docx.shared import Mm, Pt

        row = table.add_row()
        self._element().tr_lst[-1].get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if room:
            row.height = Mm(room)
        for place, (cell, column, text) in enumerate(zip(row.cells, table.columns, texts, strict=True)):
            cell.width = column.width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
            paragraph.add_run(clean_line(text)).bold = bold in (place, -1)
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER if room else WD_ALIGN_VERTICAL.TOP

    def _done(self, table: Any) -> Any:
        """Few rows stay together. A thin line below, or the next table would run on from this one."""
        from docx.shared import Pt

        rows = list(table.rows)
        for row in rows[:-1] if len(rows) <= WHOLE else rows[:1]:
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True

        gap = self._document.add_paragraph()
        gap.paragraph_format.space_after, gap.paragraph_format.line_spacing = Pt(0), Pt(6)
        return table


def widths_of(grid: Grid) -> list[int]:
    """How many millimetres each column of a grid gets, by the longest text in it."""
    columns = zip(grid.columns, *grid.rows, strict=True)
    wanted = [6 + min(_LONGEST, max(map(len, column))) for column in columns]
    return [ACROSS * one // sum(wanted) for one in wanted]
