"""The clocks of a case: which time limits run, since when, and which are over because what they waited for came.

A clock is started by a step that was marked as done, by an event, or by somebody saying so. The earliest of them
counts, whatever order they were told in: a limit may end too early, never too late. Only what was waited for, or
dealing with the step, ends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from triage.case.schema import What
from triage.case.state import CaseState, Happening, Start, Status, StepState
from triage.rules.model import Deadline

DONE = (Status.DONE, Status.BY_ANOTHER)
"""A step that was done by anybody. One that is not possible starts nothing."""
CAME = "they say they have it"


def with_clocks(state: CaseState) -> CaseState:
    """The case with every clock that was started, and with the steps whose answer has come."""
    return replace(state, steps={name: _clocked(step, state) for name, step in state.steps.items()})


def standing(start: Start, state: CaseState) -> bool:
    """Whether what started a clock still holds: the step was not taken back since. One that got worse was done."""
    step = state.steps.get(start.what)
    return step is None or step.status in DONE or step.again


def _clocked(step: StepState, state: CaseState) -> StepState:
    since = step.dealt if step.status is Status.OPEN else 0
    starts = [one for one in state.starts if one.number > since and _fits(one, step)]
    answers = _answers(step, state)
    open_ones = [one for one in starts if not _answered(one, answers)]
    step = replace(step, clock=min((one.when for one in open_ones), default=None))
    if step.status is Status.OPEN and answers and not open_ones and _settles(answers[-1], step):
        return replace(step, status=Status.DONE, when=answers[-1].when, note=CAME)
    return replace(step, owed=_is_owed(step, state, open_ones))


def _fits(start: Start, step: StepState) -> bool:
    """Whether it starts the clock of this step: by name, or because the rules say so."""
    limit = step.deadline
    if start.clock:
        return start.clock in (step.step, limit.id if limit is not None else step.step)
    return limit is not None and start.what in limit.started_by


def _is_owed(step: StepState, state: CaseState, starts: Sequence[Start]) -> bool:
    """Whether somebody owes what the limit waits for: something that stands started it, and nothing has come.

    Whoever has done the step has asked for it. That is not so of a step that starts its own clock.
    """
    limit = step.deadline
    if limit is None or limit.waits_for is None or not any(standing(one, state) for one in starts):
        return False
    return step.status is Status.OPEN or (step.status in DONE and step.step in limit.started_by)


def _answers(step: StepState, state: CaseState) -> list[Happening]:
    """What came of what the limit waits for, the newest last.

    One that names no limit counts only when it cannot be about another: with two things owed, each is named.
    """
    limit = step.deadline
    if limit is None or limit.waits_for is None:
        return []
    alone = _plain_word_settles(limit, state)
    told = (one for one in state.happenings if one.what == limit.waits_for.until)
    return sorted((one for one in told if one.ends == limit.id or (alone and not one.ends)), key=lambda one: one.when)


def waiting_limits(state: CaseState, until: str) -> set[str]:
    """The time limits of the case that wait for an event of this kind."""
    limits = (step.deadline for step in state.steps.values() if step.current)
    return {one.id for one in limits if one is not None and one.waits_for is not None and one.waits_for.until == until}


def to_be_named(state: CaseState) -> tuple[Deadline, ...]:
    """The time limits with something owed that only its own name settles: the plain word might be about another."""
    limits = {step.deadline.id: step.deadline for step in state.steps.values() if step.owed and step.deadline}
    return tuple(one for one in limits.values() if not _plain_word_settles(one, state))


def _plain_word_settles(limit: Deadline, state: CaseState) -> bool:
    until = limit.waits_for.until if limit.waits_for is not None else ""
    return until == What.ACKNOWLEDGED and waiting_limits(state, until) == {limit.id}


def _answered(start: Start, answers: Sequence[Happening]) -> bool:
    return any(one.when >= start.when for one in answers)


def _settles(answer: Happening, step: StepState) -> bool:
    """Whether an answer is about this step: it came after the plan had it, and nobody asked for it once more since."""
    return answer.number > step.undone and step.since is not None and answer.when >= step.since
