"""Where a case stands: what replaying its entries comes to. Plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from triage.case.canonical import Plain
from triage.case.chain import Entry
from triage.rules.model import Deadline
from triage.session.session import Session


class Status(StrEnum):
    """What became of a step."""

    OPEN = "to do"
    DONE = "done"
    BY_ANOTHER = "done by someone else"
    NOT_POSSIBLE = "not possible"


@dataclass(frozen=True)
class StepState:
    """One step that a plan of this case had.

    ``since`` is when it first stood in a plan with the limit it has now, ``clock`` when its time was said to have
    started. ``current``: the newest plan still has it. ``when``, ``who`` and ``note`` go with ``status``. ``again``
    says that it was dealt with before, and that newer answers make it more urgent than it was then. ``dealt`` and
    ``undone`` are the numbers of the newest entries that dealt with it and asked for it once more, 0 for none.
    ``owed``: the clock runs, and what its limit waits for has not come. ``begins`` are the stages of a disagreement
    that doing it begins.
    """

    step: str
    do: str
    kind: str
    urgency: str
    status: Status = Status.OPEN
    since: datetime | None = None
    current: bool = True
    deadline: Deadline | None = None
    clock: datetime | None = None
    when: datetime | None = None
    who: str = ""
    note: str = ""
    again: bool = False
    dealt: int = 0
    undone: int = 0
    owed: bool = False
    begins: tuple[Deadline, ...] = ()


@dataclass(frozen=True)
class Start:
    """Something that may start clocks: a step that was done, or an event. ``what`` is the name of either.

    ``clock`` names the step or the time limit whose time was said to have started, or is empty. ``when`` is never
    after the entry was written: what was still to come then cannot start a clock later.
    """

    number: int
    what: str
    when: datetime
    clock: str = ""


@dataclass(frozen=True)
class Owed:
    """Something another agency owes. ``number`` is the entry that says so. ``how`` is empty while it is owed."""

    number: int
    what: str
    who: str
    since: datetime
    due: datetime | None
    note: str = ""
    how: str = ""
    settled: datetime | None = None


@dataclass(frozen=True)
class Happening:
    """Something that happened. ``meeting`` and ``meets`` belong to a meeting that was called."""

    number: int
    what: str
    when: datetime
    clock: str = ""
    meeting: str = ""
    meets: datetime | None = None
    note: str = ""
    report_due: datetime | None = None
    ends: str = ""


@dataclass(frozen=True)
class Told:
    """Something told about a disagreement, a meeting, early help or a handover.

    ``kind`` is that of the entry. ``rung`` is the time limit of a rung that was tried, ``meeting`` the number of the
    entry that called a meeting. ``who`` is a role. ``due`` is when it has to be looked at again, where that is known.
    """

    number: int
    at: datetime
    kind: str
    what: str
    when: datetime
    who: str = ""
    rung: str = ""
    meeting: int = 0
    due: datetime | None = None
    note: str = ""


@dataclass(frozen=True)
class Decided:
    """A decision as it was recorded: under which rules, on which answers, and the hash of its canonical bytes."""

    number: int
    at: datetime
    rules_version: str
    rules_hash: str
    answers: str
    decision: str
    urgency: str
    send_as: str


@dataclass(frozen=True)
class Note:
    """A note in the person's own words."""

    number: int
    at: datetime
    text: str


@dataclass(frozen=True)
class Disagreement:
    """The person decided otherwise than the tool said. ``rules`` are those behind what it said."""

    number: int
    at: datetime
    about: str
    id: str
    direction: str
    reason: str
    consulted: bool
    rules_hash: str
    raised_to: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseState:
    """Everything a case comes to.

    ``unknown`` are entries this version does not know, or whose body it cannot read: kept, and shown as such.
    ``moved_back`` are the numbers of entries whose clock is earlier than that of an entry before them.
    ``answered`` has for each question the number of the entry with its newest answer.
    """

    case: str = ""
    reference: str = ""
    opened: datetime | None = None
    changed: datetime | None = None
    session: Session = field(default_factory=Session)
    rules_version: str = ""
    rules_hash: str = ""
    steps: Mapping[str, StepState] = field(default_factory=dict)
    owed: Mapping[int, Owed] = field(default_factory=dict)
    happenings: tuple[Happening, ...] = ()
    decisions: tuple[Decided, ...] = ()
    notes: tuple[Note, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    archived: bool = False
    look_again: date | None = None
    unknown: tuple[Entry, ...] = ()
    moved_back: tuple[int, ...] = ()
    told: tuple[Told, ...] = ()
    answered: Mapping[str, int] = field(default_factory=dict)
    starts: tuple[Start, ...] = ()

    @property
    def decision(self) -> Decided | None:
        """The newest decision, if one was recorded."""
        return self.decisions[-1] if self.decisions else None

    @property
    def open_steps(self) -> tuple[StepState, ...]:
        """The steps of the newest plan that are still to be done, in its order."""
        return tuple(step for step in self.steps.values() if step.current and step.status is Status.OPEN)

    @property
    def still_owed(self) -> tuple[Owed, ...]:
        """What other agencies owe and have not given."""
        return tuple(one for one in self.owed.values() if not one.how)

    @property
    def meetings(self) -> tuple[Happening, ...]:
        """The meetings that were called."""
        return tuple(one for one in self.happenings if one.meets is not None)

    def told_of(self, *kinds: str) -> tuple[Told, ...]:
        """What was told in entries of these kinds, in the order it was written."""
        return tuple(one for one in self.told if one.kind in kinds)


def plain_text(body: Mapping[str, Plain], name: str) -> str:
    """The text under ``name``, or nothing."""
    value = body.get(name, "")
    return value if isinstance(value, str) else ""
