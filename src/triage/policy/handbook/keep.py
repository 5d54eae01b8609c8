"""Writes a handbook into a folder of its own, and takes pages away that it no longer has."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

LIST = "handbook.txt"
"""The file that marks a folder as a handbook, and names every file in it."""
_FIRST = "The files of this handbook, written by triage docs. Other files in this folder are left alone."


class NotAHandbookError(Exception):
    """The folder has something else in it, so nothing is written there. Its name is the text."""


def keep(folder: Path, files: Mapping[str, str]) -> None:
    """Write ``files`` into ``folder``, which is new, empty, or holds a handbook made before.

    Raises NotAHandbookError for any other, and OSError when the folder cannot be written.
    """
    before = _listed(folder)
    folder.mkdir(parents=True, exist_ok=True)
    # The list first, with what was there: a handbook half written is still known for one, and can be written again.
    _write(folder / LIST, "\n".join([_FIRST, *sorted({*before, *files}), ""]))
    for name, text in files.items():
        _write(folder / name, text)
    for name in sorted(set(before) - set(files)):
        with suppress(FileNotFoundError):
            (folder / name).unlink()
    _write(folder / LIST, "\n".join([_FIRST, *sorted(files), ""]))


def _listed(folder: Path) -> tuple[str, ...]:
    """The files of the handbook that stands in ``folder``."""
    if folder.exists() and not folder.is_dir():
        raise NotAHandbookError(str(folder))
    if not folder.exists() or not any(folder.iterdir()):
        return ()
    marked = folder / LIST
    lines = marked.read_text(encoding="utf-8").splitlines() if marked.is_file() else []
    if lines[:1] != [_FIRST]:
        raise NotAHandbookError(str(folder))
    # Names alone: a list that was tampered with must not reach outside the folder.
    return tuple(name for name in lines[1:] if name == Path(name).name and name not in ("", ".", "..", LIST))


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
