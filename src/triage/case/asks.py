"""What a person is asked when they tell something about a saved case, as plain data that both front ends go through.

A :class:`Telling` is one thing that can be told. Its :class:`Ask` entries are put one after another; what was typed
makes the event that is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from triage.case import events
from triage.case.clocks import to_be_named
from triage.case.events import Event
from triage.case.meetings import report_due
from triage.case.schema import LONGEST_LINE, What
from triage.case.state import CaseState, Status, StepState
from triage.case.typed_times import typed_moment
from triage.rules.model import Deadline, RuleSet
from triage.text import clean_line

Said = Mapping[str, str]


class Sort(StrEnum):
    """What has to be typed: words, a moment up to now, one that may be still to come, or one that has to be."""

    WORDS = "words"
    WHEN = "when"
    AHEAD = "ahead"
    TO_COME = "to come"


@dataclass(frozen=True)
class Ask:
    """One thing to type. ``ready`` are answers to pick from instead. ``needed``: it cannot be left empty. ``only``: it
    has to be one of those that are ready."""

    name: str
    prompt: str
    sort: Sort = Sort.WORDS
    needed: bool = False
    ready: tuple[str, ...] = ()
    only: bool = False

    def problem(self, typed: str, now: datetime) -> str:
        """Why ``typed`` will not do, in one line, or nothing."""
        if not typed.strip():
            return "This cannot be left empty." if self.needed else ""
        if self.only and typed not in self.ready:
            return f"Type a number from 1 to {len(self.ready)}."
        if self.sort is Sort.WORDS:
            return f"At most {LONGEST_LINE} letters." if len(clean_line(typed)) > LONGEST_LINE else ""
        try:
            moment = typed_moment(typed, now, ahead=self.sort is not Sort.WHEN)
        except ValueError as wrong:
            return str(wrong)
        passed = self.sort is Sort.TO_COME and moment is not None and moment.date() < now.date()
        return "That has passed. Type a day that is still to come." if passed else ""


@dataclass(frozen=True)
class Telling:
    """One thing that can be told. ``make`` gets the moment it is written and what was typed, by the name of the ask."""

    id: str
    title: str
    asks: tuple[Ask, ...]
    make: Callable[[datetime, Said], Event]


WHEN = Ask("when", "When was that? 16:20, yesterday 16:20, or Enter for now.", Sort.WHEN)
NOTE = Ask("note", "A short note without names, or Enter for none.")
WHO = Ask("who", "Who did it? A role or a team, no name.", needed=True, ready=("the safeguarding lead", "a colleague"))
WHY = Ask(
    "why",
    "Why is it not possible? Pick a number, or type a few words without names.",
    needed=True,
    ready=(
        "Nobody could be reached",
        "It is not for me to do",
        "It would put somebody in danger",
        "It does not fit this child",
    ),
)


def about_step(step: StepState) -> tuple[Telling, ...]:
    """What can be told about one step of the plan."""
    name = step.step
    done = (
        Telling("done", "Done", (WHEN, NOTE), lambda at, said: events.step_done(at, name, *_when_note(at, said))),
        Telling(
            "by-another",
            "Done by someone else",
            (WHO, WHEN, NOTE),
            lambda at, said: events.step_done_by_another(at, name, said["who"], *_when_note(at, said)),
        ),
        Telling(
            "not-possible",
            "Not possible",
            (WHY, WHEN),
            lambda at, said: events.step_not_possible(at, name, said["why"], _when(at, said)),
        ),
    )
    again = Telling("again", "To be done after all", (NOTE,), lambda at, said: events.undone(at, name, said["note"]))
    limit = step.deadline
    started = Telling(
        "started",
        f"Its time limit started: {limit.starts.rstrip('.')}" if limit is not None else "",
        (WHEN,),
        lambda at, said: events.happened(at, What.TIME_STARTED, _when(at, said), clock=name),
    )
    clocked = (started,) if limit is not None and not limit.at_once and step.clock is None else ()
    return (*done, *clocked) if step.status is Status.OPEN else (again, *done)


def about_case(state: CaseState, rule_set: RuleSet) -> tuple[Telling, ...]:
    """What can be told about the case as a whole. ``rule_set`` says when the report for a meeting has to be in."""
    return (
        _happening(What.ACKNOWLEDGED, "They say they have it"),
        _happening(What.OUTCOME_TOLD, "They told you the outcome", NOTE),
        _happening(What.NO_REPLY, "No reply"),
        _happening(What.NEW_INFORMATION, "New information", Ask("note", "What is new? No names.", needed=True)),
        _meeting(state, rule_set),
        Telling(
            "note",
            "Note",
            (Ask("text", "Your note: facts, and words exactly. No names.", needed=True),),
            lambda at, said: events.noted(at, said["text"]),
        ),
        Telling(
            "owes",
            "Somebody owes you something",
            (
                Ask("who", "Who? A team or a service, no name.", needed=True, ready=AGENCIES),
                Ask("what", "What do they owe you?", needed=True, ready=OWED),
                Ask("due", "By when? For example 24/11/2026 17:00, or Enter if no time was set.", Sort.AHEAD),
            ),
            lambda at, said: events.owed(at, said["what"], said["who"], typed_moment(said["due"], at, ahead=True)),
        ),
        *(_came(one.number, f"{one.what.rstrip('.')} ({one.who})") for one in state.still_owed),
        *(_answered(limit) for limit in to_be_named(state)),
    )


MEETINGS = (
    *("Strategy discussion", "First child protection conference", "Review conference", "Core group"),
    *("Child in need or Family Help meeting", "Another meeting"),
)
AGENCIES = ("Children's social care", "Police", "Health")
OWED = ("That they have my referral", "The outcome", "A call back", "The minutes")


def _meeting(state: CaseState, rule_set: RuleSet) -> Telling:
    def make(at: datetime, said: Said) -> Event:
        meets = typed_moment(said["meets"], at, ahead=True)
        report = report_due(state, rule_set, said["meeting"], meets) if meets is not None else None
        kind = said["meeting"]
        return events.happened(at, What.MEETING_CALLED, meeting=kind, meets=meets, report_due=report, note=said["note"])

    asks = (
        Ask("meets", "When is it? For example tomorrow 10:00, or 27/11/2026 10:00.", Sort.AHEAD, needed=True),
        Ask("meeting", "What kind of meeting?", needed=True, ready=MEETINGS),
        NOTE,
    )
    return Telling("meeting", "A meeting is called", asks, make)


def _happening(what: What, title: str, note: Ask = NOTE) -> Telling:
    return Telling(
        str(what).replace(" ", "-"),
        title,
        (WHEN, note) if not note.needed else (note, WHEN),
        lambda at, said: events.happened(at, what, _when(at, said), note=said["note"]),
    )


def _came(number: int, words: str) -> Telling:
    return Telling(
        f"came-{number}",
        f"It came: {words}",
        (WHEN, NOTE),
        lambda at, said: events.owed_settled(at, number, "came", *_when_note(at, said)),
    )


def _answered(limit: Deadline) -> Telling:
    """What a time limit waited for has come. It is named, because it is not the only thing that is owed."""
    waits = limit.waits_for
    what, who = (waits.what, waits.owed_by) if waits is not None else ("", "")
    until = waits.until if waits is not None else What.ACKNOWLEDGED
    return Telling(
        f"came-{limit.id}",
        f"It came: {what} ({who})",
        (WHEN, NOTE),
        lambda at, said: events.happened(at, until, _when(at, said), ends=limit.id, note=said["note"]),
    )


def _when(at: datetime, said: Said) -> datetime | None:
    return typed_moment(said["when"], at)


def _when_note(at: datetime, said: Said) -> tuple[datetime | None, str]:
    return _when(at, said), said["note"]


def taken(ask: Ask, typed: str) -> str:
    """What was meant by ``typed``: the ready answer of that number, or the words themselves."""
    text = clean_line(typed).strip()
    if text.isdecimal() and ask.ready and 1 <= int(text) <= len(ask.ready):
        return ask.ready[int(text) - 1]
    return text
