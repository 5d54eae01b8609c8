"""Checks for rules of one topic that could be one rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from triage.rules.checks.likeness import words_of
from triage.rules.checks.subject import Subject
from triage.rules.conditions import All, AnyOf, Condition, Includes, InRange, Is, NoneOf
from triage.rules.model import Rule
from triage.rules.problems import Collector, quoted


def rules_are_not_repeated(subject: Subject, out: Collector) -> None:
    """No two rules of a topic bring the same for conditions that differ in one answer, or for the same reason."""
    by_condition: dict[object, Rule] = {}
    by_reason: dict[object, Rule] = {}
    for rule in subject.rule_set.rules.values():
        outcome = (rule.topic, rule.urgency, rule.send_as, frozenset(rule.steps))
        before = None
        for question, skeleton in _skeletons(rule.when):
            other = by_condition.setdefault((outcome, question, skeleton), rule)
            if other is not rule and other.when != rule.when:
                before = before or (other, f"differ only in the answer to {quoted(question)}")
        other = by_reason.setdefault((outcome, words_of(rule.why)), rule)
        if other is not rule and other.when != rule.when:
            before = before or (other, "give the same reason")
        if before is not None and rule.pack == subject.pack:
            _tell(subject, rule, *before, out)


def _tell(subject: Subject, rule: Rule, other: Rule, words: str, out: Collector) -> None:
    message = f"the rules {quoted(other.id)} and {quoted(rule.id)} bring the same and {words}."
    hint = "make them one rule, with a list of answers or 'any:' in its condition."
    out.warning("TR426", subject.gathered.of("rule")[rule.id].place, message, hint, beside=other.place)


def _skeletons(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """The condition with the answers of one test left out, for each test in turn, and that test's question."""
    match condition:
        case Is():
            yield condition.question, replace(condition, values=())
        case Includes():
            yield condition.question, replace(condition, options=())
        case InRange():
            yield condition.question, replace(condition, at_least=None, under=None)
        case All() | AnyOf() | NoneOf():
            for place, part in enumerate(condition.parts):
                for question, rest in _skeletons(part):
                    parts = (*condition.parts[:place], rest, *condition.parts[place + 1 :])
                    yield question, replace(condition, parts=parts)
