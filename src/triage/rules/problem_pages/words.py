"""A problem code told at length: in the terminal, and as its entry in ``docs/problems.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from textwrap import fill, indent

from triage.rules.problem_pages.code import Code, Example
from triage.rules.problems import ERROR

WIDTH = 100
DOC_WIDTH = 120
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


def explained(code: str, entry: Code, page: str) -> str:
    """One code for the terminal: what it is, why, and what is wrong and right."""
    parts = [
        f"{code} {entry.title} ({' or '.join(entry.severities)})",
        fill(entry.why, WIDTH),
        f"Wrong, {_where(entry.wrong)}{_noted(entry.wrong)}:\n\n{indent(entry.wrong.lines, '  ')}",
        f"Right:\n\n{indent(entry.right.lines, '  ')}",
    ]
    if entry.more:
        parts.append(fill(_LINK.sub(r"\1", " ".join(entry.more.split())).replace("`", "'"), WIDTH))
    parts.append("\n".join(_notes(code, entry, page)))
    return "\n\n".join(parts)


def _notes(code: str, entry: Code, page: str) -> Iterator[str]:
    if entry.over_all_cases:
        yield "It is looked for over all cases, which needs the package python-sat."
    if entry.acceptable:
        yield f"It can be accepted, beside the rule it is about: accepted: {{ {code}: the reason }}"
    yield f"Page: {page}"


def listed_codes(codes: Mapping[str, Code]) -> str:
    """Every code on a line of its own, with how bad it is."""
    return "\n".join(f"{code}  {_severity(entry):<8} {entry.title}" for code, entry in codes.items())


def _severity(entry: Code) -> str:
    return ERROR if ERROR in entry.severities else entry.severities[0]


def entry_text(code: str, entry: Code) -> str:
    """The entry of one code in the page."""
    parts = [
        f"### {code} {entry.title}",
        f"*{_kinds(entry)}*",
        fill(entry.why, DOC_WIDTH, break_long_words=False),
        _fenced(f"Wrong, {_where(entry.wrong)}:", entry.wrong),
        _fenced("Right:", entry.right),
    ]
    more = entry.more.strip()
    if more:
        parts.append(more if "\n" in more else fill(more, DOC_WIDTH, break_long_words=False, break_on_hyphens=False))
    return "\n\n".join(parts)


def _kinds(entry: Code) -> str:
    words = " or ".join(entry.severities).capitalize()
    notes = ["looked for over all cases"] * entry.over_all_cases + ["can be accepted"] * entry.acceptable
    return ", ".join([words, *notes])


def _fenced(head: str, example: Example) -> str:
    return f"{head.removesuffix(':')}{_noted(example)}:\n\n```yaml\n{example.lines}\n```"


def _noted(example: Example) -> str:
    return f" ({example.note})" if example.note else ""


def _where(example: Example) -> str:
    """What the example is a piece of, in words."""
    part = example.part.removesuffix(" only")
    if part.startswith("local rule named "):
        return "in a local pack that calls its rule " + part.removeprefix("local rule named ")
    if part.startswith("file called "):
        return f"in a file called {part.removeprefix('file called ')}"
    return _WHERE.get(part, f"in a {part}")


_WHERE = {
    "topic": "in a topic file",
    "local topic": "in a topic file of a local pack",
    "pack": "in a pack file",
    "file": "as the whole file",
    "floor rule": "in the only rule that always holds",
    "guidance": "in a guidance file",
    "guidance that a rule cites": "in a passage that a rule cites",
    "scenarios": "in a scenarios file",
    "statements": "in safety.yaml",
}
