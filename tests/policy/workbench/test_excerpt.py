"""Which lines of a file hold one thing."""

from __future__ import annotations

import pytest

from triage.policy.workbench.excerpt import LONGEST, excerpt
from triage.rules.model import Place

TEXT = """\
topic: one
rules:
  first:
    when: always

    # a remark
    steps: [a]
  second: { when: always }

steps:
  a:
    do: It.
"""
PAGE = """\
---
id: page
title: A page
---
Some words.

## One {#one}
where: here

Text.

## Two {#two}
More.
"""


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        (3, ("first:", "  when: always", "", "  # a remark", "  steps: [a]")),
        (8, ("second: { when: always }",)),
        (11, ("a:", "  do: It.")),
    ],
)
def test_an_entry_ends_where_the_next_one_begins(line: int, lines: tuple[str, ...]) -> None:
    found = excerpt(TEXT, Place("rules/x.yaml", line, 3))
    assert found.lines == lines
    assert found.first == line
    assert found.more == 0


def test_a_passage_ends_at_the_next_heading_and_the_head_at_its_fence() -> None:
    assert excerpt(PAGE, Place("guidance/page.md", 7)).lines == ("## One {#one}", "where: here", "", "Text.")
    assert excerpt(PAGE, Place("guidance/page.md", 12)).lines == ("## Two {#two}", "More.")
    assert excerpt(PAGE, Place("guidance/page.md", 2)).lines == ("id: page", "title: A page")


@pytest.mark.parametrize(("text", "line"), [("", 1), (TEXT, 99), (TEXT, 0)])
def test_a_place_that_is_not_there_has_no_lines(text: str, line: int) -> None:
    assert excerpt(text, Place("rules/x.yaml", line)).lines == ()


def test_a_very_long_thing_is_cut_and_says_how_much_is_left() -> None:
    text = "a:\n" + "  - line\n" * (LONGEST + 9)
    found = excerpt(text, Place("rules/x.yaml", 1))
    assert len(found.lines) == LONGEST
    assert found.more == 10
