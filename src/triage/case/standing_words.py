"""What a saved case adds to its plan: what became of each step, when each is due, who owes what, and what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from triage.case.due import Due, due_list
from triage.case.state import CaseState, Status
from triage.case.words import step_words
from triage.plan.times import moment_words
from triage.rules.model import Urgency

A_MOMENT = timedelta(minutes=15)
MOST = 5
"""How many of the things that happened stand in the plan; ``triage cases show`` has them all."""


@dataclass(frozen=True)
class Progress:
    """``marks`` say in a word or two what became of steps that are dealt with, ``became`` the same in full with time
    and note. ``when`` is when open steps are due by the clocks of the case, ``late`` which of them are overdue.
    ``owed`` and ``happened`` are lines, the newest of what happened first."""

    marks: Mapping[str, str] = field(default_factory=dict)
    became: Mapping[str, str] = field(default_factory=dict)
    when: Mapping[str, str] = field(default_factory=dict)
    late: frozenset[str] = frozenset()
    owed: tuple[str, ...] = ()
    happened: tuple[str, ...] = ()


_MARKS = {Status.DONE: "done", Status.BY_ANOTHER: "done by someone else", Status.NOT_POSSIBLE: "not possible"}


def progress(state: CaseState, now: datetime) -> Progress:
    """How the case stands at ``now``, whose time zone is the one days are meant in."""
    dealt_with = {name: step for name, step in state.steps.items() if step.status is not Status.OPEN}
    told = {name: step for name, step in state.steps.items() if step.again or name in dealt_with}
    due = due_list(state, now)
    timed = {item.id: item for item in due if item.sort == "step" and item.due is not None and not _just_now(item, now)}
    return Progress(
        marks={name: _MARKS[step.status] for name, step in dealt_with.items()},
        became={name: _sentence(step_words(step)) for name, step in told.items()},
        when={name: item.when(now) for name, item in timed.items()},
        late=frozenset(name for name, item in timed.items() if item.overdue),
        owed=tuple(_owed(item, now) for item in due if item.waits or _others(item.sort)),
        happened=_happened(state, now),
    )


def _just_now(item: Due, now: datetime) -> bool:
    """Whether something that is to be done this moment was only just said: "now" is clearer than "overdue" then."""
    return item.urgency == Urgency.EMERGENCY.word and item.due is not None and timedelta() <= now - item.due < A_MOMENT


def what_began(before: CaseState, after: CaseState, now: datetime) -> str:
    """What a mark or an event started, in a sentence: each limit whose clock runs since, and who owes what by when."""
    old = {item.id: item for item in due_list(before, now) if item.sort in ("step", "owed")}
    began = [
        item
        for item in due_list(after, now)
        if item.due is not None and item.sort in ("step", "owed") and _newly(item, old.get(item.id))
    ]
    said = f"Started with it: {'; '.join(f'{_what(item)}, {item.when(now)}' for item in began)}." if began else ""
    asked = [item.words for item in due_list(after, now) if item.sort == "answer" and item.id]
    return " ".join([said, *asked]).strip()


def _newly(item: Due, old: Due | None) -> bool:
    """Whether its clock was started just now: it is counted otherwise than before, or somebody owes it now."""
    if old is None:
        return item.sort == "owed" and not item.id.isdecimal()  # what was told to be owed needs no telling
    return bool(item.waits and not old.waits) or (item.counted != old.counted and item.due is not None)


def _what(item: Due) -> str:
    if item.waits:
        return f"{item.waits_on} owes you {item.waits}"
    if item.sort == "owed":
        return f"{item.whose} owes you: {item.words[:1].lower()}{item.words[1:]}"
    return item.words.split(". ")[0].rstrip(".")


def _owed(item: Due, now: datetime) -> str:
    """What somebody else owes and by when; of a step, what it waits for."""
    words, whose = (item.waits, item.waits_on) if item.waits else (item.words, item.whose)
    return f"{_sentence(item.when(now))[:-1]}: {words} ({whose})"


def _others(sort: str) -> bool:
    return sort in ("owed", "meeting", "report")


def _happened(state: CaseState, now: datetime) -> tuple[str, ...]:
    told = [(one.when, ": ".join(filter(None, (one.what, one.meeting, one.note)))) for one in state.happenings]
    told += [(one.at, f"note: {one.text}") for one in state.notes]
    newest = sorted(told, key=lambda one: one[0], reverse=True)[:MOST]
    return tuple(f"{moment_words(when.astimezone(now.tzinfo), now)}: {text}" for when, text in newest)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
