"""Steps of the rules ready to be shown in a place of a case: words filled in, and whom to ring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from triage.engine.decision import Tri
from triage.engine.evaluate import Evaluator
from triage.plan.contacts import plan_contacts
from triage.plan.slots import Slots
from triage.rules.answers import Answers
from triage.rules.build_steps import ROLE_QUESTION
from triage.rules.model import RuleSet


@dataclass(frozen=True)
class Action:
    """One thing to do. ``ring`` are lines with a name and a number; ``form`` is what to put in writing, or empty."""

    step: str
    do: str
    how: tuple[str, ...] = ()
    say: str = ""
    ring: tuple[str, ...] = ()
    do_not: tuple[str, ...] = ()
    if_no_answer: str = ""
    form: str = ""
    write: str = ""


class Actions:
    """The steps of one rule set in words for one person's answers."""

    def __init__(self, rule_set: RuleSet, answers: Answers, today: date) -> None:
        self._rule_set = rule_set
        self._answers = answers
        self._evaluator = Evaluator(rule_set)
        self._slots = Slots(rule_set, answers, self._evaluator.evaluate(answers).applies)
        self._today = today

    def words(self, text: str) -> str:
        """``text`` with its slots filled."""
        return self._slots.fill(text)

    def of(self, steps: Iterable[str]) -> tuple[Action, ...]:
        """These steps, each once, in their order. One that the rules do not have is left out."""
        known = [name for name in dict.fromkeys(steps) if name in self._rule_set.steps]
        return tuple(map(self._action, known))

    def brought_by(self, answers: Answers) -> tuple[str, ...]:
        """The steps that the rules bring for other answers than those given, in the order of the rules."""
        held = self._evaluator.evaluate(answers).rules
        rules = (rule for name, rule in self._rule_set.rules.items() if held.get(name) is Tri.TRUE)
        return tuple(dict.fromkeys(step for rule in rules for step in rule.steps))

    def _action(self, name: str) -> Action:
        step, fill = self._rule_set.steps[name], self._slots.fill
        role = self._answers.get(ROLE_QUESTION)
        contacts = plan_contacts(self._rule_set, step.contacts, role.values if role else (), self._slots, self._today)
        return Action(
            step=name,
            do=fill(step.do),
            how=self._slots.all(step.how),
            say=fill(step.say),
            ring=tuple(one.detail if one.phone else one.name for one in contacts if not one.fallback),
            do_not=self._slots.all(step.do_not),
            if_no_answer=fill(step.if_no_answer),
            form=step.document,
            write=fill(step.write),
        )
