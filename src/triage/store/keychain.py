"""The keyring of the system, where there is one: it can keep the key, so that no passphrase is asked for."""

from __future__ import annotations

from typing import Any

from triage.case.keeping import CannotSaveError
from triage.store.sealing import KEY_BYTES

SERVICE = "triage saved cases"


def remember(store: str, key: bytes) -> None:
    """Have the keyring keep the key of this store. Raises CannotSaveError when there is no keyring, or it refuses."""
    module = _module()
    if module is None:
        raise _none()
    try:
        module.set_password(SERVICE, store, key.hex())
    except Exception:  # each system has its own errors, and any of them means no
        raise _none() from None
    if recall(store) != key:
        raise _none()


def recall(store: str) -> bytes | None:
    """The key of this store, or None when the keyring does not have it or cannot be asked."""
    module = _module()
    if module is None:
        return None
    try:
        kept = bytes.fromhex(module.get_password(SERVICE, store) or "")
    except Exception:
        return None
    return kept if len(kept) == KEY_BYTES else None


def forget(store: str) -> None:
    """Have the keyring keep the key no longer. Never raises: without it the passphrase is asked for."""
    module = _module()
    if module is None:
        return
    try:
        module.delete_password(SERVICE, store)
    except Exception:
        return


def _module() -> Any:
    try:
        import keyring
    except Exception:
        return None
    return keyring


def _none() -> CannotSaveError:
    return CannotSaveError(
        "This computer has no keyring that could keep the key.", "Go on typing the passphrase. It is as safe."
    )
