"""A small set of rules in a folder of its own, to be changed as a policy owner would."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

SMALL = Path(__file__).parents[2] / "cli" / "small"
NOW = datetime(2026, 11, 22, 10, 0)
TODAY: date = NOW.date()
RULES = "rules/england/core/rules.yaml"
SCENARIOS = "rules/england/core/scenarios.yaml"


def small_rules(folder: Path) -> Path:
    """A copy of the small rules in ``folder``."""
    for path in SMALL.rglob("*"):
        if path.is_file():
            copy = folder / path.relative_to(SMALL)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    return folder


def change(folder: Path, old: str, new: str, file: str = RULES) -> None:
    """Save ``file`` with ``old`` replaced, which must be there."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
