"""Saved cases as plain data for other programs. Keys are only ever added, never renamed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from triage.case.audit import Finding
from triage.case.chain import Case
from triage.case.due import Due, due_list
from triage.case.keeping import Summary
from triage.case.replay import replay
from triage.case.rerun import Again
from triage.export.case_text import step_numbers


def case_data(case: Case, now: datetime) -> dict[str, Any]:
    """Where a case stands, with its entries as they were written."""
    state = replay(case)
    numbers = step_numbers(state)
    return {
        "reference": state.reference,
        "started": _text(state.opened),
        "changed": _text(state.changed),
        "archived": state.archived,
        "look again": state.look_again.isoformat() if state.look_again else None,
        "rules": {"version": state.rules_version, "hash": state.rules_hash},
        "urgency": state.decision.urgency if state.decision else None,
        "send as": state.decision.send_as if state.decision else None,
        "due": [due_data(item) for item in due_list(state, now)],
        "steps": [
            {
                "number": numbers[step.step],
                "step": step.step,
                "do": step.do,
                "status": step.status.value,
                "when": _text(step.when),
                "who": step.who,
                "note": step.note,
                "in the plan": step.current,
            }
            for step in state.steps.values()
        ],
        "entries": [{**entry.plain, "hash": entry.hash} for entry in case.entries],
        "receipt": str(case.receipt),
    }


def due_data(item: Due) -> dict[str, Any]:
    """One thing that is due."""
    return {
        "sort": item.sort,
        "id": item.id,
        "words": item.words,
        "due": _text(item.due),
        "overdue": item.overdue,
        "whose": item.whose,
        "urgency": item.urgency,
        "counted": item.counted,
        "doubt": item.doubt,
        "waits for": {"what": item.waits, "from": item.waits_on} if item.waits else None,
    }


def list_data(summaries: Iterable[Summary]) -> list[dict[str, Any]]:
    """The list of cases."""
    return [
        {
            "reference": one.reference,
            "started": _text(one.opened),
            "changed": _text(one.changed),
            "archived": one.archived,
            "next due": _text(one.next_due),
            "look again": one.look_again.isoformat() if one.look_again else None,
            "entries": one.entries,
        }
        for one in summaries
    ]


def audit_data(findings: Iterable[Finding], again: Iterable[Again], receipt: str) -> dict[str, Any]:
    """What looking over a case came to."""
    return {
        "findings": [
            {"weight": one.weight.value, "code": one.code, "entry": one.entry, "says": one.says} for one in findings
        ],
        "decisions": [{"entry": one.decided.number, "came out": one.came.value, "says": one.says} for one in again],
        "receipt": receipt,
    }


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
