"""``triage ask`` at a real terminal: what is typed is shown once, nothing is redrawn, and Ctrl+C leaves cleanly."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from cli.running import COMMAND, SMALL, broken_rules, environment
from triage.cli.exit_codes import ExitCode

pexpect = pytest.importorskip("pexpect", reason="there are no pseudo-terminals here")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def talk(home: Path, *arguments: str, **more: str):  # type: ignore[no-untyped-def]
    return pexpect.spawn(
        str(COMMAND),
        ["--rules", str(SMALL), *arguments],
        env=environment(home, **more),
        encoding="utf-8",
        dimensions=(24, 80),
        timeout=60,
    )


def test_a_worry_from_start_to_plan_and_out(tmp_path: Path) -> None:
    child = talk(tmp_path, "ask")
    for typed in ("n", "10", "1"):
        child.expect("> $")
        child.sendline(typed)
    child.expect("ACT NOW")
    child.expect("> $")
    shown = child.before
    child.sendline("q")
    child.expect("Enter to stay: $")
    child.sendline("y")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == ExitCode.FINE
    assert "Ring children's social care" in shown
    assert not CONTROL.search(shown.replace("\r\n", "\n"))


def test_what_is_typed_is_not_repeated(tmp_path: Path) -> None:
    child = talk(tmp_path, "ask")
    child.expect("> $")
    child.sendline("hello there")
    child.expect("> $")
    assert child.before.count("hello there") == 2  # as the terminal shows it, and in the answer to it
    child.sendeof()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == ExitCode.FINE


@pytest.mark.parametrize(
    ("arguments", "settings"),
    [((), {"TERM": "dumb"}), ((), {"TRIAGE_PLAIN": "1"}), (("--plain",), {})],
)
def test_without_ask_it_still_asks_line_by_line_when_told_to(
    tmp_path: Path, arguments: tuple[str, ...], settings: dict[str, str]
) -> None:
    child = talk(tmp_path, *arguments, **settings)
    child.expect("Question 1")
    child.expect("> $")
    child.sendline("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == ExitCode.FINE


def test_ctrl_c_at_a_terminal(tmp_path: Path) -> None:
    child = talk(tmp_path, "ask")
    child.expect("> $")
    child.sendintr()
    child.expect("Stopped. If a child may be in danger now, ring 999.")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == ExitCode.INTERRUPTED
    assert "Traceback" not in child.before


def test_the_full_screen_opens_and_leaves_the_terminal_clean(tmp_path: Path) -> None:
    child = talk(tmp_path)
    child.expect(re.escape("\x1b[?1049h"))
    child.expect("999")
    child.send("q")
    child.expect(re.escape("\x1b[?1049l"))
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == ExitCode.FINE


def test_the_full_screen_with_rules_that_cannot_be_loaded_leaves_the_problems_to_read(tmp_path: Path) -> None:
    broken = broken_rules(tmp_path / "broken")
    child = talk(tmp_path, "--rules", str(broken))
    child.expect("the rules cannot be used")
    child.send("q")
    child.expect(re.escape("\x1b[?1049l"))
    child.expect("rules.yaml:134:13: TR301")
    child.expect("Ring 999 now")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == ExitCode.RULES_REFUSED


def test_an_unknown_area_in_the_full_screen_is_told_after_it(tmp_path: Path) -> None:
    child = talk(tmp_path, "--area", "wetshire")
    child.expect('Did you mean "westshire"')
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == ExitCode.USAGE
