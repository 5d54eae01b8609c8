"""A debrief line by line: the learner's path beside the rules', where they first part, and why."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from triage.export.plan_text import citation_words
from triage.plain.lines import WIDTH, Lines
from triage.training.model import Marked, MarkedPart
from triage.training.words import CALLED, SAME_WAY, confidence_words

_GAP = 2
_LABEL = 13
_COLUMN = (WIDTH - _LABEL - 2 * _GAP) // 2


def write_debrief(lines: Lines, marked: Marked, change: Sequence[str], points: Iterable[str]) -> None:
    """The whole debrief: what in the story would have changed it, and the ``points`` there are to take home."""
    lines.say()
    lines.verbatim("\n".join(two_columns(marked)))
    lines.say()
    first = marked.divergence
    if first is None:
        lines.say(SAME_WAY)
    else:
        lines.say(f"You first part at: {CALLED[first.part].lower()}.")
        _write_part(lines, first)
        _write_change(lines, change)
    for part in marked.parts:
        if part is not first and not part.agrees:
            lines.say(f"{CALLED[part.part]}: {part.why}")
    lines.say(confidence_words(marked.choice.confidence, marked.agrees))
    for point in points:
        lines.listed("-", point, indent=0, room=2)


def two_columns(marked: Marked) -> list[str]:
    """The learner's path beside the rules', in lines no longer than a screen is wide."""
    rows = _row("", "You", "The rules")
    for part in marked.parts:
        rows += _row(CALLED[part.part], part.chosen, part.rules)
        rows += _row("", f"[{part.verdict.value}]", "")
    return rows


def _row(label: str, left: str, right: str) -> list[str]:
    cells = [textwrap.wrap(left, _COLUMN) or [""], textwrap.wrap(right, _COLUMN) or [""]]
    height = max(map(len, cells))
    padded = [cell + [""] * (height - len(cell)) for cell in cells]
    gap = " " * _GAP
    return [
        f"{label if number == 0 else '':<{_LABEL}}{gap}{one:<{_COLUMN}}{gap}{other}".rstrip()
        for number, (one, other) in enumerate(zip(*padded, strict=True))
    ]


def _write_part(lines: Lines, part: MarkedPart) -> None:
    lines.say(part.why)
    if part.because:
        lines.say(f"The rules go this way because {part.because.rstrip('.')}.")
    for citation in part.citations:
        lines.listed("-", f"From: {citation_words(citation)}", room=2)


def _write_change(lines: Lines, change: Sequence[str]) -> None:
    if change:
        lines.say("What would have changed it:")
    for text in change:
        lines.listed("-", text, room=2)
