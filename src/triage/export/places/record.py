"""The record of a case: every entry in order, and whether anything was changed or cut since it was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from triage.case.audit import Finding, audit, intact
from triage.case.chain import Case, Receipt
from triage.case.rerun import Again, Came, FindRules, rerun
from triage.case.words import EntryWords
from triage.export.places.page import Leads, Part, Place, PlacePage, Says, Tone, Way, parts
from triage.plan.times import made_words
from triage.rules.model import RuleSet

TITLE = "the record"
FORM = "case-record"
FINE = "IN ORDER. Nothing was changed or cut, as far as the case itself and its receipt can show."
WRONG = "NOT IN ORDER. This case was changed or cut since it was written. Rely on it with care."
IF_WRONG = "Tell your safeguarding lead today, and keep any paper that was written from this case."
IF_FINE = (
    "Write the record out for the file, or note the receipt somewhere else: it shows later that nothing is missing."
)


@dataclass(frozen=True)
class Checked:
    """A case with what the check of it found, and how its decisions came out when they were made again."""

    case: Case
    findings: tuple[Finding, ...]
    again: tuple[Again, ...]

    @property
    def fine(self) -> bool:
        """Whether the case can be relied on."""
        return intact(self.findings) and all(one.came in (Came.SAME, Came.NO_RULES) for one in self.again)


def check_case(case: Case, receipts: Sequence[Receipt], find: FindRules) -> Checked:
    """Check a case against its receipts, and make its decisions again under the rules that ``find`` gives."""
    return Checked(case, audit(case, receipts), rerun(case, find))


def record_place(
    reference: str, checked: Checked, rule_set: RuleSet, steps: dict[str, str], now: datetime
) -> PlacePage:
    """The page of the record. ``steps`` has the words of steps by their names."""
    words = EntryWords(rule_set, steps)
    entries = tuple(
        Says(f"{made_words(one.at.astimezone(now.tzinfo))}: {words.says(one)}", mark=f"{one.number:>3}. ")
        for one in checked.case.entries
    )
    found = tuple(Says(one.says, Tone.CARE, "- ") for one in checked.findings)
    again = tuple(Says(one.says, mark="- ") for one in checked.again)
    return PlacePage(
        place=Place.RECORD,
        reference=reference,
        title=TITLE,
        head=FINE if checked.fine else WRONG,
        why=f"Receipt: {checked.case.receipt}.",
        next=Part("Now", (Says(IF_FINE if checked.fine else IF_WRONG, mark="- "),)),
        parts=parts(Part("What was found", found), Part("Its decisions, made again", again), Part("Entries", entries)),
        ways=(
            Way(
                "record",
                "The record, as a form",
                Leads.FORM,
                FORM,
                "to save or print",
                command=f"write {reference} {FORM}",
            ),
        ),
    )
