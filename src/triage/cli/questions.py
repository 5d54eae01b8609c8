"""``triage questions``: every question of the rule set, for people who write answers files and rules."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, load_rules
from triage.explain.condition_words import condition_lines, condition_words
from triage.rules.model import Question, QuestionType, RuleSet


def questions(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """List every question, by section, with the answers it takes and what not sure means."""
    rule_set = load_rules(settings, now.date())
    if arguments.json:
        return Outcome(json_text(as_data(rule_set)))
    return Outcome("\n".join(_lines(rule_set)))


def as_data(rule_set: RuleSet) -> dict[str, Any]:
    """Every question as plain data. Keys are only ever added, never renamed."""
    return {
        "rule set": {"version": rule_set.version, "hash": rule_set.hash},
        "questions": [_question_data(rule_set, question) for question in _ordered(rule_set)],
    }


def _ordered(rule_set: RuleSet) -> Iterator[Question]:
    for section in rule_set.sections:
        yield from (question for question in rule_set.questions.values() if question.section == section.id)


def _question_data(rule_set: RuleSet, question: Question) -> dict[str, Any]:
    when = list(condition_lines(rule_set, question.ask_when)) if question.ask_when is not None else []
    data: dict[str, Any] = {
        "question": question.id,
        "section": question.section,
        "topic": question.topic,
        "ask": question.ask,
        "hint": question.hint,
        "why": question.why,
        "type": question.type.value,
        "options": [{"value": one.value, "label": one.label, "hint": one.hint} for one in question.options],
        "not sure means": list(question.not_sure_means) or ["itself"],
        "always ask": question.always_ask,
        "asked when": when,
        "place": str(question.place),
    }
    if question.type is QuestionType.NUMBER:
        data |= {"lowest": question.lowest, "highest": question.highest, "unit": question.unit}
    return data


def _lines(rule_set: RuleSet) -> Iterator[str]:
    yield f"{rule_set.version}: {len(rule_set.questions)} questions"
    for section in rule_set.sections:
        yield ""
        yield section.title
        for question in rule_set.questions.values():
            if question.section == section.id:
                yield from _question_lines(rule_set, question)


def _question_lines(rule_set: RuleSet, question: Question) -> Iterator[str]:
    always = ", always asked" if question.always_ask else ""
    yield ""
    yield f"  {question.id} ({question.type.value}{always}): {question.ask}"
    if question.type is QuestionType.NUMBER:
        yield f"    a whole number from {question.lowest} to {question.highest} {question.unit}".rstrip()
    for option in question.options:
        yield f"    {option.value}: {option.label}"
    yield f"    not sure means: {', '.join(question.not_sure_means) or 'itself'}"
    if question.ask_when is not None:
        yield f"    asked when: {condition_words(rule_set, question.ask_when)}"
