"""How far a room agrees, beyond what chance would give. The only module that uses krippendorff, and only when asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal


class AgreementMissingError(Exception):
    """The library is not installed. The words say how to install it."""


def agreement(answers: Sequence[Sequence[int | None]], *, in_order: bool) -> float | None:
    """Krippendorff's alpha: 1 is full agreement, 0 what chance would give, less than 0 is splitting.

    ``answers`` has a row for each person and a column for each story, None where there is no answer. ``in_order``:
    the answers are steps of one scale, so that neighbours differ less. None where fewer than two people answered
    any one story, so that there is nothing to compare. Raises AgreementMissingError without the library.
    """
    columns = [[value for value in column if value is not None] for column in zip(*answers, strict=True)]
    shared = [column for column in columns if len(column) > 1]
    if not shared:
        return None
    if len({value for column in shared for value in column}) == 1:
        return 1.0  # nobody ever said anything else; the library refuses to measure that
    try:
        import krippendorff
    except ImportError as error:
        raise AgreementMissingError("Agreement needs one more package: pip install 'triage[teach]'.") from error
    rows = [[float("nan") if value is None else float(value) for value in row] for row in answers]
    level: Literal["ordinal", "nominal"] = "ordinal" if in_order else "nominal"
    return round(float(krippendorff.alpha(reliability_data=rows, level_of_measurement=level)), 4)
