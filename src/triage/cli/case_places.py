"""The places of a saved case: the ladder of disagreement, meetings, early help and the handover."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from triage.cli.case_place import opened, read_date, read_past
from triage.cli.case_telling import Make
from triage.cli.cases import Act
from triage.cli.errors import Stop, unknown
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, load_rules

if TYPE_CHECKING:
    from triage.case.chain import Case
    from triage.case.events import Event
    from triage.case.rungs import Rung
    from triage.case.state import CaseState
    from triage.rules.model import RuleSet

T = TypeVar("T")


def told_and_read(reference: str, make: Make | None = None) -> Case:
    """The case, after one more event was written at its end if there is one to be. The passphrase is asked once."""
    from triage.case.replay import replay

    with opened() as store:
        case = store.load(reference)
        if make is None:
            return case
        try:
            one = make(replay(case))
        except ValueError as wrong:
            raise Stop(str(wrong), remedy="Nothing was written.") from None
        return store.append(case, [one])


def _state_after(arguments: Namespace, make: Make | None) -> CaseState:
    """Where the case stands, after what was told."""
    from triage.case.replay import replay

    return replay(told_and_read(arguments.reference, make))


def _told(text: str, make: Make | None) -> Outcome:
    """The place as it stands, and whether something was noted."""
    return Outcome(text, message="Noted." if make else "")


def _ladder(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    from triage.case.actions import Actions
    from triage.export.places.ladder import ladder_data, ladder_text
    from triage.export.places.opening import open_ladder

    rule_set = load_rules(settings, now.date())
    make = _ladder_event(arguments, rule_set, now)
    state = _state_after(arguments, make)
    actions = Actions(rule_set, state.session.answers, now.date())
    page = open_ladder(state, rule_set, actions, now, state.reference)
    text = json_text(ladder_data(page)) if arguments.json else ladder_text(page, now)
    return _told(text, make)


def _ladder_event(arguments: Namespace, rule_set: RuleSet, now: datetime) -> Make | None:
    """What was told of the ladder, if anything was."""
    from triage.case import telling
    from triage.case.ladder import rung_ends
    from triage.case.rungs import rungs_of
    from triage.case.schema import Rung as Came

    only_one(arguments, "tried", "settled", "not_settled")
    when = read_past(arguments.on, now)
    if arguments.settled or arguments.not_settled:
        note = _note(arguments)
        came = Came.SETTLED if arguments.settled else Came.NOT_SETTLED
        return lambda _: telling.rung_answered(now, came, when, note)
    if not arguments.tried:
        return None
    rung = _chosen(arguments.tried, rungs_of(rule_set))
    return lambda state: telling.rung_tried(now, rung.id, when, rung_ends(state, rule_set, rung, when or now))


def only_one(arguments: Namespace, *names: str) -> None:
    """Raise Stop when more than one of these options was given."""
    given = [f"--{name.replace('_', '-')}" for name in names if getattr(arguments, name)]
    if len(given) > 1:
        raise Stop(f"One at a time: {' or '.join(given)}.", remedy="Nothing was written.")


def _chosen(given: str, rungs: tuple[Rung, ...]) -> Rung:
    numbers = {str(one.number): one for one in rungs}
    if given not in numbers:
        raise unknown("rung", given, list(numbers), place="--tried")
    return numbers[given]


def _meetings(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    from triage.case.meetings import meetings_of
    from triage.export.places.meetings import meetings_data, meetings_text

    rule_set = load_rules(settings, now.date())
    make = _meeting_event(arguments, now)
    state = _state_after(arguments, make)
    found = meetings_of(state, rule_set, now)
    text = json_text(meetings_data(found)) if arguments.json else meetings_text(state.reference, found, now)
    return _told(text, make)


def _meeting_event(arguments: Namespace, now: datetime) -> Make | None:
    """What was told of a meeting, if anything was."""
    from triage.case import telling
    from triage.case.schema import Meeting

    ticks = {
        "report_sent": Meeting.REPORT_SENT,
        "shared": Meeting.SHARED,
        "to_chair": Meeting.TO_CHAIR,
        "remote": Meeting.REMOTE,
        "briefed": Meeting.BRIEFED,
        "held": Meeting.HELD,
    }
    what = one_given(arguments, ticks)
    if what is None:
        return None
    when, note = read_past(arguments.on, now), _note(arguments)
    who = arguments.briefed or ""

    def make(state: CaseState) -> Event:
        return telling.meeting_told(now, _which(state, arguments.meeting), what, when, who=who, note=note)

    return make


def _which(state: CaseState, given: str | None) -> int:
    """The number of the meeting meant. Raises Stop when it is not clear."""
    numbers = [str(one.number) for one in state.meetings]
    if given is None and len(numbers) == 1:
        return int(numbers[0])
    if given is None:
        remedy = (
            f"Add its number: {', '.join(numbers)}." if numbers else "Note the meeting first: triage cases happened."
        )
        raise Stop("Which meeting?", remedy=f"{remedy} Nothing was written.")
    if given.strip("[]") not in numbers:
        raise unknown("meeting with the number", given, numbers)
    return int(given.strip("[]"))


def _early_help(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    from triage.case.actions import Actions
    from triage.case.early_help import early_help
    from triage.export.places.early_help import early_help_data, early_help_text

    rule_set = load_rules(settings, now.date())
    make = _help_event(arguments, now)
    state = _state_after(arguments, make)
    agreed = early_help(state, Actions(rule_set, state.session.answers, now.date()))
    text = json_text(early_help_data(agreed)) if arguments.json else early_help_text(state.reference, agreed, now)
    return _told(text, make)


def _help_event(arguments: Namespace, now: datetime) -> Make | None:
    """What was agreed in early help, if anything was."""
    from triage.case import telling
    from triage.case.schema import Help
    from triage.plan.calendar import end_of_working_day

    ticks = {
        "met": Help.MET,
        "lead": Help.LEAD,
        "plan_written": Help.PLAN,
        "message_agreed": Help.MESSAGE,
        "review": Help.REVIEW,
    }
    what = one_given(arguments, ticks)
    if what is None:
        return None
    when, note = read_past(arguments.on, now), _note(arguments)
    due = end_of_working_day(read_date(arguments.review, "--review"), now) if arguments.review else None
    return lambda _: telling.help_told(now, what, when, who=arguments.lead or "", due=due, note=note)


def _handover(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    from triage.case.actions import Actions
    from triage.case.early_help import handover
    from triage.export.places.handover import handover_data, handover_text

    rule_set = load_rules(settings, now.date())
    make = _handover_event(arguments, rule_set, now)
    state = _state_after(arguments, make)
    place = handover(state, rule_set, Actions(rule_set, state.session.answers, now.date()), now)
    text = json_text(handover_data(place)) if arguments.json else handover_text(state.reference, place, now)
    return _told(text, make)


def _handover_event(arguments: Namespace, rule_set: RuleSet, now: datetime) -> Make | None:
    """That a handover was offered or accepted, if it was."""
    from triage.case import telling
    from triage.case.early_help import HANDOVER_LIMIT, ends
    from triage.case.schema import Handover

    what = one_given(arguments, {"to": Handover.OFFERED, "accepted_by": Handover.ACCEPTED})
    if what is None:
        return None
    when = read_past(arguments.on, now)
    due = ends(rule_set, HANDOVER_LIMIT, when or now) if what is Handover.OFFERED else None
    return lambda _: telling.handover_told(now, what, arguments.accepted_by or arguments.to, when, due)


def one_given(arguments: Namespace, ticks: Mapping[str, T]) -> T | None:
    """What the one option that was given stands for; None when there is none. Raises Stop for more than one."""
    only_one(arguments, *ticks)
    return next((what for name, what in ticks.items() if getattr(arguments, name)), None)


def _note(arguments: Namespace) -> str:
    from triage.cli.case_telling import typed

    return typed("Note: ") if arguments.note else ""


ACTS: Mapping[str, Act] = {"ladder": _ladder, "meetings": _meetings, "early-help": _early_help, "handover": _handover}
"""The places, by the word for each."""
