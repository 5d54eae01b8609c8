"""Ed25519 signatures and keys sealed with a passphrase. The only module that knows the library they come from.

The library is loaded inside the functions, so that nothing pays for it until a release is made or looked at.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from triage.policy.release.refusal import Reason, ReleaseRefusedError

PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64
SECRET_BYTES = 32
SALT_BYTES = 16
WORK = 3
"""Rounds of Argon2id for a new key file."""
MEMORY = 64 * 1024 * 1024
"""Bytes of memory of Argon2id for a new key file."""
MOST_WORK = 20
MOST_MEMORY = 1024 * 1024 * 1024
"""A key file that asks for more than this is not opened: it would only keep the computer busy."""
_PURPOSE = b"triage rules release 1\n"
"""Signed before the manifest, so that the signature can never be taken for one of anything else."""


class WrongPassphraseError(Exception):
    """The passphrase does not open the key, or the key file was changed."""


@dataclass(frozen=True)
class Sealed:
    """A secret key under a passphrase: what a key file holds."""

    salt: bytes
    work: int
    memory: int
    box: bytes


@dataclass(frozen=True)
class KeyPair:
    """A new key: the half to show to everyone and the half to keep."""

    public: bytes
    secret: bytes


def new_pair() -> KeyPair:
    """A key pair nobody has seen before."""
    _require()
    from nacl.signing import SigningKey

    key = SigningKey.generate()
    return KeyPair(bytes(key.verify_key), bytes(key))


def public_of(secret: bytes) -> bytes:
    """The public half of a secret key."""
    _require()
    from nacl.signing import SigningKey

    return bytes(SigningKey(secret).verify_key)


def sign(secret: bytes, manifest: bytes) -> bytes:
    """The signature of a manifest. The same key and manifest always give the same bytes."""
    _require()
    from nacl.signing import SigningKey

    return bytes(SigningKey(secret).sign(_PURPOSE + manifest).signature)


def signature_holds(public: bytes, manifest: bytes, signature: bytes) -> bool:
    """Whether the owner of ``public`` signed exactly this manifest. Raises ReleaseRefusedError without the library."""
    _require()
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    if len(public) != PUBLIC_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        VerifyKey(public).verify(_PURPOSE + manifest, signature)
    except BadSignatureError:
        return False
    return True


def seal(secret: bytes, passphrase: str, work: int = WORK, memory: int = MEMORY) -> Sealed:
    """A secret key locked with a passphrase."""
    _require()
    from nacl.secret import SecretBox
    from nacl.utils import random

    salt = random(SALT_BYTES)
    box = SecretBox(_stretched(passphrase, salt, work, memory)).encrypt(secret)
    return Sealed(salt, work, memory, bytes(box))


def unseal(sealed: Sealed, passphrase: str) -> bytes:
    """The secret key again. Raises WrongPassphraseError."""
    _require()
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    if not (1 <= sealed.work <= MOST_WORK and 8192 <= sealed.memory <= MOST_MEMORY and len(sealed.salt) == SALT_BYTES):
        raise WrongPassphraseError
    try:
        key = _stretched(passphrase, sealed.salt, sealed.work, sealed.memory)
        secret = SecretBox(key).decrypt(sealed.box)
    except (CryptoError, ValueError) as wrong:
        raise WrongPassphraseError from wrong
    if len(secret) != SECRET_BYTES:
        raise WrongPassphraseError
    return bytes(secret)


def _stretched(passphrase: str, salt: bytes, work: int, memory: int) -> bytes:
    from nacl.pwhash import argon2id
    from nacl.secret import SecretBox

    return bytes(argon2id.kdf(SecretBox.KEY_SIZE, passphrase.encode("utf-8"), salt, opslimit=work, memlimit=memory))


def fingerprint(public: bytes) -> str:
    """A key's fingerprint in eight groups of four, short enough to read out on the telephone."""
    digits = hashlib.sha256(public).hexdigest()[:32].upper()
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def _require() -> None:
    """Raise ReleaseRefusedError where the library is missing or does not load."""
    try:
        import nacl.signing  # noqa: F401
    except ImportError:
        says = "cannot be checked: the library for signatures (PyNaCl) is missing from this installation."
        raise ReleaseRefusedError(Reason.NO_LIBRARY, says, "Install triage again, with everything it needs.") from None
