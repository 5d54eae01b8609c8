"""Adds drafts of scenarios to a file, for every command that can keep a case."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from triage.cli.errors import Stop
from triage.policy.drafts import CannotAddError, Draft, quoted_text, with_drafts
from triage.rules.raw_text import LARGEST_FILE
from triage.rules.schema import SCENARIOS


def add_drafts(path: Path, drafts: Sequence[Draft]) -> str:
    """Add those scenarios that the file does not have yet, and say how many. Raises Stop when that cannot be done."""
    text = scenario_file_text(path)
    new = [draft for draft in drafts if f"name: {quoted_text(draft.name)}\n" not in text]
    if new:
        try:
            whole = with_drafts(text, new, schema_line(path))
        except CannotAddError as error:
            raise Stop(str(error), place=str(path)) from error
        path.write_text(whole, encoding="utf-8")
    return f"{len(new)} case{'' if len(new) == 1 else 's'} added to {path}."


def scenario_file_text(path: Path) -> str:
    """The text of a scenario file; empty when there is none yet. Raises Stop for anything else."""
    if path.exists() and (not path.is_file() or path.stat().st_size > LARGEST_FILE):
        raise Stop("This is not a scenario file.", place=str(path))
    try:
        return path.read_text(encoding="utf-8") if path.exists() else ""
    except UnicodeDecodeError as error:
        raise Stop("This is not a scenario file.", place=str(path)) from error


def schema_line(path: Path) -> str:
    """The line by which editors find the schema, as seen from where the file is."""
    whole = path.resolve()
    home = next((folder for folder in whole.parents if (folder / SCENARIOS).is_file()), None)
    up = os.path.relpath(home, whole.parent) if home is not None else "../.."
    return f"# yaml-language-server: $schema={Path(up).as_posix()}/{SCENARIOS}"
