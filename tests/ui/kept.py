"""Screens kept as text files, to see at once what a change changes on them."""

from __future__ import annotations

import os
from pathlib import Path


def assert_kept(path: Path, shown: str) -> None:
    """The screen is as it was kept in ``path``; with TRIAGE_GOLDENS=write it is kept first."""
    if os.environ.get("TRIAGE_GOLDENS") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")
