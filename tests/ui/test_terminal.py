"""The whole program in a real terminal: it starts, answers keys, and leaves the terminal as it found it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
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
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("TRIAGE", "TEXTUAL"))}
        self.child = pexpect.spawn(
            sys.executable,
            ["-c", before + RUN, *(arguments or ("--rules", str(SMALL)))],
            dimensions=(lines, columns),
            env={**clean, "TERM": "xterm-256color", **environment},
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


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.child.close(force=True)


def test_it_starts_asks_and_leaves_the_terminal_as_it_was(terminals):
    terminal = Terminal()
    terminals.append(terminal)
    terminal.wait_for("Worried about a child?")
    terminal.wait_for("in force from")
    terminal.press("1")
    terminal.wait_for("questions left")
    terminal.press("\x1b[20~")
    terminal.wait_for("Ring 999 now.")
    terminal.press("\x1b[20~")
    terminal.wait_for("Is the child safe")
    terminal.press("q")
    code, _ = terminal.end()
    assert code == 0
    assert ALT_OFF in terminal.seen
    assert terminal.seen.rindex("\x1b[?25h") > terminal.seen.rindex("\x1b[?25l")
    assert terminal.settings_after == terminal.settings


def test_ctrl_c_asks_before_answers_are_lost(terminals):
    terminal = Terminal()
    terminals.append(terminal)
    terminal.wait_for("in force from")
    terminal.press("1")
    terminal.wait_for("questions left")
    terminal.press("n")
    terminal.press("\r")
    terminal.wait_for("So far")
    terminal.press("\x03")
    terminal.wait_for("Leave now?")
    terminal.press("2")
    assert terminal.end()[0] == 0


BREAK = (
    "import triage.ui.screens.page as page\n"
    "def broken(self):\n"
    "    secret = 'what the child said'\n"
    "    raise RuntimeError(secret)\n"
    "page.Page.do_help = broken\n"
)


def test_a_fault_leaves_a_clean_terminal_the_card_and_a_code_and_no_value(terminals, tmp_path):
    home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    terminal = Terminal(before=BREAK, **home)
    terminals.append(terminal)
    terminal.wait_for("in force from")
    terminal.press("h")
    code, written = terminal.end()
    assert code == 5
    after = CODES.sub("", terminal.seen.rpartition(ALT_OFF)[2])
    assert re.search(r"fault F-[0-9A-F]{8}", after)
    assert "Ring 999 now." in after
    assert "Traceback" not in written
    assert "what the child said" not in written
    logs = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*") if path.is_file()]
    assert not [text for text in logs if "what the child said" in text]


def test_refused_rules_open_on_the_card_and_the_exit_code_says_so(terminals, tmp_path):
    pack = tmp_path / "rules" / "england"
    pack.mkdir(parents=True)
    (tmp_path / "guidance").mkdir()
    (pack / "pack.yaml").write_text("pack: england\ntitle: England\n", encoding="utf-8")
    terminal = Terminal("--rules", str(tmp_path), lines=40, columns=100)
    terminals.append(terminal)
    terminal.wait_for("Ring 999 now.")
    terminal.wait_for("The rules cannot be used")
    terminal.press("q")
    assert terminal.end()[0] == 3


def test_without_colour_it_still_works_and_paints_only_greys(terminals):
    terminal = Terminal(NO_COLOR="1", COLORTERM="truecolor")
    terminals.append(terminal)
    terminal.wait_for("in force from")
    terminal.press("q")
    assert terminal.end()[0] == 0
    colours = set(re.findall(r"(?:38|48);2;(\d+);(\d+);(\d+)", terminal.seen))
    assert colours
    assert all(red == green == blue for red, green, blue in colours)


def test_a_small_terminal_is_enough_to_read_the_first_question(terminals):
    terminal = Terminal(lines=20, columns=60)
    terminals.append(terminal)
    terminal.wait_for("Worried about a child?")
    terminal.press("1")
    terminal.wait_for("Not sure")
    terminal.press("q")
    assert terminal.end()[0] == 0


def test_nothing_is_left_behind_on_the_disk(terminals, tmp_path):
    home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    terminal = Terminal(**home)
    terminals.append(terminal)
    terminal.wait_for("in force from")
    terminal.press("1")
    terminal.wait_for("questions left")
    terminal.press("1\r")
    terminal.wait_for("EMERGENCY")
    terminal.press("q")
    terminal.wait_for("Leave now?")
    terminal.press("2")
    assert terminal.end()[0] == 0
    assert [path for path in Path(tmp_path).rglob("*") if path.is_file()] == []
