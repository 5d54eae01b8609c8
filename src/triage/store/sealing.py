"""Locking bytes with a passphrase: Argon2id makes a key of it, AES-GCM locks with the key.

Whether a passphrase is wrong is told apart from damage: beside what is locked stands a check that is made from the
passphrase alone, and a sum over all that stands in the open.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from triage.case.canonical import Plain, canonical_bytes, digest
from triage.case.keeping import DamagedError, WrongPassphraseError

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
CHECK_BYTES = 16
SHORTEST = 12
"""Letters a passphrase has at least."""
MOST_MEMORY = 1024 * 1024
"""KiB that a file may ask for: one that asks for more was not written by this program."""


@dataclass(frozen=True)
class Cost:
    """What each guess at a passphrase costs. ``memory`` is in KiB."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


USUAL = Cost()


class WeakPassphraseError(ValueError):
    """The passphrase is too short to be of use. The text says what to do."""


def check_passphrase(passphrase: str) -> None:
    """Raise WeakPassphraseError for a passphrase that is not worth having."""
    if len(normal(passphrase)) < SHORTEST or len(set(passphrase)) < 5:
        raise WeakPassphraseError(
            f"A passphrase needs at least {SHORTEST} letters. Four words that have nothing to do with each other are "
            "easy to keep in mind and hard to guess."
        )


def normal(passphrase: str) -> str:
    """The passphrase as it is used, so that one keyboard's way to type a letter is as good as another's."""
    return unicodedata.normalize("NFC", passphrase)


def can_lock() -> bool:
    """Whether the library that locks is installed and can be loaded."""
    try:
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
    except Exception:  # a library that is there but does not load is as good as none
        return False
    return Argon2id is not None


def lock(secret: bytes, passphrase: str, cost: Cost = USUAL) -> dict[str, Plain]:
    """Plain data that only ``passphrase`` opens again. The same secret never gives the same data twice."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    key, check = _derived(passphrase, salt, cost)
    head: dict[str, Plain] = {
        "way": "argon2id, aes-256-gcm",
        "memory": cost.memory,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "check": check.hex(),
    }
    head["locked"] = AESGCM(key).encrypt(nonce, secret, canonical_bytes(head)).hex()
    return {**head, "sum": digest(head)}


def unlock(box: Plain, passphrase: str) -> bytes:
    """What :func:`lock` locked. Raises WrongPassphraseError for another passphrase, DamagedError for other data."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head, locked = _opened(box)
    key, check = _derived(passphrase, bytes.fromhex(str(head["salt"])), _cost(head))
    if check.hex() != head["check"]:
        raise WrongPassphraseError("The passphrase does not open it.", "Look out for capitals, and try again.")
    try:
        return AESGCM(key).decrypt(bytes.fromhex(str(head["nonce"])), bytes.fromhex(locked), canonical_bytes(head))
    except InvalidTag:
        raise _damaged() from None


def _opened(box: Plain) -> tuple[dict[str, Plain], str]:
    """What stands in the open, and what is locked, once the sum over both is right."""
    if not isinstance(box, Mapping) or not isinstance(box.get("locked"), str):
        raise _damaged()
    head = dict(box)
    if head.pop("sum", "") != digest(head):
        raise _damaged()
    locked = str(head.pop("locked"))
    try:
        sizes = [len(bytes.fromhex(str(head[name]))) for name in ("salt", "nonce", "check")]
        bytes.fromhex(locked)
        _cost(head)
    except (KeyError, ValueError):
        raise _damaged() from None
    if sizes != [SALT_BYTES, NONCE_BYTES, CHECK_BYTES]:
        raise _damaged()
    return head, locked


def _cost(head: Mapping[str, Plain]) -> Cost:
    figures = [head[name] for name in ("memory", "passes", "lanes")]
    if not all(isinstance(figure, int) and not isinstance(figure, bool) for figure in figures):
        raise ValueError("no cost")
    memory, passes, lanes = cast("list[int]", figures)
    if not (8 * lanes <= memory <= MOST_MEMORY and 1 <= passes <= 100 and 1 <= lanes <= 64):
        raise ValueError("no cost")
    return Cost(memory, passes, lanes)


def _derived(passphrase: str, salt: bytes, cost: Cost) -> tuple[bytes, bytes]:
    """A key, and a check from which neither the key nor the passphrase can be worked out."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derive = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    ).derive
    root = derive(normal(passphrase).encode("utf-8", "surrogatepass"))
    return _of(root, b"key")[:KEY_BYTES], _of(root, b"check")[:CHECK_BYTES]


def _of(root: bytes, use: bytes) -> bytes:
    return hashlib.blake2b(b"triage " + use, key=root, digest_size=KEY_BYTES).digest()


def _damaged() -> DamagedError:
    return DamagedError("It is damaged, or not a file of this program.", "Use a copy you made before, if there is one.")
