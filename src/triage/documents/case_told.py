"""What a saved case was told over its days: the calls, what was done, what came back, the meeting, where it stands.

Each line has its day and time first, as the person who reads it later needs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, tzinfo

from triage.case.open_ends import newest, report_owed, still_held
from triage.case.rungs import stage_number
from triage.case.schema import What
from triage.case.state import CaseState, Happening, Owed, Status, StepState, Told
from triage.case.words import rung_words
from triage.documents.paper import Rows
from triage.plan.times import made_words
from triage.plan.words import HEADLINES
from triage.rules.model import RuleSet, StepKind, Urgency
from triage.text import first_sentence

CAME_BACK = (What.ACKNOWLEDGED, What.OUTCOME_TOLD, What.NO_REPLY)
_DID = {Status.DONE: "Done", Status.BY_ANOTHER: "Done by {who}", Status.NOT_POSSIBLE: "Not possible"}
_Dated = tuple[datetime, str]


def calls_made(state: CaseState, zone: tzinfo | None) -> Rows | None:
    """The calls that were made, by whom if not by the person, and what was noted of each; None where there is none.

    Others read it, so each call is named in its first words alone.
    """
    made = (Status.DONE, Status.BY_ANOTHER)
    calls = [step for step in state.steps.values() if step.kind == StepKind.RING and step.status in made]
    named = [replace(step, do=first_sentence(step.do)) for step in calls if step.when is not None]
    return _rows([_dealt(step) for step in named], zone)


def done(state: CaseState, zone: tzinfo | None) -> Rows | None:
    """Everything that was done or could not be, and what came back; None where there is nothing."""
    dealt = [_dealt(step) for step in state.steps.values() if step.status in _DID and step.when is not None]
    return _rows([*dealt, *map(_came, state.happenings)], zone)


def answers_back(state: CaseState, zone: tzinfo | None) -> Rows | None:
    """What came back from others; None where nothing did."""
    return _rows([_came(one) for one in state.happenings if one.what in CAME_BACK], zone)


def promised(state: CaseState, zone: tzinfo | None) -> Rows | None:
    """What others said they would do and have not done, and by when; None where there is nothing."""
    owed = state.still_owed
    return Rows(tuple((one.who, f"{one.what}{_by(one.due, zone)}{_note(one)}") for one in owed)) if owed else None


def meeting(state: CaseState, now: datetime) -> Rows | None:
    """The next meeting and what was done for it, or the last one where none is ahead; None where none was called."""
    dated = sorted((one.meets, one.number) for one in state.meetings if one.meets is not None)
    ahead = [number for meets, number in dated if meets >= now] or [number for _, number in dated[-1:]]
    called = next((one for one in state.meetings if ahead and one.number == ahead[0]), None)
    return Rows(tuple(_meeting(called, state, now))) if called is not None else None


def where_it_stands(state: CaseState, rule_set: RuleSet, zone: tzinfo | None) -> Rows | None:
    """What was decided, and how far a disagreement and a handover have got; None where nothing was decided."""
    pairs = tuple(_standing(state, rule_set, zone))
    return Rows(pairs) if pairs else None


def _dealt(step: StepState) -> _Dated:
    did = _DID[step.status].format(who=step.who or "someone else")
    label = "Because" if step.status is Status.NOT_POSSIBLE else "Noted"
    note = f" {label}: {step.note}" if step.note else ""
    return step.when or datetime.min, f"{did}: {step.do}{note}"


def _came(one: Happening) -> _Dated:
    about = ", ".join(part for part in (one.what, one.meeting) if part)
    return one.when, f"{about[:1].upper()}{about[1:]}.{f' {one.note}' if one.note else ''}"


def _rows(dated: list[_Dated], zone: tzinfo | None) -> Rows | None:
    in_order = sorted(dated, key=lambda one: one[0])
    return Rows(tuple((_made(when, zone), says) for when, says in in_order)) if in_order else None


def _meeting(called: Happening, state: CaseState, now: datetime) -> Iterator[tuple[str, str]]:
    zone = now.tzinfo
    yield "Meeting", called.meeting or "not said which"
    if called.meets is not None:
        yield "It is on" if called.meets >= now else "It was on", _made(called.meets, zone)
    if called.report_due is not None:
        sent = "" if report_owed(state, called) else " (sent)"
        yield "Report due", f"{_made(called.report_due, zone)}{sent}"
    for one in state.told_of("meeting"):
        if one.meeting == called.number:
            who = f" ({one.who})" if one.who else ""
            yield f"{one.what[:1].upper()}{one.what[1:]}", f"{_made(one.when, zone)}{who}{_note(one)}"


def _standing(state: CaseState, rule_set: RuleSet, zone: tzinfo | None) -> Iterator[tuple[str, str]]:
    decided = state.decision
    if decided is not None:
        words = {one.word: HEADLINES[one] for one in Urgency}
        yield "How soon, when last decided", words.get(decided.urgency, decided.urgency)
        yield "What a message is called", decided.send_as
        yield "Decided on", _made(decided.at, zone)
    rung = newest(state, "rung tried")
    if rung is not None:
        yield "Disagreement", f"{_rung(rung, rule_set)}, taken up {_made(rung.when, zone)}"
    answered = newest(state, "rung answered")
    if answered is not None:
        yield "What came of it", f"{answered.what}, {_made(answered.when, zone)}{_note(answered)}"
    offered = still_held(state)
    if offered is not None:
        yield "Handover", f"offered to {offered.who}, {_made(offered.when, zone)}. Nobody has accepted it yet."


def _rung(told: Told, rule_set: RuleSet) -> str:
    return rung_words(told.rung, rule_set) if stage_number(told.rung) else told.rung


def _by(due: datetime | None, zone: tzinfo | None) -> str:
    return f", by {_made(due, zone)}" if due is not None else ""


def _note(told: Told | Owed) -> str:
    return f". {told.note}" if told.note else ""


def _made(moment: datetime, zone: tzinfo | None) -> str:
    return made_words(moment.astimezone(zone))
