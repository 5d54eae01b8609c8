"""The plan as front ends show it: every word resolved, nothing left to look up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from triage.rules.model import SendAs, StepKind, Urgency


@dataclass(frozen=True)
class Citation:
    """Where a line of the plan comes from. ``caution`` is empty, or says in plain words how sure we are."""

    anchor: str
    passage: str
    source: str
    publisher: str
    edition: str
    where: str
    caution: str
    checked_on: date


@dataclass(frozen=True)
class Reason:
    """One rule behind a step: why in a sentence, the answers that fired it, and its passages.

    ``answers`` are pairs of the question as asked and the answer in words.
    """

    rule: str
    why: str
    answers: tuple[tuple[str, str], ...]
    citations: tuple[Citation, ...]
    place: str


@dataclass(frozen=True)
class PlanContact:
    """A contact ready to show. ``detail`` is one line: number, name, hours, when it was checked, addresses.

    ``verified`` is whether it can be used as it stands. A contact that is not shows no number, unless it is only
    that the number was checked long ago. ``fallback`` marks a contact to try when the one before cannot be reached.
    """

    id: str
    name: str
    phone: str
    detail: str
    note: str
    verified: bool
    fallback: bool = False


@dataclass(frozen=True)
class PlanStep:
    """One line of the plan. ``when`` is the time limit in words, with the day and time where one can be given.

    ``clock`` says what the limit is counted from ("Counted from when your phone call ended."), or is empty.
    ``form`` names the form it is done with, if there is one, and ``form_title`` is what that is called.
    """

    id: str
    number: int
    kind: StepKind
    urgency: Urgency
    do: str
    how: tuple[str, ...]
    when: str
    due: datetime | None
    if_late: str
    contacts: tuple[PlanContact, ...]
    say: str
    write: str
    tell: str
    do_not: tuple[str, ...]
    if_no_answer: str
    reasons: tuple[Reason, ...]
    clock: str = ""
    form: str = ""
    form_title: str = ""


@dataclass(frozen=True)
class Plan:
    """What to do, most urgent first.

    ``headline`` is the urgency in words ("ACT NOW - within the hour"); ``message`` says what kind of message
    this is ("This is a child protection referral"). ``assumed`` lists what was treated as true because the
    person was not sure; ``not_known`` what has not been asked yet and could add to the plan. ``own`` is what the
    person sees differently, a sentence each (:mod:`triage.plan.own_plan`).
    """

    urgency: Urgency
    headline: str
    send_as: SendAs
    message: str
    steps: tuple[PlanStep, ...]
    do_not: tuple[str, ...]
    assumed: tuple[str, ...]
    not_known: tuple[str, ...]
    fault: str
    version: str
    hash: str
    made_at: datetime
    own: tuple[str, ...] = ()
