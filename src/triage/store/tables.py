"""The tables of the database, and how an older file is brought up to date: numbered steps, each all or nothing."""

from __future__ import annotations

from collections.abc import Mapping

from triage.case.keeping import CasesError
from triage.store.database import Database

_FIRST = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE cases (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE COLLATE NOCASE,
    entries INTEGER NOT NULL,
    head TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE entries (
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    data BLOB NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (case_id, number)
) WITHOUT ROWID;
CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'entries are only ever added'); END;
CREATE TRIGGER entries_go_only_with_their_case BEFORE DELETE ON entries
WHEN EXISTS (SELECT 1 FROM cases WHERE id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'entries are only ever added'); END
"""

STEPS: Mapping[int, str] = {1: _FIRST}
"""What brings a database from the number before to this one. A step that was ever released is never changed."""
NEWEST = max(STEPS)


def bring_up_to_date(database: Database, steps: Mapping[int, str] = STEPS) -> None:
    """Carry out the steps that are missing. Raises CasesError for a file of a newer version."""
    newest = max(steps)
    if _version(database) > newest:
        raise CasesError("Your cases were saved by a newer version of this program.", "Use that version to open them.")
    if _version(database) == newest:
        return
    with database.writing():
        # Looked at again: another window may have done it meanwhile.
        for number in range(_version(database) + 1, newest + 1):
            for statement in _statements(steps[number]):
                database.run(statement)
            database.run(f"PRAGMA user_version = {number}")


def _version(database: Database) -> int:
    return int(database.first("PRAGMA user_version")[0])


def _statements(step: str) -> list[str]:
    """The statements of a step; one that holds others ends with END."""
    found, open_part = [], ""
    for piece in step.split(";"):
        open_part += piece
        if "BEGIN" in open_part and not open_part.rstrip().endswith("END"):
            open_part += ";"
        elif open_part.strip():
            found.append(open_part.strip())
            open_part = ""
    return found
