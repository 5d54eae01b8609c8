"""The key file: the random key of the database, locked with the passphrase. Without it nothing can be read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from triage.case.canonical import Plain, canonical_bytes, read_plain
from triage.case.keeping import CannotSaveError, CasesError, DamagedError, WrongPassphraseError
from triage.store.files import put_in_place, rename
from triage.store.sealing import KEY_BYTES, USUAL, Cost, lock, unlock

NAME = "cases.key"
UNFINISHED = "cases.key.new"
"""The key file while saved cases are being set up. Where there is one, nothing was ever saved."""
FORM = 1
LARGEST = 10_000


@dataclass(frozen=True)
class KeyFile:
    """What stands in the key file. ``store`` is a random name that the database has too; ``remembered`` says that the
    key is also in the keyring of the system."""

    store: str
    box: Plain
    remembered: bool = False

    def open(self, passphrase: str) -> bytes:
        """The key of the database. Raises WrongPassphraseError or DamagedError."""
        try:
            key = unlock(self.box, passphrase)
        except WrongPassphraseError:
            raise WrongPassphraseError(
                "The passphrase does not open your saved cases.", "Look out for capitals, and try again."
            ) from None
        except DamagedError:
            raise damaged() from None
        if len(key) != KEY_BYTES:
            raise damaged()
        return key

    def locked_with(self, key: bytes, passphrase: str, cost: Cost = USUAL) -> KeyFile:
        """The same with another passphrase."""
        return replace(self, box=lock(key, passphrase, cost))


def new_key_file(passphrase: str, cost: Cost = USUAL) -> tuple[KeyFile, bytes]:
    """A new random key, and the file for it."""
    key = os.urandom(KEY_BYTES)
    return KeyFile(os.urandom(16).hex(), lock(key, passphrase, cost)), key


def write_key_file(folder: Path, keys: KeyFile, name: str = NAME) -> None:
    """Put the key file in place, whole. Raises CannotSaveError."""
    data = canonical_bytes({"form": FORM, "store": keys.store, "box": keys.box, "remembered": keys.remembered})
    try:
        put_in_place(folder / name, data + b"\n")
    except OSError as trouble:
        raise _unwritten(trouble) from None


def finish_key_file(folder: Path) -> None:
    """Give the unfinished key file its name: from then on cases can be saved. Raises CannotSaveError."""
    try:
        rename(folder / UNFINISHED, folder / NAME)
    except OSError as trouble:
        raise _unwritten(trouble) from None


def _unwritten(trouble: OSError) -> CannotSaveError:
    return CannotSaveError(f"The key file cannot be written: {trouble.strerror or 'the system refused'}.")


def read_key_file(folder: Path) -> KeyFile:
    """The key file in ``folder``. Raises DamagedError, or CasesError when it is missing or cannot be read."""
    path = folder / NAME
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST)
    except FileNotFoundError:
        raise CasesError(
            f"The key file {path} is missing. Your saved cases cannot be read without it.",
            "Put it back from a copy of the folder.",
        ) from None
    except OSError as trouble:
        raise CasesError(f"The key file {path} cannot be read: {trouble.strerror or 'the system refused'}.") from None
    return _read(data)


def _read(data: bytes) -> KeyFile:
    try:
        plain = read_plain(data)
    except ValueError:
        raise damaged() from None
    if not isinstance(plain, Mapping) or not isinstance(plain.get("store"), str):
        raise damaged()
    form = plain.get("form")
    if isinstance(form, int) and form > FORM:
        raise CasesError("Your cases were saved by a newer version of this program.", "Use that version to open them.")
    return KeyFile(str(plain["store"]), plain.get("box"), plain.get("remembered") is True)


def damaged() -> DamagedError:
    """What to say of a key file that is damaged."""
    return DamagedError("The key file of your saved cases is damaged.", f"Put {NAME} back from a copy of the folder.")
