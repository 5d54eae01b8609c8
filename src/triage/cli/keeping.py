"""Saving a filled form from the app: into the person's own documents folder, never over anything that is there."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from platformdirs import user_documents_path

MOST_TRIES = 50
FOLDER = "triage"


def keep(name: str, data: bytes, now: datetime, folder: Path | None = None) -> str:
    """Write ``data`` to a new file named after ``name`` and the time. Gives a sentence to show, whatever happens."""
    home = folder or user_documents_path() / FOLDER
    stem, _, suffix = name.rpartition(".")
    try:
        home.mkdir(parents=True, exist_ok=True)
        path = _written(home, f"{stem}-{now:%Y-%m-%d-%H%M}", suffix, data)
    except OSError as trouble:
        reason = trouble.strerror or "the system refused"
        return f"It could not be saved in {home}: {reason}. You can copy the text instead."
    return f"Saved as {path}. It is not locked: keep it where such papers are kept."


def _written(home: Path, stem: str, suffix: str, data: bytes) -> Path:
    for number in range(1, MOST_TRIES):
        path = home / f"{stem}{f'-{number}' if number > 1 else ''}.{suffix}"
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            continue
        return path
    raise OSError(0, "there are too many files of this name")
