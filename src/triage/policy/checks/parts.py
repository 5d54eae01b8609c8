"""Parts of a condition that make no difference: without them it holds in the very same cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from triage.policy.checks.ground import Owner
from triage.policy.checks.looking import CONDITION_KEY, Looking, as_written
from triage.rules.conditions import All, AnyOf, Condition, Includes, InRange, Is, NoneOf
from triage.rules.problems import quoted

Shorter = tuple[Condition, str, Condition]
"""A part that can be left out, how it is written, and the condition without it."""


def shorter(condition: Condition) -> Iterator[Shorter]:
    """Each way of leaving one part out of a condition: one of a list, one end of a range, one item of a group."""
    match condition:
        case All() | AnyOf() | NoneOf():
            for place, part in enumerate(condition.parts):
                before, after = condition.parts[:place], condition.parts[place + 1 :]
                if before or after:
                    yield part, as_written(part), replace(condition, parts=(*before, *after))
                for left_out, words, rest in shorter(part):
                    yield left_out, words, replace(condition, parts=(*before, rest, *after))
        case Is(values=values) if len(values) > 1:
            for value in values:
                others = tuple(other for other in values if other != value)
                yield condition, f"{condition.question}: {value}", replace(condition, values=others)
        case Includes(options=options) if len(options) > 1:
            for option in options:
                others = tuple(other for other in options if other != option)
                yield condition, f"{condition.question}: {option}", replace(condition, options=others)
        case InRange(at_least=int(), under=int()):
            yield condition, f"{condition.question}: {condition.at_least} or more", replace(condition, at_least=None)
            yield condition, f"{condition.question}: less than {condition.under}", replace(condition, under=None)


def every_part_counts(looking: Looking) -> None:
    """No part of a condition can be left out without a change in the cases in which it holds."""
    for owner in looking.ground.owners:
        if looking.own(owner.kind, owner.name) and looking.ground.ever(owner):
            _look_at(looking, owner)


def _look_at(looking: Looking, owner: Owner) -> None:
    ground = looking.ground
    whole = ground.holds[owner.kind, owner.name]
    for part, words, rest in shorter(owner.when):
        changed = ground.formulas.differ(whole, ground.case.condition(rest))
        if not ground.possible(changed, (owner.kind, owner.name)):
            what = "is asked" if owner.kind == "question" else "holds"
            message = f"{quoted(words)} makes no difference: {quoted(owner.name)} {what} in the same cases without it."
            place = looking.condition_place(owner.kind, owner.name, part)
            hint = f"leave it out of '{CONDITION_KEY[owner.kind]}:', or correct it if it was to mean something else."
            looking.out.warning("TR419", place, message, hint)
            return  # Of two parts that say the same, only one can go: the next is told when this one is gone.
