"""Adding to a rule file: one entry more, and every other line as it was."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from triage.policy.scaffold.append import PARTS, CannotAddError, with_entry
from triage.policy.yaml_text import text_yaml
from triage.rules import nodes
from triage.rules.problems import Collector, errors_in
from triage.rules.yaml_reader import read_yaml
from triage.text import clean_line

ENTRY = ["  new-one:", "    when: always", "    why: it is new"]


def subsequence(some: list[str], of: list[str]) -> bool:
    rest = iter(of)
    return all(any(line == other for other in rest) for line in some)


def read(text: str) -> nodes.Mapping:
    out = Collector()
    tree = read_yaml(text.encode("utf-8"), "file", out)
    assert not errors_in(out.all())
    assert isinstance(tree, nodes.Mapping)
    return tree


def names(text: str, part: str) -> list[str]:
    node = read(text).get(part)
    assert isinstance(node, nodes.Mapping)
    return [key.text for key, _ in node.entries]


@st.composite
def files(draw: st.DrawFn) -> str:
    """Topic files in many layouts: parts in any order, comments everywhere, other indents, blank lines."""
    lines = ["# the schema line", "topic: t", "title: T"]
    used = draw(st.lists(st.sampled_from(PARTS), unique=True, max_size=4))
    for part in used:
        lines += draw(st.lists(st.sampled_from(["", "# about the next part", "# another"]), max_size=3))
        lines.append(f"{part}:" + draw(st.sampled_from(["", "  # beside it"])))
        indent = " " * draw(st.integers(1, 4))
        for number in range(draw(st.integers(1, 3))):
            lines += draw(st.lists(st.sampled_from(["", f"{indent}# inside"]), max_size=2))
            lines.append(f"{indent}{part[:3]}-{number}:")
            lines.append(f"{indent}  why: words {number}" + draw(st.sampled_from(["", "  # why"])))
            if draw(st.booleans()):
                lines += [f"{indent}  long: >-", f"{indent}    folded", "", f"{indent}    text"]
    lines += draw(st.lists(st.sampled_from(["", "# at the end"]), max_size=2))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return end.join(lines) + draw(st.sampled_from(["", end]))


@given(files(), st.sampled_from(PARTS))
@settings(max_examples=60, deadline=None)
def test_there_is_one_entry_more_and_every_line_is_kept(text: str, part: str) -> None:
    new = with_entry(text, part, ENTRY)
    before = read(text).get(part)
    had = [key.text for key, _ in before.entries] if isinstance(before, nodes.Mapping) else []
    assert names(new, part) == [*had, "new-one"]
    assert subsequence([line for line in text.splitlines() if line.strip()], new.splitlines())
    assert ("\r\n" in new) == ("\r\n" in text)
    assert new.count("#") == text.count("#")


@given(files(), st.sampled_from(PARTS))
@settings(max_examples=20, deadline=None)
def test_adding_two_is_adding_one_and_then_the_other(text: str, part: str) -> None:
    other = ["  other-one:", "    when: always"]
    assert names(with_entry(with_entry(text, part, ENTRY), part, other), part)[-2:] == ["new-one", "other-one"]


def test_a_comment_above_the_next_part_stays_with_it() -> None:
    text = "topic: t\nsteps:\n  a:\n    do: x\n\n# What follows from them.\nrules:\n  b:\n    why: y\n"
    assert with_entry(text, "steps", ["  c:", "    do: z"]) == (
        "topic: t\nsteps:\n  a:\n    do: x\n  c:\n    do: z\n\n# What follows from them.\nrules:\n  b:\n    why: y\n"
    )


def test_a_part_that_is_missing_is_begun_in_its_place() -> None:
    text = "topic: t\n\n# What follows.\nrules:\n  b:\n    why: y\n"
    new = with_entry(text, "questions", ["  q:", "    ask: Is it?"])
    assert new == "topic: t\n\nquestions:\n  q:\n    ask: Is it?\n\n# What follows.\nrules:\n  b:\n    why: y\n"


def test_a_list_of_scenarios_grows_whatever_its_indent() -> None:
    entry = ["  - name: new", "    expect: { urgency: today }"]
    for indent in ("", "  ", "    "):
        text = f"scenarios:\n{indent}- name: one\n{indent}  expect: {{ urgency: now }}\n"
        node = read(with_entry(text, "scenarios", entry)).get("scenarios")
        assert isinstance(node, nodes.Sequence)
        assert len(node.items) == 2


def test_a_file_with_its_first_line_alone_can_be_begun() -> None:
    assert with_entry("# schema\n", "scenarios", ["  - name: new"]) == "# schema\nscenarios:\n  - name: new\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("topic: t\nrules: { a: { why: b } }\n", "written on one line"),
        ("topic: t\nrules: []\n", "written on one line"),
        ("topic: t\nrules:\n  new-one:\n    why: there\n", "Look at the signs"),
        ("topic: [t\nrules:\n  a:\n    why: b\n", "Put right what check says"),
        ("- a\n- b\n", "Put right what check says"),
        ("topic: t\nrules:\n  - a\n", "Look at the signs"),
        ("topic: t\nrules: text\n", "written on one line"),
        ('topic: t\ntitle: "x\n\nrules:\n  a: b"\n', "Put right|Look at|leaves no certain place"),
    ],
)
def test_what_cannot_be_added_for_certain_is_refused(text: str, says: str) -> None:
    with pytest.raises(CannotAddError, match=says):
        with_entry(text, "rules", ENTRY)


@pytest.mark.parametrize("line", ["    when: { a: b }}", "    when: [", "  second:", "topic: other", "rules:"])
def test_an_entry_that_is_more_than_one_entry_is_refused(line: str) -> None:
    with pytest.raises(CannotAddError):
        with_entry("topic: t\nrules:\n  a:\n    why: b\n", "rules", [*ENTRY, line])


@example("NULL")
@example("null")
@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_is_read_back_as_it_was_meant(text: str) -> None:
    meant = " ".join(clean_line(text).split())
    out = Collector()
    tree = read_yaml(f"key: {text_yaml(text)}\n".encode(), "file", out)
    if not meant:
        return
    assert isinstance(tree, nodes.Mapping)
    value = tree.get("key")
    assert isinstance(value, nodes.Scalar)
    assert value.text == meant


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Ring 999 now.", "Ring 999 now."),
        ("It is so: now", '"It is so: now"'),
        ("a # b", '"a # b"'),
        ('"quoted"', '"\\"quoted\\""'),
        ("{lead} is told", '"{lead} is told"'),
        ("- not a list", '"- not a list"'),
        ("two\nlines", "two lines"),
        ("back\\slash: x", '"back\\\\slash: x"'),
        ("ends with:", '"ends with:"'),
    ],
)
def test_text_is_quoted_only_where_it_must_be(text: str, written: str) -> None:
    assert text_yaml(text) == written
