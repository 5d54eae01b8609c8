"""The ways a run in a real terminal can end or be disturbed: each leaves the terminal usable and no answer behind."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

import pytest

from triage.ui.going import INTERRUPTED, TOLD_TO_END

ROOT = Path(__file__).parents[2]
ANSWER = "The child is being hurt now"
"""An answer that must never be in what is left on the terminal."""
NAME = "Oswin Penhaligon"
"""A made-up name that must never come out either."""
FIRST = ("1", "questions left")
PLAN = (FIRST, ("1\r", "EMERGENCY"))
CTRL_C, ESCAPE, F1, F9, F10 = "\x03", "\x1b", "\x1bOP", "\x1b[20~", "\x1b[21~"


def go(terminal, steps):
    """Press each key once what came of the one before is on the screen."""
    terminal.wait_for("in force from")
    for keys, words in steps:
        terminal.press(keys)
        terminal.wait_for(words)


def wait_until(held, patience=40.0):
    """Wait until ``held`` gives true. Fails after ``patience`` seconds, for a slow machine."""
    end = time.monotonic() + patience
    while not held():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("steps", [(), (FIRST,)], ids=["start", "first question"])
def test_ctrl_c_leaves_at_once_where_nothing_was_answered(open_terminal, steps):
    terminal = open_terminal()
    go(terminal, steps)
    terminal.press(CTRL_C)
    assert terminal.end()[0] == 0
    assert terminal.restored


PLACES = {
    F9: "Ring 999 now.",
    "c": "front door",
    "g": "A small guide for tests",
    F1: "What you can do here",
    "t": "Names stay blank",
}
"""Places that lie over the plan: the key that opens each, and words of it."""


def test_ctrl_c_asks_first_wherever_answers_would_be_lost_and_staying_is_one_key(open_terminal):
    terminal = open_terminal()
    go(terminal, PLAN)
    for key, words in PLACES.items():
        terminal.press(key)
        terminal.wait_for(words)
        terminal.wait_for("F10 blank")  # the end of the page
        terminal.press(CTRL_C)
        terminal.wait_for("Leave now?")
        terminal.wait_for("F10 blank")
        terminal.press("1")
        terminal.wait_for(words)
        terminal.press(ESCAPE)
        terminal.wait_for("EMERGENCY")
    before = len(terminal.seen)
    terminal.press(F10)
    terminal.press(CTRL_C + "q2\r")  # a blank screen stays blank, and says only how to go back
    terminal.wait_for("F10 goes back.")
    terminal.press(F10)
    terminal.wait_for("EMERGENCY")
    assert "Leave now?" not in terminal.seen[before:]
    terminal.press(CTRL_C)
    terminal.wait_for("Leave now?")
    terminal.press("2")
    assert terminal.end()[0] == 0
    assert terminal.restored
    assert ANSWER not in terminal.after


@pytest.mark.parametrize(
    ("steps", "told", "code"),
    [((FIRST,), signal.SIGTERM, TOLD_TO_END), (PLAN, signal.SIGTERM, TOLD_TO_END), (PLAN, signal.SIGINT, INTERRUPTED)],
    ids=["question", "plan", "plan interrupted"],
)
def test_ended_by_the_system_it_restores_the_terminal_and_leaves_no_answer_on_it(open_terminal, steps, told, code):
    terminal = open_terminal()
    go(terminal, steps)
    os.kill(terminal.child.pid, told)
    assert terminal.end()[0] == code
    assert terminal.restored
    assert terminal.after.strip() == ""


def test_it_does_not_run_on_when_its_terminal_has_gone(open_terminal):
    terminal = open_terminal()
    go(terminal, PLAN)
    terminal.child.ptyproc.fileobj.close()  # the window is closed: the system hangs up
    wait_until(lambda: not terminal.child.isalive())
    assert terminal.child.signalstatus == signal.SIGHUP


def test_a_question_follows_the_window_as_its_size_changes_and_its_keys_go_on_working(open_terminal):
    terminal = open_terminal()
    go(terminal, (FIRST,))
    for lines, columns in ((20, 60), (8, 30), (3, 12), (50, 160), (30, 100)):
        terminal.child.setwinsize(lines, columns)
    terminal.wait_for("c contacts F9 999 F1 help F10 blank")  # only a wide row of keys has room for it
    terminal.child.setwinsize(20, 60)
    terminal.wait_for("Enter continue b back ? why we ask F9 999 F10 blank")
    painted = terminal.seen.rpartition("Enter")[0][-4000:]
    assert all(int(column) <= 60 for column in re.findall(r"\x1b\[\d+;(\d+)H", painted))
    terminal.press("1\r")
    terminal.wait_for("EMERGENCY")


FAULTS = {
    "while the plan is painted": "import triage.ui.screens.plan as m\nm.PlanScreen._show = broken\n",
    "while a key is dealt with": "import triage.ui.screens.page as m\nm.Page.do_quit = broken\n",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_middle_of_a_worry_shows_nothing_of_it(open_terminal, tmp_path, fault):
    broken = f"def broken(self, *a, **k):\n    raise ValueError('{NAME}', a, vars(self))\n"
    terminal = open_terminal(before=broken + FAULTS[fault], XDG_STATE_HOME=str(tmp_path), HOME=str(tmp_path))
    go(terminal, (FIRST,))
    terminal.press("1\r")
    if "key" in fault:
        terminal.wait_for("EMERGENCY")
        terminal.press("q")
    assert terminal.end()[0] == 5
    assert terminal.restored
    assert re.search(r"fault F-[0-9A-F]{8}", terminal.after)
    assert "Ring 999 now." in terminal.after
    logged = "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.log"))
    assert "ValueError" in logged
    for left in (terminal.after, logged):
        assert NAME not in left
        assert ANSWER not in left
        assert "Traceback" not in left


def test_where_the_terminal_has_only_plain_letters_nothing_else_is_painted(open_terminal):
    terminal = open_terminal(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", lines=20, columns=30)
    terminal.wait_for("Worried about a child?")
    terminal.press("1")
    terminal.wait_for("Not sure")
    terminal.press(CTRL_C)
    assert terminal.end()[0] == 0
    assert terminal.restored
    assert terminal.seen.isascii()
    assert "\\u" not in terminal.seen


def test_the_shipped_rules_from_the_start_page_to_a_plan_and_out(open_terminal):
    terminal = open_terminal("--rules", str(ROOT), "--area", "gloucestershire")
    go(
        terminal,
        (
            ("1", "Is any of this happening now?"),
            ("n\r", "What brings you here"),
            ("1\r", "What is your role here?"),
            ("1\r", "What worries you?"),
            ("1\r", "Could any of this be true of the injury?"),
        ),
    )
    terminal.press("1\r")
    terminal.wait_for("ACT NOW")
    terminal.wait_for("Ring children's social care")
    terminal.press(CTRL_C)
    terminal.wait_for("Leave now?")
    terminal.press("2")
    assert terminal.end()[0] == 0
    assert terminal.restored
