"""What a room is asked, and bars and tables of what it answered, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Bar:
    """One thing that was chosen: what it is, how it compares, and how many chose it each time."""

    label: str
    mark: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Bars:
    """A bar for each thing and each time. ``times`` says what was counted when; ``out_of`` how many there were.

    Nothing hangs on colour: the marks are words, and every count stands beside its bar.
    """

    title: str
    times: tuple[str, ...]
    out_of: tuple[int, ...]
    bars: tuple[Bar, ...]

    def __post_init__(self) -> None:
        if any(len(bar.counts) != len(self.times) for bar in self.bars) or len(self.out_of) != len(self.times):
            raise ValueError("a count and a total for every time")


@dataclass(frozen=True)
class Grid:
    """A table with its cells filled; an empty cell is left to be filled by hand where ``tall``."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tall: bool = False


@dataclass(frozen=True)
class Lettered:
    """A question with what can be chosen, each under its letter."""

    question: str
    choices: tuple[tuple[str, str], ...]


Drawn: TypeAlias = Bars | Grid | Lettered
"""What is drawn rather than only said."""


def length_of(count: int, out_of: int, whole: int) -> int:
    """How long a bar is, of ``whole`` steps. Some is never shown as nothing, nor as all."""
    if not count or not out_of:
        return 0
    steps = round(whole * count / out_of)
    return whole if count >= out_of else min(max(1, steps), whole - 1)
