"""A saved case as plain text: what is due, what was done, what others owe, what happened, and the receipt."""

from __future__ import annotations

from datetime import datetime

from triage.case.chain import Case
from triage.case.due import Due, due_list
from triage.case.replay import replay
from triage.case.state import CaseState, Decided, Status
from triage.case.words import EntryWords, step_words
from triage.export.layout import WIDTH, Sheet
from triage.export.places.told import told_words
from triage.export.plan_text import LAST_LINE
from triage.plan.times import date_words, made_words, moment_words
from triage.plan.words import HEADLINES
from triage.rules.model import RuleSet, Urgency


def case_text(case: Case, now: datetime, width: int = WIDTH) -> str:
    """Where the case stands at ``now``. Steps and what is owed carry the number they can be named by."""
    state = replay(case)
    sheet = Sheet(width)
    put_away = " It is put away." if state.archived else ""
    sheet.text(f"Case {state.reference}, started on {_made(state.opened, now)}.{put_away}")
    if state.changed is not None:
        sheet.text(f"Last changed on {_made(state.changed, now)}.")
    sheet.text(_decision(state.decision, now))
    _due(sheet, state, now)
    _done(sheet, state)
    _happened(sheet, state, now)
    _warnings(sheet, state)
    sheet.title(LAST_LINE)
    sheet.text(f"Receipt: {case.receipt}.")
    return sheet.written()


def history_text(case: Case, rule_set: RuleSet | None, now: datetime, width: int = WIDTH) -> str:
    """Every entry of the case in words, numbered, in the order they were written."""
    words = EntryWords(rule_set)
    sheet = Sheet(width)
    for entry in case.entries:
        sheet.item(f"{entry.number:>3}. ", f"{_made(entry.at, now)}: {words.says(entry)}")
    return sheet.written()


def step_numbers(state: CaseState) -> dict[str, int]:
    """The number each step can be named by: the newest plan's first, from 1."""
    return {step: number for number, step in enumerate(state.steps, start=1)}


def due_words(item: Due, now: datetime, *, brief: bool = False) -> str:
    """One thing that is due: when, whose it is, what is doubtful about it; unless ``brief``, how it was counted."""
    when = item.when(now)
    whose = "" if item.whose == "you" else f" ({item.whose})"
    late = item.if_late if item.overdue else ""
    parts = (
        f"{when[:1].upper()}{when[1:]}: {item.words.rstrip('.')}{whose}.",
        item.owes,
        late,
        "" if brief else item.counted,
        item.doubt,
    )
    return " ".join(part for part in parts if part)


def _made(moment: datetime | None, now: datetime) -> str:
    return made_words(moment.astimezone(now.tzinfo)) if moment is not None else "a day that cannot be read"


def _decision(decided: Decided | None, now: datetime) -> str:
    if decided is None:
        return "There was not enough to act on yet: go on answering."
    headline = {one.word: HEADLINES[one] for one in Urgency}.get(decided.urgency, decided.urgency)
    rules = f"under the rules {decided.rules_version} ({decided.rules_hash[:12]})"
    return f"{headline}. Sent as: {decided.send_as}. Decided on {_made(decided.at, now)}, {rules}."


def _due(sheet: Sheet, state: CaseState, now: datetime) -> None:
    due = due_list(state, now)
    numbers = step_numbers(state)
    if not due:
        sheet.title("Nothing is due.")
        return
    sheet.title("Due, what is overdue first")
    for item in due:
        mark = f"{numbers[item.id]}. " if item.sort == "step" else f"[{item.id}] " if item.sort == "owed" else "- "
        sheet.item(mark, due_words(item, now))


def _done(sheet: Sheet, state: CaseState) -> None:
    numbers = step_numbers(state)
    done = [step for step in state.steps.values() if step.status is not Status.OPEN]
    settled = [one for one in state.owed.values() if one.how]
    if done or settled:
        sheet.title("Dealt with")
    for step in done:
        sheet.item(f"{numbers[step.step]}. ", f"{(step.do or step.step).rstrip('.')}: {step_words(step)}")
    for one in settled:
        sheet.item(f"[{one.number}] ", f"{one.what.rstrip('.')} ({one.who}): {one.how}")


def _happened(sheet: Sheet, state: CaseState, now: datetime) -> None:
    told = [
        (one.when, ". ".join(part for part in (one.what, one.meeting, one.note) if part)) for one in state.happenings
    ]
    told += [(one.at, one.text) for one in state.notes]
    told += [(one.at, f"disagreed about {one.about} {one.id}: {one.reason}") for one in state.disagreements]
    told += [(one.when, told_words(one)) for one in state.told]
    if told:
        sheet.title("What happened")
    for when, text in sorted(told, key=lambda one: one[0]):
        sheet.item("- ", f"{moment_words(when.astimezone(now.tzinfo), now)}: {text}")


def _warnings(sheet: Sheet, state: CaseState) -> None:
    if state.look_again is not None:
        sheet.title(f"To be looked at again on {date_words(state.look_again)}.")
    if state.moved_back:
        sheet.title("The clock of this computer was moved back while this case was written. See: triage cases audit")
    if state.unknown:
        sheet.title(
            f"{len(state.unknown)} entries are of a kind this version does not know. They are kept as they are."
        )
