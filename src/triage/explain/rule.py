"""One rule told in full, for ``triage explain``: when it holds, what it brings, what it rests on, where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from triage.explain.condition_words import condition_lines
from triage.explain.mentions import mentioned
from triage.rules.model import Passage, Rule, RuleSet, Source, Step


@dataclass(frozen=True)
class RuleTold:
    """A rule with everything it names looked up.

    ``when`` are the lines of an indented list. ``asked`` are the questions it looks at, each with the lines that say
    when it is asked at all (empty: always).
    """

    rule: Rule
    topic: str
    when: tuple[str, ...]
    asked: tuple[tuple[str, tuple[str, ...]], ...]
    steps: tuple[Step, ...]
    passages: tuple[tuple[str, Source, Passage], ...]


def tell_rule(rule_set: RuleSet, rule: str) -> RuleTold:
    """Everything about one rule. Raises KeyError for an unknown rule."""
    found = rule_set.rules[rule]
    looked_at = mentioned(found.when, rule_set.facts)
    return RuleTold(
        rule=found,
        topic=rule_set.topics.get(found.topic, found.topic),
        when=tuple(condition_lines(rule_set, found.when)),
        asked=tuple((name, _asked_when(rule_set, name)) for name in rule_set.questions if name in looked_at),
        steps=tuple(rule_set.steps[step] for step in found.steps),
        passages=tuple((anchor, *rule_set.passage(anchor)) for anchor in found.because),
    )


def _asked_when(rule_set: RuleSet, question: str) -> tuple[str, ...]:
    gate = rule_set.questions[question].ask_when
    return () if gate is None else tuple(condition_lines(rule_set, gate))
