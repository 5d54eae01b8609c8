"""Forms as pages: what a reader, a printer and a screen reader need of each, in HTML and in Word."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.shipped import cases, paper_of
from documents.test_shipped_forms import BRUISE, FORMS
from documents.test_writers import papers, squeezed
from triage.documents.paper import Blanks, Paper, PaperPart, Prose, Rows, Space, Table
from triage.documents.writers import Format, written
from triage.documents.writers.fit import SHORT, height, shares, short
from triage.documents.writers.html import as_html
from triage.documents.writers.page_style import style
from triage.documents.writers.word.look import ACROSS

SOME = (BRUISE, {}, *cases()[::60])


class Tags(HTMLParser):
    """The tags of a page in order, each with what it says of itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def named(self, *names: str) -> list[tuple[str, dict[str, str | None]]]:
        return [one for one in self.tags if one[0] in names]


@cache
def word(form: str, case: int = 0) -> Any:
    return docx.Document(BytesIO(written(paper_of(form, dict(SOME[case])), Format.WORD)))


def xml(element: Any) -> str:
    return str(element.xml)


@pytest.mark.parametrize("form", FORMS)
def test_a_page_can_be_read_aloud(form: str) -> None:
    """Its language, its title, one heading of the first order and then only of the second, tables with heads."""
    for answers in SOME:
        paper = paper_of(form, dict(answers))
        page = as_html(paper)
        tags = Tags(page)
        assert tags.named("html")[0][1]["lang"] == "en-GB"
        assert f"<title>{paper.title}</title>" in page
        assert [tag for tag, _ in tags.named("h1", "h2", "h3")] == ["h1", *["h2"] * len(paper.parts)]
        tables, scopes = tags.named("table"), [one.get("scope") for _, one in tags.named("th")]
        assert len(tags.named("thead")) == len(tables)
        assert set(scopes) <= {"col", "row"}
        assert scopes.count("col") >= 2 * len(tables)


@pytest.mark.parametrize("form", FORMS)
def test_a_page_is_numbered_and_says_on_each_what_it_is(form: str) -> None:
    paper = paper_of(form, BRUISE)
    page = as_html(paper)
    assert '"Page " counter(page) " of " counter(pages)' in page
    assert "size: A4" in page
    assert page.index('<p class="first">') < page.index("<h1>")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_can_end_the_style_it_stands_in(first: str, title: str) -> None:
    made, plain = style(first, title), style("", "")
    assert made.count('"') == plain.count('"')
    assert made.count("{") == plain.count("{")
    assert "</" not in made
    assert made.count("\n") == plain.count("\n")


def test_the_status_line_reads_the_same_on_later_pages() -> None:
    told = re.search(r'@top-right \{ content: "(.*?)";', style("A: b", ""))
    assert told is not None
    assert told[1] == r"A\00003a  b"  # the first blank ends the code, the second one shows


@pytest.mark.parametrize("form", FORMS)
def test_a_word_file_has_real_headings_a_language_and_a_title(form: str) -> None:
    paper, file = paper_of(form, BRUISE), word(form)
    styles = [(one.style.name, one.text) for one in file.paragraphs]
    assert ("Title", paper.title) in styles
    assert [text for name, text in styles if name == "Heading 1"] == [part.heading for part in paper.parts]
    assert styles[0][1] == paper.first_line
    assert 'w:lang w:val="en-GB"' in xml(file.styles.element)
    assert "en-US" not in xml(file.styles.element)
    assert file.core_properties.title == paper.title
    assert file.core_properties.language == "en-GB"


@pytest.mark.parametrize("form", FORMS)
def test_a_word_file_numbers_its_pages_and_says_on_each_what_it_is(form: str) -> None:
    paper, section = paper_of(form, BRUISE), word(form).sections[0]
    for foot in (section.first_page_footer, section.footer):
        assert re.sub(r"\s+", " ", foot.paragraphs[0].text).startswith(f"{paper.title} Page")
        fields = re.findall(r'w:fldSimple w:instr="(\w+)"', xml(foot._element))
        assert fields == ["PAGE", "NUMPAGES"]
    assert section.header.paragraphs[0].text.strip() == paper.first_line
    assert not section.first_page_header.paragraphs[0].text, "the first page has it in its frame"


@pytest.mark.parametrize("form", FORMS)
def test_the_status_line_is_large_bold_and_in_a_thick_frame(form: str) -> None:
    first = word(form).paragraphs[0]
    assert first.runs[0].bold
    assert first.runs[0].font.size >= Pt(16)
    frame = first.paragraph_format.element.pPr.find(qn("w:pBdr"))
    assert {side.get(qn("w:sz")) for side in frame} == {"36"}
    assert 'class="first"' in as_html(paper_of(form, BRUISE))


