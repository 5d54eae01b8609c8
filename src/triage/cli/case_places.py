"""The places of a saved case: the ladder of disagreement, meetings, early help and the handover."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from triage.cli.case_place import opened, read_time
from triage.cli.case_telling import Make
from triage.cli.cases import Act
from triage.cli.errors import Stop, unknown
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, load_rules

if TYPE_CHECKING:
    from triage.case.chain import Case
    from triage.case.rungs import Rung
    from triage.rules.model import RuleSet


def past(given: str | None, now: datetime) -> datetime | None:
    """A time that has been. Raises Stop for one still to come: it would start a clock too late."""
    when = read_time(given, now, "--on")
    if when is not None and when > now:
        raise Stop("That is still to come.", place="--on", remedy="Say it once it has happened. Nothing was written.")
    return when


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


def _ladder(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    from triage.case.actions import Actions
    from triage.case.ladder import position
    from triage.case.replay import replay
    from triage.export.ladder_text import ladder_data, ladder_page, ladder_text

    rule_set = load_rules(settings, now.date())
    make = _ladder_event(arguments, rule_set, now)
    state = replay(told_and_read(arguments.reference, make))
    actions = Actions(rule_set, state.session.answers, now.date())
    page = ladder_page(state.reference, position(state, rule_set, now), actions)
    text = json_text(ladder_data(page)) if arguments.json else ladder_text(page, now)
    return Outcome(text, message="Noted." if make else "")


def _ladder_event(arguments: Namespace, rule_set: RuleSet, now: datetime) -> Make | None:
    """What was told of the ladder, if anything was."""
    from triage.case import telling
    from triage.case.ladder import rung_ends
    from triage.case.rungs import rungs_of
    from triage.case.schema import Rung as Came
    from triage.cli.case_telling import typed

    only_one(arguments, "tried", "settled", "not_settled")
    when = past(arguments.on, now)
    if arguments.settled or arguments.not_settled:
        note = typed("Note: ") if arguments.note else ""
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


ACTS: Mapping[str, Act] = {"ladder": _ladder}
"""The places, by the word for each."""
