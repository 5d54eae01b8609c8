"""What a plan rests on without knowing it, and what has not been asked yet."""

from __future__ import annotations

from collections.abc import Collection

from triage.engine.decision import Decision, Evidence, Tri
from triage.explain.mentions import mentioned
from triage.explain.phrases import value_words
from triage.rules.answers import YES, AnswerKind, Answers
from triage.rules.model import Question, Rule, RuleSet

MOST_NOT_KNOWN = 5
LONGEST_ASK = 72


def assumed(rule_set: RuleSet, decision: Decision, answers: Answers) -> tuple[str, ...]:
    """What was treated as so because the person was not sure, one sentence or two for each question."""
    readings: dict[str, dict[str, None]] = {}
    for fired in decision.fired:
        for item in fired.evidence:
            reading = _reading(rule_set.questions[item.question], item)
            if reading:
                readings.setdefault(item.question, {})[reading] = None
    return tuple(_sentence(rule_set.questions[name], list(values), answers) for name, values in readings.items())


def not_known(rule_set: RuleSet, decision: Decision, answers: Answers) -> tuple[str, ...]:
    """Up to five questions nobody has asked yet whose answers could add to the plan, most pressing first."""
    planned = {step.step for step in decision.steps}
    adding = [rule for rule in map(rule_set.rules.__getitem__, decision.open) if _adds(rule, decision, planned)]
    adding.sort(key=lambda rule: -rule.urgency)
    unasked = [name for name in rule_set.questions if name not in answers and decision.applies.get(name) is Tri.TRUE]
    found: dict[str, None] = {}
    for rule in adding if unasked else ():
        looked_at = mentioned(rule.when, rule_set.facts)
        found.update(dict.fromkeys(name for name in unasked if name in looked_at))
        if len(found) >= MOST_NOT_KNOWN:
            break
    return tuple(shortened(rule_set.questions[name].ask) for name in list(found)[:MOST_NOT_KNOWN])


def shortened(ask: str) -> str:
    """A question in at most 72 characters: its first sentence, cut at a word if it must be."""
    first = ask.split("? ")[0] + ("?" if "? " in ask else "")
    if len(first) <= LONGEST_ASK:
        return first
    return first[: LONGEST_ASK - 3].rsplit(" ", 1)[0].rstrip(",;:") + "..."


def _adds(rule: Rule, decision: Decision, planned: Collection[str]) -> bool:
    return rule.urgency > decision.urgency or any(step not in planned for step in rule.steps)


def _reading(question: Question, item: Evidence) -> str:
    """What an unsure answer was read as, in words; empty when nothing was assumed, or only that a line is not so."""
    if not item.assumed:
        return ""
    if item.option is not None:
        return question.label(item.option) if item.value == YES else ""
    return value_words(question, item.value)


def _sentence(question: Question, readings: list[str], answers: Answers) -> str:
    answer = answers.get(question.id)
    how = "You skipped" if answer is not None and answer.kind is AnswerKind.SKIPPED else "You were not sure"
    treated = "; ".join(readings)
    return f'{how}: "{question.ask}" We treat it as "{treated}" until you know more.'
