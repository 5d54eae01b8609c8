"""The whole program in a real terminal of its own, for tests that press keys and read what is painted."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect")
if not hasattr(pexpect, "spawn"):
    pytest.skip("there are no terminals of this kind here", allow_module_level=True)

import termios  # noqa: E402 - only where there are such terminals

RUN = "import sys; from triage.cli.main import run; sys.exit(run(sys.argv[1:]))"
CODES = re.compile(r"\x1b(?:\[[0-9;?>=<]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|.)")
WAIT = 40
ALT_OFF = "\x1b[?1049l"
SMALL = Path(__file__).parents[1] / "cli" / "small"
"""A small set of rules that the tests of the command line use too."""


class Terminal:
    """The program running in a terminal of its own."""

    def __init__(
        self, *arguments: str, before: str = "", lines: int = 24, columns: int = 80, **environment: str
    ) -> None:
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("TRIAGE", "TEXTUAL", "COLUMNS", "LINES"))
        }
        self.child = pexpect.spawn(
            sys.executable,
            ["-c", before + RUN, *(arguments or ("--rules", str(SMALL)))],
            dimensions=(lines, columns),
            env={**clean, "TERM": "xterm-256color", **environment},
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # as in a window, whatever runs the tests
            encoding="utf-8",
            timeout=WAIT,
        )
        self.settings = termios.tcgetattr(self.child.child_fd)
        self.seen = ""

    def wait_for(self, words: str) -> None:
        """Read until the words have been painted."""
        gap = r"(?:\x1b\[[0-9;]*[A-Za-z]|\s)*"
        self.child.expect(gap.join(map(re.escape, words.split())))
        self.seen += self.child.before + self.child.after

    def press(self, keys: str) -> None:
        """Send keys as the terminal would."""
        self.child.send(keys)

    def end(self) -> tuple[int, str]:
        """Wait until the program has ended. Gives its exit code and everything it wrote, without codes."""
        self.child.expect(pexpect.EOF)
        self.seen += self.child.before
        self.settings_after = termios.tcgetattr(self.child.child_fd)
        self.child.close()
        return self.child.exitstatus, CODES.sub("", self.seen)

    @property
    def restored(self) -> bool:
        """Once ended: the screen before it is back, with its cursor and its settings (echo, lines, Ctrl+C)."""
        cursor = self.seen.rindex("\x1b[?25h") > self.seen.rindex("\x1b[?25l")
        return cursor and ALT_OFF in self.seen and self.settings_after == self.settings

    @property
    def after(self) -> str:
        """Once ended: what stands on the terminal below what stood there before."""
        return CODES.sub("", self.seen.rpartition(ALT_OFF)[2])
