"""Places for saved cases that are quick to open, for tests. Real ones take most of a second for each guess."""

from __future__ import annotations

from pathlib import Path

from case.making import AT, first
from triage.case.chain import Case
from triage.case.events import Event, started
from triage.store.cases import SavedCases
from triage.store.opening import open_cases, set_up
from triage.store.sealing import Cost

LIGHT = Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
SECRET = "SECRETthe-childs-own-wordsSECRET"
"""Words that stand in notes, and must stand nowhere on the disk."""


def new_place(folder: Path) -> SavedCases:
    return set_up(folder, PASSPHRASE, LIGHT)


def reopened(folder: Path) -> SavedCases:
    return open_cases(folder, lambda: PASSPHRASE, LIGHT)


def another(reference: str, name: str = "") -> Event:
    event = first(reference)
    return Event(event.kind, event.at, {**event.body, "case": name or f"case of {reference}"})


def create(place: SavedCases, reference: str = "7-blue") -> Case:
    return place.create(another(reference))


__all__ = ["AT", "LIGHT", "PASSPHRASE", "SECRET", "another", "create", "new_place", "reopened", "started"]
