"""Two editions of one case as plain data. Keys are only ever added, never renamed."""

from __future__ import annotations

from typing import Any

from triage.policy.compare.wording import signed
from triage.training.editions.model import Compared, Side
from triage.training.editions.words import cautions, summary


def compared_data(found: Compared) -> dict[str, Any]:
    """Everything that differs, and what each edition comes to."""
    return {
        "case": found.case.id,
        "title": found.case.title,
        "differs": found.differs,
        "plan differs": found.moved,
        "in short": summary(found),
        "older": _side(found.old),
        "newer": _side(found.new),
        "take care": list(cautions(found)),
        "lines": [
            {
                "step": line.step.id,
                "became": line.became.value,
                "do": line.step.do,
                "changes": {field.label.lower(): signed(field.pieces) for field in line.fields},
            }
            for line in found.lines
        ],
        "reasons gone": [reason.rule for reason in found.stopped],
        "reasons new": [reason.rule for reason in found.started],
        "passages": [
            {
                "passage": text.anchor,
                "became": text.became.value,
                "title": text.title,
                "from": text.where,
                "words": signed(text.pieces),
                "notes": list(text.notes),
            }
            for text in found.texts
        ],
        "passages the same": found.same_texts,
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "name": side.name,
        "version": side.version,
        "hash": side.plan.hash,
        "urgency": side.plan.urgency.word,
        "send as": side.plan.send_as.word,
        "steps": [step.id for step in side.plan.steps],
        "enough to act": side.settled,
    }
