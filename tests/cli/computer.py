"""A computer of somebody's own, on which commands about releases are run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from release.making import KEY, SECRET, SMALL, TODAY, Dates
from triage.cli.exit_codes import ExitCode
from triage.cli.main import run
from triage.policy.release.keys import write_pair
from triage.policy.release.make import Label
from triage.policy.release.signing import KeyPair

LATE = Dates(review_by=date(2026, 1, 2))
WORDS = "correct horse battery"
LABEL = Label("6.6", ("JB",), TODAY, "1.0")
PACK = "rules/england/pack.yaml"
RULES = "rules/england/core/rules.yaml"
SCENARIOS = "rules/england/core/scenarios.yaml"


@dataclass
class Computer:
    """Somebody's computer: a home folder of its own, and what came of the last command."""

    home: Path
    capsys: pytest.CaptureFixture[str]
    out: str = ""
    err: str = ""

    def run(self, *arguments: object) -> ExitCode:
        code = run([str(argument) for argument in arguments])
        written = self.capsys.readouterr()
        self.out, self.err = written.out, written.err
        return ExitCode(code)

    def trusts(self, key=KEY) -> None:
        path = self.home / "their.pub"
        path.write_text(key.line)
        assert self.run("trust", path, "--fingerprint", key.fingerprint) == ExitCode.FINE

    def has(self, data: bytes, *more: str) -> ExitCode:
        path = self.home / "sent.triage-rules"
        path.write_bytes(data)
        return self.run("install", path, *more)

    @property
    def releases(self) -> Path:
        return next(self.home.rglob("releases"))

    def spoil(self) -> None:
        (path,) = self.releases.glob("*/guidance/small-guide.md")
        path.write_bytes(path.read_bytes().replace(b"a", b"e", 1))


def made(computer: Computer, *more: object, folder: Path = SMALL) -> ExitCode:
    """Make a release of a folder with the usual key."""
    key = computer.home / "key"
    if not key.exists():
        write_pair(key, KeyPair(KEY.public, SECRET), KEY.owner, WORDS)
        (computer.home / "words").write_text(WORDS + "\n")
    signing = ("--key", key, "--passphrase-file", computer.home / "words")
    out = ("--out", computer.home / "made.triage-rules")
    return computer.run("release", folder, "--approved-by", "Head (JB)", *signing, *out, *more)


def copied(folder: Path, *changes: tuple[str, str, str]) -> Path:
    for path in SMALL.rglob("*"):
        if path.is_file():
            text = path.read_text()
            for name, old, new in changes:
                if path.relative_to(SMALL).as_posix() == name:
                    assert old in text
                    text = text.replace(old, new)
            copy = folder / path.relative_to(SMALL)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(text)
    return folder


def record(computer: Computer, answers: Path, *more: object) -> Path:
    assert computer.run("decide", answers, "--json", *more) == ExitCode.FINE
    path = computer.home / "record.json"
    path.write_text(computer.out)
    return path
