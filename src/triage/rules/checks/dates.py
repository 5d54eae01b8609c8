"""Checks that somebody looked at sources and contacts lately enough."""

from __future__ import annotations

from datetime import timedelta

from triage.rules.checks.subject import Subject
from triage.rules.problems import Collector, quoted

CONTACT_HOLDS = timedelta(days=90)
"""How long a checked phone number is trusted before it must be checked again."""


def sources_are_looked_at_in_time(subject: Subject, out: Collector) -> None:
    """No source is past the day it was to be read again."""
    for source in subject.rule_set.sources.values():
        if source.review_by < subject.today:
            message = f"{quoted(source.title)} was to be read again by {source.review_by}."
            out.warning(
                "TR503", source.place, message, "look for a newer edition, then move 'checked on' and 'review by'."
            )
        elif source.review_by < source.checked_on:
            message = f"{quoted(source.title)} is to be read again before it was checked ({source.checked_on})."
            out.error("TR509", source.place, message, "correct the two dates.")


def contacts_are_looked_at_in_time(subject: Subject, out: Collector) -> None:
    """A phone number was checked in the last 90 days."""
    for contact in subject.rule_set.contacts.values():
        if not contact.phone:
            continue
        place = subject.place("contact", contact.id, "checked on")
        if contact.checked_on is None:
            message = f"the number of {quoted(contact.id)} does not say when it was checked."
            out.warning("TR506", place, message, "check it, and add 'checked on:' with the day.")
        elif subject.today - contact.checked_on > CONTACT_HOLDS:
            message = f"the number of {quoted(contact.id)} was last checked on {contact.checked_on}."
            out.warning("TR506", place, message, f"check it again; a number is trusted for {CONTACT_HOLDS.days} days.")


def nothing_is_checked_in_the_future(subject: Subject, out: Collector) -> None:
    """No date of checking lies ahead, which would hide that a check is due."""
    rule_set = subject.rule_set
    checked = [(source.id, source.checked_on, source.place) for source in rule_set.sources.values()]
    checked += [(switch.id, switch.checked_on, switch.place) for switch in rule_set.switches.values()]
    checked += [
        (contact.id, contact.checked_on, subject.place("contact", contact.id, "checked on"))
        for contact in rule_set.contacts.values()
        if contact.checked_on is not None
    ]
    for name, day, place in checked:
        if day > subject.today:
            message = f"{quoted(name)} was checked on {day}, which is after today ({subject.today})."
            out.error("TR509", place, message, "correct the date.")
