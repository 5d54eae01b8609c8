"""Checks that no case ends without a step, and that not knowing never makes a case calmer."""

from __future__ import annotations

from triage.rules.answers import NOT_SURE
from triage.rules.checks.subject import Subject
from triage.rules.conditions import Always, Is
from triage.rules.model import Confidence, Question, QuestionType, Urgency
from triage.rules.problems import Collector, quoted


def national_pack_has_a_floor(subject: Subject, out: Collector) -> None:
    """A national pack has a rule that always holds, so that no case ends without something to do."""
    for pack in subject.rule_set.packs:
        rules = [rule for rule in subject.rule_set.rules.values() if rule.pack == pack.id]
        if not pack.extends and not any(isinstance(rule.when, Always) for rule in rules):
            message = (
                f"the pack {quoted(pack.id)} has no rule that always holds, so a case could end with nothing to do."
            )
            hint = "add a rule with 'when: always' that says to write it down, talk to a lead and look again."
            out.error("TR404", pack.place, message, hint)


def not_sure_is_not_calmer(subject: Subject, out: Collector) -> None:
    """Where every answer of a question has rules of its own, "not sure" is no calmer than the calmest of them."""
    for question in subject.rule_set.questions.values():
        if question.not_sure_means or question.type not in (QuestionType.CHOICE, QuestionType.YES_NO):
            continue
        known = [_urgency(subject, question, option) for option in question.option_names]
        calmest = min((level for level in known if level is not None), default=None)
        unsure = _urgency(subject, question, NOT_SURE)
        if calmest is None or None in known or (unsure is not None and unsure >= calmest):
            continue
        found = "no rule" if unsure is None else f"'{unsure.word}'"
        message = f"\"not sure\" brings {found}, calmer than every answer of {quoted(question.id)} ('{calmest.word}')."
        hint = f"give a rule {{{question.id}: not sure}} at least '{calmest.word}', or change what it means."
        out.error("TR409", subject.place("question", question.id, "not sure means"), message, hint)


def _urgency(subject: Subject, question: Question, value: str) -> Urgency | None:
    """The highest urgency of the rules that ask for nothing but this answer."""
    levels = [
        rule.urgency
        for rule in subject.rule_set.rules.values()
        if isinstance(rule.when, Is) and rule.when.question == question.id and value in rule.when.values
    ]
    return max(levels, default=None)


def emergency_names_someone_to_ring(subject: Subject, out: Collector) -> None:
    """A rule that is an emergency brings a step that names someone to ring."""
    for rule in subject.rule_set.rules.values():
        if rule.urgency is not Urgency.EMERGENCY:
            continue
        if not any(subject.rule_set.steps[step].contacts for step in rule.steps):
            message = f"the rule {quoted(rule.id)} is an emergency, but none of its steps has a contact."
            out.error("TR415", subject.place("rule", rule.id, "steps"), message, "add the step that makes the call.")


def unverified_contact_shows_no_number(subject: Subject, out: Collector) -> None:
    """A number nobody could check is not shown: a wrong number costs the time a child may not have."""
    for contact in subject.rule_set.contacts.values():
        if contact.confidence is Confidence.UNVERIFIED and contact.phone:
            message = f"{quoted(contact.id)} was never verified (confidence X), but shows a phone number."
            hint = "check the number and its confidence, or remove it and say in 'note:' where to find it."
            out.error("TR505", subject.place("contact", contact.id, "phone"), message, hint)
