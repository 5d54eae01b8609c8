"""``triage watch``: once for scripts, and for as long as files are saved, with a world driven by hand."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cli.running import SMALL, broken_rules
from policy.watch.changing import NOW, RULES, change, small_rules
from triage.cli.exit_codes import ExitCode
from triage.cli.main import run
from triage.cli.watching import Surroundings, Teller, seen, stay
from triage.policy.rounds import Rounds
from triage.policy.watching import Watcher


def once(capsys: pytest.CaptureFixture[str], *arguments: str, rules: Path = SMALL) -> tuple[int, str, str]:
    code = run(["--rules", str(rules), "watch", "--once", *arguments])
    written = capsys.readouterr()
    return code, written.out, written.err


def test_once_goes_over_everything_and_ends_in_0(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = once(capsys)
    assert code == ExitCode.FINE
    assert "fine: " in out
    assert "2 scenarios" in out


def test_once_with_a_mistake_ends_in_1_and_shows_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = once(capsys, rules=broken_rules(tmp_path / "rules"))
    assert code == ExitCode.PROBLEMS_FOUND
    assert "rules.yaml:" in out
    assert "^" in out


def test_once_on_a_part_runs_only_what_concerns_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert "0 of 2 scenarios touched" in once(capsys, str(SMALL / "guidance"))[1]


def test_once_as_json_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = once(capsys, "--json")
    data = json.loads(out)
    assert out.count("\n") == 1
    assert data["fine"] is True
    assert data["scenarios"] == {"run": 2, "of": 2, "failed": []}


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = once(capsys, str(tmp_path / "nowhere"))
    assert code == ExitCode.USAGE
    assert "no such file or folder" in err


class World:
    """Time that passes only while someone waits, with something happening at each wait in turn."""

    def __init__(self, *happens: object) -> None:
        self.seconds = 0.0
        self.said: list[str] = []
        self._happens = list(happens)

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        if not self._happens:
            raise KeyboardInterrupt
        event = self._happens.pop(0)
        if callable(event):
            event()

    def around(self) -> Surroundings:
        return Surroundings(lambda: self.seconds, self._now, self.sleep, self.said.append)

    def _now(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds)


def watched(folder: Path, *happens: object, part: str = "", as_json: bool = False) -> list[str]:
    world = World(*happens)
    teller = Teller(Rounds(folder), world.around(), as_json=as_json)
    with pytest.raises(KeyboardInterrupt):
        stay(teller, Watcher(lambda: seen(folder, part), lambda: world.seconds), NOW)
    return world.said


WAIT = [None] * 14
"""More than a vanished file is waited for."""


def test_each_save_is_told_in_turn(tmp_path: Path) -> None:
    folder = small_rules(tmp_path)
    said = watched(
        folder,
        lambda: change(folder, "    urgency: emergency", "    urgency: now"),
        None,
        lambda: change(folder, "harm_level: needs help", "harm_levl: needs help"),
        None,
        lambda: change(folder, "harm_levl: needs help", "harm_level: needs help"),
    )
    first, how, failed, broken, *_ = said
    assert first.startswith("10:00:00  fine: no problems")
    assert "Watching" in how
    assert "rules/england/core/rules.yaml saved" in failed
    assert "FAILED A child hurt now" in failed
    assert "did you mean 'harm_level'" in broken


def test_a_file_that_vanishes_is_one_clear_line_and_its_return_another(tmp_path: Path) -> None:
    folder = small_rules(tmp_path)
    away = tmp_path / "away.yaml"
    said = watched(
        folder, lambda: (folder / RULES).rename(away), *WAIT, lambda: away.rename(folder / RULES), None, None
    )
    assert "rules/england/core/rules.yaml is gone" in said[2]
    assert said[3].splitlines()[0].endswith("rules/england/core/rules.yaml saved")
    assert "fine" in said[3]


def test_a_file_replaced_in_two_moves_is_no_line_about_a_vanished_file(tmp_path: Path) -> None:
    folder = small_rules(tmp_path)
    away = tmp_path / "away.yaml"

    def put_back() -> None:
        (folder / RULES).write_bytes(away.read_bytes())

    said = watched(folder, lambda: (folder / RULES).rename(away), put_back, None, None)
    assert not [text for text in said if "gone" in text]
    assert "saved" in said[2]


def test_only_the_part_named_is_watched(tmp_path: Path) -> None:
    folder = small_rules(tmp_path)
    said = watched(folder, lambda: change(folder, "title: A small", "title: A tiny"), None, None, part="guidance")
    assert len(said) == 2


def test_json_lines_hold_nothing_else(tmp_path: Path) -> None:
    folder = small_rules(tmp_path)
    said = watched(folder, lambda: change(folder, "title: A small", "title: A tiny"), None, None, as_json=True)
    told = [json.loads(line) for line in said]
    assert [one["saved"] for one in told] == [[], [RULES]]
    assert all(one["fine"] for one in told)


def test_the_workbench_needs_a_terminal_and_says_what_does_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--rules", str(SMALL), "workbench"]) == ExitCode.USAGE
    written = capsys.readouterr()
    assert "needs a terminal" in written.err
    assert "triage watch" in written.err
    assert written.out == ""
