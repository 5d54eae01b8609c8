"""When things go wrong: refused rules, faults of the program, readers that leave, Ctrl+C."""

from __future__ import annotations

import signal
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from cli.running import COMMAND, SMALL, broken_rules, environment, triage
from triage.cli import dispatch
from triage.cli.bugs import LARGEST_LOG, LOG_NAME, bug_message, fault_code, positions, write_log
from triage.cli.exit_codes import ExitCode
from triage.cli.main import run

NAME = "Oswin Penhaligon"
"""A made-up name that must never come out."""
NOW = datetime(2026, 11, 20, 17, 0)


def shell(home: Path, arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command with arguments and redirections as a shell reads them; ``before`` come first."""
    return subprocess.run(
        f"{before} '{COMMAND}' --rules '{SMALL}' {arguments}".strip(),
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        env=environment(home),
        check=False,
    )


def fault() -> Exception:
    """An exception whose message and variables hold a name, after another that does."""
    child = NAME
    try:
        try:
            raise KeyError(child)
        except KeyError as first:
            raise ValueError(f"no such child: {child}") from first
    except ValueError as bug:
        return bug


def test_positions_hold_kinds_and_places_and_nothing_else() -> None:
    told = "\n".join(positions(fault()))
    assert NAME not in told
    assert str(Path.home()) not in told
    assert "ValueError" in told
    assert "KeyError" in told
    assert "test_faults.py:" in told


def test_the_code_is_the_same_for_the_same_fault_and_another_for_another() -> None:
    assert fault_code(fault()) == fault_code(fault())
    assert fault_code(fault()) != fault_code(ValueError(NAME))
    assert fault_code(ValueError("one")) == fault_code(ValueError("two"))


def test_an_endless_chain_of_causes_ends() -> None:
    one, two = ValueError(), ValueError()
    one.__cause__, two.__cause__ = two, one
    assert len(positions(one)) == 3


def test_the_log_holds_no_value_and_is_for_this_person_only(tmp_path: Path) -> None:
    path = write_log(fault(), tmp_path / "new" / "folder", NOW)
    assert path is not None
    text = path.read_text(encoding="utf-8")
    assert NAME not in text
    assert fault_code(fault()) in text
    assert path.stat().st_mode & 0o077 == 0


def test_the_log_grows_and_then_starts_afresh(tmp_path: Path) -> None:
    for _ in range(2):
        write_log(fault(), tmp_path, NOW)
    log = tmp_path / LOG_NAME
    assert log.read_text(encoding="utf-8").count("F-") == 2
    log.write_text("x" * (LARGEST_LOG + 1), encoding="utf-8")
    write_log(fault(), tmp_path, NOW)
    assert log.stat().st_size < LARGEST_LOG


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert write_log(fault(), tmp_path / "file", NOW) is None
    assert "999" in bug_message(fault(), None)


def test_a_bug_shows_a_code_and_the_card_and_no_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken(*_: object) -> ExitCode:
        raise fault()

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(dispatch, "_carry_out", broken)
    assert run(["ask"]) == ExitCode.BUG
    written = capsys.readouterr()
    assert written.out == ""
    assert NAME not in written.err
    assert "Traceback" not in written.err
    assert "fault F-" in written.err
    assert "Ring 999 now" in written.err


def test_even_a_fault_while_starting_is_told_calmly(tmp_path: Path) -> None:
    # A second copy of the package whose rules cannot even be imported.
    code = (
        "import sys\n"
        "sys.modules['triage.rules.problems'] = None\n"
        "from triage.cli.main import run\n"
        "sys.exit(run(['ask']))\n"
    )
    python = COMMAND.with_name("python")
    done = subprocess.run(
        [str(python), "-c", code], capture_output=True, text=True, env=environment(tmp_path), check=False
    )
    assert done.returncode == ExitCode.BUG
    assert "Traceback" not in done.stderr
    assert "Ring 999 now" in done.stderr


@pytest.mark.parametrize("arguments", [("ask",), (), ("decide", "-"), ("questions",), ("explain", "x"), ("test",)])
def test_rules_that_cannot_be_loaded_end_in_3_with_the_problems_and_the_card(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    ran = triage(tmp_path, *arguments, rules=broken_rules(tmp_path / "broken"))
    assert ran.code == ExitCode.RULES_REFUSED
    assert ran.out == ""
    assert "rules/england/core/rules.yaml:134:13: TR301" in ran.err
    assert "did you mean 'harm_level'?" in ran.err
    assert "Ring 999 now" in ran.err


def test_bytes_that_are_no_letters_stop_nothing(tmp_path: Path) -> None:
    ran = triage(tmp_path, "ask", typed=b"\xff\xfe\x00\x1b[2J\nn\n10\n2\n")
    assert ran.code == ExitCode.FINE
    assert "\x1b" not in ran.out
    assert "REQUEST FOR SUPPORT" in ran.out


def test_lines_that_end_as_windows_ends_them_are_the_same_answers(tmp_path: Path) -> None:
    lines = "n\n10\n2\n"
    asked = [triage(tmp_path, "ask", typed=lines.replace("\n", end)) for end in ("\n", "\r\n")]
    given = "danger: none of these\nage: 10\nharm_level: needs help\n"
    decided = [triage(tmp_path, "decide", "-", typed=given.replace("\n", end)) for end in ("\n", "\r\n")]
    assert "REQUEST FOR SUPPORT" in asked[0].out
    assert asked[0].out == asked[1].out
    assert decided[0].code == ExitCode.FINE
    assert decided[0].out == decided[1].out


def test_where_the_encoding_is_not_utf_8_plain_letters_are_written(tmp_path: Path) -> None:
    ran = triage(tmp_path, "ask", typed="n\n10\n2\n", PYTHONIOENCODING="ascii")
    assert ran.code == ExitCode.FINE
    assert "saw and heard - the child's own words" in ran.out
    assert ran.out.isascii()


@pytest.mark.parametrize("arguments", ["questions", "ask", "--help"])
def test_a_reader_that_leaves_is_no_fault(tmp_path: Path, arguments: str) -> None:
    done = shell(tmp_path, f"{arguments} </dev/null | head -n 0; echo ${{PIPESTATUS[0]}}")
    assert done.stdout.strip() == "0"
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", ["questions", "ask"])
def test_a_full_disk_is_told_and_ends_in_2(tmp_path: Path, arguments: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no full disk here")
    done = shell(tmp_path, f"{arguments} </dev/null >/dev/full; echo $?")
    assert done.stdout.strip() == "2"
    assert "No space left on device. If a child may be in danger now, ring 999." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("streams", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("arguments", ["ask", "questions", "decide -", "nonsense"])
def test_closed_streams_are_no_fault(tmp_path: Path, arguments: str, streams: str) -> None:
    done = shell(tmp_path, f"{arguments} {streams}", "</dev/null")
    # No answers at all is a problem in the answers; a command that is none is a mistake; the rest is fine.
    assert done.returncode == {"decide -": 1, "nonsense": 2}.get(arguments, 0)
    assert "Traceback" not in done.stderr


def test_ctrl_c_ends_in_130_with_a_reminder(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [str(COMMAND), "--rules", str(SMALL), "ask"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
    )
    assert process.stdout is not None
    seen = b""
    while b"\n> " not in seen:
        seen += process.stdout.read1()  # type: ignore[attr-defined]
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == ExitCode.INTERRUPTED
    assert b"ring 999" in err
    assert b"Traceback" not in err
