"""Checks that rules, limits and contacts stand on guidance that is in force and was read."""

from __future__ import annotations

from collections.abc import Callable

from triage.rules.checks.subject import Subject
from triage.rules.cycles import facts_in, switches_in
from triage.rules.model import Confidence, Place, Rule, RuleSet, Source, Standing
from triage.rules.problems import Collector, quoted

Note = Callable[[str, Place, str, str], None]


def rules_stand_on_sources_in_force(subject: Subject, out: Collector) -> None:
    """A rule cites nothing that was superseded, and nothing not yet in force unless a switch holds it back."""
    for rule in subject.rule_set.rules.values():
        behind_switch = _behind_switch(rule, subject.rule_set)
        for anchor in rule.because:
            place = subject.name_place("rule", rule.id, "because", anchor)
            _check_standing(anchor, subject.rule_set, place, out.error, may_wait=behind_switch)


def rules_stand_on_checked_passages(subject: Subject, out: Collector) -> None:
    """A rule does not stand on unverified passages alone."""
    for rule in subject.rule_set.rules.values():
        unverified = [anchor for anchor in rule.because if _unverified(anchor, subject.rule_set)]
        if not unverified:
            continue
        place = subject.name_place("rule", rule.id, "because", unverified[0])
        if len(unverified) == len(rule.because):
            message = f"the rule {quoted(rule.id)} stands on nothing but unverified guidance (confidence X)."
            out.error(
                "TR504", place, message, "cite a passage that was read, or read this one and change its confidence."
            )
        else:
            message = f"the rule {quoted(rule.id)} cites {quoted(unverified[0])}, which is unverified (confidence X)."
            out.warning("TR504", place, message, "leave it out: the rule has other passages to stand on.")


def limits_and_contacts_stand_on_sources_in_force(subject: Subject, out: Collector) -> None:
    """Neither does a time limit or a contact come from guidance that no longer holds."""
    rule_set = subject.rule_set
    for deadline in rule_set.deadlines.values():
        for anchor in deadline.because:
            place = subject.name_place("deadline", deadline.id, "because", anchor)
            _check_standing(anchor, rule_set, place, out.error, may_wait=False)
    for contact in rule_set.contacts.values():
        if "#" in contact.source:
            place = subject.place("contact", contact.id, "source")
            _check_standing(contact.source, rule_set, place, out.warning, may_wait=False)


def _check_standing(anchor: str, rule_set: RuleSet, place: Place, note: Note, *, may_wait: bool) -> None:
    source, _ = rule_set.passage(anchor)
    if source.standing is Standing.SUPERSEDED:
        message = f"{quoted(source.title)} ({source.edition}) was superseded{_by(source, rule_set)}."
        note("TR501", place, message, "cite the passage in force, after reading it.")
    elif source.standing is Standing.NOT_YET and not may_wait:
        message = f"{quoted(source.title)} is not yet in force."
        note(
            "TR502", place, message, "put the rule behind a switch (switch: ... in its 'when:') that is off until then."
        )


def _by(source: Source, rule_set: RuleSet) -> str:
    later = rule_set.sources.get(source.superseded_by)
    return f" by {quoted(later.title)} ({later.id})" if later is not None else ""


def _unverified(anchor: str, rule_set: RuleSet) -> bool:
    return rule_set.passage(anchor)[1].confidence is Confidence.UNVERIFIED


def _behind_switch(rule: Rule, rule_set: RuleSet) -> bool:
    """Whether a switch is named in the rule's condition or in a fact it stands on."""
    waiting, seen = [rule.when], set[str]()
    while waiting:
        condition = waiting.pop()
        if switches_in(condition):
            return True
        for fact in facts_in(condition) - seen:
            seen.add(fact)
            waiting.append(rule_set.facts[fact].when)
    return False
