"""The differences as plain data, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from triage.policy.compare.accepted import Accepted
from triage.policy.compare.folders import PackDifferences
from triage.policy.compare.model import Change, Kind, Story
from triage.policy.prove.report import case_data


def differences_data(found: Sequence[PackDifferences], accepted: Accepted) -> list[dict[str, Any]]:
    """For each pack its two versions, how many changes of each kind, and every change with its story."""
    return [
        {
            "pack": one.pack,
            "old": one.differences.old,
            "new": one.differences.new,
            "counts": {kind.value: len(one.differences.of(kind)) for kind in Kind},
            "not accepted": len(accepted.missing([one.differences])),
            "changes": [_change(change, accepted) for change in one.differences.changes],
        }
        for one in found
    ]


def _change(change: Change, accepted: Accepted) -> dict[str, Any]:
    sign_off = accepted.of(change)
    by = {"who": sign_off.who, "why": sign_off.why, "on": str(sign_off.on)} if sign_off is not None else None
    return {
        "kind": change.kind.value,
        "code": change.code,
        "subject": change.subject,
        "state": change.state,
        "says": change.says,
        "details": list(change.details),
        "file": change.place.file if change.place is not None else "",
        "line": change.place.line if change.place is not None else 0,
        "key": change.key,
        "accepted": by,
        "story": _story(change.story) if change.story is not None else None,
    }


def _story(story: Story) -> dict[str, Any]:
    return {"before": case_data(story.before), "after": case_data(story.after)}
