"""What several tests of the command line start from."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cli.computer import Computer


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Computer:
    for name in list(os.environ):
        if name.startswith(("TRIAGE_", "XDG_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "everyone"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name.lower()))
    (tmp_path / "home").mkdir()
    return Computer(tmp_path / "home", capsys)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text("danger: none of these\nage: 10\nharm_level: significant harm\n")
    return path
