"""The rungs of the ladder of disagreement, as the rules have them: who takes it up, for how long, and what to do.

A rung is a time limit called ``resolve-stage-`` and a number. The rules that bring a step with that limit bring what
there is to do on that rung. A limit of another name that starts where the first rung starts, such as a local working
week, is for all rungs together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from triage.rules.model import Deadline, RuleSet

_STAGE = re.compile(r"resolve-stage-(\d{1,2})")


@dataclass(frozen=True)
class Rung:
    """One rung. ``number`` counts from 1; ``id`` is its time limit, ``who`` takes it up, ``steps`` what to do."""

    number: int
    id: str
    who: str
    limit: Deadline
    steps: tuple[str, ...]


def rungs_of(rule_set: RuleSet) -> tuple[Rung, ...]:
    """The rungs from the first to the last. None at all where the rules have no stages."""
    stages = {int(found[1]): one for one in rule_set.deadlines.values() if (found := _STAGE.fullmatch(one.id))}
    return tuple(
        Rung(place, stages[number].id, stages[number].owner, stages[number], _steps(rule_set, stages[number].id))
        for place, number in enumerate(sorted(stages), start=1)
    )


def limits_for_all(rule_set: RuleSet) -> tuple[Deadline, ...]:
    """The limits for all rungs together."""
    rungs = rungs_of(rule_set)
    if not rungs:
        return ()
    starts = rungs[0].limit.starts
    return tuple(one for one in rule_set.deadlines.values() if one.starts == starts and not _STAGE.fullmatch(one.id))


def stage_number(rung: str) -> int:
    """The number in the name of a stage; 0 for what is none."""
    found = _STAGE.fullmatch(rung)
    return int(found[1]) if found else 0


def _steps(rule_set: RuleSet, stage: str) -> tuple[str, ...]:
    """What the rules bring together with a step that has this time limit."""
    checks = {name for name, step in rule_set.steps.items() if step.by == stage}
    brought = (rule.steps for rule in rule_set.rules.values() if checks & set(rule.steps))
    return tuple(dict.fromkeys(_all(brought)))


def _all(lists: Iterable[tuple[str, ...]]) -> Iterable[str]:
    return (step for steps in lists for step in steps)
