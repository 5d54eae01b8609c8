"""All of ``triage check``: what the files show, what looking at every case shows, and what is accepted."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from triage.policy.checks import floors, overlaps, parts, reach, shadows, steps
from triage.policy.checks.ground import Ground
from triage.policy.checks.looking import Looking
from triage.policy.prove.solver import SolverMissingError
from triage.rules.acceptance import Accepted, accepted_in, settle
from triage.rules.checking import look
from triage.rules.checks.subject import Subject
from triage.rules.codes import CODES
from triage.rules.problems import Collector, Problem, in_order

CaseCheck = Callable[[Looking], None]

CASE_CHECKS: tuple[CaseCheck, ...] = (
    reach.conditions_can_hold,
    reach.facts_can_fail,
    parts.every_part_counts,
    shadows.every_rule_adds_something,
    overlaps.rules_agree,
    floors.safety_answers_lead_somewhere,
    steps.no_step_forbids_another,
    steps.steps_are_told_apart,
)
NO_SOLVER = (
    "Not looked at over all cases: that needs the package python-sat. Install it with: pip install 'triage[prove]'"
)
ERRORS_FIRST = "Not looked at over all cases: that waits until the errors are put right."


@dataclass(frozen=True)
class Checked:
    """What there is to tell: the problems, sorted; what was accepted and does happen; and what was left out, if any."""

    problems: tuple[Problem, ...]
    accepted: tuple[Accepted, ...]
    left_out: str = ""


def check_everything(folder: Path, today: date) -> Checked:
    """Every problem in every pack of ``folder``. ``today`` is the day dates are held against."""
    # Nothing here makes circles, and looking for some among so many small parts would take a quarter of the time.
    was_on = gc.isenabled()
    gc.disable()
    try:
        return _check(folder, today)
    finally:
        if was_on:
            gc.enable()


def _check(folder: Path, today: date) -> Checked:
    looked = look(folder, today)
    left_out = "" if looked.whole else ERRORS_FIRST
    if looked.whole:
        try:
            check_cases(looked.subjects, looked.out)
        except SolverMissingError:
            left_out = NO_SOLVER
    kept, used = settle(
        looked.out.all(),
        accepted_in(looked.subjects),
        lambda code: looked.whole and not (left_out and CODES[code].over_all_cases),
    )
    return Checked(in_order(looked.out.with_lines(kept)), tuple(used), left_out)


def check_cases(subjects: Sequence[Subject], out: Collector) -> None:
    """Look at every case of each pack, laid over those below it. Raises SolverMissingError without python-sat."""
    for subject in subjects:
        ground = Ground(subject.rule_set)
        try:
            for check in CASE_CHECKS:
                check(Looking(ground, subject, out))
        finally:
            ground.close()
