"""``triage explain RULE``: one rule in words, with the guidance behind it and the scenarios that reach it."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from triage.cli.errors import unknown
from triage.cli.output import Outcome
from triage.cli.rule_words import condition_lines
from triage.cli.settings import Settings, load_rules
from triage.engine.decide import build_decider
from triage.plan.times import date_words
from triage.plan.words import HEADLINES, caution
from triage.policy.scenarios import reaching
from triage.rules.model import Passage, Rule, RuleSet, Source
from triage.rules.scenarios import Scenario, read_scenarios


def explain(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Explain one rule. Raises Stop, with the nearest name, when there is no such rule."""
    rule_set = load_rules(settings, now.date())
    if arguments.rule not in rule_set.rules:
        raise unknown("rule", arguments.rule, rule_set.rules)
    rule = rule_set.rules[arguments.rule]
    scenarios = read_scenarios(settings.folder, [pack.id for pack in rule_set.packs], rule_set)
    reached = _reaching(rule_set, scenarios, rule.id)
    if arguments.json:
        return Outcome(json.dumps(as_data(rule_set, rule, reached, now.date()), ensure_ascii=False, indent=2))
    return Outcome("\n".join(_lines(rule_set, rule, reached, now.date())))


def _reaching(rule_set: RuleSet, scenarios: Sequence[Scenario], rule: str) -> tuple[Scenario, ...]:
    decider = build_decider(rule_set)
    try:
        return reaching(rule_set, decider, scenarios, rule)
    finally:
        decider.close()


def as_data(rule_set: RuleSet, rule: Rule, reached: Sequence[Scenario], today: date) -> dict[str, Any]:
    """The rule as plain data. Keys are only ever added, never renamed."""
    return {
        "rule": rule.id,
        "pack": rule.pack,
        "topic": rule.topic,
        "place": str(rule.place),
        "urgency": rule.urgency.word,
        "send as": rule.send_as.word if rule.send_as is not None else None,
        "why": rule.why,
        "when": list(condition_lines(rule_set, rule.when)),
        "steps": [{"step": name, "do": rule_set.steps[name].do} for name in rule.steps],
        "because": [_passage_data(rule_set, anchor, today) for anchor in rule.because],
        "scenarios": [{"name": scenario.name, "place": str(scenario.place)} for scenario in reached],
        "rule set": {"version": rule_set.version, "hash": rule_set.hash},
    }


def _passage_data(rule_set: RuleSet, anchor: str, today: date) -> dict[str, Any]:
    source, passage = rule_set.passage(anchor)
    return {
        "anchor": anchor,
        "passage": passage.title,
        "text": passage.text,
        "source": source.title,
        "publisher": source.publisher,
        "edition": source.edition,
        "where": passage.where,
        "address": source.address,
        "checked on": source.checked_on.isoformat(),
        "caution": caution(source, passage, rule_set.sources, today),
        "place": str(passage.place),
    }


def _lines(rule_set: RuleSet, rule: Rule, reached: Sequence[Scenario], today: date) -> Iterator[str]:
    yield f"{rule.id}  ({rule_set.topics.get(rule.topic, rule.topic)})"
    yield f"{rule.place}, {rule_set.version}"
    yield ""
    yield "When"
    yield from condition_lines(rule_set, rule.when, depth=1)
    yield ""
    yield f"Then   {HEADLINES[rule.urgency]}"
    if rule.send_as is not None:
        yield f"       send as: {rule.send_as.word}"
    for name in rule.steps:
        yield f"       - {rule_set.steps[name].do} ({name})"
    yield ""
    yield f"Because {rule.why}."
    for anchor in rule.because:
        yield ""
        yield from _passage_lines(anchor, *rule_set.passage(anchor), rule_set, today)
    yield ""
    yield _reached_words(reached)
    for scenario in reached:
        yield f"  - {scenario.name} ({scenario.place})"


def _passage_lines(anchor: str, source: Source, passage: Passage, rule_set: RuleSet, today: date) -> Iterator[str]:
    where = f", {passage.where}" if passage.where else ""
    yield f"  {passage.title} ({anchor})"
    yield f"  {source.title}, {source.publisher}, {source.edition}{where}. Checked on {date_words(source.checked_on)}."
    doubt = caution(source, passage, rule_set.sources, today)
    if doubt:
        yield f"  {doubt}"
    for paragraph in passage.text.split("\n"):
        yield f"    {paragraph}".rstrip()


def _reached_words(reached: Sequence[Scenario]) -> str:
    if not reached:
        return "No scenario reaches it."
    return "1 scenario reaches it:" if len(reached) == 1 else f"{len(reached)} scenarios reach it:"
