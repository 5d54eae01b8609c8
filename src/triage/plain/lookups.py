"""Contacts and guidance, to read line by line."""

from __future__ import annotations

from datetime import date

from triage.explain.search import Found, LookedUp, tell_term
from triage.plain.lines import Lines
from triage.plan.contacts import plan_contact
from triage.plan.model import PlanContact
from triage.plan.slots import Slots
from triage.plan.times import date_words
from triage.rules.answers import Answers
from triage.rules.model import Contact, RuleSet, Standing
from triage.session.view import View

MOST_FOUND = 12
"""Passages listed for one search; more are not read."""


def contacts_for(rule_set: RuleSet, answers: Answers) -> tuple[Contact, ...]:
    """The contacts for the role answered, or all when it is not known, in the order of the rule set."""
    role = answers.get("role")
    mine = set(role.values) if role is not None else set()
    return tuple(
        contact for contact in rule_set.contacts.values() if not contact.roles or not mine or mine & set(contact.roles)
    )


def write_contacts(lines: Lines, rule_set: RuleSet, view: View, today: date) -> None:
    """Write every contact for this person under its heading, with hours and when it was checked."""
    slots = Slots(rule_set, view.answers, view.decision.applies)
    lines.say()
    lines.say("Contacts. In danger now: 999.")
    contacts = contacts_for(rule_set, view.answers)
    for group in dict.fromkeys(contact.group for contact in contacts):
        lines.say()
        lines.say(f"{group or 'Others'}:")
        for contact in contacts:
            if contact.group == group:
                _write_contact(lines, plan_contact(contact, slots, today), slots.fill(contact.use))


def _write_contact(lines: Lines, shown: PlanContact, use: str) -> None:
    lines.listed("-", shown.detail, room=2)
    if use:
        lines.say(f"For: {use}", indent=4, hang=2)
    if shown.note:
        lines.say(shown.note, indent=4)


def write_found(lines: Lines, looked_up: LookedUp) -> None:
    """Say what the old words mean today, and list what a search found, numbered."""
    for term in looked_up.terms:
        lines.say(tell_term(term))
    found = looked_up.passages
    for number, item in enumerate(found[:MOST_FOUND], start=1):
        lines.listed(str(number), f"{item.passage.title} ({item.source.title})")
    if len(found) > MOST_FOUND:
        lines.say(f"And {len(found) - MOST_FOUND} more. Add a word to find fewer.")


_STANDING = {
    Standing.IN_FORCE: "in force",
    Standing.BACKGROUND: "background, not a rule",
    Standing.SUPERSEDED: "superseded",
    Standing.NOT_YET: "not yet in force",
}


def write_passage(lines: Lines, item: Found) -> None:
    """Write one passage with everything needed to judge and find it."""
    source, passage = item.source, item.passage
    lines.say()
    lines.say(passage.title)
    for paragraph in passage.text.split("\n\n"):
        lines.say(paragraph, hang=2 if paragraph.startswith("- ") else 0)
    where = f", {passage.where}" if passage.where else ""
    lines.say(f"From: {source.title}, {source.publisher}, {source.edition}{where}.")
    lines.say(f"{_STANDING[source.standing].capitalize()}. Checked on {date_words(source.checked_on)}, to be reviewed "
              f"by {date_words(source.review_by)}. In our own words.")  # fmt: skip
    if source.address:
        lines.say(source.address)
