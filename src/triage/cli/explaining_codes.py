"""``triage check --list`` and ``--explain``: what each problem code is about."""

from __future__ import annotations

from typing import Any

from triage.cli.errors import unknown
from triage.cli.output import Outcome, json_text
from triage.rules.codes import CODES, page_of
from triage.rules.problem_pages.words import explained, listed_codes


def about_codes(wanted: str | None, *, as_data: bool) -> Outcome:
    """Every code in a line, or the one wanted at length; the same ``as_data``. Raises Stop for a code there is not."""
    code = (wanted or "").strip().upper()
    if wanted is not None and code not in CODES:
        raise unknown("problem code", wanted, CODES)
    if as_data:
        return Outcome(json_text([_data(name) for name in CODES if code in ("", name)]))
    return Outcome(explained(code, CODES[code], page_of(code)) if code else listed_codes(CODES))


def _data(code: str) -> dict[str, Any]:
    entry = CODES[code]
    return {
        "code": code,
        "severities": list(entry.severities),
        "title": entry.title,
        "why": entry.why,
        "wrong": {"part": entry.wrong.part, "text": entry.wrong.lines},
        "right": {"part": entry.right.part, "text": entry.right.lines},
        "more": entry.more.strip(),
        "can be accepted": entry.acceptable,
        "over all cases": entry.over_all_cases,
        "page": page_of(code),
    }
