"""Guidance files: a head of facts, and passages under headings with anchors."""

from __future__ import annotations

from datetime import date

import pytest

from rules.support import GOOD, codes
from triage.rules.guidance import read_guidance
from triage.rules.model import Confidence, Source, Standing
from triage.rules.problems import Collector, Problem

NAME = "guidance/handbook.md"
TEXT = (GOOD / NAME).read_text(encoding="utf-8")


def guidance(text: str) -> tuple[Source | None, tuple[Problem, ...]]:
    out = Collector()
    return read_guidance(text.encode(), NAME, out), out.all()


def test_the_head_is_read_as_written() -> None:
    source, problems = guidance(TEXT)
    assert problems == ()
    assert source is not None
    assert source.title == "A made-up handbook: for tests only"
    assert source.published == date(2026, 1, 2)
    assert source.standing is Standing.IN_FORCE
    assert source.read == "The whole of it, on one day."
    assert source.introduction == "It says what the tests need.\n\nIt says no more."
    assert str(source.place) == "guidance/handbook.md:2:5"


def test_passages_keep_their_facts_and_their_shape() -> None:
    source, _ = guidance(TEXT)
    assert source is not None
    danger, write, poems = source.passages
    assert danger.text == "Ring when a child is in danger. Do not wait.\n\n- First the police.\n- Then social care."
    assert (danger.anchor, danger.title, danger.where) == ("danger", "Danger comes first", "page 1")
    assert (danger.confidence, write.confidence) == (Confidence.VERIFIED, Confidence.SECOND_HAND)
    assert poems.left_to_judgement == "Poems decide nothing."
    assert str(danger.place) == "guidance/handbook.md:20:4"


def test_an_item_goes_on_on_the_next_line_and_a_paragraph_follows_a_list() -> None:
    source, problems = guidance(TEXT.replace("- Then social care.", "- Then social\n  care.\n\nAnd breathe."))
    assert problems == ()
    assert source is not None
    assert source.passages[0].text.endswith("- First the police.\n- Then social care.\n\nAnd breathe.")


@pytest.mark.parametrize(("published", "day"), [("2026", None), ("2026-01", None), ("2026-01-02", date(2026, 1, 2))])
def test_part_of_a_date_of_publication_is_enough(published: str, day: date | None) -> None:
    source, problems = guidance(TEXT.replace("published: 2026-01-02", f"published: {published}"))
    assert problems == ()
    assert source is not None
    assert source.published == day


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("---\nid", "id", "TR507", 1),
        ("status: in force", "status: in forse", "TR204", 9),
        ("status: in force\n", "", "TR202", 1),
        ("status: in force", "status: superseded", "TR202", 1),
        ("id: handbook", "id: handbok", "TR211", 2),
        ("id: handbook", "id: Handbook", "TR205", 2),
        ("edition: first", "edition first", "TR507", 5),
        ("edition: first", "edition:", "TR507", 5),
        ("edition: first", "edition: first\nedition: second", "TR106", 6),
        ("edition: first", "editon: first", "TR201", 5),
        ("confidence: V", "confidence: certain", "TR204", 10),
        ("checked on: 2026-11-20", "checked on: 20.11.2026", "TR207", 11),
        ("## Danger comes first {#danger}", "### Danger {#danger}", "TR507", 20),
        ("{#danger}", "{#Danger Now}", "TR205", 20),
        ("{#danger}", "{#poems}", "TR208", 35),
        ("where: page 1\n", "where: page 1\nwhere: page 2\n", "TR106", 22),
        ("Read one.", "", "TR507", 35),
        ("Ring when", "Ring \u200bwhen", "TR103", 23),
    ],
)
def test_what_is_wrong_is_placed(old: str, new: str, code: str, line: int) -> None:
    assert old in TEXT
    _, problems = guidance(TEXT.replace(old, new, 1))
    assert (code, line) in [(problem.code, problem.place.line) for problem in problems]


@pytest.mark.parametrize(
    "marks", ["**now**", "[here](https://example.org)", "| a | b |", "1. First", "<b>now</b>", "> said", "```"]
)
def test_marks_that_would_be_shown_raw_are_pointed_out(marks: str) -> None:
    _, problems = guidance(TEXT.replace("Do not wait.", marks))
    assert codes(problems) == ["TR508"]


def test_a_file_without_passages_is_refused() -> None:
    _, problems = guidance(TEXT[: TEXT.index("## ")])
    assert codes(problems) == ["TR507"]


@pytest.mark.parametrize("text", ["", "---", "---\n---", "---\nid: x\n", "no head", "---\n\n---\n## {#}\n"])
def test_scraps_are_refused_and_break_nothing(text: str) -> None:
    assert guidance(text)[1]
