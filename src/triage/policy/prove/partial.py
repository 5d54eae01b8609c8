"""A sheet that is only partly filled in, over all such sheets at once: what is known already, and what is still open.

It shares its answers with a complete case: what is not answered yet may still become whatever stands there. The truth
of everything is told by two literals, *known to hold* and *known not to*; where neither does, it is open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from triage.policy.prove.case import Case
from triage.policy.prove.formulas import Formulas
from triage.policy.prove.given import Model
from triage.policy.prove.planned import Planned
from triage.rules.answers import NOT_SURE, Answer
from triage.rules.build_steps import ROLE_QUESTION
from triage.rules.conditions import All, Always, AnyOf, Condition, FactHolds, Is, NoneOf, SwitchOn
from triage.rules.model import RuleSet, SendAs, Urgency


class Known(NamedTuple):
    """What is known of something: that it holds, that it cannot hold."""

    true: int
    false: int


class Partial(Planned):
    """What is known when only some of the questions have been answered."""

    def __init__(self, case: Case) -> None:
        self.formulas: Formulas = case.formulas
        self.rule_set: RuleSet = case.rule_set
        self.answers = case.answers
        self.answered = {name: self.formulas.fresh() for name in case.rule_set.questions}
        self._applies: dict[str, Known] = {}
        self._facts: dict[tuple[str, bool], Known] = {}
        self._rules: dict[str, Known] = {}
        self._urgencies: dict[Urgency, int] = {}
        self._labels: dict[SendAs, int] = {}

    def open(self, known: Known) -> int:
        """It may still hold, and may still not."""
        return self.formulas.every([-known.true, -known.false])

    def applies(self, question: str) -> Known:
        """The question is asked."""
        if question not in self._applies:
            gate = self.rule_set.questions[question].ask_when
            always = Known(self.formulas.true, self.formulas.false)
            self._applies[question] = always if gate is None else self.condition(gate)
        return self._applies[question]

    def rule(self, name: str) -> Known:
        """The rule holds."""
        if name not in self._rules:
            self._rules[name] = self.condition(self.rule_set.rules[name].when)
        return self._rules[name]

    def fact(self, name: str, *, positive: bool) -> Known:
        """The fact holds, or (``positive`` false) its opposite does."""
        if (name, positive) not in self._facts:
            self._facts[name, positive] = self.condition(self.rule_set.facts[name].when, positive=positive)
        return self._facts[name, positive]

    def condition(self, condition: Condition, *, positive: bool = True) -> Known:
        """The condition holds, or (``positive`` false) its opposite does."""
        match condition:
            case Always():
                return self._constant(positive)
            case SwitchOn():
                return self._constant(self.rule_set.switches[condition.switch].on == positive)
            case FactHolds():
                return self.fact(condition.fact, positive=positive)
            case All() | AnyOf() | NoneOf():
                inside = positive != isinstance(condition, NoneOf)
                parts = [self.condition(part, positive=inside) for part in condition.parts]
                return self._together(parts, every=positive != isinstance(condition, AnyOf))
            case _:
                applies, answered = self.applies(condition.question), self.answered[condition.question]
                says = self.answers[condition.question].says(condition)
                says = says if positive else -says
                return Known(
                    self.formulas.every([applies.true, answered, says]),
                    self.formulas.some([applies.false, self.formulas.every([answered, -says])]),
                )

    def urgency(self, level: Urgency) -> int:
        """The plan as it stands is at least this urgent. Where no rule holds, it is for today."""
        if level not in self._urgencies:
            found = self._some_rule(name for name, rule in self.rule_set.rules.items() if rule.urgency >= level)
            nothing = self.formulas.false if level > Urgency.TODAY else -self._some_rule(self.rule_set.rules)
            self._urgencies[level] = self.formulas.some([found, nothing])
        return self._urgencies[level]

    def send_as(self, label: SendAs) -> int:
        """A message is called this, or more than this, as the plan stands."""
        if label is SendAs.INFORMATION_ONLY:
            return self.formulas.true
        if label not in self._labels:
            named = (name for name, rule in self.rule_set.rules.items() if (rule.send_as or 0) >= label)
            self._labels[label] = self._some_rule(named)
        return self._labels[label]

    def _for_person(self, roles: Collection[str]) -> int:
        """The person gave one of these roles, or gave none; no roles are everyone's."""
        if not roles or ROLE_QUESTION not in self.answers:
            return self.formulas.true
        fits = self.answers[ROLE_QUESTION].says(Is(ROLE_QUESTION, (*roles, NOT_SURE), exactly=True))
        return self.formulas.some([-self.answered[ROLE_QUESTION], -self.applies(ROLE_QUESTION).true, fits])

    def prepare(self) -> None:
        """Builds what is needed to read a sheet. To be called before the model is made that is to be read."""
        for name in self.rule_set.questions:
            self.applies(name)

    def calm_parts(self) -> Iterator[int]:
        """What makes a story short: a page that was not answered."""
        return (-answered for answered in self.answered.values())

    def parts(self, model: Model) -> Iterator[int]:
        """What the sheet of a model is made of: which pages are answered, and how."""
        for name, answered in self.answered.items():
            if answered in model:
                yield answered
                yield from self.answers[name].parts(model)
            else:
                yield -answered

    def asked(self, model: Model) -> tuple[str, ...]:
        """The questions that are answered in a model, in the order of the rule set."""
        return tuple(name for name, answered in self.answered.items() if answered in model)

    def sheet(self, model: Model) -> dict[str, Answer]:
        """The sheet of a model, as far as it is filled in."""
        return {name: self.answers[name].read(model) for name in self.asked(model)}

    def _some_rule(self, names: Iterable[str]) -> int:
        return self.formulas.some(self.rule(name).true for name in names)

    def _constant(self, holds: bool) -> Known:
        return Known(self.formulas.constant(holds), self.formulas.constant(not holds))

    def _together(self, parts: list[Known], *, every: bool) -> Known:
        true, false = [part.true for part in parts], [part.false for part in parts]
        if every:
            return Known(self.formulas.every(true), self.formulas.some(false))
        return Known(self.formulas.some(true), self.formulas.every(false))
