"""Rule-set things with names replaced: wherever an old name stands, the new one stands instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from triage.rules.build_steps import ROLE_QUESTION
from triage.rules.conditions import (
    All,
    AnyOf,
    Condition,
    FactHolds,
    Includes,
    InRange,
    Is,
    NoneOf,
    SwitchOn,
)
from triage.rules.model import Contact, Deadline, Fact, Option, Question, Rule, Step, Switch, Word

NamesByKind = Mapping[str, Mapping[str, str]]


def rewrite_condition(condition: Condition, names: NamesByKind) -> Condition:
    """The condition by the new names."""
    match condition:
        case All():
            return All(_parts(condition.parts, names))
        case AnyOf():
            return AnyOf(_parts(condition.parts, names))
        case NoneOf():
            return NoneOf(_parts(condition.parts, names))
        case FactHolds():
            return FactHolds(_new("fact", condition.fact, names))
        case SwitchOn():
            return SwitchOn(_new("switch", condition.switch, names))
        case Is():
            values = _all(f"answers {condition.question}", condition.values, names)
            return replace(condition, question=_new("question", condition.question, names), values=values)
        case Includes():
            options = _all(f"answers {condition.question}", condition.options, names)
            return replace(condition, question=_new("question", condition.question, names), options=options)
        case InRange():
            return replace(condition, question=_new("question", condition.question, names))
    return condition


def _parts(parts: Iterable[Condition], names: NamesByKind) -> tuple[Condition, ...]:
    return tuple(rewrite_condition(part, names) for part in parts)


def _new(kind: str, name: str, names: NamesByKind) -> str:
    return names.get(kind, {}).get(name, name)


def _all(kind: str, given: Iterable[str], names: NamesByKind) -> tuple[str, ...]:
    return tuple(_new(kind, name, names) for name in given)


def _question(one: Question, names: NamesByKind) -> Question:
    answers = f"answers {one.id}"
    gate = one.ask_when
    return replace(
        one,
        id=_new("question", one.id, names),
        options=tuple(Option(_new(answers, option.value, names), option.label, option.hint) for option in one.options),
        not_sure_means=_all(answers, one.not_sure_means, names),
        ask_when=None if gate is None else rewrite_condition(gate, names),
    )


def _fact(one: Fact, names: NamesByKind) -> Fact:
    return replace(one, id=_new("fact", one.id, names), when=rewrite_condition(one.when, names))


def _rule(one: Rule, names: NamesByKind) -> Rule:
    return replace(
        one,
        id=_new("rule", one.id, names),
        when=rewrite_condition(one.when, names),
        steps=_all("step", one.steps, names),
    )


def _step(one: Step, names: NamesByKind) -> Step:
    return replace(
        one,
        id=_new("step", one.id, names),
        contacts=_all("contact", one.contacts, names),
        by=_new("deadline", one.by, names),
        covered_by=_all("step", one.covered_by, names),
    )


def _contact(one: Contact, names: NamesByKind) -> Contact:
    return replace(
        one,
        id=_new("contact", one.id, names),
        fallback=_all("contact", one.fallback, names),
        roles=_all(f"answers {ROLE_QUESTION}", one.roles, names),
    )


def _deadline(one: Deadline, names: NamesByKind) -> Deadline:
    return replace(one, id=_new("deadline", one.id, names), started_by=_all("step", one.started_by, names))


def _switch(one: Switch, names: NamesByKind) -> Switch:
    return replace(one, id=_new("switch", one.id, names))


def _word(one: Word, names: NamesByKind) -> Word:
    by_answer = {_new(f"answers {one.question}", answer, names): words for answer, words in one.by_answer.items()}
    return replace(one, question=_new("question", one.question, names), by_answer=by_answer)


REWRITE: Mapping[str, Callable[[Any, NamesByKind], Any]] = {
    "switch": _switch,
    "question": _question,
    "deadline": _deadline,
    "contact": _contact,
    "fact": _fact,
    "step": _step,
    "rule": _rule,
    "word": _word,
}
"""How each kind of thing is rewritten."""
