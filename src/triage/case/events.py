"""The events of a case: what happened, when it was written down, and a body of plain data with a fixed form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from triage.case.answering import answer_plain
from triage.case.canonical import Plain
from triage.case.moments import moment_text
from triage.case.schema import What, Why, body_problem
from triage.rules.answers import Answer
from triage.rules.model import RuleSet
from triage.text import clean, clean_line

FORM = 1
"""The form of a case. A later one may add kinds of event and fields; it never changes what these mean."""


@dataclass(frozen=True)
class Event:
    """One thing to be written into a case. ``at`` is the wall clock when it is written, with its time zone."""

    kind: str
    at: datetime
    body: Mapping[str, Plain]


def event(kind: str, at: datetime, **body: Plain) -> Event:
    """An event of ``kind``; ``_`` in a name stands for a space, and what is empty or None is left out.

    Raises ValueError, in plain words, when the body is not as this kind has it or ``at`` knows no time zone.
    """
    kept = {name.replace("_", " "): value for name, value in body.items() if value is not None and value != ""}
    moment_text(at)
    problem = body_problem(kind, kept)
    if problem:
        raise ValueError(problem)
    return Event(kind, at, kept)


def rules_plain(rule_set: RuleSet) -> dict[str, Plain]:
    """Which rules were used: their versions, and the hash they can be found by."""
    return {"version": clean_line(rule_set.version), "hash": rule_set.hash}


def started(at: datetime, case: str, reference: str, rule_set: RuleSet, made_by: str) -> Event:
    """The first event of every case. ``case`` is a random name of its own, so that no two cases share a history."""
    rules = rules_plain(rule_set)
    return event("started", at, case=case, reference=reference, rules=rules, form=FORM, made_by=made_by)


def renamed(at: datetime, reference: str) -> Event:
    """The case goes by another reference from now on."""
    return event("renamed", at, reference=reference)


def answered(at: datetime, question: str, answer: Answer) -> Event:
    """A question was answered, answered differently, or skipped."""
    return event("answered", at, question=question, answer=answer_plain(answer))


def rules_noted(at: datetime, rule_set: RuleSet) -> Event:
    """The case is looked at under other rules than before."""
    return event("rules noted", at, rules=rules_plain(rule_set))


def step_done(at: datetime, step: str, when: datetime | None = None, note: str = "") -> Event:
    """A step was done. ``when`` it was, if that is not now."""
    return event("step done", at, step=step, when=moment_text(when or at), note=_text(note))


def step_not_possible(at: datetime, step: str, why: str, when: datetime | None = None) -> Event:
    """A step cannot be done, and why."""
    return event("step not possible", at, step=step, when=moment_text(when or at), why=_text(why))


def step_done_by_another(at: datetime, step: str, who: str, when: datetime | None = None, note: str = "") -> Event:
    """A step was done by somebody else: ``who`` is a role or a team, not a name."""
    moment = moment_text(when or at)
    return event("step done by another", at, step=step, when=moment, who=_line(who), note=_text(note))


def undone(at: datetime, step: str, note: str = "") -> Event:
    """A step is open again: it was marked by mistake, or it has to be done once more."""
    return event("undone", at, step=step, note=_text(note))


def happened(
    at: datetime,
    what: What | str,
    when: datetime | None = None,
    *,
    clock: str = "",
    ends: str = "",
    meeting: str = "",
    meets: datetime | None = None,
    report_due: datetime | None = None,
    note: str = "",
) -> Event:
    """Something happened. ``clock`` names the step or time limit whose time started, ``ends`` the time limit that this
    was waited for until; ``meets`` is when a meeting is, ``report_due`` when the report for it has to be in."""
    return event(
        "happened",
        at,
        what=str(what),
        when=moment_text(when or at),
        clock=clock,
        ends=ends,
        meeting=_line(meeting),
        meets=moment_text(meets) if meets else None,
        report_due=moment_text(report_due) if report_due else None,
        note=_text(note),
    )


def owed(at: datetime, what: str, who: str, due: datetime | None = None, note: str = "") -> Event:
    """Another agency owes something: a reply, an outcome, papers. ``who`` is the agency."""
    return event("owed", at, what=_text(what), who=_line(who), due=moment_text(due) if due else None, note=_text(note))


def owed_settled(at: datetime, number: int, how: str, when: datetime | None = None, note: str = "") -> Event:
    """What was owed "came" or "will not come". ``number`` is that of the event that said it was owed."""
    return event("owed settled", at, owed=number, how=how, when=moment_text(when or at), note=_text(note))


def noted(at: datetime, text: str) -> Event:
    """A note in the person's own words."""
    return event("note", at, text=_text(text))


def disagreed(
    at: datetime,
    about: str,
    reason: Why | str,
    direction: str,
    *,
    named: str = "",
    consulted: bool = False,
    raised_to: str = "",
    rules: Sequence[str] = (),
) -> Event:
    """The person decided otherwise than the tool says. No names: the reason is one of :class:`Why` or a pack's code.

    ``named`` is the step, rule or contact it is about. ``direction`` is "safer", "less safe" or "neither";
    ``consulted``: somebody else was asked first. ``raised_to`` is the urgency a safer choice came to, ``rules`` are
    those behind what the tool said.
    """
    return event(
        "disagreed",
        at,
        about=about,
        id=named,
        direction=direction,
        reason=str(reason),
        consulted=consulted,
        raised_to=raised_to,
        rules=list(rules) or None,
    )


def retention_set(at: datetime, day: date) -> Event:
    """When to look again at whether the case is still to be kept."""
    return event("retention set", at, look_again=day.isoformat())


def archived(at: datetime, note: str = "") -> Event:
    """The case is put away. It can be opened again at any time."""
    return event("archived", at, note=_text(note))


def reopened(at: datetime, note: str = "") -> Event:
    """The case is taken out again."""
    return event("reopened", at, note=_text(note))


def exported(at: datetime, what: str, entries: int, head: str) -> Event:
    """A document or the whole case was written out, with the receipt it carries."""
    return event("exported", at, what=_line(what), entries=entries, head=head)


def imported(at: datetime, entries: int, head: str) -> Event:
    """The case came from a file, in which it had this many entries."""
    return event("imported", at, entries=entries, head=head)


def _line(text: str) -> str:
    return clean_line(text).strip()


def _text(text: str) -> str:
    return clean(text).strip()
