"""The ladder of disagreement as a place: which rung you are on, until when, and which is next.

Nobody is ever told to wait. While a clock runs, the next rung and its day are shown. When time is up, when the child
is unsafe, or when it cannot be worked out where a disagreement stands, the next rung is now. Only what was told to be
settled is settled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from triage.case.clocks import standing
from triage.case.rungs import Rung, limits_for_all, rungs_of, stage_number
from triage.case.schema import Rung as Came
from triage.case.state import CaseState, Told
from triage.plan.calendar import due
from triage.plan.times import moment_words
from triage.rules.answers import Answer, AnswerKind
from triage.rules.model import Deadline, RuleSet, Urgency

QUESTION = "dispute_stage"
UNSAFE, SETTLED, NO_REPLY = "child unsafe", "settled", "no reply"
CONFERENCE = ("conference", "no conference")
REACHED = {"talked": 1, NO_REPLY: 1, "managers tried": 2, "seniors tried": 3}
"""What the answers say was tried already, as the number of a rung."""
MEANWHILE = "While the clock runs, go on protecting the child. You may go up a rung early."
TRIED, ANSWERED = "rung tried", "rung answered"


class Standing(StrEnum):
    """Where a disagreement stands."""

    NOT_BEGUN = "not begun"
    RUNNING = "the clock is running"
    GO_ON = "go to the next rung now"
    BEYOND = "the ladder has failed"
    SETTLED = "settled"


@dataclass(frozen=True)
class Position:
    """Where you are on the ladder.

    ``here`` is the rung tried last, None before the first. ``next`` is the rung to go to, None when it is settled and
    after the last. ``ends`` is when the time of ``here`` is up, that for all rungs together included; None when it
    is not known. ``why`` is one sentence. ``tried`` has when each rung was taken up, by its number. ``conference``:
    it is about a child protection conference, which has its own route.
    """

    standing: Standing
    rungs: tuple[Rung, ...]
    here: Rung | None
    next: Rung | None
    ends: datetime | None
    why: str
    unsafe: bool
    conference: bool
    tried: tuple[tuple[int, datetime], ...] = ()


def position(state: CaseState, rule_set: RuleSet, now: datetime) -> Position:
    """Where the disagreement of a case stands at ``now``, which has to know its time zone."""
    return _Ladder(state, rule_set, now).position()


def rung_ends(state: CaseState, rule_set: RuleSet, rung: Rung, when: datetime) -> datetime:
    """When the time of ``rung`` is up if it is taken up at ``when``: its own limit, or that for all if it is sooner."""
    begun = [_began(one, when) for one in _round(state, rungs_of(rule_set)) if one.kind == TRIED]
    return _end(rung, when, min([*begun, when]), rule_set)


def in_danger(state: CaseState, rule_set: RuleSet) -> bool:
    """Whether the very first question, which asks about danger, was answered with any of it, or with not sure."""
    first = rule_set.sections[0].id
    asked = next((name for name, one in rule_set.questions.items() if one.section == first), "")
    answer = state.session.answers.get(asked)
    return answer is not None and (answer.kind is AnswerKind.NOT_SURE or bool(answer.values))


class _Ladder:
    def __init__(self, state: CaseState, rule_set: RuleSet, now: datetime) -> None:
        self._state = state
        self._rule_set = rule_set
        self._now = now
        self._rungs = rungs_of(rule_set)
        self._answer = state.session.answers.get(QUESTION)
        self._answered = state.answered.get(QUESTION, 0)
        self._told = _round(state, self._rungs)
        self._tried = {number: one for one in self._told if one.kind == TRIED and (number := self._number(one))}
        self._danger = _could_be_hurt(self._answer) or in_danger(state, rule_set)

    def position(self) -> Position:
        if self._is_settled() and not self._danger:
            return self._at(Standing.SETTLED, self._reached(), None, None, "You have said that it is settled.")
        here = self._reached()
        unsafe = self._danger or self._urgent()
        ends = self._ends(here)
        over = self._over(here, ends)
        if here == 0 and self._rungs and not unsafe:
            return self._at(Standing.NOT_BEGUN, 0, self._rung(1), None, "It starts with the first rung, today.", unsafe)
        if not over and not unsafe:
            return self._at(Standing.RUNNING, here, self._rung(here + 1), ends, MEANWHILE)
        why = "The child may not be safe, so nothing waits for a clock." if unsafe else over
        following = self._rung(max(here + 1, min(2, len(self._rungs))) if unsafe else here + 1)
        if following is None:
            return self._at(Standing.BEYOND, here, None, ends, why, unsafe)
        return self._at(Standing.GO_ON, here, following, ends, why, unsafe)

    def _at(
        self,
        standing: Standing,
        here: int,
        following: Rung | None,
        ends: datetime | None,
        why: str,
        unsafe: bool = False,
    ) -> Position:
        return Position(
            standing=standing,
            rungs=self._rungs,
            here=self._rung(here),
            next=following,
            ends=ends,
            why=why,
            unsafe=unsafe,
            conference=bool(set(CONFERENCE) & set(self._values())),
            tried=tuple(sorted((number, one.when) for number, one in self._tried.items())),
        )

    def _rung(self, number: int) -> Rung | None:
        return self._rungs[number - 1] if 1 <= number <= len(self._rungs) else None

    def _number(self, told: Told) -> int:
        """The rung that was tried, by its place. One that today's rules no longer have counts as the one below it."""
        stage = stage_number(told.rung)
        return max((one.number for one in self._rungs if stage_number(one.id) <= stage), default=0)

    def _values(self) -> tuple[str, ...]:
        return self._answer.values if self._answer is not None else ()

    def _current(self) -> tuple[str, ...]:
        """What the answers say of this round: those from before the last one was settled say nothing of it."""
        return self._values() if self._answered > _last_settled(self._state) else ()

    def _reached(self) -> int:
        said = max((REACHED.get(one, 0) for one in self._current()), default=0)
        return min(max([said, *self._tried]), len(self._rungs))

    def _is_settled(self) -> bool:
        """Told, and nothing of it was told or answered since that says otherwise."""
        newest = max((one.number for one in self._told), default=0)
        if SETTLED in self._values() and self._answered > newest:
            return True
        return _last_settled(self._state) > max(newest, self._answered)

    def _urgent(self) -> bool:
        decided = self._state.decision
        return decided is not None and decided.urgency in (Urgency.EMERGENCY.word, Urgency.NOW.word)

    def _ends(self, here: int) -> datetime | None:
        """When the time of the rung is up; None when it is not known when it was taken up."""
        told, rung = self._tried.get(here), self._rung(here)
        if told is None or rung is None:
            return None
        first = min(_began(one, self._now) for one in self._tried.values())
        end = _end(rung, _began(told, self._now), first, self._rule_set)
        return min(end, told.due.astimezone(self._now.tzinfo)) if told.due is not None else end

    def _over(self, here: int, ends: datetime | None) -> str:
        """Why the rung is done with, or nothing while its clock runs."""
        told = self._tried.get(here)
        if ends is None or told is None:
            return "When its time is up is not noted, so it counts as up." if here else "These rules have no stages."
        if any(one.kind == ANSWERED and one.number > told.number for one in self._told):
            return "You have said that this rung did not settle it."
        if self._answered > told.number and (NO_REPLY in self._values() or self._said() >= here):
            return "Your answers say that it was tried and is not settled."
        return f"The time for this rung was up at {moment_words(ends, self._now)}." if ends <= self._now else ""

    def _said(self) -> int:
        return max((REACHED.get(one, 0) for one in self._current()), default=0)


