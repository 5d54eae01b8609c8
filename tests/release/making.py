"""A small release made from the sample rules, without minutes of proofs, and computers to install it on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from triage.policy.release.contents import gather
from triage.policy.release.gates import Gate, Rules
from triage.policy.release.keys import PublicKey
from triage.policy.release.make import Draft, Label, draft, signed
from triage.policy.release.manifest import program_version
from triage.policy.release.shelf import Shelf
from triage.policy.release.signing import public_of

SMALL = Path(__file__).parents[1] / "cli" / "small"
SECRET = bytes(range(32))
OTHER_SECRET = bytes(range(1, 33))
KEY = PublicKey(public_of(SECRET), "Rules owner, Westshire")
OTHER_KEY = PublicKey(public_of(OTHER_SECRET), "Somebody else")
TODAY = date(2026, 11, 20)
GATES = (
    Gate("check", passed=True, says="", warnings=2),
    Gate("test", passed=True, says="", count=3),
    Gate("prove", passed=True, says="", count=6),
)


@cache
def small_files() -> Mapping[str, bytes]:
    return gather(SMALL).files


@dataclass(frozen=True)
class Dates:
    """When the packs of a release are in force, and when they are to be reviewed."""

    starts: date = date(2026, 1, 1)
    review_by: date = date(2036, 1, 1)


@cache
def small_draft(name: str = "1.1", dates: Dates = Dates(), areas: bool = True, needs: str = "") -> Draft:
    """A release of the sample rules with these dates in its pack files; without ``areas``, only the national pack."""
    files = {
        file: data.replace(b"2026-01-01", str(dates.starts).encode()).replace(
            b"2036-01-01", str(dates.review_by).encode()
        )
        if file.endswith("pack.yaml")
        else data
        for file, data in small_files().items()
        if areas or "westshire" not in file
    }
    notes = Rules(SMALL, TODAY).notes()
    packs = [
        replace(note, in_force_from=dates.starts, review_by=dates.review_by)
        for note in notes
        if areas or not note.extends
    ]
    label = Label(name, ("Head of safeguarding (JB)",), TODAY, needs or program_version())
    return draft(files, label, packs, GATES)


def small_release(
    name: str = "1.1",
    dates: Dates = Dates(),
    *,
    areas: bool = True,
    secret: bytes = SECRET,
    needs: str = "",
) -> bytes:
    """The same, signed."""
    return signed(small_draft(name, dates, areas, needs), secret)


def shelf_in(folder: Path, *keys: PublicKey) -> Shelf:
    """The releases of a computer that trusts these keys, or the usual one."""
    return Shelf(folder / "releases", lambda: keys or (KEY,))
