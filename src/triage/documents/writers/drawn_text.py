"""Bars and tables in plain characters, for every terminal and every reader."""

from __future__ import annotations

from triage.documents.chart import Bar, Bars, Drawn, Grid, Lettered, length_of
from triage.export.layout import Sheet
from triage.text import clean_line

BAR = 30
"""Characters of a bar, where there is room."""
_FULL, _REST = "#", "."
_GAP = 2


def drawn_into(sheet: Sheet, block: Drawn, width: int) -> None:
    """One of the three, after an empty line. No line is longer than ``width``."""
    sheet.gap()
    match block:
        case Bars():
            _bars(sheet, block, width)
        case Grid():
            _grid(sheet, block, width)
            sheet.gap()
        case Lettered():
            _lettered(sheet, block)


def _bars(sheet: Sheet, block: Bars, width: int) -> None:
    """Each thing on a line with its mark, and its bars below: read aloud, the words and counts come through."""
    if block.title:
        sheet.text(block.title)
    named = [f"{clean_line(time)}  " if time else "" for time in block.times]
    counts = [[f"  {count} of {total}" for count, total in _counted(block, bar)] for bar in block.bars]
    longest = max((len(text) for row in counts for text in row), default=0)
    wide = max(map(len, named), default=0)
    steps = max(4, min(BAR, width - 4 - wide - longest))
    for bar, texts in zip(block.bars, counts, strict=True):
        sheet.item("- ", f"{bar.label} [{bar.mark}]" if bar.mark else bar.label)
        for name, text, (count, total) in zip(named, texts, _counted(block, bar), strict=True):
            full = length_of(count, total, steps)
            sheet.verbatim(f"    {name:<{wide}}{_FULL * full}{_REST * (steps - full)}{text}")


def _counted(block: Bars, bar: Bar) -> list[tuple[int, int]]:
    return list(zip(bar.counts, block.out_of, strict=True))


def _grid(sheet: Sheet, block: Grid, width: int) -> None:
    """Columns side by side where they fit, otherwise each row as its columns one below another."""
    rows = [tuple(map(clean_line, row)) for row in (block.columns, *block.rows)]
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rest = "_" if block.tall else " "
    if sum(wide) + _GAP * (len(wide) - 1) <= width:
        for row in rows:
            cells = (f"{cell or rest * size:<{size}}" for cell, size in zip(row, wide, strict=True))
            sheet.verbatim((" " * _GAP).join(cells).rstrip())
        return
    for row in rows[1:]:
        sheet.item("- ", "; ".join(_named(name, cell or rest * 4) for name, cell in zip(rows[0], row, strict=True)))


def _lettered(sheet: Sheet, block: Lettered) -> None:
    """The question, and each choice on a line that begins with its letter."""
    sheet.text(block.question)
    for letter, words in block.choices:
        sheet.item(f"  {letter}  ", words)


def _named(name: str, cell: str) -> str:
    return f"{name}: {cell}" if name else cell
