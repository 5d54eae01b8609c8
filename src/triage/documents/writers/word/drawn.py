"""Bars in a Word file: each is a shaded stretch of a line, so that it needs no picture and can be edited."""

from __future__ import annotations

from typing import Any

from triage.documents.chart import Bar, Bars, Lettered, length_of
from triage.documents.writers.word.tables import Tables
from triage.text import clean_line

BAR = 48
_HANG, _GAP = 270000, 63500
"""How far the words stand behind their letter, and the room below the last, in the units of the format."""
_SPACE = "\u00a0"
_FULL, _REST = "1D4F76", "E3E3E3"


def bars_into(document: Any, tables: Tables, block: Bars) -> None:
    """A table with a row for each thing: what it is and how it compares, then its bars and counts."""
    if block.title:
        tables.stay()
        document.add_paragraph().add_run(clean_line(block.title)).bold = True
    table = tables.beside(block.title, len(block.bars))
    for row, bar in zip(table.rows, block.bars, strict=True):
        left, right = row.cells
        said = left.paragraphs[0]
        said.add_run(clean_line(bar.label))
        if bar.mark:
            said.add_run(f" [{clean_line(bar.mark)}]").italic = True
        _bars(right, block, bar)
    tables.done(table)


def lettered_into(document: Any, block: Lettered) -> None:
    """A question with its choices below it, each on a line that begins with its letter."""
    heading = document.add_paragraph()
    heading.add_run(clean_line(block.question)).bold = True
    lines = [heading]
    for letter, words in block.choices:
        line = document.add_paragraph()
        line.add_run(clean_line(letter)).bold = True
        line.add_run(f"\t{clean_line(words)}")
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = _HANG, -_HANG
        lines.append(line)
    for line in lines:
        line.paragraph_format.space_after = 0
        line.paragraph_format.keep_with_next = line is not lines[-1]
    lines[-1].paragraph_format.space_after = _GAP


def _bars(cell: Any, block: Bars, bar: Bar) -> None:
    for number, (time, count, out_of) in enumerate(zip(block.times, bar.counts, block.out_of, strict=True)):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        full = length_of(count, out_of, BAR)
        _shaded(paragraph, full, _FULL)
        _shaded(paragraph, BAR - full, _REST)
        paragraph.add_run(f"  {count} of {out_of}" + (f" {time}" if time else ""))


def _shaded(paragraph: Any, length: int, colour: str) -> None:
    if not length:
        return
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    paragraph.add_run(_SPACE * length).font.element.get_or_add_rPr().append(shade)
