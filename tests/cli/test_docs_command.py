"""``triage docs`` at the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli.running import SMALL, Ran
from triage.cli.exit_codes import ExitCode
from triage.cli.main import run


def here(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    code = run(["--rules", str(SMALL), "docs", *arguments])
    written = capsys.readouterr()
    return Ran(code, written.out, written.err)


def test_the_handbook_is_written_and_the_first_page_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "book"
    ran = here(capsys, "--out", str(folder))
    assert (ran.code, ran.err) == (ExitCode.FINE, "")
    assert ran.out.startswith(f"{folder / 'index.html'}\n")
    assert (folder / "topic-core.html").is_file()
    assert not (folder / "changes.html").exists()


def test_it_goes_to_a_folder_called_handbook_unless_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert here(capsys).code == ExitCode.FINE
    assert (tmp_path / "handbook" / "index.html").is_file()


def test_a_local_pack_has_its_numbers_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here(capsys, "--out", str(tmp_path / "book"), "--area", "westshire", "--on", "2026-11-22")
    assert "01632 960001" in (tmp_path / "book" / "contacts.html").read_text(encoding="utf-8")
    assert "Made from the rules on 22 November 2026" in (tmp_path / "book" / "index.html").read_text(encoding="utf-8")


def test_what_changed_is_told_without_where_the_folder_lies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = tmp_path / "last-year"
    shutil.copytree(SMALL, old)
    rules = old / "rules" / "england" / "core" / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("urgency: now", "urgency: today", 1), encoding="utf-8")
    ran = here(capsys, "--out", str(tmp_path / "book"), "--since", str(old))
    assert ran.code == ExitCode.FINE
    text = (tmp_path / "book" / "changes.html").read_text(encoding="utf-8")
    assert "England 1.0 (last-year)" in text
    assert "rule significant-harm-ring-now" in text
    assert str(tmp_path) not in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(("--on", "tomorrow"), '"tomorrow" is not a date.'), (("--since", "no-such-version"), "no-such-version")],
)
def test_what_cannot_be_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    ran = here(capsys, "--out", str(tmp_path / "book"), *arguments)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert says in ran.err
    assert not (tmp_path / "book").exists()


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    ran = here(capsys, "--out", str(tmp_path))
    assert ran.code == ExitCode.USAGE
    assert "left as it is" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
