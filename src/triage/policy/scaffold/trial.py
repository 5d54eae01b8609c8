"""Tries new files out in a copy of the rules before any of them is written, and writes them without overwriting."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from triage.locate import GUIDANCE, RULES
from triage.rules.checking import check
from triage.rules.problems import Problem

Files = Mapping[str, str]
"""Whole texts of files by their names from the folder that holds ``rules``."""


class ChangedMeanwhileError(Exception):
    """A file is not as it was when it was read. Its name is the text."""


@contextmanager
def copy_with(folder: Path, files: Files) -> Iterator[Path]:
    """A copy of the rules and guidance of ``folder`` with ``files`` in it, gone afterwards."""
    with TemporaryDirectory(prefix="triage-") as name:
        copy = Path(name)
        for part in (RULES, GUIDANCE):
            if (folder / part).is_dir():
                shutil.copytree(folder / part, copy / part, symlinks=True)
        for file, text in files.items():
            path = copy / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        yield copy


def new_problems(before: Path, after: Path, today: date) -> tuple[Problem, ...]:
    """The problems of ``after`` that ``before`` does not have, whatever lines they have moved to."""
    problems = check(after, today)
    # Most often there is nothing to hold against what was there before.
    known = Counter(map(_sort, check(before, today))) if problems else Counter()
    found = []
    for problem in problems:
        if known[_sort(problem)]:
            known[_sort(problem)] -= 1
        else:
            found.append(problem)
    return tuple(found)


def _sort(problem: Problem) -> tuple[str, str, str]:
    return problem.place.file, problem.code, problem.message


def read(folder: Path, file: str) -> str | None:
    """The text of a file to the letter, line ends included; None when there is none."""
    path = folder / file
    return path.read_bytes().decode("utf-8") if path.is_file() else None


def write(folder: Path, files: Files, before: Mapping[str, str | None]) -> None:
    """Write ``files``. ``before`` are the texts they were made from, None for one that must be new.

    Each is put in place whole. Raises ChangedMeanwhileError, before anything is written, when a file is not as it was.
    """
    for file in files:
        if read(folder, file) != before.get(file):
            raise ChangedMeanwhileError(file)
    for file, text in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if before.get(file) is None:
            with path.open("xb") as new:
                new.write(text.encode("utf-8"))
        else:
            _replace(path, text)


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(text.encode("utf-8"))
        shutil.copymode(path, beside)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