@pytest.mark.parametrize("form", FORMS)
def test_print_is_large_enough_and_stays_within_the_margins(form: str) -> None:
    file = word(form)
    section = file.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    assert min(section.left_margin, section.right_margin, section.top_margin, section.bottom_margin).mm > 15
    assert file.styles["Normal"].font.size >= Pt(11)
    for table in file.tables:
        assert sum(column.width.mm for column in table.columns) < ACROSS + 0.5
    assert "font-size: 11pt" in as_html(paper_of(form, BRUISE))


@pytest.mark.parametrize("form", FORMS)
def test_no_row_is_cut_by_a_page_and_there_is_room_for_a_hand(form: str) -> None:
    for table in word(form).tables:
        for row in table.rows:
            assert "w:cantSplit" in xml(row._tr)
            if not any(cell.text for cell in row.cells[-1:]):
                assert row.height.mm > 7.9
                assert table.columns[-1].width.mm > 20


def test_a_table_says_again_on_the_next_page_what_its_columns_are() -> None:
    file = word("referral")
    headed = [table for table in file.tables if "w:tblHeader" in xml(table.rows[0]._tr)]
    heads = [[cell.text for cell in table.rows[0].cells] for table in headed]
    assert ["Date", "What happened", "Fact or opinion", "Who saw it or said it"] in heads
    assert ["What was asked", "Answer"] in heads


def test_a_short_part_stays_on_one_page_and_a_long_one_may_be_cut() -> None:
    few, many = PaperPart("Few", (Blanks(("Signed", "Date")),)), PaperPart("Many", (Space(20),))
    assert short(few)
    assert not short(many)
    page = as_html(Paper("form", "Form", "", (), (few, many), ()))
    assert page.count('<section class="short">') == 1
    file = docx.Document(BytesIO(written(Paper("form", "Form", "", (), (few, many), ()), Format.WORD)))
    signed, date = (row.cells[0].paragraphs[0].paragraph_format for row in file.tables[0].rows)
    assert signed.keep_with_next
    assert date.keep_with_next, "so that the thin line below stays with it"


@settings(max_examples=100, deadline=None)
@given(papers)
def test_a_part_with_more_in_it_is_never_shorter(paper: Paper) -> None:
    for part in paper.parts:
        more = PaperPart(part.heading, (*part.blocks, Prose(("One more line.",))))
        assert height(more) == height(part) + 1
        assert short(part) == (height(part) <= SHORT)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["Date", "Who", "What happened", "Fact or opinion"]), min_size=1, max_size=6))
def test_columns_share_the_width_and_what_happened_gets_the_most(columns: list[str]) -> None:
    widths = shares(columns)
    assert 95 <= sum(widths) <= 100
    by_name = dict(zip(columns, widths, strict=True))
    if {"Date", "What happened"} <= by_name.keys():
        assert by_name["Date"] < by_name["What happened"]


def first_of(data: bytes, form: Format) -> str:
    """The first line of a paper, as its reader meets it."""
    match form:
        case Format.WORD:
            return str(docx.Document(BytesIO(data)).paragraphs[0].text)
        case Format.HTML:
            found = re.search(r'<p class="first">(.*?)</p>', data.decode())
            assert found is not None
            return found[1].replace("&#x27;", "'")
        case _:
            return data.decode().split("\n\n")[0].replace("\\", "").strip("*")


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, len(cases()) - 1),
    st.sampled_from(FORMS),
    st.sampled_from([Format.TEXT, Format.MARKDOWN, Format.HTML]),
)
def test_the_status_stands_first_in_every_format(place: int, name: str, form: Format) -> None:
    paper = paper_of(name, cases()[place])
    assert paper.first_line
    assert squeezed(first_of(written(paper, form), form)) == squeezed(paper.first_line)


@pytest.mark.parametrize("name", FORMS)
def test_the_status_stands_first_in_a_word_file(name: str) -> None:
    assert first_of(written(paper_of(name, BRUISE), Format.WORD), Format.WORD) == paper_of(name, BRUISE).first_line


def test_a_label_of_a_blank_holds_no_answer() -> None:
    """Nothing that is written by hand is ever filled in, so no name can be."""
    for form in FORMS:
        for answers in SOME:
            for part in paper_of(form, dict(answers)).parts:
                labels = {label for block in part.blocks if isinstance(block, Blanks) for label in block.labels}
                known = {label for block in part.blocks if isinstance(block, Rows) for label, _ in block.pairs}
                assert not labels & known


def test_every_table_to_fill_has_room() -> None:
    for form in FORMS:
        for part in paper_of(form, BRUISE).parts:
            for block in part.blocks:
                if isinstance(block, Table):
                    assert block.rows >= 3
                    assert len(block.columns) <= 5
