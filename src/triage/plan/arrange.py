"""Which steps of a decision are lines of their own, and in which order they stand: what must be done first is first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from triage.engine.decision import DecidedStep
from triage.rules.model import Deadline, RuleSet, StepKind, Urgency

_KIND_ORDER = {kind: place for place, kind in enumerate(StepKind)}

_MAY_COME_LATER = frozenset({StepKind.WRITE, StepKind.FOLLOW_UP, StepKind.SUPPORT})
"""Kinds whose time limit says when they are done. Anything else, a call above all, stands where its rule puts it."""

_DAY_HOURS = 24
_SOON_DAYS = 2


def arranged(rule_set: RuleSet, steps: Sequence[DecidedStep]) -> tuple[DecidedStep, ...]:
    """The lines of the plan in order: by whose turn it is, then by kind, then by urgency, then as in the files.

    A step that another of these covers is part of that one and gives it its rules. No step changes its urgency.
    Raises KeyError for a step the rule set does not have.
    """
    places = {name: place for place, name in enumerate(rule_set.steps)}
    return tuple(
        sorted(
            with_what_they_cover(rule_set, steps),
            key=lambda one: (
                -turn(rule_set, one),
                _KIND_ORDER[rule_set.steps[one.step].kind],
                -one.urgency,
                places[one.step],
            ),
        )
    )


def with_what_they_cover(rule_set: RuleSet, steps: Sequence[DecidedStep]) -> tuple[DecidedStep, ...]:
    """The steps, less each that one of the others covers and is at least as urgent as."""
    by_name = {one.step: one for one in steps}
    into: dict[str, list[str]] = {}
    covered: set[str] = set()
    for one in steps:
        for name in rule_set.steps[one.step].covered_by:
            other = by_name.get(name)
            if other is not None and other.urgency >= one.urgency and not rule_set.steps[name].covered_by:
                into.setdefault(name, []).extend(one.rules)
                covered.add(one.step)
                break
    return tuple(
        replace(one, rules=tuple(dict.fromkeys((*one.rules, *into.get(one.step, ())))))
        for one in steps
        if one.step not in covered
    )


def turn(rule_set: RuleSet, decided: DecidedStep) -> Urgency:
    """When it is a step's turn: its urgency, or later for what a time limit lets wait until the calls are made."""
    step = rule_set.steps[decided.step]
    deadline = rule_set.deadlines[step.by] if step.by else None
    if deadline is None or step.kind not in _MAY_COME_LATER:
        return decided.urgency
    return min(decided.urgency, _turn_of(deadline))


def _turn_of(deadline: Deadline) -> Urgency:
    if deadline.at_once:
        return Urgency.EMERGENCY
    if deadline.same_day:
        return Urgency.TODAY
    soon = (deadline.hours or 0) <= _DAY_HOURS and (deadline.working_days or 0) <= _SOON_DAYS
    return Urgency.DAYS if soon else Urgency.PLANNED
