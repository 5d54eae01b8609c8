"""What happens when the program itself is at fault: calm words, a code to report, and nothing about the case.

An ordinary traceback prints the values that were being worked on, and an error's own message may quote them. Neither
is ever shown or kept: only the kinds of error and the positions in the code.
"""

from __future__ import annotations

import hashlib
import platform
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePath

from triage import __version__
from triage.emergency import card_text

LOG_NAME = "faults.log"
LARGEST_LOG = 200_000
"""Bytes after which the log starts afresh."""


def positions(bug: BaseException) -> tuple[str, ...]:
    """The kinds of error and the places in the code, first cause last. No message, no value, no folder names."""
    return tuple(_positions(bug, set()))


def _positions(bug: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(bug))
    yield type(bug).__qualname__
    for frame, line in traceback.walk_tb(bug.__traceback__):
        code = frame.f_code
        yield f"  {_short(code.co_filename)}:{line} {code.co_qualname}"
    cause = bug.__cause__ or bug.__context__
    if cause is not None and id(cause) not in seen:
        yield "after"
        yield from _positions(cause, seen)


def _short(filename: str) -> str:
    """The file without the folders of this machine, whose names may be a person's."""
    parts = PurePath(filename).parts
    if "triage" in parts:
        return "/".join(parts[len(parts) - 1 - parts[::-1].index("triage") :])
    return "/".join(parts[-2:]) if len(parts) > 2 else filename


def fault_code(bug: BaseException) -> str:
    """A short code, the same whenever the same fault happens at the same place."""
    digest = hashlib.sha256("\n".join((__version__, *positions(bug))).encode()).hexdigest()
    return f"F-{digest[:8].upper()}"


def write_log(bug: BaseException, folder: Path, now: datetime) -> Path | None:
    """Add the fault to the log in ``folder``, readable by this person only. None when it cannot be written."""
    path = folder / LOG_NAME
    entry = [
        f"{now.isoformat(timespec='seconds')} {fault_code(bug)}",
        f"triage {__version__}, Python {platform.python_version()}, {platform.system()}",
        *positions(bug),
    ]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        afresh = path.exists() and path.stat().st_size > LARGEST_LOG
        with path.open("w" if afresh else "a", encoding="utf-8", errors="replace") as log:
            with suppress(OSError):
                path.chmod(0o600)
            log.write("\n".join(entry) + "\n\n")
    except OSError:
        return None
    return path


def bug_message(bug: BaseException, log: Path | None) -> str:
    """What the person is told: one calm line, the code, where the log is, and the emergency card."""
    kept = f" Details without any of your answers are in {log}." if log else ""
    return (
        f"Something went wrong inside triage (fault {fault_code(bug)}). Answers to a saved case are saved; all others "
        f"are gone.{kept}\n\n{card_text()}"
    )
