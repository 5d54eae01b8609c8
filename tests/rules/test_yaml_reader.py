"""The reader takes text as people type it, and refuses what YAML would guess at, join, cut or drop."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rules.support import GOOD, codes, plain, read
from triage.rules import nodes
from triage.rules.model import Place
from triage.rules.problems import render
from triage.rules.raw_text import INVISIBLE, LARGEST_FILE, LONGEST_LINE, MOST_LINES
from triage.rules.tree_builder import DEEPEST, MOST_PARTS, MOST_PROBLEMS

BOTH = pytest.mark.parametrize("pure", [False, True], ids=["quick", "pure"])

READ = [
    ("a: yes", {"a": "yes"}),
    ("a: NO\non: off", {"a": "NO", "on": "off"}),
    ("a: 17:30\nb: 09:30", {"a": "17:30", "b": "09:30"}),
    ("a: 01234567\nb: +44 1632\nc: 1_000\nd: 0x1f", {"a": "01234567", "b": "+44 1632", "c": "1_000", "d": "0x1f"}),
    ("a: 1.10\nb: 2026-02-03\nc: 2026-13-45", {"a": "1.10", "b": "2026-02-03", "c": "2026-13-45"}),
    ("a: " + "9" * 4000, {"a": "9" * 4000}),
    ("a: .nan\nb: .inf", {"a": ".nan", "b": ".inf"}),
    ("a: [b, 'c d', \"e, f\"]", {"a": ["b", "c d", "e, f"]}),
    ("a: { b: c, d: [e] }", {"a": {"b": "c", "d": ["e"]}}),
    ("any: [a: b, c: d]", {"any": [{"a": "b"}, {"c": "d"}]}),
    ("a:\n  - b\n  - c: d\n    e: f", {"a": ["b", {"c": "d", "e": "f"}]}),
    ("a:\n- b\n- c", {"a": ["b", "c"]}),
    ("a: >\n  b\n  c\n", {"a": "b c\n"}),
    ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
    ("a: >-\n  b # stays\n  c", {"a": "b # stays c"}),
    ('a: "b #c"', {"a": "b #c"}),
    ("a: 'it''s'", {"a": "it's"}),
    ('a: "one\n  two"', {"a": "one two"}),
    ("# first\na: b # a comment\n\n# last\n", {"a": "b"}),
    ("a: b#c", {"a": "b#c"}),
    ("a: https://example.org/x", {"a": "https://example.org/x"}),
    ("- https://example.org", ["https://example.org"]),
    ("- 17:30", ["17:30"]),
    ("a: { b: is it?, c: really ?x }", {"a": {"b": "is it?", "c": "really ?x"}}),
    ("a: b?\nc?: d", {"a": "b?", "c?": "d"}),
    ("---\na: b\n", {"a": "b"}),
    ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    ("\ufeffa: b", {"a": "b"}),
    ("a:\u00a0b\u00a0c", {"a": "b c"}),
    ("a: “b” – é", {"a": "“b” – é"}),
    ('a: "\\u00e9"', {"a": "é"}),
    ("a: []\nb: {}", {"a": [], "b": {}}),
]

REFUSED = [
    ("a: b\na: c", "TR106", 2, 1),
    ("x: { a: b, a: c }", "TR106", 1, 12),
    ("Risk: a\nrisk: b", "TR107", 2, 1),
    ("caf\u00e9: a\ncafe\u0301: b", "TR107", 2, 1),
    ("\ufb01x: a\nfix: b", "TR107", 2, 1),
    ("a: &x b\nc: d", "TR108", 1, 4),
    ("a: &x b\nc: *x", "TR108", 1, 4),
    ("a: *x", "TR108", 1, 4),
    ("a: &x [*x]", "TR108", 1, 4),
    ("a: b\n<<: { c: d }", "TR108", 2, 1),
    ("a: !!int 3", "TR109", 1, 4),
    ("a: !x b", "TR109", 1, 4),
    ("a: !!python/object/apply:os.system [ls]", "TR109", 1, 4),
    ("a: !!binary aGk=", "TR109", 1, 4),
    ("!!map { a: b }", "TR109", 1, 1),
    ("%YAML 1.1\n---\na: b", "TR109", 1, 1),
    ("a:\tb", "TR104", 1, 3),
    ("a:\n\tb: c", "TR104", 2, 1),
    ('a: "b\tc"', "TR104", 1, 6),
    ("a: " + "[" * DEEPEST + "b" + "]" * DEEPEST, "TR110", 1, 3 + DEEPEST),
    ("a: " + "[" * 60, "TR110", 1, 36),
    ("a: " + "{b: " * 60, "TR110", 1, 132),
    ("- " * 40 + "a", "TR110", 1, 25),
    ("", "TR111", 1, 1),
    ("# nothing\n", "TR111", 1, 1),
    ("a:", "TR111", 1, 1),
    ("a:\nb: c", "TR111", 1, 1),
    ("a: ~", "TR111", 1, 4),
    ("a: null", "TR111", 1, 4),
    ('a: ""', "TR111", 1, 1),
    ("a: #b", "TR111", 1, 1),
    ("a: [b, ~]", "TR111", 1, 8),
    ('a: {"": b}', "TR111", 1, 5),
    ("a: b\n---\nc: d", "TR112", 2, 1),
    ("a: Ring the desk #urgent and call 999", "TR113", 1, 18),
    ("a: [Ring #now\n  ]", "TR113", 1, 10),
    ("a: b\n  c", "TR114", 1, 4),
    ("- a\n  b", "TR114", 1, 3),
    ("- note:something", "TR115", 1, 3),
    ("a: {b:c}", "TR115", 1, 5),
    ("a: {[b]: c}", "TR116", 1, 5),
    ("{a: b}: c", "TR116", 1, 1),
    ("? - a\n: b", "TR116", 1, 3),
    ("a: b: c", "TR105", 1, 5),
    ("a: 'can't'", "TR105", 1, 9),
    ("a: @x", "TR105", 1, 4),
    ("a: %x", "TR105", 1, 4),
    ("a: `x", "TR105", 1, 4),
    ("a: [b, c\nd: e", "TR105", 1, 4),
    ("a: {b: c\nd: e", "TR105", 1, 4),
    ('a: "x', "TR105", 1, 4),
    ("a: 'x\nb: c", "TR105", 1, 4),
    ("a: 1\n b: 2", "TR105", 2, 3),
    ("a:\n  - b\n c: d", "TR105", 3, 2),
    ("- a\nb: c", "TR105", 2, 1),
    ("a: *", "TR105", 1, 5),
    ("a: | text", "TR105", 1, 6),
    ('a: "\\q"', "TR105", 1, 6),
    ('a: "\\xZZ"', "TR105", 1, 7),
    ("a: 'x' y", "TR105", 1, 8),
    ("a: ,b", "TR105", 1, 4),
    ("a: - b", "TR105", 1, 4),
    ("a\nb: c", "TR105", 2, 2),
    ("a: b\nc\n", "TR105", 2, 1),
]


@BOTH
@pytest.mark.parametrize(("text", "tree"), READ)
def test_it_reads_text_as_typed(text: str, tree: object, pure: bool) -> None:
    found, problems = read(text, pure=pure)
    assert [render(problem) for problem in problems] == []
    assert plain(found) == tree


@BOTH
@pytest.mark.parametrize(("text", "code", "line", "column"), REFUSED)
def test_it_refuses_with_the_place(text: str, code: str, line: int, column: int, pure: bool) -> None:
    problem = read(text, pure=pure)[1][0]
    assert (problem.code, problem.place) == (code, Place("file.yaml", line, column)), render(problem)
    assert problem.message.endswith(".")
    assert problem.suggestion
    assert "token" not in problem.message, "a word of the library reached the writer"


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"a: caf\xe9\n", "TR102", "not saved as UTF-8"),
        (b"a: b\nc: \x93quoted\x94\n", "TR102", "not saved as UTF-8"),
        ("a: b".encode("utf-16"), "TR102", "UTF-16"),
        (b"a: b\rc: d\r", "TR102", "carriage return"),
        (b"a: \x1b[31mred\n", "TR103", "cannot be seen"),
        (b"a: \x00\n", "TR103", "cannot be seen"),
        (b'a: "\\x1b]52;c;aGk=\\x07"\n', "TR103", "cannot be seen"),
        (b'a: "\\ud800"\n', "TR103", "cannot be seen"),
        (b'a: "\\t"\n', "TR103", "cannot be seen"),
        ("a: b\u202ec\n".encode(), "TR103", "right-to-left override"),
        ("a: b\u200bc\n".encode(), "TR103", "zero width space"),
        ("a: b\ufeffc\n".encode(), "TR103", "zero width no-break space"),
        ("a: b\u2028c\n".encode(), "TR103", "line separator"),
        ("a: b\u0085c\n".encode(), "TR103", "U+0085"),
        (b"a: b\n" + b"#" * LARGEST_FILE, "TR101", "more than 1 MB"),
        (b"#\n" * (MOST_LINES + 1), "TR101", "lines"),
        (b"a: " + b"b" * LONGEST_LINE, "TR101", "characters"),
        (b"a:\n" + b" - [b, c, d, e, f, g, h]\n" * (MOST_PARTS // 8), "TR101", "too many parts"),
    ],
)
def test_it_refuses_files_that_are_not_plain_text(data: bytes, code: str, words: str) -> None:
    _, problems = read(data)
    assert problems[0].code == code
    assert words in problems[0].message


def test_a_bad_letter_is_placed_and_shown() -> None:
    _, problems = read(b"a: b\nname: caf\xe9 au lait\n")
    assert render(problems[0]).splitlines()[:3] == [
        "file.yaml:2:10: TR102 this file is not saved as UTF-8; the first letter that shows it is here.",
        "  name: café au lait",
        "           ^",
    ]


def test_an_escape_is_never_shown() -> None:
    shown = "".join(render(problem) for problem in read(b"a: \x1b[31m\xe2\x80\xae\n")[1])
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_every_invisible_character_of_unicode_is_refused() -> None:
    letters = map(chr, range(sys.maxunicode + 1))
    hidden = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    missed = [
        f"{ord(letter):x}"
        for letter in letters
        if unicodedata.category(letter) in hidden and not INVISIBLE.match(letter)
    ]
    assert missed == ["9", "a"]  # the tab has a message of its own; a line end is one


def test_a_comment_is_remembered_and_a_quoted_text_has_none() -> None:
    tree, problems = read('a: b # c\nd: "e" # f\n')
    assert not problems
    assert isinstance(tree, nodes.Mapping)
    assert [value.comment_after for _, value in tree.entries if isinstance(value, nodes.Scalar)] == [True, False]


def test_every_part_knows_its_place() -> None:
    tree, _ = read("a:\n  - b: c\n")
    assert isinstance(tree, nodes.Mapping)
    key, items = tree.entries[0]
    assert isinstance(items, nodes.Sequence)
    inner = items.items[0]
    assert isinstance(inner, nodes.Mapping)
    assert (str(key.place), str(items.place), str(inner.entries[0][1].place)) == (
        "file.yaml:1:1",
        "file.yaml:2:3",
        "file.yaml:2:8",
    )


def test_reading_goes_on_after_a_problem() -> None:
    tree, problems = read("a: b\na: c\nd:\ne: !x f\ng: *h\n")
    assert codes(problems) == ["TR106", "TR111", "TR109", "TR108"]
    assert plain(tree) == {"a": "b", "d": "", "e": "f", "g": ""}


def test_a_flood_of_problems_ends_the_reading() -> None:
    tree, problems = read("a:\n" * 1000)
    assert tree is None
    assert MOST_PROBLEMS < len(problems) < MOST_PROBLEMS + 70


def test_the_laughing_file_is_refused_at_its_first_anchor() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    _, problems = read("\n".join(lines))
    assert set(codes(problems)) == {"TR108"}


GOOD_FILES = sorted(GOOD.rglob("*.yaml"))
PIECES = [
    ": ",
    "- ",
    "#",
    " #",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    ",",
    "&a",
    "*a",
    "!x",
    "|",
    ">",
    "%",
    "\n",
    "  ",
    "---\n",
    "? ",
    "\\",
    "~",
    "\t",
    "<<: ",
    "é",
    "\u200b",
    "\r",
    "?",
    ":",
    "-",
    "null",
]


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A good file with a few things put in, taken out or copied elsewhere."""
    text = draw(st.sampled_from(GOOD_FILES)).read_text(encoding="utf-8")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        if draw(st.booleans()):
            text = text[:at] + draw(st.sampled_from(PIECES)) + text[at:]
        else:
            text = text[:at] + text[at + draw(st.integers(1, 12)) :]
    return text


@settings(max_examples=60, deadline=None)
@given(spoilt())
@example("a: { t- ? itle: What is it?, b: c }")
@example("a: [what % ? now, so; ? then]")
@example("- ? a\n")
def test_both_parsers_agree_on_spoilt_files(text: str) -> None:
    quick, told = read(text)
    pure, told_pure = read(text, pure=True)
    assert bool(told) == bool(told_pure)
    if not told:
        assert quick == pure


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=80), st.binary(max_size=80), spoilt()))
def test_any_text_is_read_or_refused_with_a_place_and_never_breaks_the_reader(data: str | bytes) -> None:
    tree, problems = read(data)
    assert tree is not None or problems
    for problem in problems:
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert render(problem).isprintable() or "\n" in render(problem)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,6}", fullmatch=True),
        st.text("abc #:'\"?-é", min_size=1, max_size=20).filter(str.strip),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_quoted_is_read_back_as_written(values: dict[str, str]) -> None:
    text = "".join(f"{key}: '{value.replace(chr(39), chr(39) * 2)}'\n" for key, value in values.items())
    tree, problems = read(text)
    assert not problems
    assert plain(tree) == values
