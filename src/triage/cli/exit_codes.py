"""The one table of exit codes. ``docs/commands.md`` is made from it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum


class ExitCode(IntEnum):
    """What the command tells the shell when it ends."""

    FINE = 0
    PROBLEMS_FOUND = 1
    USAGE = 2
    RULES_REFUSED = 3
    CASE_STORE = 4
    BUG = 5
    INTERRUPTED = 130
    TOLD_TO_END = 143


MEANINGS: Mapping[ExitCode, str] = {
    ExitCode.FINE: "All is well. The result is on standard output.",
    ExitCode.PROBLEMS_FOUND: "The work was done and found problems in rules, scenarios, answers or a saved case.",
    ExitCode.USAGE: "The command could not be understood, or a file or folder could not be read or written.",
    ExitCode.RULES_REFUSED: "The rules cannot be loaded. The problems and the emergency card are shown.",
    ExitCode.CASE_STORE: "Saved cases could not be opened or written. What was saved before is safe.",
    ExitCode.BUG: "A fault in the program itself. The emergency card and a fault code are shown.",
    ExitCode.INTERRUPTED: "Stopped with Ctrl+C.",
    ExitCode.TOLD_TO_END: "Ended by the system, as when you log off. The terminal is left as it was found.",
}
