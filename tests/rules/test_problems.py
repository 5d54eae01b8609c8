"""Problems are told with their place, their line and what to do, and show nothing a terminal would obey."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.rules.model import Place
from triage.rules.problems import (
    ERROR,
    LONGEST_LINE,
    WARNING,
    Collector,
    Problem,
    RulesRefused,
    closest,
    did_you_mean,
    errors_in,
    in_order,
    listed,
    quoted,
    render,
)
from triage.text import clean

PLACE = Place("rules/a.yaml", 3, 5)


def test_a_problem_is_told_in_lines() -> None:
    problem = Problem(PLACE, "TR204", "'x' is not a value.", "use 'y'.", "  a: x")
    assert render(problem) == "rules/a.yaml:3:5: TR204 'x' is not a value.\n    a: x\n      ^\nTry: use 'y'."


def test_a_warning_says_so_and_what_is_missing_is_left_out() -> None:
    assert render(Problem(PLACE, "TR503", "old.", severity=WARNING)) == "rules/a.yaml:3:5: TR503 warning: old."


@pytest.mark.parametrize("column", [1, 60, 120, 250, 400])
def test_a_long_line_is_cut_round_the_caret(column: int) -> None:
    line = "".join(chr(97 + number % 26) for number in range(400))
    shown, caret = render(Problem(Place("f", 1, column), "TR105", "x.", "", line)).split("\n")[1:]
    assert len(shown) <= LONGEST_LINE + 2
    assert caret.strip() == "^"
    assert shown[len(caret) - 1] == line[column - 1]


@given(st.text(max_size=150), st.integers(1, 160))
def test_whatever_the_line_holds_it_is_safe_to_show(line: str, column: int) -> None:
    shown = render(Problem(Place("f", 1, column), "TR105", quoted(line) + ".", "", line.replace("\n", " ")))
    assert clean(shown) == shown.replace("\r", "\n")
    assert all(part.isprintable() for part in shown.split("\n"))


def test_problems_stand_in_order_each_once() -> None:
    first, second = Problem(Place("a", 2), "TR1", "x"), Problem(Place("a", 10), "TR1", "x")
    other = Problem(Place("b", 1), "TR1", "x")
    assert in_order([other, second, first, other]) == (first, second, other)


def test_refusing_tells_every_problem() -> None:
    refused = RulesRefused([Problem(Place("b"), "TR2", "two."), Problem(Place("a"), "TR1", "one.")])
    assert str(refused) == "a:1:1: TR1 one.\nb:1:1: TR2 two."


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], "nothing"),
        (["a"], "a"),
        (["a", "b"], "a or b"),
        (["a", "b", "c"], "a, b or c"),
        (list("abcdefghijklmn"), "a, b, c, d, e, f, g, h, i, j, k, l and 2 more"),
    ],
)
def test_words_are_listed(words: list[str], text: str) -> None:
    assert listed(words) == text


@pytest.mark.parametrize(
    ("name", "names", "near"),
    [
        ("harm_levle", ["harm_level", "danger"], "harm_level"),
        ("harm-level", ["harm_level"], "harm_level"),
        ("Harm Level", ["harm_level"], "harm_level"),
        ("xyz", ["harm_level"], ""),
        ("report-missing-child", ["keep-supporting-the-child"], ""),
        ("anything", [], ""),
        ("x" * 10_000, ["y"], ""),
    ],
)
def test_the_closest_name_is_found(name: str, names: list[str], near: str) -> None:
    assert closest(name, names) == near


def test_a_suggestion_lists_the_names_when_none_is_close() -> None:
    assert did_you_mean("x", ["abc", "def"]) == "use one of: abc or def."
    assert did_you_mean("x", ["abc"]) == "the only one is 'abc'."
    assert did_you_mean("x", [], "steps") == "there are no steps yet; add it first."
    assert did_you_mean("x", [str(number) * 3 for number in range(40)]) == ""


def test_a_collector_adds_the_line_and_keeps_severities_apart() -> None:
    out = Collector()
    out.add_file("f", "one\ntwo\n")
    out.error("TR1", Place("f", 2, 1), "x.")
    out.warning("TR2", Place("f", 9, 1), "y.")
    problems = out.all()
    assert [problem.source_line for problem in problems] == ["two", ""]
    assert [problem.severity for problem in problems] == [ERROR, WARNING]
    assert errors_in(problems) == problems[:1]
    assert out.placed() == {Place("f", 2, 1)}
    assert out.without("TR1").all() == (problems[1],)
    other = Collector()
    other.take(out)
    assert other.all() == problems


def test_a_quote_is_short_and_on_one_line() -> None:
    assert quoted("a\n  b") == "'a b'"
    assert quoted("\x1b[31m\u202e") == "'\ufffd[31m\ufffd'"
    assert len(quoted("word " * 100)) < 70
