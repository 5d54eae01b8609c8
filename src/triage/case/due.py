"""What is due in a case and by when: steps, what another agency owes, meetings, and the day to look at it again.

Overdue first. A limit runs from the earliest thing told that started it (:mod:`triage.case.clocks`); until something
was told, from when the step first stood in a plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from triage.case.open_ends import OpenEnd, open_ends
from triage.case.schema import What
from triage.case.state import CaseState, Happening, Owed, Status, StepState
from triage.plan.calendar import due as count
from triage.plan.calendar import end_of_day, end_of_working_day, warning
from triage.plan.times import moment_words, step_time
from triage.rules.model import Urgency

GO_ON = "Go on answering: it is not known yet how urgent this is."
SITUATION = "situation"
"""The question whose answer says what brings the person here."""
OUTCOME = "They told you the outcome. Say what brings you here now: what they decided, or that you do not agree."
LOOK_AGAIN = "Look again at whether this case is still to be kept, and set a new day or delete it."


@dataclass(frozen=True)
class Due:
    """One thing that is due.

    ``sort`` is "answer" (nothing is decided yet, or an outcome was told), "step", "owed", "meeting", "report", "rung",
    "early help", "handover" or "retention"; ``id`` the step, the question to answer again, or the number of the entry.
    ``due`` is None for what has no set time.
    ``whose`` is who owes it: "you", or the agency.
    ``counted`` says in a sentence what the limit was counted from, ``doubt`` that bank holidays of that year are not
    known; both may be empty. ``waits`` is what somebody else owes by the time a step is due, ``waits_on`` who; the step
    is then what to do if it does not come.
    """

    sort: str
    id: str
    words: str
    due: datetime | None
    overdue: bool
    whose: str
    urgency: str = ""
    if_late: str = ""
    counted: str = ""
    doubt: str = ""
    waits: str = ""
    waits_on: str = ""

    @property
    def owes(self) -> str:
        """Who owes what until then, in a sentence, or nothing."""
        if not self.waits:
            return ""
        who = f"{self.waits_on[:1].upper()}{self.waits_on[1:]}"
        return f"{who} {'owed' if self.overdue else 'owes'} you {self.waits} by then."

    def when(self, now: datetime) -> str:
        """When it is due, in words: ``overdue since 4 pm on Monday 23 November``, ``by 5 pm today``."""
        if self.due is None:
            return "no set time"
        words = moment_words(self.due, now)
        if self.sort == "meeting":
            return words
        return f"overdue since {words}" if self.overdue else f"by {words}"


def due_list(state: CaseState, now: datetime) -> tuple[Due, ...]:
    """Everything that is still due, overdue first, then what is due soonest, then what has no set time.

    ``now`` gives the time zone that days and office hours are meant in. Raises ValueError if it knows none.
    """
    if now.utcoffset() is None:
        raise ValueError("a case needs a now that knows its time zone")
    if state.archived:
        return ()
    return in_order(_all(state, now))


def in_order(items: Iterable[Due]) -> tuple[Due, ...]:
    """Overdue first, the longest overdue at the top; of those due at one moment, the more urgent first."""
    urgencies = {one.word: -int(one) for one in Urgency}

    def place(item: Due) -> tuple[bool, float, int]:
        moment = item.due.timestamp() if item.due is not None else 0.0
        return (item.due is None, moment, urgencies.get(item.urgency, 1))

    return tuple(sorted(items, key=place))


def next_due(state: CaseState, now: datetime) -> datetime | None:
    """When the first thing is due, overdue ones included. None when nothing has a set time."""
    moments = [item.due for item in due_list(state, now) if item.due is not None]
    return min(moments, default=None)


def _all(state: CaseState, now: datetime) -> Iterator[Due]:
    if state.decision is None and state.opened is not None:
        end = end_of_day(state.opened.astimezone(now.tzinfo))
        yield Due("answer", "", GO_ON, end, end < now, "you", Urgency.TODAY.word)
    told = _outcome_to_answer(state)
    if told is not None:
        end = end_of_day(told.when.astimezone(now.tzinfo))
        yield Due("answer", SITUATION, OUTCOME, end, end < now, "you", Urgency.TODAY.word)
    yield from (_step(step, now) for step in state.open_steps)
    yield from (_owed(one, now) for one in state.still_owed)
    yield from filter(
        None, (_answer_owed(step, now) for step in state.steps.values() if step.status is not Status.OPEN)
    )
    for one in state.meetings:
        if one.meets is not None and one.meets >= now:
            yield _meeting(one, one.meets.astimezone(now.tzinfo))
    yield from (_open_end(one, now) for one in open_ends(state, now.tzinfo))
    if state.look_again is not None:
        moment = end_of_working_day(state.look_again, now)
        yield Due("retention", "", LOOK_AGAIN, moment, moment < now, "you")


def _outcome_to_answer(state: CaseState) -> Happening | None:
    """The outcome that was told last, if no answer was given since: what it asks of the person is not in the plan."""
    told = [one for one in state.happenings if one.what == What.OUTCOME_TOLD]
    newest = max(state.answered.values(), default=0)
    return told[-1] if told and told[-1].number > newest and SITUATION in state.answered else None


def _step(step: StepState, now: datetime) -> Due:
    start = (step.clock or step.since or now).astimezone(now.tzinfo)
    urgency = next((one for one in Urgency if one.word == step.urgency), Urgency.TODAY)
    due = step_time(step.deadline, urgency, start).due
    waited = step.deadline.waits_for if step.owed and step.deadline is not None else None
    return Due(
        sort="step",
        id=step.step,
        words=step.do,
        due=due,
        overdue=due is not None and due < now,
        whose=step.deadline.owner if step.deadline is not None else "you",
        urgency=step.urgency,
        if_late=step.deadline.if_late if step.deadline is not None else "",
        counted=_counted(step, start, now),
        doubt=warning(due.date()) if due is not None else "",
        waits=waited.what if waited is not None else "",
        waits_on=waited.owed_by if waited is not None else "",
    )


def _answer_owed(step: StepState, now: datetime) -> Due | None:
    """What is owed once a step was done that starts the clock itself, such as the answer to a form that was sent."""
    limit = step.deadline
    if not step.owed or limit is None or limit.waits_for is None or step.clock is None:
        return None
    start = step.clock.astimezone(now.tzinfo)
    due = count(limit, start)
    what = limit.waits_for.what
    return Due(
        sort="owed",
        id=limit.id,
        words=f"{what[:1].upper()}{what[1:]}",
        due=due,
        overdue=due < now,
        whose=limit.waits_for.owed_by,
        if_late=limit.if_late,
        counted=_counted(step, start, now),
        doubt=warning(due.date()),
    )


def _counted(step: StepState, start: datetime, now: datetime) -> str:
    deadline = step.deadline
    if deadline is None or deadline.at_once:
        return ""
    if step.clock is not None:
        return f"Counted from {moment_words(start, now)}, when {deadline.starts.rstrip('.')}."
    return f"Counted from when the plan was made, until you say when {deadline.starts.rstrip('.')}."


def _owed(one: Owed, now: datetime) -> Due:
    due = one.due.astimezone(now.tzinfo) if one.due is not None else None
    late = due is not None and due < now
    return Due("owed", str(one.number), one.what, due, late, one.who, doubt=warning(due.date()) if due else "")


def _open_end(one: OpenEnd, now: datetime) -> Due:
    due = one.due.astimezone(now.tzinfo)
    return Due(one.sort, str(one.number), one.says, due, due < now, "you", doubt=warning(due.date()))


def _meeting(one: Happening, meets: datetime) -> Due:
    return Due("meeting", str(one.number), one.meeting or "A meeting", meets, False, "you")
