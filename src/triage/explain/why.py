"""Why: from a decision back to the answers, the rule and the guidance behind it, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from triage.engine.decision import Decision, Evidence
from triage.rules.model import Passage, Rule, RuleSet, Source


@dataclass(frozen=True)
class Because:
    """One rule that holds: the answers that made it hold, by question, and the passages it rests on."""

    rule: Rule
    evidence: tuple[tuple[str, tuple[Evidence, ...]], ...]
    passages: tuple[tuple[str, Source, Passage], ...]


def why_rule(rule_set: RuleSet, decision: Decision, rule: str) -> Because | None:
    """Why ``rule`` holds; None when it does not. Raises KeyError for an unknown rule."""
    found = rule_set.rules[rule]
    fired = next((fired for fired in decision.fired if fired.rule == rule), None)
    if fired is None:
        return None
    by_question: dict[str, tuple[Evidence, ...]] = {}
    for item in fired.evidence:
        by_question[item.question] = (*by_question.get(item.question, ()), item)
    passages = tuple((anchor, *rule_set.passage(anchor)) for anchor in found.because)
    return Because(found, tuple(by_question.items()), passages)


def why_step(rule_set: RuleSet, decision: Decision, step: str) -> tuple[Because, ...]:
    """Why ``step`` is in the plan: every rule that brought it, most urgent first. Empty when it is not in the plan."""
    rules = next((decided.rules for decided in decision.steps if decided.step == step), ())
    found = [because for rule in rules if (because := why_rule(rule_set, decision, rule)) is not None]
    return tuple(sorted(found, key=lambda because: -because.rule.urgency))
