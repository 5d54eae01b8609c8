"""Gets the rules of a git revision into a folder of their own. The only module that runs git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from shutil import which

from triage.locate import GUIDANCE, RULES

_PLAIN_FILES = ("100644", "100755")
"""Git's modes for ordinary files. Links are left out, as the loader refuses them anyway."""


class NoRevisionError(Exception):
    """The rules of a revision cannot be had. ``says`` is one sentence, ``remedy`` what to do."""

    def __init__(self, says: str, remedy: str) -> None:
        super().__init__(says)
        self.says = says
        self.remedy = remedy


def write_revision(revision: str, beside: Path, into: Path) -> None:
    """Write the rules and guidance folders of ``revision`` into the folder ``into``.

    ``beside`` is a folder in the git repository that holds such folders now. Raises NoRevisionError.
    """
    prefix = _git(beside, "rev-parse", "--show-prefix", revision=revision).decode("utf-8", "replace").strip()
    commit = _commit(revision, beside)
    listing = _git(beside, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *(prefix + name for name in _FOLDERS))
    files = list(_files(listing, prefix))
    if not any(path.parts[0] == RULES for path, _ in files):
        raise NoRevisionError(f'There are no rules in "{revision}".', "Name a revision in which this folder had rules.")
    contents = _contents(beside, [name for _, name in files])
    for (path, _), data in zip(files, contents, strict=True):
        target = into.joinpath(*path.parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


_FOLDERS = (RULES, GUIDANCE)


def _commit(revision: str, beside: Path) -> str:
    if revision.startswith("-"):
        raise _unknown(revision, beside)
    try:
        return _git(beside, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()
    except subprocess.CalledProcessError as error:
        raise _unknown(revision, beside) from error


def _unknown(revision: str, beside: Path) -> NoRevisionError:
    says = f'"{revision}" is no folder with rules in it, no release, and no revision of the git repository in {beside}.'
    return NoRevisionError(says, "Name a folder, a release file, or a revision such as HEAD~1, main or v1.0.")


def _files(listing: bytes, prefix: str) -> Iterator[tuple[PurePosixPath, str]]:
    """The ordinary files of a listing, by their path from the data folder, each with the name of its content."""
    for line in listing.split(b"\0"):
        about, _, name = line.partition(b"\t")
        mode, _, content = about.decode("ascii").partition(" ")
        path = PurePosixPath(name.decode("utf-8", "replace").removeprefix(prefix))
        if mode in _PLAIN_FILES and ".." not in path.parts and not path.is_absolute():
            yield path, content.split()[-1]


def _contents(beside: Path, names: list[str]) -> Iterator[bytes]:
    """The contents by their names, all asked for at once."""
    wanted = "".join(f"{name}\n" for name in names).encode("ascii")
    answer = _git(beside, "cat-file", "--batch", typed=wanted)
    at = 0
    for _ in names:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[-1])
        yield answer[end + 1 : end + 1 + size]
        at = end + size + 2


def _git(folder: Path, *arguments: str, typed: bytes = b"", revision: str = "") -> bytes:
    """What git writes. Raises CalledProcessError where it refuses, NoRevisionError where there is no git or repository.

    ``revision`` is what was asked for, where being no repository is to be told.
    """
    program = which("git")
    if program is None:
        says = f'Git is not installed here, so "{revision}" cannot be looked up as a revision.'
        raise NoRevisionError(says, "Install git, or name two folders that hold rules.")
    settings = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        # No shell, and nothing a person typed but a revision, which never begins with a dash.
        done = subprocess.run(  # noqa: S603
            [program, "-C", str(folder), *arguments], input=typed, capture_output=True, env=settings, check=True
        )
    except subprocess.CalledProcessError as error:
        if not revision:
            raise
        says = f'"{revision}" is no folder with rules in it and no release, and {folder} is in no git repository.'
        raise NoRevisionError(says, "Name two folders that hold rules, or use --rules for one under git.") from error
    return done.stdout