def _could_be_hurt(answer: Answer | None) -> bool:
    """Whoever is not sure, or would not say, is taken to mean that the child could be hurt."""
    if answer is None:
        return False
    unknown = answer.kind in (AnswerKind.NOT_SURE, AnswerKind.SKIPPED) or answer.rest_not_sure
    return unknown or UNSAFE in answer.values


def _last_settled(state: CaseState) -> int:
    return max((one.number for one in state.told_of(ANSWERED) if one.what == Came.SETTLED), default=0)


def _round(state: CaseState, rungs: tuple[Rung, ...]) -> tuple[Told, ...]:
    """What was told of the disagreement since the last one was settled, the steps that begin a rung among it."""
    settled = _last_settled(state)
    told = (*state.told_of(TRIED, ANSWERED), *_begun(state, rungs))
    return tuple(sorted((one for one in told if one.number > settled), key=lambda one: one.number))


def _begun(state: CaseState, rungs: tuple[Rung, ...]) -> Iterable[Told]:
    """Rungs that were taken up by doing a step that starts their clock."""
    for start in state.starts:
        for rung in rungs:
            if start.what in rung.limit.started_by and standing(start, state):
                yield Told(start.number, start.when, TRIED, "", start.when, rung=rung.id)


def _began(told: Told, like: datetime) -> datetime:
    """When a rung was taken up. A time that was still to come when it was told cannot start a clock later."""
    return min(told.when, told.at).astimezone(like.tzinfo)


def _end(rung: Rung, when: datetime, first: datetime, rule_set: RuleSet) -> datetime:
    together: Iterable[Deadline] = limits_for_all(rule_set)
    return min([due(rung.limit, when), *(due(limit, first) for limit in together)])
