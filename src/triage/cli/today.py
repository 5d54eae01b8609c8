"""``triage today``: what is due in all saved cases, what is overdue first; and as a calendar file."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cli.case_place import case_time, opened
from triage.cli.cases import written
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings

if TYPE_CHECKING:
    from triage.case.due import Due

SOON = timedelta(days=14)
"""How long before its day a case is listed as one to look at again."""


def today(arguments: Namespace, _settings: Settings, now: datetime) -> Outcome:
    """List what is due across all cases, or write it to a calendar file."""
    from triage.case.keeping import summaries, to_look_at_again
    from triage.case.today import due_in
    from triage.export.case_json import due_data

    now = case_time(now)
    with opened() as store:
        due = due_in(store.all(), now)
        again = to_look_at_again(summaries(store, now), now.date())
    message = ""
    if arguments.ics:
        count = _calendar(due, Path(arguments.ics).expanduser(), now)
        message = (
            f"{count} written to {arguments.ics}. It is not encrypted: it holds references and the words of steps."
        )
    if arguments.json:
        return Outcome(json_text([{"reference": name, **due_data(item)} for name, item in due]), message=message)
    if again and not message:
        message = f"To be looked at again, and kept or deleted: {', '.join(one.reference for one in again)}."
    return Outcome(_text(due, now), message=message)


def _text(due: list[tuple[str, Due]], now: datetime) -> str:
    from triage.export.case_text import due_words
    from triage.export.layout import Sheet

    near = [(name, item) for name, item in due if item.sort != "retention" or item.due is None or item.due < now + SOON]
    if not near:
        return "Nothing is due."
    sheet = Sheet()
    for title, wanted in (("Overdue", True), ("Due", False)):
        items = [(name, item) for name, item in near if item.overdue is wanted]
        if items:
            sheet.title(title)
        for name, item in items:
            sheet.item(f"{name}  ", due_words(item, now, brief=True))
    return sheet.written()


def _calendar(due: list[tuple[str, Due]], path: Path, now: datetime) -> int:
    from triage.export.calendar_file import Entry, calendar_file

    entries = [
        Entry(f"{name}/{item.sort}/{item.id}", name, f"{item.words} {item.owes}".rstrip(), item.due)
        for name, item in due
        if item.due is not None
    ]
    written(path, calendar_file(entries, now).encode("utf-8"))
    return len(entries)
