"""Asks for the passphrase of a signing key: on the terminal without showing it, or from a file for a script."""

from __future__ import annotations

import sys
from pathlib import Path

from triage.cli.errors import Stop

LONGEST = 1_000


def passphrase(file: str | None, *, new: bool = False) -> str:
    """The passphrase. ``new`` asks twice. Raises Stop when there is nobody to ask, or the two differ."""
    if file is not None:
        return _first_line(file)
    if not sys.stdin.isatty():
        raise Stop("The passphrase of the key is needed.", remedy="Run this in a terminal, or name --passphrase-file.")
    from getpass import getpass

    first = getpass("Passphrase of the key: ")
    if new and getpass("Once more: ") != first:
        raise Stop("The two passphrases differ.", remedy="Nothing was written. Try again.")
    return first


def _first_line(file: str) -> str:
    try:
        with Path(file).expanduser().open(encoding="utf-8") as lines:
            return lines.readline(LONGEST).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as trouble:
        reason = getattr(trouble, "strerror", None) or "it is not plain text"
        raise Stop(f"It cannot be read: {reason}.", place=file) from None
