"""How sure people were against how right they were: the Brier score, and a table of one beside the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BANDS = ((0, 19), (20, 39), (40, 59), (60, 79), (80, 100))
"""The bands of the table, from a guess to certain; both ends belong to them."""


@dataclass(frozen=True)
class Said:
    """One answer: how sure, from 0 to 100, and whether it went the rules' way. None where nobody can tell."""

    sure: int | None
    right: bool | None


@dataclass(frozen=True)
class Band:
    """The answers in one band: how many, how sure on average (None for none), and how many went the rules' way."""

    low: int
    high: int
    answers: int
    sure: float | None
    right: int


def told(answers: Iterable[Said]) -> tuple[tuple[int, bool], ...]:
    """The answers that say both. A blank counts for nothing, in either direction."""
    return tuple((one.sure, one.right) for one in answers if one.sure is not None and one.right is not None)


def brier(answers: Iterable[Said]) -> float | None:
    """The mean squared distance between how sure and how right, from 0 (best) to 1; None for no answers.

    Saying 50 to everything gives 0.25, whatever is right.
    """
    pairs = told(answers)
    return round(sum((sure - 100 * right) ** 2 for sure, right in pairs) / (10_000 * len(pairs)), 4) if pairs else None


def bands(answers: Iterable[Said]) -> tuple[Band, ...]:
    """The table: a line for every band, also where nobody was."""
    pairs = told(answers)
    return tuple(_band(low, high, [one for one in pairs if low <= one[0] <= high]) for low, high in BANDS)


def _band(low: int, high: int, inside: Sequence[tuple[int, bool]]) -> Band:
    mean = round(sum(sure for sure, _ in inside) / len(inside), 1) if inside else None
    return Band(low, high, len(inside), mean, sum(right for _, right in inside))


def gap(answers: Iterable[Said]) -> float | None:
    """How sure on average less how often right, both in a hundred: above 0 is surer than right. None for no answers."""
    pairs = told(answers)
    return round(sum(sure - 100 * right for sure, right in pairs) / len(pairs), 1) if pairs else None
