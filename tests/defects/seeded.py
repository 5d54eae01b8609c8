"""The seeded defects: one small wrong edit of the shipped rules in each file, and how it is made in a scratch copy."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FOLDERS = ("rules", "guidance")
FINDERS = ("check", "test", "mutate", "prove", "diff")
WITHOUT_OLD = FINDERS[:-1]
"""The finders that need no older version to compare with."""


class DoesNotFitError(Exception):
    """The words that a defect changes do not stand in the rules, or stand there more than once."""


@dataclass(frozen=True)
class Defect:
    """One wrong edit.

    In the block ``entry`` of ``file`` (in the whole file without one), ``change`` becomes ``to``; the whole block goes
    where ``change`` is empty and ``remove`` is set; ``to`` comes at the end of the file where both are empty.
    ``thought`` is what the policy owner meant to do. ``finders`` are the commands that must find it.
    """

    name: str
    kind: str
    file: str
    thought: str
    finders: tuple[str, ...]
    entry: str = ""
    change: str = ""
    to: str = ""
    remove: bool = False

    def applied(self, text: str) -> str:
        """``text`` with the defect in it. Raises DoesNotFitError."""
        if not self.change and not self.remove:
            return text.rstrip("\n") + "\n" + self.to
        start, end = self._block(text)
        block = text[start:end]
        if self.remove:
            return text[:start] + text[end:]
        if block.count(self.change) != 1:
            raise DoesNotFitError(
                f"{self.name}: {self.change!r} stands {block.count(self.change)} times in {self.file}"
            )
        return text[:start] + block.replace(self.change, self.to) + text[end:]

    def block(self, text: str) -> str:
        """The words of the entry that is edited, as they stand now."""
        start, end = self._block(text)
        return text[start:end]

    def _block(self, text: str) -> tuple[int, int]:
        """From the first line of the entry to the next thing that stands no deeper."""
        if not self.entry:
            return 0, len(text)
        found = re.search(rf"(?m)^(  |  - name: ){re.escape(self.entry)}:?$", text)
        if found is None:
            raise DoesNotFitError(f"{self.name}: nothing in {self.file} is called {self.entry}")
        after = re.search(r"(?m)^(?: {0,2}[^ \n#]|  - )", text[found.end() :])
        return found.start(), found.end() + after.start() if after else len(text)


def read_defect(path: Path) -> Defect:
    """The defect in one file."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = raw.pop("found by")
    return Defect(**raw, finders=tuple([found] if isinstance(found, str) else found))


def all_defects() -> tuple[Defect, ...]:
    """Every defect in the folder, by name."""
    return tuple(read_defect(path) for path in sorted(HERE.glob("seeded/*.yaml")))


def scratch_copy(folder: Path, root: Path = ROOT) -> Path:
    """A copy of the shipped rules and guidance in ``folder``."""
    for name in FOLDERS:
        shutil.copytree(root / name, folder / name, dirs_exist_ok=True)
    return folder


def put_in(defect: Defect, folder: Path) -> None:
    """Makes the edit in a copy of the rules. Raises DoesNotFitError."""
    path = folder / defect.file
    path.write_text(defect.applied(path.read_text(encoding="utf-8")), encoding="utf-8")
