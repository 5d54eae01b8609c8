"""Runs the installed command as a person or a script does."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SMALL = Path(__file__).parent / "small"
ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("triage")


@dataclass(frozen=True)
class Ran:
    """What one run left behind."""

    code: int
    out: str
    err: str


def environment(home: Path, **more: str) -> dict[str, str]:
    """The test's environment without any setting of triage, with a home folder of its own. The code run is the code
    tested: where the tests were told the place of it, the command is too."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRIAGE_", "PYTHON", "XDG_"))}
    if "PYTHONPATH" in os.environ:
        kept["PYTHONPATH"] = os.pathsep.join(map(os.path.abspath, os.environ["PYTHONPATH"].split(os.pathsep)))
    return kept | {"HOME": str(home), "XDG_STATE_HOME": str(home / "state"), "TERM": "xterm"} | more


def triage(home: Path, *arguments: str, typed: str | bytes = b"", rules: Path | None = SMALL, **more: str) -> Ran:
    """Run ``triage`` with these arguments, pipes for its streams, ``typed`` as its input and ``more`` environment."""
    chosen = ("--rules", str(rules)) if rules is not None else ()
    done = subprocess.run(
        [str(COMMAND), *chosen, *arguments],
        input=typed.encode() if isinstance(typed, str) else typed,
        capture_output=True,
        env=environment(home, **more),
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def broken_rules(folder: Path, old: str = "harm_level: significant harm", new: str = "harm_levl: huge") -> Path:
    """A copy of the small rules in ``folder`` with one mistake in it."""
    for path in SMALL.rglob("*"):
        if path.is_file():
            copy = folder / path.relative_to(SMALL)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return folder
