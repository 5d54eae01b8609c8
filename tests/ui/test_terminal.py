"""The whole program in a real terminal: it starts, answers keys, and leaves the terminal as it found it."""

from __future__ import annotations

import re
from pathlib import Path


def test_it_starts_asks_and_leaves_the_terminal_as_it_was(open_terminal):
    terminal = open_terminal()
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
    assert terminal.restored


def test_ctrl_c_asks_before_answers_are_lost(open_terminal):
    terminal = open_terminal()
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


def test_a_fault_leaves_a_clean_terminal_the_card_and_a_code_and_no_value(open_terminal, tmp_path):
    home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    terminal = open_terminal(before=BREAK, **home)
    terminal.wait_for("in force from")
    terminal.press("h")
    code, written = terminal.end()
    assert code == 5
    assert terminal.restored
    assert re.search(r"fault F-[0-9A-F]{8}", terminal.after)
    assert "Ring 999 now." in terminal.after
    assert "Traceback" not in written
    assert "what the child said" not in written
    logs = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*") if path.is_file()]
    assert not [text for text in logs if "what the child said" in text]


def test_refused_rules_open_on_the_card_and_the_exit_code_says_so(open_terminal, tmp_path):
    pack = tmp_path / "rules" / "england"
    pack.mkdir(parents=True)
    (tmp_path / "guidance").mkdir()
    (pack / "pack.yaml").write_text("pack: england\ntitle: England\n", encoding="utf-8")
    terminal = open_terminal("--rules", str(tmp_path), lines=40, columns=100)
    terminal.wait_for("Ring 999 now.")
    terminal.wait_for("The rules cannot be used")
    terminal.press("q")
    assert terminal.end()[0] == 3


def test_without_colour_it_still_works_and_paints_only_greys(open_terminal):
    terminal = open_terminal(NO_COLOR="1", COLORTERM="truecolor")
    terminal.wait_for("in force from")
    terminal.press("q")
    assert terminal.end()[0] == 0
    colours = set(re.findall(r"(?:38|48);2;(\d+);(\d+);(\d+)", terminal.seen))
    assert colours
    assert all(red == green == blue for red, green, blue in colours)


def test_a_small_terminal_is_enough_to_read_the_first_question(open_terminal):
    terminal = open_terminal(lines=20, columns=60)
    terminal.wait_for("Worried about a child?")
    terminal.press("1")
    terminal.wait_for("Not sure")
    terminal.press("q")
    assert terminal.end()[0] == 0


def test_nothing_is_left_behind_on_the_disk(open_terminal, tmp_path):
    home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    terminal = open_terminal(**home)
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
