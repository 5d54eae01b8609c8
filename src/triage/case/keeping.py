"""Where cases are kept, seen from everything that does not know how: what can be asked of it, and how it says no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from triage.case.chain import Case, Receipt
from triage.case.due import next_due
from triage.case.events import Event
from triage.case.replay import replay


class CasesError(Exception):
    """Something cannot be done with saved cases. ``says`` is one clear line, ``remedy`` what to do about it.

    Neither ever holds anything of a case but its reference.
    """

    def __init__(self, says: str, remedy: str = "") -> None:
        super().__init__(says)
        self.says = says
        self.remedy = remedy


class CannotSaveError(CasesError):
    """Something was not written. All that was written before is still there."""


class ChangedElsewhereError(CannotSaveError):
    """The case has grown since it was read: it is open in another window. Nothing was written."""


class DamagedError(CasesError):
    """What is on the disk cannot be read, although the key to it is right."""


class WrongPassphraseError(CasesError):
    """The passphrase does not open it."""


class NoSuchCaseError(CasesError):
    """There is no case with that reference."""


@dataclass(frozen=True)
class Summary:
    """One line of the list of cases. ``next_due`` is the moment the first thing is due, overdue or not."""

    reference: str
    case: str
    opened: datetime
    changed: datetime
    archived: bool
    next_due: datetime | None
    look_again: date | None
    entries: int


class CaseStore(Protocol):
    """A place where cases are kept. Every method may raise :class:`CasesError`."""

    def create(self, first: Event) -> Case:
        """Keep a new case that begins with ``first``. A reference that is in use already is refused."""
        ...

    def append(self, case: Case, events: Sequence[Event]) -> Case:
        """Write ``events`` at the end of ``case``, all or none, and return the case with them.

        What was returned is on the disk. Raises ChangedElsewhereError when what is kept is not ``case`` any more.
        """
        ...

    def load(self, reference: str) -> Case:
        """The case with this reference, capitals or not. Raises NoSuchCaseError."""
        ...

    def reload(self, case: Case) -> Case:
        """``case`` as it is kept now, whatever it is called by now. Raises NoSuchCaseError when it was deleted."""
        ...

    def all(self) -> Sequence[Case]:
        """Every case there is, put away or not."""
        ...

    def receipt(self, case: Case) -> Receipt:
        """How far the case had got when it was last written to, as the store noted beside it."""
        ...

    def delete(self, case: Case) -> None:
        """Remove a case for good. Nothing of it is kept, not even that it was there."""
        ...

    def export_case(self, case: Case, passphrase: str) -> bytes:
        """One case as an encrypted file with a passphrase of its own."""
        ...

    def import_case(self, data: bytes, passphrase: str, at: datetime, reference: str = "") -> Case:
        """Keep the case in an encrypted file, under another ``reference`` if one is given."""
        ...


def summary(case: Case, now: datetime) -> Summary:
    """One line about ``case``. ``now`` gives the time zone that days and office hours are meant in."""
    state = replay(case)
    opened = state.opened or now
    return Summary(
        state.reference,
        case.id,
        opened,
        state.changed or opened,
        state.archived,
        next_due(state, now),
        state.look_again,
        len(case.entries),
    )


def summaries(store: CaseStore, now: datetime) -> tuple[Summary, ...]:
    """One line about every case in ``store``, the last changed first."""
    return tuple(sorted((summary(case, now) for case in store.all()), key=lambda one: one.changed, reverse=True))


def to_look_at_again(summaries: Sequence[Summary], today: date) -> tuple[Summary, ...]:
    """The cases whose day to be looked at again has come, the oldest day first."""
    due = [one for one in summaries if one.look_again is not None and one.look_again <= today]
    return tuple(sorted(due, key=lambda one: one.look_again or today))
