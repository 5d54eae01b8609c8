"""Asking for a passphrase: from the environment or an open file for scripts, else typed unseen. Never an argument."""

from __future__ import annotations

import getpass
import os
import sys
import warnings
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass

from triage.cli.errors import Stop
from triage.cli.exit_codes import ExitCode

CASES = "TRIAGE_PASSPHRASE"
NEW = "TRIAGE_NEW_PASSPHRASE"
FILE = "TRIAGE_FILE_PASSPHRASE"
LONGEST = 4_096
TRIES = 3


@dataclass(frozen=True)
class Passphrases:
    """Where passphrases come from. ``typed`` shows a prompt and returns what was typed unseen."""

    environment: MutableMapping[str, str]
    typed: Callable[[str], str]

    def ask(self, name: str, prompt: str) -> str:
        """The passphrase in the variable ``name``, or in the open file that ``name`` with ``_FD`` numbers, or typed.

        Raises Stop when there is nobody to ask.
        """
        given = self.given(name)
        return self.typed(prompt) if given is None else given

    def given(self, name: str) -> str | None:
        """The passphrase in the environment or an open file; None when it has to be typed."""
        number = self.environment.get(f"{name}_FD", "")
        if number:
            return _read(number, f"{name}_FD")
        return self.environment.get(name) or None

    def choose(self, name: str, prompt: str) -> str:
        """A new passphrase: typed twice, or given once."""
        given = self.given(name)
        if given is not None:
            return given
        chosen = self.typed(prompt)
        if self.typed("The same once more: ") != chosen:
            raise Stop("The two are not the same. Nothing was changed.", remedy="Try again.", code=ExitCode.CASE_STORE)
        return chosen


def passphrases() -> Passphrases:
    """Passphrases for this process."""
    return Passphrases(os.environ, typed_unseen)


def typed_unseen(prompt: str) -> str:
    """What is typed after ``prompt``, which the terminal does not show. Raises Stop when there is nobody to ask."""
    if not sys.stdin.isatty():
        raise Stop(
            "There is nobody to ask for the passphrase.",
            remedy=f"For a script, set {CASES}, or {CASES}_FD to the number of an open file.",
            code=ExitCode.CASE_STORE,
        )
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt)
        except getpass.GetPassWarning:
            says = "This terminal would show the passphrase."
            raise Stop(says, remedy="Use another terminal.", code=ExitCode.CASE_STORE) from None
        except EOFError:
            raise Stop("No passphrase was typed.", code=ExitCode.CASE_STORE) from None


def _read(number: str, name: str) -> str:
    try:
        with os.fdopen(int(number), "rb", closefd=False) as file:
            line = file.readline(LONGEST)
    except (OSError, ValueError):
        raise Stop("It is not the number of a file that can be read.", place=name, code=ExitCode.CASE_STORE) from None
    return line.decode("utf-8", "replace").rstrip("\r\n")
