"""What the solver says about a mutant: whether any answers at all tell it apart, and which safety statement fails.

Everything that a mutant does not touch is one and the same formula as before, so one solver serves them all.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator, Sequence

from triage.policy.mutate.model import Mutant, Patch
from triage.policy.mutate.plans import Bringing
from triage.policy.mutate.sheets import Touched
from triage.policy.mutate.touch import Users
from triage.policy.prove.builtin import COMPLETE, REACHABLE
from triage.policy.prove.case import Case, every_answer
from triage.policy.prove.demands import every_case, ways_on
from triage.policy.prove.formulas import Formulas
from triage.policy.prove.given import Given
from triage.policy.prove.local import never_weaker
from triage.policy.prove.monotone import answered_again, asked_of, goal_name, lowered
from triage.policy.prove.proof import Goal
from triage.policy.prove.reach import all_conditions
from triage.policy.prove.solver import Solver
from triage.rules.conditions import Is
from triage.rules.model import RuleSet, SendAs, Urgency
from triage.rules.statements import EveryCase, NeverLowers, NeverWeaker, Statement, WaysOn


class Spoilt(Case):
    """A mutant's case, with the same answers as ``sound``, which it shares everything untouched with."""

    def __init__(self, sound: Case, rule_set: RuleSet, touched: Touched, patch: Patch) -> None:
        answers = dict(sound.answers)
        for name in patch.questions:
            answers[name] = _asked_anew(answers[name], rule_set, name)
        super().__init__(sound.formulas, rule_set, answers)
        self._sound = sound
        self._touched = touched

    def applies(self, question: str) -> int:
        """The question is asked."""
        if question not in self._touched.questions:
            self._applies[question] = self._sound.applies(question)
        return super().applies(question)

    def rule(self, name: str) -> int:
        """The rule holds."""
        return super().rule(name) if name in self._touched.rules else self._sound.rule(name)

    def _fact(self, name: str, *, positive: bool) -> int:
        if name in self._touched.facts:
            return super()._fact(name, positive=positive)
        return self._sound._fact(name, positive=positive)  # noqa: SLF001


def _asked_anew(answer: Given, rule_set: RuleSet, name: str) -> Given:
    """The same answer, to the question as the mutant puts it."""
    again = copy.copy(answer)
    again.question = rule_set.questions[name]
    return again


