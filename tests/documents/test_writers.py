"""Every format holds every word of a paper, as words and nothing else."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from documents.shipped import RULE_SET, paper_of
from documents.test_shipped_forms import BRUISE
from triage.documents.paper import (
    Blanks,
    Block,
    Bullets,
    Paper,
    PaperPart,
    Point,
    Points,
    Prompts,
    Prose,
    Rows,
    Space,
    Table,
    Task,
    Tasks,
    Ticks,
)
from triage.documents.writers import SUFFIXES, Format, WordMissingError, written
from triage.documents.writers.html import as_html
from triage.documents.writers.markdown import as_markdown
from triage.documents.writers.text import as_text
from triage.text import clean_line

words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Zl", "Zp", "Co", "Cn"]), min_size=1, max_size=24
).map(lambda text: clean_line(text).strip())
words = words.filter(lambda text: bool(text) and any(letter.isalnum() for letter in text))
nasty = st.sampled_from(
    ["<b>bold</b>", "[link](http://x.example)", "# Title", "*star*", "1. one", "- dash", "| a | b |", "`code`", "&amp;",
     "<script>alert(1)</script>", "![x](y)", "__under__", "> quote", "~~gone~~", "a\\*b", "http://x.example"]
)  # fmt: skip
texts = st.one_of(words, nasty)
many = st.lists(texts, min_size=1, max_size=3).map(tuple)
blocks: st.SearchStrategy[Block] = st.one_of(
    many.map(Prose),
    many.map(Bullets),
    many.map(Prompts),
    st.builds(
        Rows, st.lists(st.tuples(texts, texts), min_size=1, max_size=3).map(tuple), st.none() | st.tuples(texts, texts)
    ),
    many.map(Blanks),
    many.map(Ticks),
    st.lists(st.builds(Point, texts, many), min_size=1, max_size=2).map(lambda one: Points(tuple(one))),
    st.integers(1, 3).map(Space),
    st.builds(Table, many, st.integers(1, 3)),
    st.lists(st.builds(Task, st.integers(1, 30), texts, many), min_size=1, max_size=2).map(
        lambda one: Tasks(tuple(one))
    ),
)
parts = st.builds(PaperPart, texts, st.lists(blocks, min_size=1, max_size=3).map(tuple))
papers = st.builds(Paper, st.just("form"), texts, texts, many, st.lists(parts, min_size=1, max_size=3).map(tuple), many)


def said(paper: Paper) -> list[str]:
    """Every text of a paper."""
    found = [paper.first_line, paper.title, *paper.notices, *paper.small_print]
    for part in paper.parts:
        found.append(part.heading)
        for block in part.blocks:
            match block:
                case Prose(lines) | Bullets(lines) | Prompts(lines) | Blanks(lines) | Ticks(lines):
                    found.extend(lines)
                case Points(points):
                    found.extend(text for point in points for text in (point.text, *point.details))
                case Rows(pairs):
                    found.extend(text for pair in pairs for text in pair)
                case Table(columns, _):
                    found.extend(columns)
                case Tasks(tasks):
                    found.extend(text for task in tasks for text in (task.text, *task.details))
                case Space():
                    pass
    return [squeezed(text) for text in found]


def squeezed(text: str) -> str:
    return "".join(clean_line(text).split())


class Page(HTMLParser):
    """The words of a page, and the tags in it."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._hidden = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "p", "h1", "h2", "section", "ul", "ol", "li", "dl", "dt",
    "dd", "div", "span", "strong", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "footer",
}  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(papers)
def test_the_page_shows_every_word_and_no_text_becomes_a_tag(paper: Paper) -> None:
    page = Page()
    page.feed(as_html(paper))
    assert page.tags <= TAGS
    shown = squeezed("".join(page.words))
    for text in said(paper):
        assert text in shown


@settings(max_examples=120, deadline=None)
@given(papers)
def test_markdown_shows_every_word_and_no_text_becomes_a_mark(paper: Paper) -> None:
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(as_markdown(paper))
    page = Page()
    page.feed(rendered)
    assert not page.tags & {"a", "img", "code", "pre", "script", "b", "i", "h3"}
    shown = squeezed("".join(page.words))
    for text in said(paper):
        assert text in shown, (text, rendered)


@settings(max_examples=120, deadline=None)
@given(papers, st.integers(50, 100))
def test_text_fits_and_shows_every_word(paper: Paper, width: int) -> None:
    text = as_text(paper, width)
    assert max(map(len, text.split("\n"))) <= width
    shown = squeezed(text).casefold()
    for one in said(paper):
        assert one.casefold() in shown


@settings(max_examples=25, deadline=None)
@given(papers)
def test_a_word_file_opens_and_holds_every_word(paper: Paper) -> None:
    file = docx.Document(BytesIO(written(paper, Format.WORD)))
    found = [paragraph.text for paragraph in file.paragraphs]
    found += [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    found += [paragraph.text for paragraph in file.sections[0].footer.paragraphs]
    shown = squeezed("".join(found))
    for text in said(paper):
        assert text in shown
    assert not file.core_properties.author


@pytest.mark.parametrize("form", Format)
def test_every_form_can_be_written_in_every_format(form: Format) -> None:
    for name in RULE_SET.documents:
        data = written(paper_of(name, BRUISE), form)
        assert len(data) > 500
    assert SUFFIXES[form].startswith(".")


def test_without_the_library_a_word_file_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(WordMissingError, match="pip install"):
        written(paper_of("referral", BRUISE), Format.WORD)


def test_the_page_asks_nothing_of_the_network() -> None:
    page = as_html(paper_of("case-record", BRUISE))
    for word in ("<script", "<link", "<img", "src=", "url(", "@import"):
        assert word not in page
