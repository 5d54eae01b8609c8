"""How far a room agrees, beyond what chance would give. The only module that uses krippendorff, and only when asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Answers = Sequence[Sequence[int | None]]
"""A row for each person and a column for each story; None where there is no answer."""


class AgreementMissingError(Exception):
    """The library is not installed. The words say how to install it."""


class Unmeasured(StrEnum):
    """Why there is no figure."""

    FEW = "no two people answered the same story"
    SAME = "everybody gave the same answer every time, so there is nothing to compare it with"


@dataclass(frozen=True)
class Agreement:
    """Krippendorff's alpha: 1 is full agreement, 0 what chance would give, less than 0 is splitting.

    ``low`` and ``high`` are the least and the most it comes to when any one person is left out; None where that leaves
    nothing to measure. ``alpha`` is None where there is no figure, and ``why_not`` says why.
    """

    alpha: float | None
    low: float | None = None
    high: float | None = None
    why_not: Unmeasured | None = None


def agreement(answers: Answers, *, in_order: bool) -> Agreement:
    """How far people agree. ``in_order``: the answers are steps of one scale, so that neighbours differ less.

    Raises AgreementMissingError without the library.
    """
    found = _alpha(answers, in_order=in_order)
    if isinstance(found, Unmeasured):
        return Agreement(None, why_not=found)
    without = (_alpha([*answers[:at], *answers[at + 1 :]], in_order=in_order) for at in range(len(answers)))
    range_of = [one for one in without if not isinstance(one, Unmeasured)]
    return Agreement(found, min(range_of, default=None), max(range_of, default=None))


def _alpha(answers: Answers, *, in_order: bool) -> float | Unmeasured:
    columns = [[value for value in column if value is not None] for column in zip(*answers, strict=True)]
    shared = [column for column in columns if len(column) > 1]
    if not shared:
        return Unmeasured.FEW
    if len({value for column in shared for value in column}) == 1:
        return Unmeasured.SAME
    try:
        import krippendorff
    except ImportError as error:
        raise AgreementMissingError("Agreement needs one more package: pip install 'triage[teach]'.") from error
    rows = [[float("nan") if value is None else float(value) for value in row] for row in answers]
    level: Literal["ordinal", "nominal"] = "ordinal" if in_order else "nominal"
    return round(float(krippendorff.alpha(reliability_data=rows, level_of_measurement=level)), 4)
