"""Opens what a person names as a version of the rules: a folder, a release, or a git revision."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from triage.locate import RULES
from triage.policy.compare.revisions import NoRevisionError, write_revision
from triage.policy.release.archive import LARGEST_ARCHIVE, unpack
from triage.policy.release.refusal import ReleaseRefusedError

LAST_COMMIT: Final = "HEAD"
WORKING: Final = "working folder"
_BETWEEN = ".."


@dataclass(frozen=True)
class Opened:
    """A folder that holds rules and guidance, and what a person calls that version."""

    folder: Path
    name: str


def versions_named(names: list[str]) -> tuple[str, str]:
    """The two versions that were named, old and new; empty for the folder that is worked in.

    None: the last commit and the folder. One: that one and the folder. ``OLD..NEW`` and ``OLD..`` as git has them.
    """
    if len(names) == 1 and _BETWEEN in names[0] and not Path(names[0]).is_dir():
        old, _, new = names[0].partition(_BETWEEN)
        return old or LAST_COMMIT, new.removeprefix(".")
    old, new, *_ = [*names, "", ""]
    return old or LAST_COMMIT, new


def open_version(name: str, working: Path, stack: ExitStack) -> Opened:
    """The version ``name`` stands for; empty for the folder ``working``. What is made for it goes with ``stack``.

    Raises NoRevisionError when there is no such thing.
    """
    if not name:
        return Opened(working, WORKING)
    path = Path(name).expanduser()
    if (path / RULES).is_dir():
        return Opened(path, name)
    if path.is_file():
        return open_release(path, stack)
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="triage-")))
    write_revision(name, working, folder)
    return Opened(folder, name)


def open_release(path: Path, stack: ExitStack) -> Opened:
    """The rules in a release file, unpacked. Whom it comes from is looked at when it is installed, and not here."""
    try:
        members = unpack(path.read_bytes()) if path.stat().st_size <= LARGEST_ARCHIVE else {}
    except ReleaseRefusedError as refused:
        raise NoRevisionError(f"{path} {refused.says}", refused.remedy) from refused
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="triage-")))
    for name, data in members.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    if not (folder / RULES).is_dir():
        raise NoRevisionError(f"{path} holds no rules.", "Name a release, a folder or a revision.")
    return Opened(folder, path.name)
