"""What goes into a release: the files of the rules and the guidance, and nothing that merely lies beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from triage.locate import GUIDANCE, RULES
from triage.policy.release.archive import unfit
from triage.policy.release.refusal import ReleaseStoppedError
from triage.policy.release.verify import LITTER
from triage.rules.files import MOST_FILES, pack_names, read_file
from triage.rules.problems import Collector, render


@dataclass(frozen=True)
class Contents:
    """The files of a release by name, and the names of files that were left out."""

    files: Mapping[str, bytes]
    left_out: tuple[str, ...]


def gather(folder: Path) -> Contents:
    """The files of the rules in ``folder``. Raises ReleaseStoppedError when there are none, or one cannot be released.

    Line ends are made the same everywhere, so that a checkout on any system gives the same release.
    """
    if not pack_names(folder):
        remedy = "Name the folder that holds both rules and guidance."
        raise ReleaseStoppedError("There are no rules here.", remedy, str(folder))
    out = Collector()
    paths = list(_paths(folder))
    found = [read_file(folder, path, out) for path in paths if _wanted(folder, path)]
    problems = out.all()
    if problems:
        raise ReleaseStoppedError(render(problems[0]))
    files = {file.name: file.data.replace(b"\r\n", b"\n") for file in found if file is not None}
    wrong = unfit(files)
    if wrong:
        raise ReleaseStoppedError(f"These rules cannot be released: {wrong}", "Rename or split the file.", str(folder))
    left_out = (path.relative_to(folder).as_posix() for path in paths if not _wanted(folder, path))
    return Contents(files, tuple(left_out))


def _paths(folder: Path) -> Iterator[Path]:
    for part in (RULES, GUIDANCE):
        for path in sorted((folder / part).rglob("*"))[:MOST_FILES]:
            if (path.is_symlink() or not path.is_dir()) and path.name not in LITTER:
                yield path


def _wanted(folder: Path, path: Path) -> bool:
    """Whether the loader, the editors or a reader of the rules ever open this file."""
    top, *rest = path.relative_to(folder).parts
    if any(part.startswith(".") for part in rest):
        return False
    if top == GUIDANCE:
        return len(rest) == 1 and path.suffix == ".md"
    if len(rest) == 1:
        return path.name.endswith(".schema.json")
    return len(rest) <= 3 and path.suffix == ".yaml"


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files below ``folder``, which must be new or empty. Names must be safe. Raises OSError."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