class Solving:
    """One solver over one rule set, to be asked about one mutant after another. To be closed at the end.

    ``national`` is the rule set of the packs below. Raises SolverMissingError where python-sat is not installed.
    """

    def __init__(self, rule_set: RuleSet, statements: Sequence[Statement], national: RuleSet | None = None) -> None:
        self.solver = Solver()
        self.rule_set = rule_set
        self._statements = tuple(statements)
        self._formulas = Formulas(self.solver)
        asked = [one.when for one in statements if isinstance(one, EveryCase)]
        more = [*asked, *(all_conditions(national) if national is not None else ())]
        self.case = Case(self._formulas, rule_set, every_answer(self._formulas, rule_set, more))
        self._users = Users(rule_set)
        self._bringing = Bringing(rule_set.rules)
        self._others: dict[str, tuple[Case, int]] = {}
        self._national = self._case_of(national) if national is not None else None
        self._proved: dict[str, int] | None = None

    def _case_of(self, national: RuleSet) -> Case:
        return Case(self._formulas, national, {name: self.case.answers[name] for name in national.questions})

    def close(self) -> None:
        """Frees the solver's memory."""
        self.solver.close()

    def spoilt(self, mutant: Mutant, weakened: RuleSet) -> Spoilt:
        """The mutant's case."""
        return Spoilt(self.case, weakened, self._users.touched(mutant.patch), mutant.patch)

    def difference(self, mutant: Mutant, spoilt: Spoilt) -> int:
        """The literal for "it comes out differently": an urgency, a label, a step or how soon it is, a page."""
        touched = self._users.touched(mutant.patch)
        rules = [
            name for name in touched.rules if name in mutant.patch.rules or spoilt.rule(name) != self.case.rule(name)
        ]
        parts = list(self._pages(touched, spoilt))
        if rules:
            parts += [self._formulas.differ(self.case.urgency(level), spoilt.urgency(level)) for level in Urgency]
            parts += [self._formulas.differ(self.case.send_as(label), spoilt.send_as(label)) for label in SendAs]
            steps = {step: None for name in rules for step in self.rule_set.rules[name].steps}
            parts += [part for step in steps for part in self._step(step, spoilt)]
        return self._formulas.some(parts)

    def tells_apart(self, difference: int) -> bool:
        """Whether there are answers with that difference."""
        return self.solver.model([difference]) is not None

    def line_comes(self, steps: Collection[str], role: Is | None = None) -> bool:
        """Whether any plan has a line for one of these steps; with ``role``, for somebody who gives that answer."""
        said = self._formulas.true if role is None else self.case.condition(role)
        return self.tells_apart(self._formulas.every([said, self._formulas.some(map(self._line, steps))]))

    def _line(self, step: str) -> int:
        """The step is in the plan, and not part of another line that covers it."""
        known = self.rule_set.steps
        covering = [name for name in known[step].covered_by if name in known and not known[name].covered_by]
        return self._formulas.every([self.case.steps([step]), *(-self._covers(name, step) for name in covering)])

    def _covers(self, name: str, step: str) -> int:
        """The step ``name`` is in the plan, and at least as soon as ``step``."""
        no_later = (
            self._formulas.some([-self._how_soon(step, level), self._how_soon(name, level)]) for level in Urgency
        )
        return self._formulas.every([self.case.steps([name]), *no_later])

    def _how_soon(self, step: str, level: Urgency) -> int:
        return self._brought(self.case, self._bringing.of(step), step, level)

    def _pages(self, touched: Touched, spoilt: Spoilt) -> Iterator[int]:
        """A page that is always asked is asked of others; any other is asked only where it changes something."""
        for name in touched.questions:
            if self.rule_set.questions[name].always_ask:
                yield self._formulas.differ(self.case.applies(name), spoilt.applies(name))

    def _step(self, step: str, spoilt: Spoilt) -> Iterator[int]:
        rules = self._bringing.of(step)
        for level in Urgency:
            yield self._formulas.differ(
                self._brought(self.case, rules, step, level), self._brought(spoilt, rules, step, level)
            )

    def _brought(self, case: Case, rules: Sequence[str], step: str, level: Urgency) -> int:
        known = case.rule_set.rules
        bringing = (name for name in rules if name in known and step in known[name].steps)
        return self._formulas.some(case.rule(name) for name in bringing if known[name].urgency >= level)

    def statement(self, mutant: Mutant, spoilt: Spoilt) -> str:
        """The proof that fails for the mutant; empty when all of them still hold."""
        touched = self._users.touched(mutant.patch)
        for name in touched.rules:
            if name in spoilt.rule_set.rules and self._dies(spoilt.rule(name), self.case.rule(name)):
                return f"{REACHABLE} ({name})"
        if self._proved is None:
            self._proved = {goal.name: goal.violated for goal in self._goals(self.case)}
        for goal in self._goals(spoilt):
            if self._fails(goal.violated, self._proved.get(goal.name)):
                return goal.name
        return self._order(spoilt, touched, mutant.patch)

    def _dies(self, now: int, before: int) -> bool:
        return now != before and self.solver.model([now]) is None and self.solver.model([before]) is not None

    def _fails(self, now: int, before: int | None) -> bool:
        """It was proved before, and no longer can be. What is the same formula as before still can."""
        if now in (before, self._formulas.false) or self.solver.model([now]) is None:
            return False
        return before is None or self.solver.model([before]) is None

    def _goals(self, case: Case) -> Iterator[Goal]:
        """Everything that is proved about one case, as goals."""
        violated = -self._formulas.some(case.rule(name) for name in case.rule_set.rules)
        yield Goal(COMPLETE, "", violated, (case,), lambda _: None)
        for statement in self._statements:
            if isinstance(statement, EveryCase):
                yield every_case(case, statement)
            elif isinstance(statement, WaysOn):
                yield from ways_on(case, statement)
            elif isinstance(statement, NeverWeaker) and self._national is not None:
                yield from never_weaker(self._national, case, statement)

    def _order(self, spoilt: Spoilt, touched: Touched, patch: Patch) -> str:
        """The proof that a more serious answer never lowers urgency, where it fails for the mutant."""
        if all(spoilt.urgency(level) == self.case.urgency(level) for level in Urgency):
            return ""
        for statement in self._statements:
            if not isinstance(statement, NeverLowers):
                continue
            for name in asked_of(self.case, statement):
                if name in statement.exceptions or name not in spoilt.rule_set.questions:
                    continue
                if name not in self._others:
                    other = answered_again(self.case, name)
                    self._others[name] = other, lowered(self.case, other, name)
                other, before = self._others[name]
                now = lowered(spoilt, Spoilt(other, spoilt.rule_set, touched, patch), name)
                if self._fails(now, before):
                    return goal_name(statement, name)
        return ""
