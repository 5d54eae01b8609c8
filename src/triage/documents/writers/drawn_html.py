"""Bars as a picture inside the page, with the counts as words beside them; and tables. Nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from triage.documents.chart import Bar, Bars, Drawn, Grid, Lettered
from triage.text import clean_line

STYLE = """
figure.bars { margin: .5rem 0 .8rem; break-inside: avoid; }
figure.bars figcaption { font-weight: 600; margin: 0 0 .3rem; break-after: avoid; }
.bar { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; padding: .3rem 0; border-top: 1px solid #ccc;
  break-inside: avoid; }
.bar .mark { display: inline-block; font-size: .85em; border: 1px solid #555; border-radius: .6em; padding: 0 .5em; }
.bar .mark.less { border-width: 2px; font-weight: 700; }
.bar .time { display: grid; grid-template-columns: 3.4rem 1fr 4.2rem; gap: .5rem; align-items: center;
  font-size: .9em; }
.bar .time.one { grid-template-columns: 1fr 4.2rem; }
.bar svg { width: 100%; height: .8rem; display: block; }
table.grid { margin: .5rem 0 1rem; table-layout: auto; } table.grid td { height: auto; vertical-align: top; }
table.tall td { height: 1.9rem; }
.lettered { margin: .5rem 0 .6rem; break-inside: avoid; } .lettered p { font-weight: 600; margin: 0 0 .15rem; }
.lettered ul { list-style: none; padding: 0; margin: 0; }
.lettered li { display: grid; grid-template-columns: 1.6rem 1fr; margin: 0; line-height: 1.35; }
table.grid th { overflow-wrap: normal; min-width: 4.6rem; }
section > h2 + p { break-after: avoid; }
section.page { break-before: page; }
"""

_LESS = "less safe"


def drawn_html(block: Drawn) -> str:
    """One of the three."""
    match block:
        case Bars():
            return _bars(block)
        case Grid():
            return _grid(block)
        case Lettered():
            return _lettered(block)


def _bars(block: Bars) -> str:
    """The bars of one question. A filled bar stands in an outline as long as everybody."""
    caption = f"<figcaption>{_text(block.title)}</figcaption>" if block.title else ""
    return f'<figure class="bars">{caption}{"".join(_bar(block, bar) for bar in block.bars)}</figure>'


def _bar(block: Bars, bar: Bar) -> str:
    kind = " less" if bar.mark == _LESS else ""
    mark = f' <span class="mark{kind}">{_text(bar.mark)}</span>' if bar.mark else ""
    times = "".join(_times(block, bar))
    return f'<div class="bar"><div>{_text(bar.label)}{mark}</div><div>{times}</div></div>'


def _times(block: Bars, bar: Bar) -> Iterator[str]:
    for time, count, out_of in zip(block.times, bar.counts, block.out_of, strict=True):
        named = f"<span>{_text(time)}</span>" if time else ""
        one = "" if time else " one"
        yield f'<div class="time{one}">{named}{_svg(count, out_of)}<span>{count} of {out_of}</span></div>'


def _svg(count: int, out_of: int) -> str:
    """The picture says nothing that the count beside it does not, so a screen reader is spared it."""
    width = round(1000 * count / out_of) if out_of else 0
    return (
        '<svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect x="1" y="1" width="998" height="18" fill="#fff" stroke="#555" stroke-width="2"/>'
        f'<rect x="0" y="0" width="{width}" height="20" fill="#1d4f76"/></svg>'
    )


def _grid(block: Grid) -> str:
    """A table, with its first column as the heads of its rows."""
    head = "".join(f'<th scope="col">{_text(column)}</th>' for column in block.columns)
    rows = "".join(
        f'<tr><th scope="row">{_text(row[0])}</th>{"".join(f"<td>{_text(cell)}</td>" for cell in row[1:])}</tr>'
        for row in block.rows
    )
    tall = " tall" if block.tall else ""
    return f'<table class="grid{tall}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _lettered(block: Lettered) -> str:
    """A question with its choices, close together, each under its letter."""
    choices = "".join(
        f"<li><strong>{_text(letter)}</strong><span>{_text(words)}</span></li>" for letter, words in block.choices
    )
    return f'<div class="lettered"><p>{_text(block.question)}</p><ul>{choices}</ul></div>'


def _text(text: str) -> str:
    return escape(clean_line(text), quote=True)
