"""What is wrong in a file, where, and what to do about it.

Codes never change their meaning: ``TR1xx`` YAML, ``TR2xx`` shape, ``TR3xx`` references, ``TR4xx`` safety and
meaning, ``TR5xx`` sources and dates, ``TR6xx`` scenarios and answers. :mod:`triage.rules.codes` says why each
exists, and ``docs/problems.md`` has an example of each.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from triage.rules.model import Place

ERROR = "error"
WARNING = "warning"
LONGEST_LINE = 100
LONGEST_QUOTE = 60
SHORT_NAME = 12
"""In letters. Two longer names must be more alike before one is taken for the other."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong. An error stops the rules from being used; a warning does not.

    ``message`` says in plain words what is wrong, ``suggestion`` what to do, ``source_line`` is the line of the
    file at ``place``. ``beside`` is the other place of a problem between two parts.
    """

    place: Place
    code: str
    message: str
    suggestion: str = ""
    source_line: str = ""
    severity: str = ERROR
    beside: Place | None = None


class RulesRefused(Exception):  # noqa: N818 - the name says what happened, as the rest of the project does
    """The files cannot be used. ``problems`` holds every error, and any warning, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(render(problem) for problem in self.problems))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by file, line and column, each once."""
    return tuple(sorted(set(problems), key=lambda problem: (problem.place, problem.code, problem.message)))


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that stop the rules from being used."""
    return tuple(problem for problem in problems if problem.severity == ERROR)


def render(problem: Problem) -> str:
    """The problem as text: place, code and words, then the line with a caret under the column, then what to try."""
    kind = "warning: " if problem.severity == WARNING else ""
    lines = [f"{problem.place}: {problem.code} {kind}{problem.message}"]
    if problem.source_line.strip():
        lines += pointed(problem.source_line, problem.place.column)
    if problem.suggestion:
        lines.append(f"Try: {problem.suggestion}")
    return "\n".join(lines)


def pointed(line: str, column: int, width: int = LONGEST_LINE) -> list[str]:
    """The line, safe to show and cut to a window round the column, with a caret under the column.

    ``width`` is how much of the line is shown; both are set in by two spaces.
    """
    start = max(0, column - width // 2) if len(line) > width and column > width * 3 // 4 else 0
    shown = "".join(_plain(character) for character in line[start : start + width]).rstrip()
    return [f"  {shown}", " " * (column - start + 1) + "^"]


def _plain(character: str) -> str:
    """The character, or a stand-in of the same width where it could not be seen or would move the caret."""
    if character == "\t" or unicodedata.category(character) == "Zs":
        return " "
    return (
        "\ufffd"
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Me")
        else character
    )


def quoted(text: str) -> str:
    """``text`` as a message may show it: one line, nothing invisible, not too long, in quotes."""
    shown = " ".join(text.split()) or text
    if not (shown.isascii() and shown.isprintable()):
        shown = "".join(_plain(character) for character in shown)
    return f"'{shown}'" if len(shown) <= LONGEST_QUOTE else f"'{shown[:LONGEST_QUOTE].rstrip()}...'"


def listed(words: Iterable[str], last: str = "or", most: int = 12) -> str:
    """``a, b or c``; only the first ``most`` when there are many."""
    names = list(words)
    if len(names) > most:
        return ", ".join(names[:most]) + f" and {len(names) - most} more"
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" {last} {names[-1]}" if names else "nothing"


def closest(name: str, names: Iterable[str]) -> str:
    """The one of ``names`` most like ``name``, or nothing when none is like it."""
    import difflib

    known = sorted(names)
    folded = {other.lower().replace("_", " ").replace("-", " "): other for other in known}
    like = name.lower().replace("_", " ").replace("-", " ")
    if like in folded:
        return folded[like]
    found = difflib.get_close_matches(like[:LONGEST_QUOTE], folded, n=1, cutoff=0.6 if len(like) <= SHORT_NAME else 0.7)
    return folded[found[0]] if found else ""


def did_you_mean(name: str, names: Iterable[str], what: str = "") -> str:
    """A suggestion for a name that is not known: the closest name, or the names there are."""
    known = list(names)
    near = closest(name, known)
    if near:
        return f"did you mean '{near}'?"
    if not known:
        return f"there are no {what} yet; add it first." if what else ""
    if len(known) == 1:
        return f"the only one is '{known[0]}'."
    return f"use one of: {listed(known)}." if len(known) <= 12 else ""


class Collector:
    """Gathers problems while files are read, and adds the line of the file to each at the end."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._lines: dict[str, Sequence[str]] = {}

    def add_file(self, file: str, text: str) -> None:
        """Remember the text of a file, so that problems in it can show their line."""
        self._lines[file] = text.split("\n")

    def error(self, code: str, place: Place, message: str, suggestion: str = "") -> None:
        """Note something that stops the rules from being used."""
        self._found.append(Problem(place, code, message, suggestion))

    def warning(
        self, code: str, place: Place, message: str, suggestion: str = "", *, beside: Place | None = None
    ) -> None:
        """Note something that should be looked at."""
        self._found.append(Problem(place, code, message, suggestion, severity=WARNING, beside=beside))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Note problems found elsewhere."""
        self._found.extend(problems)

    def take(self, other: Collector) -> None:
        """Note all that another collector holds, with the texts of its files."""
        self._found.extend(other.all())
        self._lines.update(other._lines)

    def without(self, code: str) -> Collector:
        """A collector with everything but the problems of one code."""
        kept = Collector()
        kept.extend(problem for problem in self._found if problem.code != code)
        return kept

    def __len__(self) -> int:
        return len(self._found)

    def placed(self) -> frozenset[Place]:
        """The places that already have an error."""
        return frozenset(problem.place for problem in errors_in(self._found))

    def all(self) -> tuple[Problem, ...]:
        """Every problem, sorted, each with its line."""
        return in_order(self.with_lines(self._found))

    def with_lines(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems, each with the line of the file it stands on."""
        return (with_line(problem, self._lines) for problem in problems)


def with_line(problem: Problem, lines: Mapping[str, Sequence[str]]) -> Problem:
    """The problem with the line of the file it stands on, when it has none yet."""
    text = lines.get(problem.place.file, ())
    if problem.source_line or not 1 <= problem.place.line <= len(text):
        return problem
    return replace(problem, source_line=text[problem.place.line - 1].rstrip("\r"))
