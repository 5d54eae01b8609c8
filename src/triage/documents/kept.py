"""A filled form that was written to a file: what to tell the person, and what a saved case notes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from triage.case.autosave import Autosave
from triage.case.keeping import CasesError
from triage.documents.paper import Paper
from triage.documents.writers import SUFFIXES, Format, WordMissingError, written


@dataclass(frozen=True)
class KeptFile:
    """``says`` is a sentence to show: where the file is, or why there is none. ``saved`` is whether there is one."""

    says: str
    saved: bool


Keep: TypeAlias = Callable[[str, bytes], KeptFile]
"""Writes a new file of a name for the person. It never takes the place of another, and raises nothing."""


def nowhere(_name: str, _data: bytes) -> KeptFile:
    """Keeps nothing, where there is no place to keep it."""
    return KeptFile("Nothing can be saved here. You can copy the text.", saved=False)


def keep_form(paper: Paper, form: Format, keep: Keep, keeper: Autosave | None = None) -> str:
    """Write the paper to a file, note it in the saved case if it came from one, and give a sentence on both."""
    try:
        data = written(paper, form)
    except WordMissingError as missing:
        return str(missing)
    kept = keep(f"{paper.id}{SUFFIXES[form]}", data)
    return f"{kept.says} {_note(paper, keeper)}".rstrip() if kept.saved and keeper is not None else kept.says


def _note(paper: Paper, keeper: Autosave) -> str:
    """Note in the case that the paper left it, with the receipt that stands on it."""
    from triage.case.events import exported

    case = keeper.case
    try:
        keeper.write(lambda at: exported(at, f"form {paper.id}", len(case.entries), case.head))
    except CasesError as trouble:
        return f"NOT noted in the case: {trouble.says}"
    return ""
