"""A mutant: one small weakening of a rule set, made in memory, with what it does in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from triage.rules.model import Contact, Deadline, Fact, Place, Question, Rule, RuleSet, Step, Switch, Word

T = TypeVar("T")


class Sort(StrEnum):
    """What sort of weakening it is, in the order of a report."""

    RULE = "rule deleted"
    URGENCY = "urgency lowered"
    SEND_AS = "send as lowered or dropped"
    STEP = "step dropped from a rule"
    CONDITION = "part of a condition dropped"
    ASK_WHEN = "part of an 'ask when' dropped"
    ALWAYS_ASK = "'always ask' dropped"
    NOT_SURE = "'not sure means' changed"
    DEADLINE = "limit dropped or lengthened"
    CONTACT = "contact dropped"
    SAY = "words to say dropped"
    NO_ANSWER = "'if no answer' dropped"
    DO_NOT = "'do not' dropped"
    WORDS = "words for one answer dropped"
    SWITCH = "law switched over"


@dataclass(frozen=True)
class Patch:
    """What stands in place of parts of a rule set, by their names. None: the part is gone."""

    rules: Mapping[str, Rule | None] = field(default_factory=dict)
    facts: Mapping[str, Fact | None] = field(default_factory=dict)
    questions: Mapping[str, Question | None] = field(default_factory=dict)
    steps: Mapping[str, Step | None] = field(default_factory=dict)
    deadlines: Mapping[str, Deadline | None] = field(default_factory=dict)
    contacts: Mapping[str, Contact | None] = field(default_factory=dict)
    words: Mapping[str, Word | None] = field(default_factory=dict)
    switches: Mapping[str, Switch | None] = field(default_factory=dict)

    def on(self, rule_set: RuleSet) -> RuleSet:
        """The rule set with the patch on it. Nothing of the one given is changed."""
        return replace(
            rule_set,
            rules=_laid(rule_set.rules, self.rules),
            facts=_laid(rule_set.facts, self.facts),
            questions=_laid(rule_set.questions, self.questions),
            steps=_laid(rule_set.steps, self.steps),
            deadlines=_laid(rule_set.deadlines, self.deadlines),
            contacts=_laid(rule_set.contacts, self.contacts),
            words=_laid(rule_set.words, self.words),
            switches=_laid(rule_set.switches, self.switches),
        )


def _laid(parts: Mapping[str, T], changes: Mapping[str, T | None]) -> Mapping[str, T]:
    if not changes:
        return parts
    found = {name: changes.get(name, part) if name in changes else part for name, part in parts.items()}
    return {name: part for name, part in found.items() if part is not None}


@dataclass(frozen=True)
class Mutant:
    """One weakening. ``says`` completes "What if ...?" and ``subject`` names what it is done to (``rule ring-now``).

    ``topic`` is the part of the rules it belongs to, ``place`` where that stands.
    """

    sort: Sort
    subject: str
    says: str
    topic: str
    place: Place
    patch: Patch

    @property
    def name(self) -> str:
        """The name of what is weakened, without its kind."""
        return self.subject.partition(" ")[2]
