"""Adds an entry to a part of a rule file, as a careful person would: everything else stays as it is, to the letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from triage.rules import nodes
from triage.rules.problems import Collector, errors_in
from triage.rules.yaml_reader import read_yaml

PARTS = ("questions", "facts", "contacts", "deadlines", "steps", "rules")
"""The parts of a topic file, in the order they stand in."""
SCENARIOS = "scenarios"
_FIRST_ENTRY = re.compile(r"( +)\S|(- )")


class CannotAddError(Exception):
    """The entry cannot be added to the file without touching what is there. The text says why, in a sentence."""


def with_entry(text: str, part: str, entry: Sequence[str]) -> str:
    """``text`` with ``entry`` as the last one of ``part``; the part is begun where the file has none.

    ``entry`` are lines as they stand in a part that is empty, two spaces in. They are moved in or out as the other
    entries of the part are. Raises CannotAddError when the file is not laid out so that this can be done, and when it
    would change what the rest of the file says.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    new = end.join(_added(lines, part, entry)) + end
    _refuse_changes(text, new, part)
    return new


def _added(lines: list[str], part: str, entry: Sequence[str]) -> list[str]:
    head = next((number for number, line in enumerate(lines) if _begins(line, part)), None)
    if head is None:
        before = _where_to_begin(lines, part)
        begun = [f"{part}:", *entry]
        gap = [""] if before and lines[before - 1].strip() and part != SCENARIOS else []
        after = [""] if before < len(lines) else []
        return [*lines[:before], *gap, *begun, *after, *lines[before:]]
    if not re.fullmatch(rf"{part}:\s*(#.*)?", lines[head]):
        raise CannotAddError(f"'{part}:' is written on one line. Put each entry on lines of its own first.")
    last = _last_line(lines, head)
    shift = _indent(lines[head + 1 : last + 1])
    return [*lines[: last + 1], *(_moved(line, shift) for line in entry), *lines[last + 1 :]]


def _begins(line: str, part: str) -> bool:
    return line.startswith(f"{part}:")


def _top_level(line: str) -> bool:
    """Whether a line begins something new at the top: it is neither inside a part, nor empty, nor a comment."""
    return bool(line.strip()) and line[0] not in " #-"


def _last_line(lines: list[str], head: int) -> int:
    """The last line of the part that begins at ``head``. Comments before the next part belong to that one."""
    after = next((number for number in range(head + 1, len(lines)) if _top_level(lines[number])), len(lines))
    inside = [
        number for number in range(head + 1, after) if lines[number].strip() and not lines[number].startswith("#")
    ]
    return inside[-1] if inside else head


def _where_to_begin(lines: list[str], part: str) -> int:
    """The line before which a part begins that the file has not: before the next part and the comments above it."""
    later = PARTS[PARTS.index(part) + 1 :] if part in PARTS else ()
    before = next((at for at, line in enumerate(lines) if any(_begins(line, name) for name in later)), len(lines))
    while 0 < before < len(lines) and lines[before - 1].startswith("#"):
        before -= 1
    return before


def _indent(body: Sequence[str]) -> int:
    """How far the entries of a part are in."""
    found = next(
        (match for line in body if (match := _FIRST_ENTRY.match(line)) and not line.strip().startswith("#")), None
    )
    if found is None:
        return 2
    return len(found[1]) if found[1] else 0


def _moved(line: str, indent: int) -> str:
    return " " * indent + line[2:] if line.strip() else line


def _refuse_changes(old: str, new: str, part: str) -> None:
    """Hold the file as it would be against the file as it is: there must be one more entry, and nothing else."""
    before = _content(old, "Put right what check says about the file first")
    after = _content(new, "Look at the signs in what was given")
    grown, known = after.pop(part, None), before.pop(part, None)
    if after != before or not _one_more(known, grown):
        raise CannotAddError(f"The file is laid out in a way that leaves no certain place for it below '{part}:'.")


def _one_more(known: Any, grown: Any) -> bool:
    """Whether ``grown`` is ``known`` with one entry added at its end."""
    if not isinstance(grown, dict | list):
        return False
    entries = list(grown.items()) if isinstance(grown, dict) else grown
    had = list(known.items()) if isinstance(known, dict) else known if isinstance(known, list) else []
    return entries[:-1] == had


def _content(text: str, remedy: str) -> dict[str, Any]:
    """What a file says, without places. A file of comments alone says nothing."""
    if all(not line.strip() or line.startswith("#") for line in text.splitlines()):
        return {}
    out = Collector()
    tree = read_yaml(text.encode("utf-8"), "file", out)
    errors = errors_in(out.all())
    if tree is None or errors:
        raise CannotAddError(f"{remedy}: {errors[0].message if errors else 'it is empty.'}")
    plain = nodes.as_data(tree)
    if not isinstance(plain, dict):
        raise CannotAddError(f"{remedy}: it is not a file of keys.")
    return plain
