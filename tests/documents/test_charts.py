"""What a room was asked and what it answered: every word and every count, in every format, and nothing else."""

from __future__ import annotations

from html.parser import HTMLParser
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from triage.documents.chart import Bar, Bars, Grid, Lettered, length_of
from triage.documents.paper import Block, Paper, PaperPart
from triage.documents.writers import Format, written
from triage.documents.writers.html import as_html
from triage.documents.writers.markdown import as_markdown
from triage.documents.writers.text import as_text

words = st.one_of(
    st.text("abcdefgh éß<>&\"'|*_[]()`#~", min_size=1, max_size=40).map(lambda one: f"x{' '.join(one.split())}y"),
    st.sampled_from(["<script>alert(1)</script>", "a | b", "# no heading", "*no star*", "x" * 90]),
)


@st.composite
def bars(draw: st.DrawFn) -> Bars:
    times = draw(st.sampled_from([("",), ("before", "after")]))
    out_of = tuple(draw(st.integers(1, 40)) for _ in times)
    made = [
        Bar(
            draw(words),
            draw(st.sampled_from(["", "as the rules", "less safe"])),
            tuple(draw(st.integers(0, n)) for n in out_of),
        )
        for _ in range(draw(st.integers(1, 4)))
    ]
    return Bars(draw(words), times, out_of, tuple(made))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    columns = tuple(draw(st.lists(words, min_size=1, max_size=4)))
    row = st.tuples(*(st.one_of(words, st.just("")) for _ in columns))
    return Grid(columns, tuple(draw(st.lists(row, min_size=1, max_size=3))), draw(st.booleans()))


letters = st.builds(
    Lettered, words, st.lists(st.tuples(st.sampled_from("ABC"), words), min_size=1, max_size=4).map(tuple)
)
blocks: st.SearchStrategy[Block] = st.one_of(bars(), grids(), letters)
papers = st.lists(blocks, min_size=1, max_size=3).map(
    lambda found: Paper("room", "Room", "", (), (PaperPart("Part", tuple(found), new_page=True),), ())
)


def squeezed(text: str) -> str:
    return "".join(text.split())


def said(paper: Paper) -> list[str]:
    """Every word there is, and every count as it is told."""
    found: list[str] = []
    for block in paper.parts[0].blocks:
        match block:
            case Bars(title, _, _, drawn):
                found += [title, *(text for bar in drawn for text in (bar.label, bar.mark))]
            case Grid(columns, rows):
                found += [*columns, *(cell for row in rows for cell in row)]
            case Lettered(question, choices):
                found += [question, *(text for pair in choices for text in pair)]
    return [squeezed(text) for text in found]


class Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self._style = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        if not self._style:
            self.words.append(data)

    @property
    def shown(self) -> str:
        return squeezed("".join(self.words))


MANY = settings(max_examples=40, deadline=None)


@MANY
@given(papers)
def test_the_page_shows_every_word_and_draws_by_itself(paper: Paper) -> None:
    html = as_html(paper)
    page = Page(html)
    assert not page.tags & {"script", "img", "link"}
    assert "url(" not in html
    for text in said(paper):
        assert text in page.shown


@MANY
@given(papers)
def test_markdown_shows_every_word_and_no_text_becomes_a_mark(paper: Paper) -> None:
    page = Page(MarkdownIt("commonmark", {"html": True}).enable("table").render(as_markdown(paper)))
    assert not page.tags & {"script", "img", "em", "code", "h3"}
    for text in said(paper):
        assert text in page.shown


@MANY
@given(papers, st.integers(50, 100))
def test_text_fits_and_shows_every_word(paper: Paper, width: int) -> None:
    text = as_text(paper, width)
    assert max(map(len, text.split("\n"))) <= width
    for one in said(paper):
        assert one in squeezed(text)


@settings(max_examples=20, deadline=None)
@given(papers)
def test_a_word_file_opens_and_holds_every_word(paper: Paper) -> None:
    file = docx.Document(BytesIO(written(paper, Format.WORD)))
    found = [one.text for one in file.paragraphs]
    found += [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    for text in said(paper):
        assert text in squeezed("".join(found))


@MANY
@given(bars(), st.sampled_from(list(Format)))
def test_every_count_is_told_in_words_beside_its_bar(block: Bars, form: Format) -> None:
    data = written(Paper("room", "Room", "", (), (PaperPart("Part", (block,)),), ()), form)
    if form is Format.WORD:
        shown = "".join(cell.text for row in docx.Document(BytesIO(data)).tables[0].rows for cell in row.cells)
    else:
        shown = data.decode()
    for bar in block.bars:
        for count, total in zip(bar.counts, block.out_of, strict=True):
            assert (f"| {count} " if form is Format.MARKDOWN else f"{count} of {total}") in shown


@given(st.integers(0, 500), st.integers(0, 500), st.integers(2, 60))
def test_a_bar_is_empty_only_for_none_and_full_only_for_all(count: int, out_of: int, whole: int) -> None:
    length = length_of(count, out_of, whole)
    assert 0 <= length <= whole
    assert (length == 0) == (count == 0 or out_of == 0)
    assert (length == whole) == (0 < out_of <= count)


@given(st.integers(1, 60), st.integers(2, 40))
def test_more_is_never_drawn_shorter(out_of: int, whole: int) -> None:
    lengths = [length_of(count, out_of, whole) for count in range(out_of + 1)]
    assert lengths == sorted(lengths)


def test_bars_in_plain_characters() -> None:
    block = Bars(
        "How soon?",
        ("before", "after"),
        (4, 3),
        (Bar("Now", "as the rules", (1, 3)), Bar("Later", "less safe", (3, 0))),
    )
    text = as_text(Paper("room", "Room", "", (), (PaperPart("Part", (block,)),), ()))
    assert text.splitlines()[4:] == [
        "How soon?",
        "- Now [as the rules]",
        "    before  ########......................  1 of 4",
        "    after   ##############################  3 of 3",
        "- Later [less safe]",
        "    before  ######################........  3 of 4",
        "    after   ..............................  0 of 3",
        "",
    ]


def test_a_count_without_its_time_is_refused() -> None:
    with pytest.raises(ValueError, match="every time"):
        Bars("", ("before", "after"), (1, 1), (Bar("x", "", (1,)),))
