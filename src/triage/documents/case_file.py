"""What only a saved case knows of a form: its history, what is owed, the next dates, and where things stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from triage.case.audit import audit, intact
from triage.case.chain import Case
from triage.case.due import Due, due_list
from triage.case.open_ends import UP, newest, open_ends
from triage.case.replay import replay
from triage.case.schema import Help
from triage.case.state import CaseState, Told
from triage.case.words import EntryWords, rung_words
from triage.documents import case_told
from triage.documents.paper import Block, Bullets, Prose, Rows, Task, Tasks
from triage.plan.model import Plan
from triage.plan.times import made_words
from triage.rules.documents import Holds
from triage.rules.model import RuleSet

IN_ORDER = "Nothing was changed or cut, as far as the case itself can show."
NO_DATES = ("step", "answer", "owed")
"""What is due and has a place of its own in a form."""
NOT_IN_ORDER = "NOT IN ORDER: the history of this case was changed or cut. Rely on it with care."


@dataclass(frozen=True)
class CaseFile:
    """A saved case a form is written from. ``now`` knows its time zone; ``rule_set`` gives the words of answers."""

    case: Case
    rule_set: RuleSet
    now: datetime

    @property
    def state(self) -> CaseState:
        """Where the case stands."""
        return replay(self.case)

    @property
    def in_order(self) -> bool:
        """Whether its history can be relied on, as far as the case itself can show."""
        return intact(audit(self.case))

    @property
    def foot(self) -> str:
        """The line that tells which case this is from, and how far that had got."""
        return f"From the saved case {self.state.reference}. Receipt: {self.case.receipt}."


def from_case(what: Holds, file: CaseFile, plan: Plan) -> Block | None:
    """One thing from a saved case; None for what comes from the plan all the same, which is that of the case now."""
    if what is Holds.STEPS:
        return _steps(file, {step.id: step.number for step in plan.steps})
    make = _MAKERS.get(what)
    return make(file) if make is not None else None


def record_rows(file: CaseFile) -> tuple[tuple[str, str], ...]:
    """What the record of a decision says of the case beside the plan."""
    decided = file.state.decision
    kept: tuple[tuple[str, str], ...] = ()
    if decided is not None:
        kept = (
            ("Decision in the case", f"{decided.urgency}, {decided.send_as}, on {_made(decided.at, file)}"),
            ("Made under", decided.rules_version),
            ("Hash of those rules", decided.rules_hash),
        )
    order = IN_ORDER if file.in_order else NOT_IN_ORDER
    return (
        *kept,
        ("Entries in the case", str(len(file.case.entries))),
        ("Receipt", str(file.case.receipt)),
        ("History", order),
    )


def _history(file: CaseFile) -> Block:
    words = EntryWords(file.rule_set, {name: step.do for name, step in file.state.steps.items() if step.do})
    return Bullets(
        tuple(f"{entry.number}. {_made(entry.at, file)}: {words.says(entry)}" for entry in file.case.entries)
    )


def _steps(file: CaseFile, numbers: Mapping[str, int]) -> Block | None:
    """The steps still to be done, under their numbers in the plan, so that a path that names a step leads to it.

    Without a decision in the case, those of the plan as it is now.
    """
    if file.state.decision is None:
        return None
    due = [one for one in due_list(file.state, file.now) if one.sort == "step"]
    if not due:
        return Prose(("Every step of the plan has been dealt with.",))
    unnumbered = count(max(numbers.values(), default=0) + 1)
    numbered = [(numbers.get(one.id) or next(unnumbered), one) for one in due]
    return Tasks(tuple(Task(number, one.words, _when(one, file)) for number, one in numbered))


def _when(one: Due, file: CaseFile) -> tuple[str, ...]:
    words = one.when(file.now)
    return tuple(part for part in (f"When: {words}", one.counted) if part)


def _limits(file: CaseFile) -> Block | None:
    """When the stage that was taken up ends. Others read it, so nothing else of the case is in it."""
    ends = [one.due for one in open_ends(file.state, file.now.tzinfo) if one.says == UP and one.due > file.now]
    return Rows(tuple(("This stage ends", _made(one, file)) for one in ends)) if ends else None


def _owed(file: CaseFile) -> Block:
    due = due_list(file.state, file.now)
    owed = [(one.waits_on or one.whose, one.waits or one.words, one) for one in due if one.waits or one.sort == "owed"]
    if not owed:
        return Prose(("The case has nothing that another agency still owes.",))
    return Rows(
        tuple(
            (f"{who[:1].upper()}{who[1:]} owes", f"{what.rstrip('.')}, {one.when(file.now)}") for who, what, one in owed
        )
    )


def _dates(file: CaseFile) -> Block:
    dated = [one for one in due_list(file.state, file.now) if one.due is not None and one.sort not in NO_DATES]
    if not dated:
        return Prose(("The case has no date ahead. Agree one, and write it here.",))
    return Rows(tuple((one.words, one.when(file.now)) for one in dated))


def _disagreement(file: CaseFile) -> Block:
    told = file.state.told_of("rung tried", "rung answered")
    if not told:
        return Prose(("The case has no stage that was tried yet.",))
    return Rows(tuple((_made(one.when, file), f"{_stage(one, file)}{_note(one)}") for one in told))


def _stage(told: Told, file: CaseFile) -> str:
    if told.kind != "rung tried":
        return told.what
    return f"taken up: {rung_words(told.rung, file.rule_set)}"


def _early_help(file: CaseFile) -> Block:
    told = [one for what in Help if (one := newest(file.state, "early help", what)) is not None]
    if not told:
        return Prose(("The case has nothing of early help that was agreed yet.",))
    return Rows(tuple((f"{one.what[:1].upper()}{one.what[1:]}", "; ".join(_agreed(one, file))) for one in told))


def _agreed(one: Told, file: CaseFile) -> Iterator[str]:
    if one.who:
        yield one.who
    if one.due is not None:
        yield _made(one.due, file)
    yield f"noted {_made(one.when, file)}"
    if one.note:
        yield one.note


def _note(told: Told) -> str:
    return f". {told.note}" if told.note else ""


def _made(moment: datetime, file: CaseFile) -> str:
    return made_words(moment.astimezone(file.now.tzinfo))


_MAKERS: Mapping[Holds, Callable[[CaseFile], Block | None]] = {
    Holds.LIMITS: _limits,
    Holds.HISTORY: _history,
    Holds.OWED: _owed,
    Holds.DATES: _dates,
    Holds.DISAGREEMENT: _disagreement,
    Holds.EARLY_HELP: _early_help,
    Holds.CALLS_MADE: lambda file: case_told.calls_made(file.state, file.now.tzinfo),
    Holds.PROMISED: lambda file: case_told.promised(file.state, file.now.tzinfo),
    Holds.DONE: lambda file: case_told.done(file.state, file.now.tzinfo),
    Holds.ANSWERS_BACK: lambda file: case_told.answers_back(file.state, file.now.tzinfo),
    Holds.MEETING: lambda file: case_told.meeting(file.state, file.now),
    Holds.STANDING: lambda file: case_told.where_it_stands(file.state, file.rule_set, file.now.tzinfo),
}
