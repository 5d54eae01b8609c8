"""Whom a contact leads to: the numbers that can be rung now, its own or those to fall back on."""

from __future__ import annotations

from collections import deque

from triage.rules.model import Confidence, Contact, RuleSet


def can_be_rung(rule_set: RuleSet, contact: str) -> bool:
    """Whether the plan shows a number, for the contact or for one to fall back on. One not verified is not shown."""
    waiting = deque([(contact, False)])
    seen: set[str] = set()
    while waiting:
        name, fallback = waiting.popleft()
        if name in seen:
            continue
        seen.add(name)
        one = rule_set.contacts[name]
        if one.phone and one.confidence is not Confidence.UNVERIFIED:
            return True
        # As the plan does: whoever stands in for another is asked for a stand-in only if nothing is known of them.
        if not (fallback and _reachable(one)):
            waiting.extend((other, True) for other in one.fallback)
    return False


def _reachable(contact: Contact) -> bool:
    return contact.confidence is not Confidence.UNVERIFIED and any((contact.phone, contact.email, contact.web))
