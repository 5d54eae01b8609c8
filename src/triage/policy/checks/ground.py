"""What every check over all cases stands on: the rules as formulas, and whether something can be so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from triage.policy.checks.lazy import LazyFormulas
from triage.policy.checks.samples import Block
from triage.policy.prove.case import Case, every_answer
from triage.policy.prove.formulas import Formulas
from triage.policy.prove.given import Given
from triage.policy.prove.solver import Solver
from triage.rules.conditions import Condition, SwitchOn
from triage.rules.model import RuleSet


class AnyLaw(Case):
    """A case in which each switch may be on or off: a rule that waits for a law is as good as any other."""

    def __init__(self, formulas: Formulas, rule_set: RuleSet, answers: dict[str, Given]) -> None:
        super().__init__(formulas, rule_set, answers)
        self.switches = {name: formulas.fresh() for name in rule_set.switches}

    def condition(self, condition: Condition, *, positive: bool = True) -> int:
        """The condition is known to hold, or its opposite is."""
        if isinstance(condition, SwitchOn):
            return self.switches[condition.switch] if positive else -self.switches[condition.switch]
        return super().condition(condition, positive=positive)


@dataclass(frozen=True)
class Owner:
    """Something that has a condition: a rule, a fact, or a question that is asked under one."""

    kind: str
    name: str
    when: Condition


class Ground:
    """All cases of a rule set. Use :meth:`possible` for every question; close it when done.

    Raises SolverMissingError where python-sat is not installed.
    """

    def __init__(self, rule_set: RuleSet) -> None:
        self.rule_set = rule_set
        self._solver = Solver()
        self.formulas = LazyFormulas(self._solver)
        self.case = AnyLaw(self.formulas, rule_set, every_answer(self.formulas, rule_set))
        self.owners = tuple(_owners(rule_set))
        self.holds = {(owner.kind, owner.name): self.case.condition(owner.when) for owner in self.owners}
        self._bringing: dict[str, list[int]] = {}
        for rule in rule_set.rules.values():
            for step in rule.steps:
                self._bringing.setdefault(step, []).append(self.rule(rule.id))
        self._home: dict[tuple[str, str], Block] = {}
        self._plans: dict[str, int] = {}
        """One bit for each case found: whether its plan has the step."""
        self._find_samples()

    def close(self) -> None:
        """Frees the solver's memory."""
        self._solver.close()

    def rule(self, name: str) -> int:
        """The rule holds."""
        return self.holds["rule", name]

    def step(self, name: str) -> int:
        """The step is in the plan."""
        return self.formulas.some(self._bringing.get(name, ()))

    def together(self, one: str, other: str) -> bool:
        """Whether some plan has both steps."""
        seen = self._plans.get(one, 0) & self._plans.get(other, 0)
        return bool(seen) or self.possible(self.formulas.every([self.step(one), self.step(other)]))

    def ever(self, owner: Owner) -> bool:
        """Whether its condition holds in some case."""
        return (owner.kind, owner.name) in self._home

    def possible(self, literal: int, near: tuple[str, str] | None = None) -> bool:
        """Whether a literal holds in some case. ``near``, a kind and a name, says whose samples to try first."""
        if literal in (self.formulas.true, self.formulas.false):
            return literal == self.formulas.true
        home = self._home.get(near) if near is not None else None
        if home is not None and home.bits(literal):
            return True
        return self.formulas.possible(literal)

    def home(self, owner: tuple[str, str]) -> Block | None:
        """The samples round a case in which its condition holds."""
        return self._home.get(owner)

    def _find_samples(self) -> None:
        """Find cases until each condition that can hold does in one of them, and vary each where it matters."""
        waiting: dict[int, list[Owner]] = {}
        for owner in self.owners:
            waiting.setdefault(self.holds[owner.kind, owner.name], []).append(owner)
        self.formulas.ask(*waiting)
        # The more conditions hold in one case, the fewer cases there are to find.
        self._solver.prefer(waiting)
        steps = self._steps_of()
        cases = 0
        while waiting:
            literal = next(iter(waiting))
            model = self._solver.model([literal])
            if model is None:
                del waiting[literal]
                continue
            found = [owner for held in waiting.keys() & model for owner in waiting.pop(held)]
            block = self._block(model, found)
            self._home.update(((owner.kind, owner.name), block) for owner in found)
            for held in steps.keys() & model:
                for step in steps[held]:
                    self._plans[step] = self._plans.get(step, 0) | 1 << cases
            cases += 1

    def _steps_of(self) -> dict[int, list[str]]:
        """The steps that each rule's literal brings."""
        found: dict[int, list[str]] = {}
        for step, literals in self._bringing.items():
            for literal in literals:
                found.setdefault(literal, []).append(step)
        return found

    def _block(self, model: frozenset[int], owners: Iterable[Owner]) -> Block:
        """The samples round a case, varied in whatever the conditions that hold in it rest on."""
        asked = {question for owner in owners for question in self.case.reach.condition(owner.when)}
        answers = [self.case.answers[name] for name in sorted(asked)]
        return Block(self.formulas, model, answers, self.case.switches.values())


def _owners(rule_set: RuleSet) -> Iterable[Owner]:
    for fact in rule_set.facts.values():
        yield Owner("fact", fact.id, fact.when)
    for question in rule_set.questions.values():
        if question.ask_when is not None:
            yield Owner("question", question.id, question.ask_when)
    for rule in rule_set.rules.values():
        yield Owner("rule", rule.id, rule.when)
