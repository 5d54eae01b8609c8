"""Files written for the person: for them alone, under a name of their own, and never over anything that is there."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from platformdirs import user_documents_path

from triage.documents.kept import KeptFile
from triage.store.files import make_private_file, make_private_folder

MOST_TRIES = 50
FOLDER = "triage"


def keep(name: str, data: bytes, now: datetime, folder: Path | None = None) -> KeptFile:
    """Write ``data`` to a new file named after ``name`` and the time. Tells what came of it, whatever happens."""
    home = folder or user_documents_path() / FOLDER
    stem, _, suffix = name.rpartition(".")
    try:
        make_private_folder(home)
        path = _written(home, f"{stem}-{now:%Y-%m-%d-%H%M}", suffix, data)
    except OSError as trouble:
        reason = trouble.strerror or "the system refused"
        says = f"It could not be saved in {home}: {reason}. You can copy the text instead."
        return KeptFile(says, saved=False)
    return KeptFile(f"Saved as {path}. It is not locked: keep it where such papers are kept.", saved=True)


def write_private(path: Path, data: bytes) -> None:
    """Write a file that was not there, for this person alone; whole, or not at all.

    Raises FileExistsError if there is one, or another OSError.
    """
    make_private_file(path)
    try:
        with path.open("r+b") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _written(home: Path, stem: str, suffix: str, data: bytes) -> Path:
    for number in range(1, MOST_TRIES):
        path = home / f"{stem}{f'-{number}' if number > 1 else ''}.{suffix}"
        try:
            write_private(path, data)
        except FileExistsError:
            continue
        return path
    raise OSError(0, "there are too many files of this name")
