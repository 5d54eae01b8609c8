"""Contacts ready to show: which of them, in which order, and what may be said of each.

A number that was never verified is not shown at all: the note says how to find it, and the contacts to fall back
on follow with theirs. Dates of checking are told in words.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence
from datetime import date

from triage.plan.model import PlanContact
from triage.plan.slots import Slots
from triage.plan.times import date_words
from triage.rules.model import Confidence, Contact, RuleSet

FRESH_DAYS = 90
"""After so many days a number is shown as one that may have changed."""

NO_NUMBER_NOTE = (
    "Your local partnership has not supplied this number. Ring the council switchboard, the police on 101, "
    "or 999 if a child is in danger."
)

_SHORT_CODE = 3
"""Numbers such as 999 and 101 do not change, so they do not go stale."""

_HOW_CHECKED = {
    Confidence.VERIFIED: "checked",
    Confidence.SECOND_HAND: "read second-hand, checked",
    Confidence.KNOWN: "widely known, last looked at",
    Confidence.UNVERIFIED: "not verified, looked for",
}


def plan_contacts(
    rule_set: RuleSet, wanted: Sequence[str], roles: Collection[str], slots: Slots, today: date
) -> tuple[PlanContact, ...]:
    """The contacts ``wanted`` by a step, then those to fall back on, each once.

    Of contacts meant for certain roles only, those for the person's ``roles`` are kept; all of them when that would
    leave none, or when the role is not known. Raises KeyError for a contact the rule set does not have.
    """
    first = _for_roles([rule_set.contacts[name] for name in wanted], roles)
    waiting = deque((contact, False) for contact in first)
    shown: dict[str, PlanContact] = {}
    while waiting:
        contact, fallback = waiting.popleft()
        if contact.id in shown:
            continue
        ready = plan_contact(contact, slots, today, fallback=fallback)
        shown[contact.id] = ready
        if not (fallback and ready.verified):
            waiting.extend((rule_set.contacts[name], True) for name in contact.fallback)
    return tuple(shown.values())


def plan_contact(contact: Contact, slots: Slots, today: date, *, fallback: bool = False) -> PlanContact:
    """One contact in words. See the module for what is held back."""
    known = contact.confidence is not Confidence.UNVERIFIED
    reachable = known and any((contact.phone, contact.email, contact.web))
    stale = _stale(contact, today)
    note = slots.fill(contact.note) or ("" if reachable else NO_NUMBER_NOTE)
    return PlanContact(
        id=contact.id,
        name=slots.fill(contact.name),
        phone=contact.phone if known else "",
        detail=_detail(contact, slots.fill(contact.name), reachable=reachable, stale=stale),
        note=note,
        verified=reachable and not stale,
        fallback=fallback,
    )


def _for_roles(contacts: list[Contact], roles: Collection[str]) -> list[Contact]:
    if not roles:
        return contacts
    return [one for one in contacts if not one.roles or set(one.roles) & set(roles)] or contacts


def _stale(contact: Contact, today: date) -> bool:
    if len(contact.phone) <= _SHORT_CODE and contact.phone:
        return False
    return contact.checked_on is None or (today - contact.checked_on).days > FRESH_DAYS


def _detail(contact: Contact, name: str, *, reachable: bool, stale: bool) -> str:
    """Number, name, hours, when checked; addresses last, because they are long."""
    if not reachable:
        held_back = contact.phone or contact.email or contact.web
        return f"{name}, " + ("number not verified, so not shown" if held_back else "number not given here")
    hours = f"open {contact.hours}" if contact.hours else ""
    parts = (contact.phone, name, hours, _checked(contact, stale), contact.email, contact.web)
    return ", ".join(part for part in parts if part)


def _checked(contact: Contact, stale: bool) -> str:
    if contact.checked_on is None:
        return "date of checking not known, so it may have changed"
    words = f"{_HOW_CHECKED[contact.confidence]} {date_words(contact.checked_on)}"
    return f"{words}, over {FRESH_DAYS} days ago, so it may have changed" if stale else words
