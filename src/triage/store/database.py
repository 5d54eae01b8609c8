"""The one module that imports the database. Opens it encrypted or not at all, and puts its errors into words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from triage.case.keeping import CannotSaveError, CasesError, DamagedError
from triage.store.files import make_private_file
from triage.store.sealing import can_lock

NAME = "cases.db"
WAIT = 5.0
"""Seconds to wait for another window that is writing."""

# What each open database must be set to, with what it says when it is. A weaker setting would lose answers that were
# said to be saved, or leave traces of them.
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", "2"),
    ("fullfsync", "ON", "1"),
    ("checkpoint_fullfsync", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("temp_store", "MEMORY", "2"),
    ("foreign_keys", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
)
MISSING = "Saved cases need a part of this program that is not installed, so nothing is saved."
REMEDY = "Ask whoever installed triage to add the extra called cases."


class Database:
    """One open, encrypted database."""

    def __init__(self, connection: Any, module: Any, path: Path) -> None:
        self._connection = connection
        self._module = module
        self.path = path

    def run(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        """Carry out one statement and give all its rows. Raises CasesError in words."""
        with self._in_words():
            # Read to the end at once: damage may show only when a later row is read.
            return list(self._connection.execute(statement, tuple(values)).fetchall())

    def first(self, statement: str, values: Sequence[object] = ()) -> Any:
        """The first row of a statement, or None. Raises CasesError in words."""
        return next(iter(self.run(statement, values)), None)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All of what is done inside is kept, or none of it. When this ends without an error it is on the disk."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            with suppress(Exception):
                self._connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Close it, and fold the journal into the file. Never raises."""
        with suppress(Exception):
            self._connection.close()

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except self._module.Error as trouble:
            raise in_words(str(trouble), self.path) from None


def available() -> bool:
    """Whether cases can be saved at all: the database and what locks its key are installed and can be loaded."""
    try:
        _module()
    except CasesError:
        return False
    return can_lock()


def create(path: Path, key: bytes) -> Database:
    """A new, empty database for this person only. Raises CasesError; a file that is there already is not touched."""
    try:
        make_private_file(path)
    except FileExistsError:
        raise CasesError(f"There is a file {path} already.") from None
    except OSError as trouble:
        raise CannotSaveError(f"{path} cannot be made: {trouble.strerror or 'the system refused'}.") from None
    try:
        return _connected(path, key)
    except BaseException:
        remove(path)
        raise


def remove(path: Path) -> None:
    """Take away a database that was made a moment ago, with its journals."""
    for one in path.parent.glob(f"{path.name}*"):
        one.unlink(missing_ok=True)


def open_database(path: Path, key: bytes) -> Database:
    """The database in ``path``. Raises CasesError: it is missing, damaged, or may not be written to."""
    if not path.is_file():
        raise CasesError(f"The file of your saved cases {path} is missing.", "Put it back from a copy of the folder.")
    return _connected(path, key)


def _connected(path: Path, key: bytes) -> Database:
    module = _module()
    try:
        connection = module.connect(str(path), timeout=WAIT, isolation_level=None)
    except module.Error as trouble:
        raise in_words(str(trouble), path) from None
    database = Database(connection, module, path)
    try:
        _prepare(database, key)
    except BaseException:
        database.close()
        raise
    return database


def _module() -> Any:
    try:
        import sqlcipher3.dbapi2 as module
    except Exception:  # a library that is there but does not load is as good as none
        raise CasesError(MISSING, REMEDY) from None
    return module


def _prepare(database: Database, key: bytes) -> None:
    """Set the key before anything else touches the file, then insist on every setting."""
    database.run("PRAGMA cipher_log_level = NONE")  # else it writes over the screen
    if not (database.first("PRAGMA cipher_version") or ("",))[0]:
        raise CasesError(MISSING, REMEDY)  # a database without encryption would take the key and ignore it
    database.run(f"PRAGMA key = \"x'{key.hex()}'\"")
    database.run("PRAGMA cipher_memory_security = ON")
    database.run("SELECT count(*) FROM sqlite_master")
    for name, value, wanted in _SETTINGS:
        database.run(f"PRAGMA {name} = {value}")
        got = str(database.first(f"PRAGMA {name}")[0])
        if got != wanted:
            raise CasesError(
                f"Cases cannot be kept safely in {database.path.parent}: the setting {name} does not hold there.",
                "Choose a folder on this computer's own disk with TRIAGE_CASES.",
            )


_KNOWN: tuple[tuple[str, type[CasesError], str, str], ...] = (
    ("full", CannotSaveError, "The disk is full.", "Free some space. All that was saved before is safe."),
    ("disk i/o", CannotSaveError, "The disk could not be written to or read.", "Check that it is there and not full."),
    ("readonly", CannotSaveError, "{folder} may not be written to.", "Ask for the right to write to it."),
    ("unable to open", CannotSaveError, "{folder} may not be written to.", "Ask for the right to write to it."),
    ("locked", CannotSaveError, "Another window is writing to your saved cases.", "Try again in a moment."),
    ("busy", CannotSaveError, "Another window is writing to your saved cases.", "Try again in a moment."),
    ("not a database", DamagedError, "The file {path} is damaged, or belongs to another key file.", "{copy}"),
    ("malformed", DamagedError, "The file {path} is damaged.", "{copy}"),
    ("corrupt", DamagedError, "The file {path} is damaged.", "{copy}"),
    ("encrypt", DamagedError, "The file {path} is damaged, or belongs to another key file.", "{copy}"),
)
_COPY = "Keep it as it is, and put back a copy of the folder if you have one."


def in_words(message: str, path: Path) -> CasesError:
    """A database error as one clear line, from its message. Nothing of the message, which may quote data, is shown."""
    for part, kind, says, remedy in _KNOWN:
        if part in message.lower():
            return kind(says.format(path=path, folder=path.parent), remedy.format(copy=_COPY))
    return CannotSaveError("The saved cases could not be used.", "Try again. All that was saved before is safe.")
