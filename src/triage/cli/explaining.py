"""``triage explain RULE``: one rule in words, with the guidance behind it and the scenarios that reach it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import wrap
from typing import Any

from triage.cli.errors import Stop, unknown
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, load_rules
from triage.engine.decide import build_decider
from triage.explain.phrases import all_of
from triage.explain.rule import RuleTold, tell_rule
from triage.explain.search import tell_term, terms_named
from triage.plan.times import date_words
from triage.plan.words import HEADLINES, caution
from triage.policy.scenarios import reaching
from triage.rules.model import Passage, RuleSet, Source, Step, Term
from triage.rules.scenarios import Scenario, read_scenarios

WIDTH = 100
"""The longest line, in letters. A place in a file is never broken."""


@dataclass(frozen=True)
class _Told:
    """A rule told, with the rule set, the scenarios that reach it and the day doubts are judged on."""

    rule_set: RuleSet
    told: RuleTold
    reached: Sequence[Scenario]
    today: date


def explain(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Explain one rule, or an old term. Raises Stop, with the nearest name, when there is no such rule."""
    rule_set = load_rules(settings, now.date())
    if arguments.rule not in rule_set.rules:
        terms = terms_named(rule_set, arguments.rule)
        if terms:
            return Outcome(json_text([_term_data(term) for term in terms]) if arguments.json else _terms(terms))
        raise _no_rule(arguments.rule, rule_set)
    scenarios = read_scenarios(settings.folder, [pack.id for pack in rule_set.packs], rule_set)
    reached = _reaching(rule_set, scenarios, arguments.rule)
    told = _Told(rule_set, tell_rule(rule_set, arguments.rule), reached, now.date())
    lines = (part for line in _lines(told) for part in _folded(line))
    return Outcome(json_text(_data(told)) if arguments.json else "\n".join(lines))


def _no_rule(name: str, rule_set: RuleSet) -> Stop:
    """What to say of a name that is no rule: what it is, or the rule it is most like."""
    kinds = {"question": rule_set.questions, "fact": rule_set.facts, "step": rule_set.steps, "topic": rule_set.topics}
    kinds |= {"contact": rule_set.contacts, "deadline": rule_set.deadlines, "source": rule_set.sources}
    kind = next((kind for kind, names in kinds.items() if name in names), "")
    if not kind:
        return unknown("rule", name, rule_set.rules)
    command = "graph" if kind == "topic" else "uses"
    return Stop(f'"{name}" is a {kind}, not a rule.', remedy=f"See: triage {command} {name}")


def _folded(line: str) -> list[str]:
    """A line folded to the width of a page; what runs on stands under where its words began."""
    words = line.lstrip(" -")
    under = " " * (len(line) - len(words))
    if not words:
        return [line]
    return wrap(line, WIDTH, subsequent_indent=under, break_long_words=False, break_on_hyphens=False)


def _terms(terms: Sequence[Term]) -> str:
    return "\n".join(f"{tell_term(term)}\n  {', '.join(term.because)}" for term in terms)


def _term_data(term: Term) -> dict[str, Any]:
    """An old term as plain data. Keys are only ever added, never renamed."""
    return {
        "old": term.old,
        "now": term.now,
        "changed": term.changed,
        "since": term.since,
        "confidence": term.confidence.value,
        "because": list(term.because),
        "place": str(term.place),
    }


def _reaching(rule_set: RuleSet, scenarios: Sequence[Scenario], rule: str) -> tuple[Scenario, ...]:
    decider = build_decider(rule_set)
    try:
        return reaching(rule_set, decider, scenarios, rule)
    finally:
        decider.close()


def _data(one: _Told) -> dict[str, Any]:
    """The rule as plain data. Keys are only ever added, never renamed."""
    rule = one.told.rule
    return {
        "rule": rule.id,
        "pack": rule.pack,
        "topic": one.told.topic,
        "place": str(rule.place),
        "urgency": rule.urgency.word,
        "send as": rule.send_as.word if rule.send_as is not None else None,
        "why": rule.why,
        "when": list(one.told.when),
        "asked": [{"question": name, "asked when": list(lines)} for name, lines in one.told.asked],
        "steps": [{"step": step.id, "do": step.do, "place": str(step.place)} for step in one.told.steps],
        "because": [_passage_data(one, *named) for named in one.told.passages],
        "scenarios": [{"name": scenario.name, "place": str(scenario.place)} for scenario in one.reached],
        "rule set": {"version": one.rule_set.version, "hash": one.rule_set.hash},
    }


def _passage_data(one: _Told, anchor: str, source: Source, passage: Passage) -> dict[str, Any]:
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
        "caution": caution(source, passage, one.rule_set.sources, one.today),
        "place": str(passage.place),
    }


def _lines(one: _Told) -> Iterator[str]:
    rule = one.told.rule
    yield f"{rule.id}  ({one.told.topic})"
    yield f"{rule.place}, {one.rule_set.version}"
    yield ""
    yield "When"
    yield from (f"  {line}" for line in one.told.when)
    for question, when in one.told.asked:
        yield from _asked_lines(one.rule_set, question, when)
    yield ""
    yield f"Then: {HEADLINES[rule.urgency]}"
    if rule.send_as is not None:
        yield f"  send as: {rule.send_as.word}"
    for step in one.told.steps:
        yield from _step_lines(one.rule_set, step)
    yield ""
    yield f"Because {rule.why}."
    for named in one.told.passages:
        yield ""
        yield from _passage_lines(one, *named)
    yield ""
    yield _reached_words(one.reached)
    yield from (f"  - {scenario.name} ({scenario.place})" for scenario in one.reached)


def _step_lines(rule_set: RuleSet, step: Step) -> Iterator[str]:
    yield f"  - {step.do}"
    yield f"    {step.id}, {step.place}"
    if step.contacts:
        yield f"    ring: {', '.join(rule_set.contacts[contact].name for contact in step.contacts)}"
    if step.by:
        yield f"    by: {rule_set.deadlines[step.by].says}"


def _asked_lines(rule_set: RuleSet, question: str, when: Sequence[str]) -> Iterator[str]:
    asked = rule_set.questions[question]
    yield f"  {question.replace('_', ' ')} is the answer to: {asked.ask}"
    yield f"    not sure counts as {all_of(asked.not_sure_means) if asked.not_sure_means else 'itself'}"
    if when:
        yield "    asked only when:"
        yield from (f"      {line}" for line in when)


def _passage_lines(one: _Told, anchor: str, source: Source, passage: Passage) -> Iterator[str]:
    where = f", {passage.where}" if passage.where else ""
    yield f"  {passage.title} ({anchor}, {passage.place})"
    yield f"  {source.title}, {source.publisher}, {source.edition}{where}. Checked {date_words(source.checked_on)}."
    doubt = caution(source, passage, one.rule_set.sources, one.today)
    if doubt:
        yield f"  {doubt}"
    yield from (f"    {line}".rstrip() for line in passage.text.split("\n"))


def _reached_words(reached: Sequence[Scenario]) -> str:
    if not reached:
        return "No scenario reaches it."
    return "1 scenario reaches it:" if len(reached) == 1 else f"{len(reached)} scenarios reach it:"
