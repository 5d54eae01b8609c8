"""Keys as files: the private one that signs, the public one to hand out, and the list of those a computer trusts.

A public key is one line of text, ``triage-key 3f2a... Rules owner, Westshire``, so it can be sent in a message, and a
file of trusted keys is a list of such lines. Lines that start with # are remarks.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from triage.policy.release.refusal import ReleaseStoppedError
from triage.policy.release.signing import KeyPair, Sealed, WrongPassphraseError, fingerprint, public_of, seal, unseal
from triage.text import clean_line

TRUSTED = "trusted-keys"
"""The name of the file of trusted keys, in the settings folder and in the folder for all users."""
PUBLIC_SUFFIX = ".pub"
SHORTEST_PASSPHRASE = 12
LARGEST_KEY_FILE = 100_000
LONGEST_OWNER = 100
_KIND = "triage private key"
_LINE = re.compile(r"triage-key ([0-9a-f]{64})(?: (.*))?")


@dataclass(frozen=True)
class PublicKey:
    """A public key and whose it is, as its owner wrote it."""

    public: bytes
    owner: str

    @property
    def fingerprint(self) -> str:
        """The key in eight groups of four."""
        return fingerprint(self.public)

    @property
    def line(self) -> str:
        """The key as a line of a file."""
        return f"triage-key {self.public.hex()} {self.owner}".rstrip()


def read_keys(text: str, place: str) -> tuple[PublicKey, ...]:
    """The keys in a text, one a line. Raises ReleaseStoppedError for a line that is neither key nor remark."""
    found: dict[bytes, PublicKey] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        match = _LINE.fullmatch(bare)
        if match is None:
            remedy = "A key is a line such as: triage-key 3f2a... Rules owner. Ask for the file again."
            raise ReleaseStoppedError("This line is not a key.", remedy, f"{place}:{number}")
        key = PublicKey(bytes.fromhex(match[1]), clean_line(match[2] or "")[:LONGEST_OWNER])
        found.setdefault(key.public, key)
    return tuple(found.values())


def read_key_file(path: Path) -> tuple[PublicKey, ...]:
    """The public keys in a file; none when there is no such file. Raises ReleaseStoppedError when it is wrong."""
    data = _bytes_of(path)
    return () if data is None else read_keys(data.decode("utf-8", "replace"), str(path))


def trusted_keys(files: Iterable[Path]) -> tuple[PublicKey, ...]:
    """Every key that is trusted, from all lists. A list that cannot be read trusts nobody."""
    found: dict[bytes, PublicKey] = {}
    for path in files:
        with suppress(ReleaseStoppedError):
            for key in read_key_file(path):
                found.setdefault(key.public, key)
    return tuple(found.values())


def write_keys(path: Path, keys: Iterable[PublicKey]) -> None:
    """Write a list of keys. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "# Whose releases of rules this computer trusts, one key a line.\n"
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(text + "".join(f"{key.line}\n" for key in keys), encoding="utf-8")
    fresh.replace(path)


def write_pair(path: Path, pair: KeyPair, owner: str, passphrase: str) -> Path:
    """Write the private key to ``path``, for its owner's eyes only, and the public one beside it. Gives the latter.

    Raises ReleaseStoppedError when the passphrase is too short or there is such a file already, OSError.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        remedy = "Four or five words that have nothing to do with each other are easy to keep and hard to guess."
        raise ReleaseStoppedError(f"A passphrase has at least {SHORTEST_PASSPHRASE} letters.", remedy)
    shown = path.with_name(path.name + PUBLIC_SUFFIX)
    for there in (path, shown):
        if there.exists():
            remedy = "Use that key, or name another file with --key."
            raise ReleaseStoppedError("There is a key already. A key is never written over.", remedy, str(there))
    sealed = seal(pair.secret, passphrase)
    data = {
        "kind": _KIND,
        "public": pair.public.hex(),
        "owner": owner,
        "salt": sealed.salt.hex(),
        "work": sealed.work,
        "memory": sealed.memory,
        "box": sealed.box.hex(),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(data, file, indent=1)
        file.write("\n")
    shown.write_text(PublicKey(pair.public, owner).line + "\n", encoding="utf-8")
    return shown


def open_private(path: Path, passphrase: str) -> tuple[bytes, PublicKey]:
    """The secret key in a private key file, with its public half. Raises ReleaseStoppedError when it cannot be had."""
    data = _bytes_of(path)
    if data is None:
        remedy = "Make one: triage release --new-key. Or name yours with --key."
        raise ReleaseStoppedError("There is no private key here.", remedy, str(path))
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        remedy = f"Keep it for yourself: chmod 600 {path}"
        raise ReleaseStoppedError("Other people on this computer can read this private key.", remedy, str(path))
    try:
        found = json.loads(data)
        if found["kind"] != _KIND:
            raise ValueError
        sealed = Sealed(
            bytes.fromhex(found["salt"]), int(found["work"]), int(found["memory"]), bytes.fromhex(found["box"])
        )
        key = PublicKey(bytes.fromhex(found["public"]), clean_line(str(found["owner"]))[:LONGEST_OWNER])
    except (ValueError, KeyError, TypeError, RecursionError):
        remedy = "Name the file that triage release --new-key wrote, without .pub."
        raise ReleaseStoppedError("This is not a private key of triage.", remedy, str(path)) from None
    try:
        secret = unseal(sealed, passphrase)
    except WrongPassphraseError:
        remedy = "Try again. Without the passphrase, make a new key and have it trusted."
        raise ReleaseStoppedError("The passphrase does not open this key.", remedy, str(path)) from None
    if public_of(secret) != key.public:
        remedy = "Make a new key: triage release --new-key --key FILE."
        raise ReleaseStoppedError("The two halves of this key do not belong together.", remedy, str(path))
    return secret, key


def _bytes_of(path: Path) -> bytes | None:
    """The file's bytes, or None when there is none. Raises ReleaseStoppedError when it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_KEY_FILE + 1)
    except FileNotFoundError:
        return None
    except OSError as trouble:
        says = f"It cannot be read: {trouble.strerror or 'the system refused'}."
        raise ReleaseStoppedError(says, place=str(path)) from None
    if len(data) > LARGEST_KEY_FILE:
        raise ReleaseStoppedError("This is too large to be a key.", place=str(path))
    return data
