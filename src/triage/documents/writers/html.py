"""A paper as one HTML page: nothing is fetched, nothing runs, and it prints on A4 with room to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from triage.documents.chart import Bars, Grid, Lettered
from triage.documents.paper import Blanks, Block, Bullets, Paper, Prompts, Prose, Rows, Space, Table, Tasks
from triage.documents.writers.drawn_html import STYLE, bars_html, grid_html, lettered_html
from triage.text import clean_line

_STYLE = """
@page { size: A4; margin: 18mm 16mm 20mm; }
:root { color-scheme: light; }
body { max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem; background: #fff; color: #111;
  font: 1rem/1.45 "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
.first { border: 3px solid #111; padding: .5rem .8rem; font-weight: 700; font-size: 1.15rem; }
.notice { border-left: .4rem solid #111; padding: .3rem .8rem; font-weight: 600; }
h1 { font-size: 1.6rem; margin: 1rem 0 .5rem; }
h2 { font-size: 1.1rem; margin: 1.4rem 0 .4rem; border-bottom: 1px solid #555; break-after: avoid; }
ul, ol { margin: .3rem 0; padding-left: 1.3rem; }
li { margin: .2rem 0; break-inside: avoid; }
.prompts { color: #333; font-style: italic; break-after: avoid; }
dl { display: grid; grid-template-columns: minmax(9rem, 40%) 1fr; gap: .25rem 1rem; margin: .4rem 0; }
dt { font-weight: 600; } dd { margin: 0; }
section.page { break-before: page; }
section:last-of-type { break-inside: avoid; }
.blank { border-bottom: 1px solid #555; min-height: 1.7rem; }
.line { border-bottom: 1px solid #555; height: 1.9rem; }
.tasks { list-style: none; padding-left: 0; }
.tasks > li { padding-left: 2rem; position: relative; }
.box { position: absolute; left: 0; top: .2rem; width: 1rem; height: 1rem; border: 1.5px solid #111; }
.tasks p { margin: .1rem 0; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid #555; padding: .3rem; text-align: left; }
td { height: 2.2rem; }
footer { margin-top: 2rem; border-top: 1px solid #555; font-size: .85rem; color: #333; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 10.5pt; } }
"""


def as_html(paper: Paper) -> str:
    """The paper as a whole page, ending in a newline."""
    return "\n".join(_page(paper)) + "\n"


def _page(paper: Paper) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_text(paper.title)}</title>\n<style>{_STYLE}{STYLE}</style>\n</head>\n<body>\n<main>"
    if paper.first_line:
        yield f'<p class="first">{_text(paper.first_line)}</p>'
    yield f"<h1>{_text(paper.title)}</h1>"
    yield from (f'<p class="notice">{_text(notice)}</p>' for notice in paper.notices)
    for part in paper.parts:
        page = ' class="page"' if part.new_page else ""
        yield f"<section{page}>\n<h2>{_text(part.heading)}</h2>"
        yield from map(_any, part.blocks)
        yield "</section>"
    yield "</main>\n<footer>"
    yield from (f"<p>{_text(line)}</p>" for line in paper.small_print)
    yield "</footer>\n</body>\n</html>"


def _any(block: Block) -> str:
    if isinstance(block, Bars):
        return bars_html(block)
    if isinstance(block, Lettered):
        return lettered_html(block)
    return grid_html(block) if isinstance(block, Grid) else _block(block)


def _block(block: Block) -> str:
    match block:
        case Prose(texts):
            return "\n".join(f"<p>{_text(text)}</p>" for text in texts)
        case Bullets(texts):
            return _list("ul", map(_text, texts))
        case Prompts(texts):
            return _list('ul class="prompts"', map(_text, texts))
        case Rows(pairs):
            return f"<dl>{''.join(f'<dt>{_text(label)}</dt><dd>{_text(value)}</dd>' for label, value in pairs)}</dl>"
        case Blanks(labels):
            room = '</dt><dd class="blank"></dd>'
            return f"<dl>{''.join(f'<dt>{_text(label)}{room}' for label in labels)}</dl>"
        case Space(lines):
            return '<div class="line"></div>' * lines
        case Table(columns, rows):
            head = "".join(f'<th scope="col">{_text(column)}</th>' for column in columns)
            return f"<table><thead><tr>{head}</tr></thead><tbody>{_row(len(columns)) * rows}</tbody></table>"
        case Tasks(tasks):
            return _list('ol class="tasks"', (_task(task.number, task.text, task.details) for task in tasks))
    raise TypeError(type(block).__name__)


def _row(columns: int) -> str:
    return f"<tr>{'<td></td>' * columns}</tr>"


def _task(number: int, text: str, details: Iterable[str]) -> str:
    below = "".join(f"<p>{_text(detail)}</p>" for detail in details)
    return f'<span class="box"></span><strong>{number}. {_text(text)}</strong>{below}'


def _list(tag: str, items: Iterable[str]) -> str:
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag.split(' ')[0]}>"


def _text(text: str) -> str:
    """A text in which nothing is a tag."""
    return escape(clean_line(text), quote=True)
