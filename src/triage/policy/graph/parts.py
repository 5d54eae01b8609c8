"""What a picture can be of, and the pieces of the rule set that belong to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from triage.explain.mentions import mentioned
from triage.rules.cycles import facts_in
from triage.rules.model import Fact, Question, Rule, RuleSet


class Of(StrEnum):
    """What a picture can be of."""

    TOPIC = "topic"
    QUESTION = "question"
    RULE = "rule"


@dataclass(frozen=True)
class TopicSize:
    """A topic as the overview shows it: what it has, by number."""

    topic: str
    title: str
    questions: int
    rules: tuple[Rule, ...]


def sorts_of(rule_set: RuleSet, name: str) -> tuple[Of, ...]:
    """What ``name`` is the name of."""
    known = {Of.TOPIC: rule_set.topics, Of.QUESTION: rule_set.questions, Of.RULE: rule_set.rules}
    return tuple(sort for sort, names in known.items() if name in names)


def topics_by_section(rule_set: RuleSet) -> Iterator[tuple[str, tuple[TopicSize, ...]]]:
    """Each section's title with the topics that ask questions in it; last, those that have rules alone."""
    left = dict(rule_set.topics)
    for section in rule_set.sections:
        asked = [question for question in rule_set.questions.values() if question.section == section.id]
        topics = [topic for topic in rule_set.topics if any(question.topic == topic for question in asked)]
        for topic in topics:
            left.pop(topic, None)
        yield section.title, tuple(_size(rule_set, topic, asked) for topic in topics)
    rest = tuple(_size(rule_set, topic, []) for topic in left if rules_of(rule_set, topic))
    if rest:
        yield "Topics that ask nothing themselves", rest


def _size(rule_set: RuleSet, topic: str, asked: list[Question]) -> TopicSize:
    return TopicSize(
        topic, rule_set.topics[topic], sum(question.topic == topic for question in asked), rules_of(rule_set, topic)
    )


def rules_of(rule_set: RuleSet, topic: str) -> tuple[Rule, ...]:
    """The rules of a topic, in the order of its file."""
    return tuple(rule for rule in rule_set.rules.values() if rule.topic == topic)


def questions_of(rule_set: RuleSet, topic: str) -> tuple[Question, ...]:
    """The questions of a topic."""
    return tuple(question for question in rule_set.questions.values() if question.topic == topic)


def facts_for(rule_set: RuleSet, rules: tuple[Rule, ...]) -> tuple[Fact, ...]:
    """The facts the rules rest on, those that facts rest on included."""
    waiting = [name for rule in rules for name in sorted(facts_in(rule.when))]
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting += sorted(facts_in(rule_set.facts[name].when))
    return tuple(fact for fact in rule_set.facts.values() if fact.id in found)


def questions_for(rule_set: RuleSet, rules: tuple[Rule, ...]) -> tuple[Question, ...]:
    """The questions the rules look at, through facts too, in interview order of the files."""
    looked_at = frozenset().union(*(mentioned(rule.when, rule_set.facts) for rule in rules))
    return tuple(question for question in rule_set.questions.values() if question.id in looked_at)
