"""Looks for what may have happened to a case since it was written: cut short, changed, put in another order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from triage.case.canonical import digest
from triage.case.chain import BEGINNING, Case, Entry, Receipt
from triage.case.schema import BODIES, body_problem
from triage.plan.times import made_words


class Weight(StrEnum):
    """How much a finding matters: the history cannot be relied on, or it is only worth knowing."""

    BROKEN = "broken"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One thing found. ``entry`` is the number of the entry it was found at, counted in the order they stand."""

    weight: Weight
    code: str
    entry: int
    says: str


def audit(case: Case, receipts: Iterable[Receipt] = ()) -> tuple[Finding, ...]:
    """Everything found, in the order of the entries; none at all when the case is as it was written.

    ``receipts`` were given out earlier: printed on a document, kept by somebody else, or held beside the case. Only
    they can show that entries are missing from the end, or that the whole history was written afresh.
    """
    found = [*_from_entry_to_entry(case), *_clock(case), *_unknown(case)]
    for receipt in receipts:
        found.extend(_against(case, receipt))
    return tuple(sorted(found, key=lambda one: one.entry))


def intact(findings: Iterable[Finding]) -> bool:
    """Whether the history can be relied on: nothing is broken."""
    return all(one.weight is not Weight.BROKEN for one in findings)


def _from_entry_to_entry(case: Case) -> Iterator[Finding]:
    if not case.entries:
        yield _broken("empty", 0, "There is nothing in this case, not even its beginning.")
        return
    if case.entries[0].kind != "started" or case.entries[0].before != BEGINNING:
        yield _broken("no-beginning", 1, "The beginning is missing: the first entry is not the one a case starts with.")
    before = case.entries[0].before
    for place, entry in enumerate(case.entries, start=1):
        if digest(entry.plain) != entry.hash:
            yield _broken("changed", place, f"Entry {place} was changed after it was written.")
        if entry.number != place:
            yield _out_of_place(place, entry)
        elif entry.before != before:
            yield _broken(
                "not-joined",
                place,
                f"Entry {place} does not follow from the one before it: one of them was replaced, or something between "
                "them was taken out.",
            )
        before = entry.hash


def _out_of_place(place: int, entry: Entry) -> Finding:
    if entry.number > place:
        says = f"Entry {entry.number} stands in place {place}: entries before it are missing, or the order was changed."
    else:
        says = f"Entry {entry.number} stands in place {place}: it was put in twice, or the order was changed."
    return _broken("out-of-place", place, says)


def _against(case: Case, receipt: Receipt) -> Iterator[Finding]:
    have = len(case.entries)
    if receipt.entries == 0:
        return
    if receipt.entries > have:
        missing = receipt.entries - have
        says = (
            f"{missing} {'entry is' if missing == 1 else 'entries are'} missing from the end: there are {have}, and a "
        )
        yield _broken("cut-short", have, f"{says}receipt shows that there were {receipt.entries}.")
    elif not _matches(case.entries[receipt.entries - 1].hash, receipt.hash):
        says = (
            f"The history up to entry {receipt.entries} is not the one a receipt was given for: it was written afresh."
        )
        yield _broken("written-afresh", receipt.entries, says)


def _matches(whole: str, shown: str) -> bool:
    return bool(shown) and whole.startswith(shown)


def _clock(case: Case) -> Iterator[Finding]:
    latest = None
    for entry in case.entries:
        if latest is not None and entry.at < latest.at:
            yield Finding(
                Weight.NOTE,
                "clock-moved-back",
                entry.number,
                f"Entry {entry.number} says {made_words(entry.at)}, which is earlier than entry {latest.number} before "
                f"it ({made_words(latest.at)}): the clock of the machine was moved back. The order still holds.",
            )
        else:
            latest = entry


def _unknown(case: Case) -> Iterator[Finding]:
    for entry in case.entries:
        if entry.kind not in BODIES:
            says = (
                f'Entry {entry.number} is a kind this version does not know ("{entry.kind[:40]}"). It is kept as it is.'
            )
            yield Finding(Weight.NOTE, "unknown-kind", entry.number, says)
        elif body_problem(entry.kind, entry.body):
            says = (
                f'Entry {entry.number} ("{entry.kind}") holds something this version cannot read. It is kept as it is.'
            )
            yield Finding(Weight.NOTE, "unknown-form", entry.number, says)


def _broken(code: str, entry: int, says: str) -> Finding:
    return Finding(Weight.BROKEN, code, entry, says)
