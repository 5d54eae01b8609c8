"""Bars in a Word file: each is a shaded stretch of a line, so that it needs no picture and can be edited."""

from __future__ import annotations

from typing import Any

from triage.documents.chart import Bar, Bars, Lettered, length_of
from triage.text import clean_line

BAR = 48
_HANG, _GAP = 270000, 63500
"""How far the words stand behind their letter, and the room below the last, in the units of the format."""
_SPACE = "\u00a0"
_FULL, _REST = "1D4F76", "E3E3E3"


def bars_into(document: Any, block: Bars) -> None:
    """A table with a row for each thing: what it is and how it compares, then its bars and counts."""
    if block.title:
        heading = document.add_paragraph()
        heading.add_run(clean_line(block.title)).bold = True
        heading.paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for bar in block.bars:
        row = table.add_row()
        _never_split(row)
        left, right = row.cells
        left.text = clean_line(bar.label)
        if bar.mark:
            left.add_paragraph().add_run(clean_line(bar.mark)).italic = True
        _bars(right, block, bar)
    document.add_paragraph()


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
    run = paragraph.add_run(_SPACE * length)
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - the library has no way to shade a run
    name = properties.tag.rpartition("}")[0]
    shade = properties.makeelement(f"{name}}}shd", {f"{name}}}val": "clear", f"{name}}}color": "auto"})
    shade.set(f"{name}}}fill", colour)
    properties.append(shade)


def _never_split(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - nor to keep a row on one page
    name = properties.tag.rpartition("}")[0]
    properties.append(properties.makeelement(f"{name}}}cantSplit", {}))
