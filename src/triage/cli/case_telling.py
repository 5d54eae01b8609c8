"""What a person tells about a saved case: steps done, what happened, what others owe, notes, and where it is kept."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from triage.cli.case_place import opened, read_date, read_past, read_time
from triage.cli.cases import Act, chosen_reference, day
from triage.cli.errors import Stop, unknown
from triage.cli.output import Outcome
from triage.cli.settings import Settings, load_rules
from triage.rules.problems import RulesRefused

if TYPE_CHECKING:
    from triage.case.chain import Case
    from triage.case.events import Event
    from triage.case.state import CaseState, StepState

Make = Callable[["CaseState"], "Event"]
LONGEST_NOTE = 20_000


def told(reference: str, make: Make, says: str) -> Outcome:
    """Write one event at the end of a case. ``make`` gets where the case stands."""
    from triage.case.replay import replay

    with opened() as store:
        case: Case = store.load(reference)
        try:
            one = make(replay(case))
        except ValueError as wrong:
            raise Stop(str(wrong), remedy="Nothing was written.") from None
        store.append(case, [one])
    return Outcome(says)


def _done(arguments: Namespace, _settings: Settings, now: datetime) -> Outcome:
    from triage.case import events

    when = read_past(arguments.on, now)
    note = typed("Why can it not be done? " if arguments.not_possible else "Note: ") if _wants_note(arguments) else ""

    def make(state: CaseState) -> Event:
        step = chosen_step(state, arguments.step).step
        if arguments.again:
            return events.undone(now, step, note)
        if arguments.not_possible:
            return events.step_not_possible(now, step, note, when)
        if arguments.by:
            return events.step_done_by_another(now, step, arguments.by, when, note)
        return events.step_done(now, step, when, note)

    return told(arguments.reference, make, "Noted.")


def _wants_note(arguments: Namespace) -> bool:
    return bool(arguments.note or getattr(arguments, "not_possible", False))


def chosen_step(state: CaseState, named: str) -> StepState:
    """The step with this number or name. Raises Stop when there is none."""
    steps = list(state.steps.values())
    if named.isdecimal() and 1 <= int(named) <= len(steps):
        return steps[int(named) - 1]
    if named not in state.steps:
        raise unknown("step in this case", named, state.steps)
    return state.steps[named]


def _happened(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    from triage.case import events
    from triage.case.schema import What

    what = " ".join(arguments.what)
    if what not in list(What):
        raise unknown("thing that can happen", what, list(What))
    meets = read_time(arguments.meets, now, "--meets")
    if what == What.MEETING_CALLED and meets is None:
        raise Stop("When is the meeting?", remedy="Add --meets, such as --meets 2026-11-27T10:00.")
    if what == What.TIME_STARTED and not arguments.clock:
        raise Stop("Which time limit started?", remedy="Add --clock with the number of the step.")
    when = read_past(arguments.on, now)
    note = typed("Note: ") if arguments.note else ""

    def make(state: CaseState) -> Event:
        clock = chosen_step(state, arguments.clock).step if arguments.clock else ""
        meeting = arguments.meeting or ""
        report = _report_due(state, settings, meeting, meets) if what == What.MEETING_CALLED else None
        return events.happened(now, what, when, clock=clock, meeting=meeting, meets=meets, report_due=report, note=note)

    return told(arguments.reference, make, "Noted.")


def _report_due(state: CaseState, settings: Settings, meeting: str, meets: datetime | None) -> datetime | None:
    """When a report for the meeting has to be in. A meeting is noted all the same when the rules cannot be read."""
    from triage.case.meetings import report_due

    try:
        rule_set = load_rules(settings, meets.date()) if meets is not None else None
    except (Stop, RulesRefused):
        return None
    return report_due(state, rule_set, meeting, meets) if rule_set is not None and meets is not None else None


def _owes(arguments: Namespace, _settings: Settings, now: datetime) -> Outcome:
    from triage.case import events

    due = read_time(arguments.due, now, "--due")
    what = " ".join(arguments.what)
    return told(arguments.reference, lambda _: events.owed(now, what, arguments.who, due), "Noted.")


def _came(arguments: Namespace, _settings: Settings, now: datetime) -> Outcome:
    from triage.case import events

    when = read_past(arguments.on, now)
    how = "will not come" if arguments.will_not else "came"

    def make(state: CaseState) -> Event:
        named = arguments.number.strip("[]")
        limits = {step.deadline.id: step.deadline for step in state.steps.values() if step.owed and step.deadline}
        numbers = [str(one.number) for one in state.still_owed]
        if named in limits and (waits := limits[named].waits_for) is not None and not arguments.will_not:
            return events.happened(now, waits.until, when, ends=named)
        if named not in numbers:
            raise unknown("thing owed with the number", arguments.number, [*numbers, *limits])
        return events.owed_settled(now, int(named), how, when)

    return told(arguments.reference, make, "Noted.")


def _note(arguments: Namespace, _settings: Settings, now: datetime) -> Outcome:
    from triage.case import events

    text = typed("Note (facts and words exactly, no names): ")
    return told(arguments.reference, lambda _: events.noted(now, text), "Noted.")


def typed(prompt: str) -> str:
    """One line typed at a terminal, or all that comes through a pipe. Raises Stop when it is nothing, or too much."""
    if sys.stdin.isatty():
        sys.stderr.write(prompt)
        sys.stderr.flush()
        text = sys.stdin.readline()
    else:
        text = sys.stdin.read(LONGEST_NOTE + 1)
    if not text.strip():
        raise Stop("Nothing was typed, so nothing was written.")
    if len(text) > LONGEST_NOTE:
        raise Stop(f"A note has at most {LONGEST_NOTE:,} letters.", remedy="Nothing was written. Split it in two.")
    return text


def _keep(arguments: Namespace, _settings: Settings, now: datetime) -> Outcome:
    from triage.case import events

    on = read_date(arguments.day, "DAY")
    says = f"You will be reminded on {day(arguments.day)}. Nothing is ever deleted by itself."
    return told(arguments.reference, lambda _: events.retention_set(now, on), says)


def _rename(arguments: Namespace, _settings: Settings, now: datetime) -> Outcome:
    from triage.case import events

    reference = chosen_reference(arguments.new, anyway=arguments.anyway)
    return told(arguments.reference, lambda _: events.renamed(now, reference), f"It is called {reference} now.")


def _archive(arguments: Namespace, _settings: Settings, now: datetime) -> Outcome:
    from triage.case import events

    says = f"Put away. To take it out again: triage cases reopen {arguments.reference}"
    return told(arguments.reference, lambda _: events.archived(now), says)


def _reopen(arguments: Namespace, _settings: Settings, now: datetime) -> Outcome:
    from triage.case import events

    return told(arguments.reference, lambda _: events.reopened(now), "Taken out again.")


ACTS: Mapping[str, Act] = {
    "done": _done,
    "happened": _happened,
    "owes": _owes,
    "came": _came,
    "note": _note,
    "keep": _keep,
    "rename": _rename,
    "archive": _archive,
    "reopen": _reopen,
}
"""What can be told, by the word for it."""
