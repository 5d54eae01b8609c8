"""The small good rule set, every rule of which can hold, compared with itself after an edit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rules.support import TODAY, good_copy
from triage.policy.compare.folders import PackDifferences, compare_folders
from triage.policy.compare.model import Change
from triage.policy.compare.opening import Opened

REFERRAL = "rules/england/referral/rules.yaml"
FLOOR = "rules/england/floor/rules.yaml"
CONTACTS = "rules/england/contacts.yaml"
LIMITS = "rules/england/deadlines.yaml"
PACK = "rules/england/pack.yaml"
SAFETY = "rules/england/safety.yaml"
CASES = "rules/england/referral/scenarios.yaml"
TERMS = "rules/england/terms.yaml"
BOOK = "guidance/handbook.md"
LOCAL = "rules/fenshire/local/rules.yaml"

Replaced = tuple[str, str, str]
"""A file, a text in it, and what stands there instead."""


def base_copy(folder: Path) -> Path:
    """The good rule set without the condition that keeps one rule from ever holding."""
    made = good_copy(folder)
    replace_in(made, (REFERRAL, "{ none: [{ fact: in_danger }] }", "{ harm_level: significant harm }"))
    return made


def replace_in(folder: Path, *edits: Replaced) -> None:
    """Replace each text, which must be there, once; nothing stands for the end of the file."""
    for file, before, after in edits:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert before in text, f"{file} does not hold {before!r}"
        path.write_text(text.replace(before, after, 1) if before else text + after, encoding="utf-8")


def packs_of(folder: Path, *edits: Replaced, today: date = TODAY) -> tuple[PackDifferences, ...]:
    """What the edits change, pack by pack. ``folder`` is empty and may be filled."""
    old, new = base_copy(folder / "old"), base_copy(folder / "new")
    replace_in(new, *edits)
    return compare_folders(Opened(old, "old"), Opened(new, "new"), (), today)


def changes_of(folder: Path, *edits: Replaced) -> tuple[Change, ...]:
    """What the edits change, in all packs."""
    return tuple(change for one in packs_of(folder, *edits) for change in one.differences.changes)
