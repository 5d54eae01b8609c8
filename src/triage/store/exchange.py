"""One case as an encrypted file, to give to somebody or to keep: its entries as they are, and the receipt for them."""

from __future__ import annotations

from collections.abc import Mapping

from triage.case.audit import audit, intact
from triage.case.canonical import Plain, canonical_bytes, read_plain
from triage.case.chain import Case, read_entry, read_receipt
from triage.case.keeping import CasesError, DamagedError, WrongPassphraseError
from triage.store.sealing import USUAL, Cost, lock, unlock

FORM = 1
MARK = "triage case"
LARGEST = 50_000_000
"""Bytes of a file that are looked at."""


def case_file(case: Case, passphrase: str, cost: Cost = USUAL) -> bytes:
    """The bytes of an encrypted file with the whole case in it."""
    inside: Plain = {
        "receipt": f"{len(case.entries)}-{case.head}",
        "entries": [[entry.data.decode("utf-8"), entry.hash] for entry in case.entries],
    }
    return canonical_bytes({"mark": MARK, "form": FORM, "box": lock(canonical_bytes(inside), passphrase, cost)}) + b"\n"


def read_case_file(data: bytes, passphrase: str) -> Case:
    """The case in a file made by :func:`case_file`, once its whole history was found to be in order.

    Raises WrongPassphraseError, DamagedError, or CasesError for a file of a newer version.
    """
    try:
        outside = read_plain(data[:LARGEST])
    except ValueError:
        raise _no_case() from None
    if not isinstance(outside, Mapping) or outside.get("mark") != MARK:
        raise _no_case()
    form = outside.get("form")
    if isinstance(form, int) and form > FORM:
        raise CasesError("This file was made by a newer version of this program.", "Use that version to read it.")
    try:
        inside = read_plain(unlock(outside.get("box"), passphrase))
    except WrongPassphraseError:
        raise WrongPassphraseError(
            "The passphrase does not open this file.", "It is the one the file was given."
        ) from None
    except (DamagedError, ValueError):
        raise _damaged() from None
    return _case(inside)


def _case(inside: Plain) -> Case:
    try:
        if not isinstance(inside, Mapping):
            raise ValueError("no case")
        receipt = read_receipt(str(inside["receipt"]))
        entries = inside["entries"]
        if not isinstance(entries, list):
            raise ValueError("no entries")
        case = Case(tuple(read_entry(str(data).encode("utf-8"), str(written)) for data, written in entries))
    except (KeyError, TypeError, ValueError):
        raise _damaged() from None
    if not intact(audit(case, [receipt])):
        raise DamagedError("The history of the case in this file is not in order.", "Ask for the file once more.")
    return case


def _no_case() -> DamagedError:
    return DamagedError("This is not a case that this program wrote out, or it is damaged.", "Ask for the file again.")


def _damaged() -> DamagedError:
    return DamagedError("This file is damaged.", "Ask for the file once more.")
