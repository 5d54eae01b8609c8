"""What a person is asked when they tell something at a place of a case: the ladder, a meeting, early help, a handover.

Each thing that can be told has a name: ``rung-2``, ``settled``, ``meeting-7-held``, ``help-lead``, ``offered``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from triage.case import events, telling
from triage.case.asks import NOTE, WHEN, Ask, Said, Sort, Telling, about_case
from triage.case.early_help import HANDOVER_LIMIT, ends
from triage.case.events import Event
from triage.case.ladder import rung_ends
from triage.case.rungs import Rung, rungs_of
from triage.case.schema import Handover, Help, Meeting
from triage.case.schema import Rung as Came
from triage.case.state import CaseState
from triage.case.typed_times import typed_moment
from triage.plan.calendar import end_of_working_day
from triage.rules.model import RuleSet

_MEETING = re.compile(r"meeting-(\d+)-([a-z-]+)")
_RUNG = re.compile(r"rung-(\d{1,2})")
TAKEN_UP = Ask("when", "When was it taken up? 16:20, yesterday 16:20, or Enter for now.", Sort.WHEN)
OTHER_RUNG = "other-rung"
AT_MEETINGS: Mapping[str, tuple[Meeting, str]] = {
    "report-sent": (Meeting.REPORT_SENT, "My report has gone, and somebody has said they have it"),
    "shared": (Meeting.SHARED, "The family has seen my report"),
    "to-chair": (Meeting.TO_CHAIR, "What they may not see went to the chair first"),
    "remote": (Meeting.REMOTE, "I cannot be there: I asked to join by phone or video"),
    "briefed": (Meeting.BRIEFED, "I cannot be there: a colleague is briefed to speak for me"),
    "held": (Meeting.HELD, "The meeting was held"),
}
"""What can be told of a meeting, by the end of its name."""
IN_EARLY_HELP: Mapping[str, tuple[Help, str]] = {
    "help-met": (Help.MET, "The team around the family has met"),
    "help-lead": (Help.LEAD, "A lead practitioner is agreed"),
    "help-plan": (Help.PLAN, "There is a written plan: needs, actions, owners, dates"),
    "help-message": (Help.MESSAGE, "Everyone has agreed what the family is told, and by whom"),
    "help-review": (Help.REVIEW, "The day to look at the plan again is set"),
}
HELP_ACTION = "help-action"
HANDED: Mapping[str, tuple[Handover, str]] = {
    "offered": (Handover.OFFERED, "I have offered it to somebody"),
    "accepted": (Handover.ACCEPTED, "They have accepted it, in writing"),
}
LEADS = ("the school's pastoral lead", "the health visitor", "the early help worker")
TO_WHOM = ("the new worker", "my manager", "the safeguarding lead")


def place_telling(name: str, state: CaseState, rule_set: RuleSet) -> Telling | None:
    """What is asked for one thing that can be told at a place, by its name. None when there is no such thing now."""
    if found := _RUNG.fullmatch(name):
        rung = next((one for one in rungs_of(rule_set) if one.number == int(found[1])), None)
        return _rung(name, rung, state, rule_set) if rung is not None else None
    if found := _MEETING.fullmatch(name):
        return _meeting(name, int(found[1]), found[2], state)
    made = {OTHER_RUNG: _other_rung, HELP_ACTION: _action, **dict.fromkeys(HANDED, _handed)}
    if name in made:
        return made[name](name, state, rule_set)
    if name in IN_EARLY_HELP:
        return _help(name)
    return _came(name) or next((one for one in about_case(state, rule_set) if one.id == name), None)


def _rung(name: str, rung: Rung, state: CaseState, rule_set: RuleSet) -> Telling:
    def make(at: datetime, said: Said) -> Event:
        return _taken_up(rung, state, rule_set, at, said)

    return Telling(name, f"Rung {rung.number} was taken up ({rung.who})", (TAKEN_UP, NOTE), make)


def _taken_up(rung: Rung, state: CaseState, rule_set: RuleSet, at: datetime, said: Said) -> Event:
    when = typed_moment(said["when"], at)
    return telling.rung_tried(at, rung.id, when, rung_ends(state, rule_set, rung, when or at), said["note"])


def _other_rung(name: str, state: CaseState, rule_set: RuleSet) -> Telling:
    rungs = {f"Rung {one.number}: {one.who}": one for one in rungs_of(rule_set)}
    which = Ask("rung", "Which rung was taken up?", needed=True, ready=tuple(rungs), only=True)

    def make(at: datetime, said: Said) -> Event:
        return _taken_up(rungs[said["rung"]], state, rule_set, at, said)

    return Telling(name, "A rung was taken up", (which, TAKEN_UP, NOTE), make)


def _came(name: str) -> Telling | None:
    """What came of the rung that was tried last."""
    titles = {"settled": (Came.SETTLED, "Settled, in writing"), "not-settled": (Came.NOT_SETTLED, "Not settled")}
    if name not in titles:
        return None
    came, title = titles[name]

    def make(at: datetime, said: Said) -> Event:
        return telling.rung_answered(at, came, typed_moment(said["when"], at), said["note"])

    return Telling(name, title, (WHEN, NOTE), make)


def _meeting(name: str, number: int, what: str, state: CaseState) -> Telling | None:
    if what not in AT_MEETINGS or number not in [one.number for one in state.meetings]:
        return None
    told, title = AT_MEETINGS[what]
    who = (Ask("who", "Who speaks for you? A role or a team, no name.", needed=True, ready=("a colleague",)),)

    def make(at: datetime, said: Said) -> Event:
        when = typed_moment(said["when"], at)
        return telling.meeting_told(at, number, told, when, who=said.get("who", ""), note=said["note"])

    return Telling(name, title, (*(who if told is Meeting.BRIEFED else ()), WHEN, NOTE), make)


def _help(name: str) -> Telling:
    what, title = IN_EARLY_HELP[name]
    first: tuple[Ask, ...] = ()
    if what is Help.LEAD:
        first = (Ask("who", "Who leads? A role or a team, no name.", needed=True, ready=LEADS),)
    if what is Help.REVIEW:
        prompt = "On which day is it looked at again? For example 18/12/2026."
        first = (Ask("review", prompt, Sort.TO_COME, needed=True),)

    def make(at: datetime, said: Said) -> Event:
        review = typed_moment(said.get("review", ""), at, ahead=True)
        due = end_of_working_day(review.date(), at) if review is not None else None
        when = typed_moment(said["when"], at)
        return telling.help_told(at, what, when, who=said.get("who", ""), due=due, note=said["note"])

    return Telling(name, title, (*first, WHEN, NOTE), make)


def _action(name: str, _state: CaseState, _rule_set: RuleSet) -> Telling:
    """One line of the written plan: the need, what is done about it, by whom and by when."""

    def make(at: datetime, said: Said) -> Event:
        return events.owed(at, said["what"], said["who"], typed_moment(said["due"], at, ahead=True), said["need"])

    asks = (
        Ask("what", "What is to be done? In a few words, no names.", needed=True),
        Ask("who", "Who does it? A role or a team, no name.", needed=True),
        Ask("due", "By when? For example 18/12/2026.", Sort.TO_COME, needed=True),
        Ask("need", "Which need is it for? A few words without names, or Enter."),
    )
    return Telling(name, "An action of the plan: who does what, by when", asks, make)


def _handed(name: str, _state: CaseState, rule_set: RuleSet) -> Telling:
    what, title = HANDED[name]
    who = Ask("who", "Who? A role or a team, no name.", needed=True, ready=TO_WHOM)

    def make(at: datetime, said: Said) -> Event:
        when = typed_moment(said["when"], at)
        due = ends(rule_set, HANDOVER_LIMIT, when or at) if what is Handover.OFFERED else None
        return telling.handover_told(at, what, said["who"], when, due, said["note"])

    return Telling(name, title, (who, WHEN, NOTE), make)
