"""Setting up saved cases, opening them, and changing how they are locked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from triage.case.keeping import CannotSaveError, CasesError, DamagedError
from triage.store import database, keychain, keyfile
from triage.store.cases import SavedCases
from triage.store.database import Database
from triage.store.files import make_private_folder
from triage.store.sealing import USUAL, Cost, check_passphrase
from triage.store.tables import bring_up_to_date

OFF = "Nothing is saved yet."
HOW = "To save cases, set it up once: triage cases on"


class CasesOffError(CasesError):
    """Saved cases were never asked for here."""


def is_on(folder: Path) -> bool:
    """Whether saved cases were set up in ``folder``."""
    if (folder / keyfile.NAME).exists():
        return True
    return (folder / database.NAME).exists() and not (folder / keyfile.UNFINISHED).exists()


def set_up(folder: Path, passphrase: str, cost: Cost = USUAL) -> SavedCases:
    """Make a new, empty place for cases. Raises CasesError, or WeakPassphraseError.

    The key file gets its name last: from then on it is set up. What an attempt that was broken off left behind holds
    no case, and makes room.
    """
    if not database.available():
        raise CasesError(database.MISSING, database.REMEDY)
    if is_on(folder):
        raise CasesError(f"Saved cases are set up already, in {folder}.")
    check_passphrase(passphrase)
    try:
        make_private_folder(folder)
    except OSError as trouble:
        raise CannotSaveError(f"{folder} cannot be made: {trouble.strerror or 'the system refused'}.") from None
    keys, key = keyfile.new_key_file(passphrase, cost)
    database.remove(folder / database.NAME)
    opened: Database | None = None
    try:
        keyfile.write_key_file(folder, keys, keyfile.UNFINISHED)
        opened = database.create(folder / database.NAME, key)
        bring_up_to_date(opened)
        opened.run("INSERT INTO settings VALUES ('store', ?)", [keys.store])
        keyfile.finish_key_file(folder)
    except BaseException:
        if opened is not None:
            opened.close()
        database.remove(folder / database.NAME)
        (folder / keyfile.UNFINISHED).unlink(missing_ok=True)
        raise
    return SavedCases(opened, cost)


def open_cases(folder: Path, passphrase: Callable[[], str], cost: Cost = USUAL) -> SavedCases:
    """The saved cases in ``folder``. ``passphrase`` is asked only when the keyring does not have the key.

    Raises CasesOffError when there are none, WrongPassphraseError, DamagedError, or another CasesError.
    """
    keys = _keys(folder)
    return SavedCases(_opened(folder, keys, _key(keys, passphrase)), cost)


def change_passphrase(folder: Path, old: Callable[[], str], new: str, cost: Cost = USUAL) -> None:
    """Lock the key with another passphrase. Copies of the key file made before still open with the old one."""
    keys = _keys(folder)
    key = keys.open(old())
    check_passphrase(new)
    keyfile.write_key_file(folder, keys.locked_with(key, new, cost))


def remember(folder: Path, passphrase: Callable[[], str]) -> None:
    """Have the keyring of the system keep the key. Raises CannotSaveError when there is no keyring."""
    keys = _keys(folder)
    keychain.remember(keys.store, keys.open(passphrase()))
    keyfile.write_key_file(folder, replace(keys, remembered=True))


def forget(folder: Path) -> None:
    """Ask for the passphrase again from now on."""
    keys = _keys(folder)
    keychain.forget(keys.store)
    keyfile.write_key_file(folder, replace(keys, remembered=False))


def _keys(folder: Path) -> keyfile.KeyFile:
    if not database.available():
        raise CasesError(database.MISSING, database.REMEDY)
    if not is_on(folder):
        raise CasesOffError(OFF, HOW)
    return keyfile.read_key_file(folder)


def _key(keys: keyfile.KeyFile, passphrase: Callable[[], str]) -> bytes:
    kept = keychain.recall(keys.store) if keys.remembered else None
    return kept if kept is not None else keys.open(passphrase())


def _opened(folder: Path, keys: keyfile.KeyFile, key: bytes) -> Database:
    opened = database.open_database(folder / database.NAME, key)
    try:
        bring_up_to_date(opened)
        row = opened.first("SELECT value FROM settings WHERE name = 'store'")
        if row is None or row[0] != keys.store:
            raise DamagedError("The file of your saved cases and its key file do not belong together.", "")
    except BaseException:
        opened.close()
        raise
    return opened
