"""How a local pack is laid over the national one: it may add, fill in contacts and shorten limits, and nothing else.

Rules only ever add to a case, so a pack that cannot touch what lies below it cannot make any case calmer.
"""

from __future__ import annotations

from triage.rules.entries import Entry, Gathered
from triage.rules.limits import limit_words as limit_words
from triage.rules.model import Contact, Deadline, Place
from triage.rules.problems import Collector, quoted

REPLACEABLE = ("contact", "deadline")
HOURS_A_DAY = 24
EMERGENCY_NUMBERS = {"999", "112", "18000"}


def lay(entries: list[Entry], over: Gathered, out: Collector) -> None:
    """Add the entries of one file to what was gathered, noting names that are taken."""
    for entry in entries:
        known = over.of(entry.kind)
        before = known.get(entry.key.text)
        if before is None:
            known[entry.key.text] = entry
        elif before.pack == entry.pack:
            _twice(before, entry, out)
        elif entry.kind in REPLACEABLE:
            known[entry.key.text] = entry
            over.replaced.append((before, entry))
        else:
            message = (
                f"{entry.what} belongs to the pack '{before.pack}' ({before.place}); a local pack cannot change it."
            )
            hint = f"give your own {entry.kind} another name; rules only add, so yours will count beside it."
            out.error("TR405", entry.place, message, hint)


def _twice(before: Entry, entry: Entry, out: Collector) -> None:
    message = f"{entry.what} is there already, at {before.place}."
    out.error("TR208", entry.place, message, "keep one of them, or give one another name.")


def check_deadline(before: Deadline, after: Deadline, at: Place, out: Collector) -> None:
    """Note a limit of a local pack that is longer than the one it replaces, or starts at another moment."""
    if before.starts.casefold() != after.starts.casefold():
        message = f"the limit {quoted(after.id)} must start as the one it replaces: {quoted(before.starts)}."
        out.error("TR407", at, message, "use the same words, or give your limit another name.")
    if (after.days_before or 0) < (before.days_before or 0):
        message = f"papers would be in later before a meeting than with the limit it replaces ({before.place})."
        out.error("TR406", at, message, f"write 'days before: {before.days_before}' or more.")
    if not not_longer(after, before):
        longer = "is" if _measure(after) == _measure(before) else "may be"
        limits = (
            f"({limit_words(after)}) {longer} longer than the one it replaces ({limit_words(before)}, {before.place})"
        )
        message = f"this limit {limits}."
        out.error("TR406", at, message, "a local pack may only shorten a limit.")


def not_longer(one: Deadline, other: Deadline) -> bool:
    """Whether ``one`` never ends after ``other``, whatever the day and hour they start."""
    if one.at_once:
        return True
    if one.same_day:
        return other.same_day or (other.working_days or 0) >= 1 or (other.hours or 0) >= HOURS_A_DAY
    if one.hours is not None:
        days = other.working_days
        return one.hours <= (other.hours or 0) or (days is not None and one.hours <= days * HOURS_A_DAY)
    return one.working_days is not None and other.working_days is not None and one.working_days <= other.working_days


def _measure(limit: Deadline) -> str:
    return limit_words(limit).split(" ", 1)[-1].rstrip("s")


def check_contact(before: Contact, after: Contact, at: Place, out: Collector) -> None:
    """Note a local pack that gives an emergency number away."""
    if before.phone.replace(" ", "") in EMERGENCY_NUMBERS and after.phone != before.phone:
        message = f"{quoted(before.id)} is {before.phone} for everyone; a local pack cannot change it."
        out.error("TR414", at, message, "give your own contact another name.")
