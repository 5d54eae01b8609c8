"""Private folders and files: made for this person only, and put in place whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def make_private_folder(folder: Path) -> None:
    """Make ``folder``, for this person only. Folders above it are made as usual. Raises OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    with suppress(OSError):  # somebody else's folder, or a system that knows no such thing
        folder.chmod(PRIVATE_FOLDER)


def make_private_file(path: Path) -> None:
    """Make an empty file for this person only. Raises FileExistsError if there is one, or another OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))


def put_in_place(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: after a power cut there is the old file or the new one, whole. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:  # mkstemp makes it for this person only
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    _settle(path.parent)


def rename(old: Path, new: Path) -> None:
    """Give a file another name, and make sure that it is on the disk. Raises OSError."""
    old.replace(new)
    _settle(new.parent)


def _settle(folder: Path) -> None:
    """Make sure the name of a new file is on the disk as well, where the system can do that."""
    with suppress(OSError, PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
