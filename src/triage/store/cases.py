"""Cases kept in the encrypted database. What a method returned is on the disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from triage.case.chain import Case, Entry, Receipt, new_case, read_entry
from triage.case.events import Event, imported, renamed
from triage.case.keeping import CasesError, ChangedElsewhereError, DamagedError, NoSuchCaseError
from triage.case.replay import replay
from triage.store.database import Database
from triage.store.exchange import case_file, read_case_file
from triage.store.sealing import USUAL, Cost


class SavedCases:
    """The cases of one person. ``cost`` is what locking an exported file costs."""

    def __init__(self, database: Database, cost: Cost = USUAL) -> None:
        self._database = database
        self._cost = cost

    def create(self, first: Event) -> Case:
        """Keep a new case. Raises CasesError when its reference is in use, or when it cannot be saved."""
        case = new_case(first)
        with self._database.writing():
            self._insert(case, replay(case).reference)
        return case

    def append(self, case: Case, events: Sequence[Event]) -> Case:
        """Write ``events`` at the end of ``case``, all or none."""
        longer = case.add(*events)
        with self._database.writing():
            kept = self.receipt(case)
            if (kept.entries, kept.hash) != (len(case.entries), case.head):
                raise ChangedElsewhereError(
                    "This case was changed in another window meanwhile, so nothing was written.", "Open it again."
                )
            self._add(longer, len(case.entries))
        return longer

    def load(self, reference: str) -> Case:
        """The case with this reference."""
        found = self._database.first("SELECT id FROM cases WHERE reference = ?", [reference.strip()])
        if found is None:
            raise NoSuchCaseError(f'There is no saved case called "{reference.strip()[:40]}".', "See: triage cases")
        return self._load(str(found[0]))

    def reload(self, case: Case) -> Case:
        """``case`` as it is kept now."""
        self.receipt(case)
        return self._load(case.id)

    def references(self) -> tuple[str, ...]:
        """What the cases are called, in order."""
        rows = self._database.run("SELECT reference FROM cases ORDER BY reference")
        return tuple(str(reference) for (reference,) in rows)

    def all(self) -> tuple[Case, ...]:
        """Every case there is."""
        rows = self._database.run("SELECT case_id, data, hash FROM entries ORDER BY case_id, number")
        found: dict[str, list[Entry]] = {}
        for name, data, written in rows:
            found.setdefault(str(name), []).append(_entry(data, written))
        return tuple(Case(tuple(entries)) for entries in found.values())

    def receipt(self, case: Case) -> Receipt:
        """How far the case had got when it was last written to. Raises NoSuchCaseError when it is gone."""
        found = self._database.first("SELECT entries, head FROM cases WHERE id = ?", [case.id])
        if found is None:
            raise NoSuchCaseError("This case was deleted in another window.", "What is on this screen is not saved.")
        return Receipt(int(found[0]), str(found[1]))

    def delete(self, case: Case) -> None:
        """Remove the case for good, and what the file kept free for it."""
        with self._database.writing():
            self._database.run("DELETE FROM cases WHERE id = ?", [case.id])
        self._database.run("PRAGMA wal_checkpoint(TRUNCATE)")
        self._database.run("VACUUM")
        self._database.run("PRAGMA wal_checkpoint(TRUNCATE)")

    def export_case(self, case: Case, passphrase: str) -> bytes:
        """The whole case as an encrypted file."""
        return case_file(case, passphrase, self._cost)

    def import_case(self, data: bytes, passphrase: str, at: datetime, reference: str = "") -> Case:
        """Keep the case in a file. One that is here already takes in what the file has more of."""
        case = read_case_file(data, passphrase)
        noted = imported(at, len(case.entries), case.head)
        wanted = reference or replay(case).reference
        events = [noted, *([renamed(at, reference)] if reference else [])]
        with self._database.writing():
            if self._database.first("SELECT 1 FROM cases WHERE id = ?", [case.id]) is None:
                longer = case.add(*events)
                self._insert(longer, wanted)
                return longer
            return self._taken_in(case, events)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _taken_in(self, case: Case, events: Sequence[Event]) -> Case:
        """The case that is here already, with what another copy of it has more of."""
        here = self._load(case.id)
        if here.entries == case.entries[: len(here.entries)] and len(case.entries) > len(here.entries):
            longer = case.add(*events)
            self._add(longer, len(here.entries))
            return longer
        if case.entries == here.entries[: len(case.entries)]:
            raise CasesError(f'This case is here already, as "{replay(here).reference}", with all that the file has.')
        raise CasesError(
            f'This case is here already, as "{replay(here).reference}", and both copies have been added to since.',
            "Nothing was changed. Keep one of the two: delete the one here, or leave the file.",
        )

    def _insert(self, case: Case, reference: str) -> None:
        if self._database.first("SELECT 1 FROM cases WHERE reference = ?", [reference]) is not None:
            raise CasesError(f'There is a saved case called "{reference}" already.', "Choose another reference.")
        self._database.run("INSERT INTO cases VALUES (?, ?, 0, '')", [case.id, reference])
        self._add(case, 0)

    def _add(self, case: Case, have: int) -> None:
        """Write the entries after the first ``have``, and note beside them how far the case has got."""
        for entry in case.entries[have:]:
            self._database.run(
                "INSERT INTO entries VALUES (?, ?, ?, ?)", [case.id, entry.number, entry.data, entry.hash]
            )
            if entry.kind == "renamed":
                self._rename(case.id, str(entry.body["reference"]))
        self._database.run(
            "UPDATE cases SET entries = ?, head = ? WHERE id = ?", [len(case.entries), case.head, case.id]
        )

    def _rename(self, case: str, reference: str) -> None:
        taken = self._database.first("SELECT 1 FROM cases WHERE reference = ? AND id <> ?", [reference, case])
        if taken is not None:
            raise CasesError(f'There is a saved case called "{reference}" already.', "Choose another reference.")
        self._database.run("UPDATE cases SET reference = ? WHERE id = ?", [reference, case])

    def _load(self, case: str) -> Case:
        rows = self._database.run("SELECT data, hash FROM entries WHERE case_id = ? ORDER BY number", [case])
        return Case(tuple(_entries(rows)))


def _entries(rows: Iterable[Sequence[object]]) -> Iterable[Entry]:
    return (_entry(data, written) for data, written in rows)


def _entry(data: object, written: object) -> Entry:
    try:
        return read_entry(data if isinstance(data, bytes) else b"", str(written))
    except ValueError:
        raise DamagedError("An entry of a saved case cannot be read.", "Put back a copy of the folder.") from None
