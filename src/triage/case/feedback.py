"""How often people saw it differently, by rule and reason: counts for whoever owns the rules, and nothing of any case.

A case counts once for each rule and reason. Nothing that was taken back counts. No reference, no day and no answer is
in what comes out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from triage.case.chain import Case
from triage.case.differing import own_views
from triage.case.replay import replay
from triage.case.state import CaseState
from triage.plan.own_view import TAKEN_BACK, Direction, standing

FORMAT = 1
KIND = "feedback"
FEW = 5
"""A count below this can point to a case."""
NO_RULE = ""
"""Stands for an outcome that no rule brought."""


@dataclass(frozen=True, order=True)
class Line:
    """What is counted: the rule behind the outcome, the way the view went, and the code of the reason."""

    rule: str
    direction: str
    reason: str


@dataclass(frozen=True)
class Feedback:
    """Counts over some cases. ``few`` are lines whose number is only known to be from 1 to 4, once for each file."""

    counts: Mapping[Line, int]
    few: Mapping[Line, int]

    def plus(self, other: Feedback) -> Feedback:
        """Both together."""
        return Feedback(Counter(self.counts) + Counter(other.counts), Counter(self.few) + Counter(other.few))

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, the most frequent first."""
        least = Counter(self.counts) + Counter(self.few)
        return tuple(sorted(least, key=lambda line: (-least[line], line)))

    def words(self, line: Line, *, exact: bool) -> str:
        """The number of a line as it may be told."""
        known, few = self.counts.get(line, 0), self.few.get(line, 0)
        if few:
            return f"{known + few} to {known + few * (FEW - 1)}"
        return str(known) if exact or known >= FEW else f"fewer than {FEW}"


def feedback(cases: Iterable[Case], since: datetime | None = None) -> Feedback:
    """Count over ``cases``; with ``since``, only what was said from then on."""
    counts: Counter[Line] = Counter()
    for case in cases:
        counts.update(_lines(replay(case), since))
    return Feedback(counts, {})


def _lines(state: CaseState, since: datetime | None) -> set[Line]:
    """The lines of one case, each once."""
    stands = {(view.reason, view.step, view.direction.value) for view in standing(own_views(state))}
    said = [one for one in state.disagreements if since is None or one.at >= since]
    # What no longer stands because something more urgent was chosen was still said; only what was taken back was not.
    counted = [
        one
        for one in said
        if one.reason != TAKEN_BACK and (not _raise(one.about, one.direction) or (one.reason, "", "safer") in stands)
    ]
    return {Line(rule, one.direction, one.reason) for one in counted for rule in one.rules or (NO_RULE,)}


def _raise(about: str, direction: str) -> bool:
    return about == "urgency" and direction == Direction.SAFER


def feedback_data(found: Feedback, *, exact: bool) -> dict[str, object]:
    """Plain data for a file. Without ``exact``, a small number is only told as such."""
    return {"format": FORMAT, "kind": KIND, "lines": [_line_data(found, line, exact=exact) for line in found.lines]}


def _line_data(found: Feedback, line: Line, *, exact: bool) -> dict[str, object]:
    known, few = found.counts.get(line, 0), found.few.get(line, 0)
    if not exact and not few and known < FEW:
        known, few = 0, 1
    data: dict[str, object] = {"rule": line.rule, "direction": line.direction, "reason": line.reason, "count": known}
    return data | ({f"fewer than {FEW}": few} if few else {})


def read_feedback(data: object) -> Feedback:
    """What :func:`feedback_data` gave. Raises ValueError, in plain words, for anything else."""
    if not isinstance(data, Mapping) or data.get("kind") != KIND or data.get("format") != FORMAT:
        raise ValueError("This is no file of counts that triage feedback wrote.")
    lines = data.get("lines")
    if not isinstance(lines, list):
        raise ValueError("There are no lines in it.")
    counts: Counter[Line] = Counter()
    few: Counter[Line] = Counter()
    for number, one in enumerate(lines, 1):
        line, known, small = _read_line(one, number)
        counts[line] += known
        few[line] += small
    return Feedback(+counts, +few)


def _read_line(one: object, number: int) -> tuple[Line, int, int]:
    if isinstance(one, Mapping):
        texts = [one.get(name) for name in ("rule", "direction", "reason")]
        numbers = [one.get(name, 0) for name in ("count", f"fewer than {FEW}")]
        known, small = numbers
        if all(isinstance(text, str) for text in texts) and _whole(known) and _whole(small):
            return Line(*map(str, texts)), int(str(known)), int(str(small))
    raise ValueError(f"Line {number} in it cannot be read.")


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
