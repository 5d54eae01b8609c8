"""Which pages still come first, over all sheets that are partly filled in: when there is enough to act.

It says once more what :mod:`triage.session.agenda` and :mod:`triage.engine.relevance` do; each case that comes of it is
played through them.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias, TypeVar

from triage.explain.mentions import mentioned
from triage.policy.prove.partial import Partial
from triage.rules.conditions import All, Always, AnyOf, Condition, FactHolds, NoneOf, SwitchOn
from triage.rules.model import Question, SendAs, Urgency
from triage.session.agenda import DANGER

Key = TypeVar("Key", bound=Hashable)
Unit: TypeAlias = tuple[str, str, bool]
"""A fact or the gate of a question, and whether it or its opposite is asked for."""


class Pages:
    """The pages of an interview, as far as a sheet has come."""

    def __init__(self, sheet: Partial) -> None:
        self._sheet = sheet
        self._formulas = sheet.formulas
        self._rule_set = sheet.rule_set
        self._wanted: dict[str, list[int]] = {name: [] for name in sheet.rule_set.questions}
        self._moves: dict[Unit, list[int]] = {}

    @cached_property
    def enough(self) -> int:
        """There is enough to act: no page is left that must come first."""
        emergency = self._sheet.urgency(Urgency.EMERGENCY)
        return self._formulas.some([emergency, -self._formulas.some(self._needed())])

    def _needed(self) -> Iterator[int]:
        """For each page: it must come first."""
        self._follow()
        asked: dict[str, list[int]] = {}
        for name, question in self._rule_set.questions.items():
            unanswered = -self._sheet.answered[name]
            asked[name] = [self._formulas.every([unanswered, self._formulas.some(self._wanted[name])])]
            if question.always_ask:
                asked[name].append(self._always(question))
        gates = {name: mentioned(one.ask_when, self._rule_set.facts) for name, one in self._rule_set.questions.items()}
        for name in _users_first(gates):
            here = self._formulas.some(asked[name])
            applies = self._sheet.applies(name)
            waits = self._formulas.every([here, self._sheet.open(applies)])
            for other in gates[name]:
                asked[other].append(waits)
            yield self._formulas.every([here, applies.true, -self._sheet.answered[name]])

    def _always(self, question: Question) -> int:
        """The page comes before anything calmer than "now" is shown; one about danger, before everything."""
        if question.section == DANGER:
            return self._formulas.true
        return -self._sheet.urgency(Urgency.NOW)

    def _follow(self) -> None:
        """From each open rule that would raise something down to the answers that can still tip it."""
        units = list(self._units())
        for rule in self._rule_set.rules.values():
            raises = [-self._sheet.urgency(rule.urgency)]
            if rule.send_as is not None and rule.send_as is not SendAs.INFORMATION_ONLY:
                raises.append(-self._sheet.send_as(rule.send_as))
            self._look(rule.when, True, self._formulas.some(raises))
        for unit in units:
            kind, name, positive = unit
            moves = self._formulas.some(self._moves.get(unit, ()))
            when = self._rule_set.facts[name].when if kind == "fact" else self._rule_set.questions[name].ask_when
            if when is not None:
                self._look(when, positive, moves)

    def _look(self, condition: Condition, positive: bool, moves: int) -> None:
        """Notes what can tip the condition where ``moves`` holds: only open parts of open parts can."""
        known = self._sheet.condition(condition, positive=positive)
        here = self._formulas.every([moves, self._sheet.open(known)])
        if here == self._formulas.false:
            return
        match condition:
            case Always() | SwitchOn():
                return
            case FactHolds():
                self._moves.setdefault(("fact", condition.fact, positive), []).append(here)
            case All() | AnyOf() | NoneOf():
                inside = positive != isinstance(condition, NoneOf)
                for part in condition.parts:
                    self._look(part, inside, here)
            case _:
                self._wanted[condition.question].append(here)
                gate = self._formulas.every([here, self._sheet.open(self._sheet.applies(condition.question))])
                self._moves.setdefault(("gate", condition.question, True), []).append(gate)

    def _units(self) -> Iterator[Unit]:
        """Every fact and every gate, each before those it rests on."""
        rests: dict[Unit, list[Unit]] = {}
        waiting = [unit for rule in self._rule_set.rules.values() for unit in _named(rule.when, True)]
        while waiting:
            unit = waiting.pop()
            if unit in rests:
                continue
            kind, name, positive = unit
            when = self._rule_set.facts[name].when if kind == "fact" else self._rule_set.questions[name].ask_when
            rests[unit] = [] if when is None else list(_named(when, positive))
            waiting.extend(rests[unit])
        yield from _users_first(rests)


def _named(condition: Condition, positive: bool) -> Iterator[Unit]:
    match condition:
        case Always() | SwitchOn():
            return
        case FactHolds():
            yield "fact", condition.fact, positive
        case All() | AnyOf() | NoneOf():
            for part in condition.parts:
                yield from _named(part, positive != isinstance(condition, NoneOf))
        case _:
            yield "gate", condition.question, True


def _users_first(rests: Mapping[Key, Collection[Key]]) -> list[Key]:
    """The keys, each before all those it rests on. Nothing rests on itself."""
    order: list[Key] = []
    seen: set[Key] = set()

    def visit(key: Key) -> None:
        if key in seen:
            return
        seen.add(key)
        for other in rests[key]:
            visit(other)
        order.append(key)

    for key in rests:
        visit(key)
    return order[::-1]
