"""Builds time limits: how long, what starts their clock, and what is waited for until they end."""

from __future__ import annotations

from dataclasses import replace

from triage.rules.entries import Entry
from triage.rules.fields import Fields
from triage.rules.keys import DEADLINE_KEYS, WAITS_FOR_KEYS
from triage.rules.limits import Limit, read_limit
from triage.rules.model import Deadline
from triage.rules.names import Names
from triage.rules.problems import Collector
from triage.rules.waiting import EVENTS, SETTLING, WaitsFor

BASES = ("law", "national", "local", "tool default")
MOST_DAYS_BEFORE = 60
"""Working days before a meeting that a limit may name."""


def build_deadline(entry: Entry, names: Names) -> Deadline:
    """The deadline of an entry."""
    fields = Fields(entry.node, entry.what, DEADLINE_KEYS, names.out, entry.place)
    node = fields.value("limit", required=True)
    limit = read_limit(node, names.out) if node is not None else None
    limit = limit or Limit(at_once=True)
    basis = fields.word("basis", BASES, required=True)
    if basis in ("law", "national") and "because" not in fields:
        fields.missing("because", f"but its basis is {basis}")
    return Deadline(
        id=entry.key.text,
        says=fields.text("says", required=True),
        starts=fields.text("starts", required=True),
        owner=fields.text("owner", required=True),
        basis=basis,
        if_late=fields.text("if late", required=True),
        because=names.kept("passage", fields.names("because")),
        place=entry.place,
        at_once=limit.at_once,
        same_day=limit.same_day,
        hours=limit.hours,
        working_days=limit.working_days,
        days_before=_days_before(fields),
        started_by=_started_by(fields, names),
        waits_for=_waits_for(fields),
    )


def _days_before(fields: Fields) -> int | None:
    days = fields.whole("days before")
    if days is not None and days > MOST_DAYS_BEFORE:
        message = f"{days} working days before a meeting are more than anybody has."
        fields.out.error("TR206", fields.place("days before"), message, f"write {MOST_DAYS_BEFORE} or less.")
        return MOST_DAYS_BEFORE
    return days


def _started_by(fields: Fields, names: Names) -> tuple[str, ...]:
    """The steps and events that start the clock. A name that is neither is noted as a step that does not exist."""
    given = fields.names("started by")
    return tuple(name.text for name in given if name.text in EVENTS or names.check("step", name))


def _waits_for(fields: Fields) -> WaitsFor | None:
    """What somebody else owes by the end, or None."""
    node = fields.value("waits for")
    if node is None:
        return None
    inner = Fields(node, "'waits for:'", WAITS_FOR_KEYS, fields.out, fields.place("waits for"))
    return WaitsFor(
        what=inner.text("what", required=True),
        owed_by=inner.text("from", required=True),
        until=inner.word("until", SETTLING, required=True) or SETTLING[0],
    )


def laid_over(before: Entry, after: Deadline, names: Names) -> Deadline:
    """The limit of a local pack in place of ``before``: what started that clock starts this one too.

    A pack may shorten a limit and add what starts it. It never has to repeat what it keeps, and cannot take it away.
    """
    old = build_deadline(before, Names(Collector(), names.known, names.partial))
    started_by = tuple(dict.fromkeys((*old.started_by, *after.started_by)))
    return replace(after, started_by=started_by, waits_for=after.waits_for or old.waits_for)
