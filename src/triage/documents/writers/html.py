"""A paper as one HTML page: nothing is fetched, nothing runs, and it prints on A4 with room to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from triage.documents.chart import Bars, Grid, Lettered
from triage.documents.paper import (
    Blanks,
    Block,
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
from triage.documents.writers.drawn_html import STYLE, drawn_html
from triage.documents.writers.fit import WHOLE, shares, short
from triage.documents.writers.page_style import style
from triage.text import clean_line

_BOX = '<span class="box"></span>'


def as_html(paper: Paper) -> str:
    """The paper as a whole page, ending in a newline."""
    return "\n".join(_page(paper)) + "\n"


def _page(paper: Paper) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_text(paper.title)}</title>"
    yield f"<style>{style(paper.first_line, paper.title)}{STYLE}</style>\n</head>\n<body>\n<main>"
    if paper.first_line:
        yield f'<p class="first">{_text(paper.first_line)}</p>'
    yield f"<h1>{_text(paper.title)}</h1>"
    yield from (f'<p class="notice">{_text(notice)}</p>' for notice in paper.notices)
    yield from map(_section, paper.parts)
    yield "</main>\n<footer>"
    yield from (f"<p>{_text(line)}</p>" for line in paper.small_print)
    yield "</footer>\n</body>\n</html>"


def _section(part: PaperPart) -> str:
    looks = [look for look, so in (("short", short(part)), ("page", part.new_page)) if so]
    tag = f'<section class="{" ".join(looks)}">' if looks else "<section>"
    return "\n".join([tag, f"<h2>{_text(part.heading)}</h2>", *map(_block, part.blocks), "</section>"])


def _block(block: Block) -> str:
    match block:
        case Prose(texts):
            return "\n".join(f"<p>{_text(text)}</p>" for text in texts)
        case Bullets(texts):
            return _list("ul", map(_text, texts))
        case Prompts(texts):
            return _list('ul class="prompts"', map(_text, texts))
        case Rows(pairs, head):
            return _asked(pairs, head) if head else _known(pairs)
        case Points(points):
            said = (f"<strong>{_text(point.text)}</strong>{_list('ul', map(_text, point.details))}" for point in points)
            return _list('ul class="points"', said)
        case Tasks(tasks):
            return _list('ol class="tasks"', (_task(task.number, task.text, task.details) for task in tasks))
        case Bars() | Grid() | Lettered():
            return drawn_html(block)
        case _:
            return _by_hand(block)


def _by_hand(block: Blanks | Ticks | Space | Table) -> str:
    """What is to be written or ticked by hand."""
    match block:
        case Ticks(texts):
            return _list('ul class="ticks"', (f"{_BOX}{_text(text)}" for text in texts))
        case Blanks(labels):
            return _pairs('dl class="blanks"', ((label, "") for label in labels))
        case Space(lines):
            return f'<div class="lines">{"<div></div>" * lines}</div>'
        case Table(columns, rows):
            body = f"<tr>{'<td></td>' * len(columns)}</tr>" * rows
            widths = "".join(f'<col style="width: {share}%">' for share in shares(columns))
            return f'<table class="write"><colgroup>{widths}</colgroup>{_head(columns)}<tbody>{body}</tbody></table>'


def _pairs(tag: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Labels with what stands beside each, which is written as HTML already."""
    rows = "".join(f"<div><dt>{_text(label)}</dt><dd>{value}</dd></div>" for label, value in pairs)
    return f"<{tag}>{rows}</dl>"


def _known(pairs: Sequence[tuple[str, str]]) -> str:
    tag = 'dl class="short"' if len(pairs) <= WHOLE else "dl"
    return _pairs(tag, ((label, _text(value)) for label, value in pairs))


def _asked(pairs: Sequence[tuple[str, str]], head: Iterable[str]) -> str:
    rows = "".join(f'<tr><th scope="row">{_text(label)}</th><td>{_text(value)}</td></tr>' for label, value in pairs)
    look = "asked short" if len(pairs) <= WHOLE else "asked"
    return f'<table class="{look}">{_head(head)}<tbody>{rows}</tbody></table>'


def _head(columns: Iterable[str]) -> str:
    cells = "".join(f'<th scope="col">{_text(column)}</th>' for column in columns)
    return f"<thead><tr>{cells}</tr></thead>"


def _task(number: int, text: str, details: Iterable[str]) -> str:
    below = "".join(f"<p>{_text(detail)}</p>" for detail in details)
    return f"{_BOX}<strong>{number}. {_text(text)}</strong>{below}"


def _list(tag: str, items: Iterable[str]) -> str:
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag.split(' ')[0]}>"


def _text(text: str) -> str:
    """A text in which nothing is a tag."""
    return escape(clean_line(text), quote=True)
