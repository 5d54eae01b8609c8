"""One case, over all answers at once: which questions are asked, which facts and rules hold, what the plan holds.

A case stands for *complete* answer sheets: every question that is asked has an answer, *not sure* being one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from triage.policy.calmest import calmest
from triage.policy.prove.formulas import Formulas
from triage.policy.prove.given import Given, Model, given
from triage.policy.prove.planned import Planned
from triage.policy.prove.reach import Reach, all_conditions, cuts_in
from triage.rules.answers import NOT_SURE, Answer
from triage.rules.build_steps import ROLE_QUESTION
from triage.rules.conditions import All, Always, AnyOf, Condition, FactHolds, Is, NoneOf, SwitchOn
from triage.rules.model import RuleSet, SendAs, Urgency


def every_answer(
    formulas: Formulas, rule_set: RuleSet, more_conditions: Collection[Condition] = ()
) -> dict[str, Given]:
    """An answer to every question of a rule set, each free. ``more_conditions`` may compare numbers too."""
    cuts = cuts_in([*all_conditions(rule_set), *more_conditions])
    return {name: given(formulas, question, cuts.get(name, ())) for name, question in rule_set.questions.items()}


class Case(Planned):
    """A case with these answers.

    ``like`` is another case of the same rule set; whatever rests on answers that the two share is taken from it.
    """

    def __init__(
        self, formulas: Formulas, rule_set: RuleSet, answers: Mapping[str, Given], like: Case | None = None
    ) -> None:
        self.formulas = formulas
        self.rule_set = rule_set
        self.answers = answers
        self._like = like
        self._changed = frozenset(
            name for name in answers if like is not None and answers[name] is not like.answers.get(name)
        )
        self.reach: Reach = like.reach if like is not None else Reach(rule_set)
        self._applies: dict[str, int] = {}
        self._facts: dict[tuple[str, bool], int] = {}
        self._rules: dict[str, int] = {}
        self._urgencies: dict[Urgency, int] = {}

    def applies(self, question: str) -> int:
        """The question is asked."""
        if question not in self._applies:
            gate = self.rule_set.questions[question].ask_when
            self._applies[question] = self.formulas.true if gate is None else self.condition(gate)
        return self._applies[question]

    def rule(self, name: str) -> int:
        """The rule holds."""
        if name not in self._rules:
            when = self.rule_set.rules[name].when
            shared = self._shared(self.reach.condition(when))
            self._rules[name] = self.condition(when) if shared is None else shared.rule(name)
        return self._rules[name]

    def _shared(self, questions: frozenset[str]) -> Case | None:
        """The case this one is like, when what rests on these questions is the same in both."""
        return None if self._changed & questions else self._like

    def condition(self, condition: Condition, *, positive: bool = True) -> int:
        """The condition is known to hold, or (``positive`` false) its opposite is."""
        shared = self._shared(self.reach.condition(condition)) if self._like is not None else None
        if shared is not None:
            return shared.condition(condition, positive=positive)
        match condition:
            case Always():
                return self.formulas.constant(positive)
            case SwitchOn():
                return self.formulas.constant(self.rule_set.switches[condition.switch].on == positive)
            case FactHolds():
                return self._fact(condition.fact, positive=positive)
            case All() | AnyOf() | NoneOf():
                inside = positive != isinstance(condition, NoneOf)
                parts = [self.condition(part, positive=inside) for part in condition.parts]
                together = positive != isinstance(condition, AnyOf)
                return self.formulas.every(parts) if together else self.formulas.some(parts)
            case _:
                says = self.answers[condition.question].says(condition)
                # Nothing is concluded, either way, from a question that was not asked.
                return self.formulas.every([self.applies(condition.question), says if positive else -says])

    def _fact(self, name: str, *, positive: bool) -> int:
        key = (name, positive)
        if key not in self._facts:
            shared = self._shared(self.reach.fact(name))
            when = self.rule_set.facts[name].when
            if shared is None:
                self._facts[key] = self.condition(when, positive=positive)
            else:
                self._facts[key] = shared.condition(FactHolds(name), positive=positive)
        return self._facts[key]

    def urgency(self, level: Urgency) -> int:
        """The case is at least this urgent."""
        if level not in self._urgencies:
            here = self._some_rule(name for name, rule in self.rule_set.rules.items() if rule.urgency is level)
            above = self.formulas.false if level is max(Urgency) else self.urgency(Urgency(level + 1))
            self._urgencies[level] = self.formulas.some([here, above])
        return self._urgencies[level]

    def send_as(self, label: SendAs) -> int:
        """A message is called this, or more than this."""
        if label is SendAs.INFORMATION_ONLY:
            return self.formulas.true
        return self._some_rule(
            name for name, rule in self.rule_set.rules.items() if rule.send_as is not None and rule.send_as >= label
        )

    def _for_person(self, roles: Collection[str]) -> int:
        """The person has one of these roles, or their role is not known; no roles are everyone's."""
        if not roles or ROLE_QUESTION not in self.answers:
            return self.formulas.true
        asked = self.applies(ROLE_QUESTION)
        fits = self.answers[ROLE_QUESTION].says(Is(ROLE_QUESTION, (*roles, NOT_SURE), exactly=True))
        return self.formulas.some([-asked, fits])

    def _some_rule(self, names: Iterable[str]) -> int:
        return self.formulas.some(self.rule(name) for name in names)

    def prepare(self) -> None:
        """Builds what is needed to read a sheet. To be called before the model is made that is to be read."""
        for name in self.rule_set.questions:
            self.applies(name)

    def calm_parts(self) -> Iterator[int]:
        """What makes a story calm: the calmest answer to each question."""
        for name, question in self.rule_set.questions.items():
            yield from self.answers[name].literals(calmest(question))

    def parts(self, model: Model) -> Iterator[int]:
        """What the sheet of a model is made of. The case must have been prepared."""
        for name in self.asked(model):
            yield from self.answers[name].parts(model)

    def asked(self, model: Model) -> tuple[str, ...]:
        """The questions that are asked in a model, in the order of the rule set. The case must have been prepared."""
        return tuple(name for name in self.rule_set.questions if self._applies[name] in model)

    def sheet(self, model: Model) -> dict[str, Answer]:
        """The complete answer sheet of a model. The case must have been prepared."""
        return {name: self.answers[name].read(model) for name in self.asked(model)}
