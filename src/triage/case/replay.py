"""From the entries of a case to where it stands. Everything else in the program asks this, never the entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias, cast

from triage.case import stepping
from triage.case.answering import plain_answer
from triage.case.canonical import Plain
from triage.case.chain import Case, Entry
from triage.case.clocks import DONE, with_clocks
from triage.case.moments import read_day, read_moment
from triage.case.schema import body_problem
from triage.case.state import CaseState, Decided, Disagreement, Happening, Note, Owed, Start, Status, Told, plain_text

Body: TypeAlias = Mapping[str, Plain]
Step: TypeAlias = Callable[[CaseState, Entry], CaseState]


def replay(case: Case) -> CaseState:
    """Where the case stands. Never raises: an entry that cannot be understood is kept among the unknown ones."""
    state = CaseState()
    latest: datetime | None = None
    for entry in case.entries:
        state = _after(state, entry)
        if latest is not None and entry.at < latest:
            state = replace(state, moved_back=(*state.moved_back, entry.number))
        latest = entry.at if latest is None else max(latest, entry.at)
    return with_clocks(replace(state, changed=latest))


def _after(state: CaseState, entry: Entry) -> CaseState:
    act = _ACTS.get(entry.kind)
    if act is None or body_problem(entry.kind, entry.body):
        return replace(state, unknown=(*state.unknown, entry))
    return act(state, entry)


def _started(state: CaseState, entry: Entry) -> CaseState:
    state = replace(state, case=plain_text(entry.body, "case"), opened=entry.at)
    return _rules_noted(_renamed(state, entry), entry)


def _renamed(state: CaseState, entry: Entry) -> CaseState:
    return replace(state, reference=plain_text(entry.body, "reference"))


def _rules_noted(state: CaseState, entry: Entry) -> CaseState:
    rules = cast("Body", entry.body["rules"])  # the body was checked
    return replace(state, rules_version=plain_text(rules, "version"), rules_hash=plain_text(rules, "hash"))


def _answered(state: CaseState, entry: Entry) -> CaseState:
    question = plain_text(entry.body, "question")
    session = state.session.answer(question, plain_answer(entry.body["answer"]))
    return replace(state, session=session, answered={**state.answered, question: entry.number})


def _decided(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    state = _rules_noted(state, entry)
    recorded = Decided(
        entry.number,
        entry.at,
        state.rules_version,
        state.rules_hash,
        plain_text(body, "answers"),
        plain_text(body, "decision"),
        plain_text(body, "urgency"),
        plain_text(body, "send as"),
    )
    return replace(
        state,
        decisions=(*state.decisions, recorded),
        steps=stepping.planned(state.steps, body["steps"], entry.at),
    )


def _marked(status: Status) -> Step:
    def mark(state: CaseState, entry: Entry) -> CaseState:
        body = entry.body
        name, when, who = plain_text(body, "step"), _moment(body, "when"), plain_text(body, "who")
        note = plain_text(body, "note") or plain_text(body, "why")
        steps = stepping.marked(state.steps, name, status, entry.number, when, who, note)
        state = replace(state, steps=steps)
        return _starting(state, entry, name) if status in DONE else state

    return mark


def _starting(state: CaseState, entry: Entry, what: str, clock: str = "") -> CaseState:
    """The case with one more thing that may start clocks."""
    when = min(read_moment(plain_text(entry.body, "when")), entry.at)
    return replace(state, starts=(*state.starts, Start(entry.number, what, when, clock)))


def _happened(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    when = read_moment(plain_text(body, "when"))
    happening = Happening(
        entry.number,
        plain_text(body, "what"),
        when,
        plain_text(body, "clock"),
        plain_text(body, "meeting"),
        _moment(body, "meets"),
        plain_text(body, "note"),
        _moment(body, "report due"),
        plain_text(body, "ends"),
    )
    state = replace(state, happenings=(*state.happenings, happening))
    return _starting(state, entry, happening.what, happening.clock)


def _owed(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    new = Owed(
        entry.number,
        plain_text(body, "what"),
        plain_text(body, "who"),
        entry.at,
        _moment(body, "due"),
        plain_text(body, "note"),
    )
    return replace(state, owed={**state.owed, entry.number: new})


def _owed_settled(state: CaseState, entry: Entry) -> CaseState:
    number = entry.body["owed"]
    if not isinstance(number, int) or number not in state.owed:
        return replace(state, unknown=(*state.unknown, entry))
    settled = replace(state.owed[number], how=plain_text(entry.body, "how"), settled=_moment(entry.body, "when"))
    return replace(state, owed={**state.owed, number: settled})


def _note(state: CaseState, entry: Entry) -> CaseState:
    return replace(state, notes=(*state.notes, Note(entry.number, entry.at, plain_text(entry.body, "text"))))


def _disagreed(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    new = Disagreement(
        entry.number,
        entry.at,
        plain_text(body, "about"),
        plain_text(body, "id"),
        plain_text(body, "direction"),
        plain_text(body, "reason"),
        body["consulted"] is True,
        state.rules_hash,
        plain_text(body, "raised to"),
        tuple(str(name) for name in cast("Sequence[Plain]", body.get("rules", ()))),
    )
    return replace(state, disagreements=(*state.disagreements, new))


def _told(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    meeting = body.get("meeting", 0)
    new = Told(
        number=entry.number,
        at=entry.at,
        kind=entry.kind,
        what=plain_text(body, "what"),
        when=read_moment(plain_text(body, "when")),
        who=plain_text(body, "who"),
        rung=plain_text(body, "rung"),
        meeting=meeting if isinstance(meeting, int) else 0,
        due=_moment(body, "due"),
        note=plain_text(body, "note"),
    )
    return replace(state, told=(*state.told, new))


def _retention_set(state: CaseState, entry: Entry) -> CaseState:
    return replace(state, look_again=read_day(plain_text(entry.body, "look again")))


def _archived(state: CaseState, _entry: Entry) -> CaseState:
    return replace(state, archived=True)


def _reopened(state: CaseState, _entry: Entry) -> CaseState:
    return replace(state, archived=False)


def _only_kept(state: CaseState, _entry: Entry) -> CaseState:
    return state


def _moment(body: Body, name: str) -> datetime | None:
    text = plain_text(body, name)
    return read_moment(text) if text else None


_ACTS: Mapping[str, Step] = {
    "started": _started,
    "renamed": _renamed,
    "answered": _answered,
    "rules noted": _rules_noted,
    "decided": _decided,
    "step done": _marked(Status.DONE),
    "step not possible": _marked(Status.NOT_POSSIBLE),
    "step done by another": _marked(Status.BY_ANOTHER),
    "undone": _marked(Status.OPEN),
    "happened": _happened,
    "owed": _owed,
    "owed settled": _owed_settled,
    "note": _note,
    "disagreed": _disagreed,
    "rung tried": _told,
    "rung answered": _told,
    "meeting": _told,
    "early help": _told,
    "handover": _told,
    "retention set": _retention_set,
    "archived": _archived,
    "reopened": _reopened,
    "exported": _only_kept,
    "imported": _only_kept,
}
"""What each kind of event does to a case."""
