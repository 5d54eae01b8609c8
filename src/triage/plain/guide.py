"""What plain mode needs of the rest of the program, in one place, with the clock passed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from triage.engine.decide import Decider
from triage.engine.evaluate import Evaluator
from triage.explain.change import Changes, what_would_change
from triage.explain.nearest import NearMiss, nearest
from triage.plan.build import with_notice
from triage.plan.model import Plan, PlanStep
from triage.plan.own_plan import own_plan, people_to_ask
from triage.plan.own_view import OwnView
from triage.plan.slots import Slots
from triage.rules.model import RuleSet
from triage.session.interview import Interview
from triage.session.session import Session
from triage.session.view import View


@dataclass(frozen=True)
class Guide:
    """One rule set ready to be asked.

    ``clock`` gives the time that time limits are counted from. ``notice`` is told with every plan, or empty.
    """

    rule_set: RuleSet
    decider: Decider
    interview: Interview
    evaluator: Evaluator
    clock: Callable[[], datetime]
    notice: str = ""

    def view(self, session: Session) -> View:
        """What to show now."""
        return self.interview.view(session)

    def plan(self, view: View, own: Sequence[OwnView] = ()) -> Plan:
        """The plan that the answers make, with what the person sees differently."""
        return with_notice(own_plan(self.rule_set, view.decision, view.answers, self.clock(), own), self.notice)

    def to_ask(self, view: View) -> tuple[PlanStep, ...]:
        """Whom to talk to before doing less than the plan."""
        return people_to_ask(self.rule_set, view.decision, view.answers, self.clock())

    def near(self, view: View) -> tuple[NearMiss, ...]:
        """The rules that would be more urgent, and what they lack."""
        return nearest(self.rule_set, self.evaluator, view.answers, view.decision.urgency)

    def changes(self, view: View) -> Changes:
        """The smallest change in the answers that would make the case more, or less, urgent."""
        return what_would_change(self.rule_set, self.evaluator, view.answers)

    def fill(self, view: View, text: str) -> str:
        """``text`` with its word slots filled for this person."""
        return Slots(self.rule_set, view.answers, view.decision.applies).fill(text)

    @property
    def danger_question(self) -> str:
        """The first question of the first section, which asks about danger."""
        first = self.rule_set.sections[0].id
        return next(name for name, question in self.rule_set.questions.items() if question.section == first)


def make_guide(rule_set: RuleSet, decider: Decider, clock: Callable[[], datetime], notice: str = "") -> Guide:
    """A guide over ``rule_set``, decided by ``decider``."""
    return Guide(rule_set, decider, Interview(rule_set, decider), Evaluator(rule_set), clock, notice)
