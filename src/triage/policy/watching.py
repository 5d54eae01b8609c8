"""Watches the rule files: looks at them once in a while and tells what changed, once it has been left alone.

Editors save in many ways: they write bit by bit, empty a file before they fill it, or take it away and put another in
its place. So a change is told only when two looks in a row see the same, and a file that is gone or empty is given a
little longer to come back. Nothing here reads what a file says, and the clock and the disk are handed in.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from triage.locate import GUIDANCE, RULES

ENDINGS: Final = (".yaml", ".yml", ".md")
"""The files that hold rules and guidance."""
EVERY: Final = 1.0
"""Seconds between two looks while nothing happens."""
SOON: Final = 0.2
"""Seconds until the next look while a change is going on."""
PATIENCE: Final = 2.0
"""Seconds a file that is gone, or empty, may take to come back."""
DEEPEST: Final = 6


@dataclass(frozen=True)
class Stamp:
    """What a look at a file tells without reading it: when it was written, how long it is, which file it is."""

    written: int
    size: int
    file: int


Stamps: TypeAlias = Mapping[str, Stamp]
"""The files that are there, named as problems name them (``rules/england/pack.yaml``)."""
Look: TypeAlias = Callable[[], Stamps]


def stamps(folder: Path) -> dict[str, Stamp]:
    """The rule and guidance files in ``folder``, as they are now. Whatever cannot be looked at is not there."""
    return dict(found for part in (RULES, GUIDANCE) for found in _stamps(folder / part, part, DEEPEST))


def _stamps(folder: Path, name: str, deeper: int) -> Iterator[tuple[str, Stamp]]:
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in inside:
        path = f"{name}/{entry.name}"
        try:
            if entry.is_dir(follow_symlinks=False):
                if deeper and not entry.name.startswith("."):
                    yield from _stamps(Path(entry.path), path, deeper - 1)
            elif entry.name.endswith(ENDINGS) and not entry.name.startswith((".", "#")):
                told = entry.stat()
                yield path, Stamp(told.st_mtime_ns, told.st_size, told.st_ino)
        except OSError:  # gone between the two looks, or not ours to see
            continue


@dataclass(frozen=True)
class Changed:
    """What changed since it was last told, as file names in order. A new file that is empty is among the emptied."""

    written: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """Every file concerned."""
        return tuple(sorted({*self.written, *self.added, *self.gone, *self.emptied}))

    def __bool__(self) -> bool:
        return bool(self.files)


class Watcher:
    """Tells what changed. ``look`` sees the files as they are; ``clock`` gives seconds that only ever grow."""

    def __init__(self, look: Look, clock: Callable[[], float]) -> None:
        self._look = look
        self._clock = clock
        self._told: Stamps = look()
        self._last: Stamps = self._told
        self._since: float | None = None

    @property
    def files(self) -> int:
        """How many files there were at the last telling."""
        return len(self._told)

    @property
    def wait(self) -> float:
        """Seconds until it is worth looking again."""
        return SOON if self._since is not None else EVERY

    def poll(self) -> Changed:
        """Look once. What changed, if it has settled; else nothing (yet)."""
        seen = self._look()
        settled, self._last = seen == self._last, seen
        changed = _difference(self._told, seen)
        if not changed:  # nothing happened, or what happened was undone
            self._since = None
            return Changed()
        if self._since is None or not settled:
            self._since = self._clock()
            return Changed()
        if self._may_come_back(changed) and self._clock() - self._since < PATIENCE:
            return Changed()
        self._told, self._since = seen, None
        return changed

    @staticmethod
    def _may_come_back(changed: Changed) -> bool:
        """Whether an editor may be half way through: a file was taken away, or is empty."""
        return bool(changed.gone or changed.emptied)


def _difference(before: Stamps, after: Stamps) -> Changed:
    fresh = [name for name, stamp in after.items() if stamp != before.get(name)]
    return Changed(
        written=tuple(sorted(name for name in fresh if name in before and after[name].size)),
        added=tuple(sorted(name for name in fresh if name not in before and after[name].size)),
        gone=tuple(sorted(before.keys() - after.keys())),
        emptied=tuple(sorted(name for name in fresh if not after[name].size)),
    )
