"""The rules' own path through a story: the real interview, walked with the answers the story implies."""

from __future__ import annotations

from datetime import datetime

from triage.engine.evaluate import Evaluator
from triage.plan.build import build_plan
from triage.plan.model import Plan, PlanStep
from triage.policy.walk import Walker
from triage.rules.expecting import Expect
from triage.rules.model import RuleSet, Urgency
from triage.rules.scenarios import Scenario
from triage.rules.vignettes import SAID_OF_PARENTS, Bank, Outcome, Parents, Vignette
from triage.session.interview import Decides
from triage.training.model import RulesPath


class Trainer:
    """One rule set ready to be taught. ``now`` is the moment its plans are made at."""

    def __init__(self, rule_set: RuleSet, decider: Decides, bank: Bank, now: datetime) -> None:
        self.rule_set = rule_set
        self.bank = bank
        self.evaluator = Evaluator(rule_set)
        self._walker = Walker(rule_set, decider)
        self._now = now
        self._paths: dict[str, RulesPath] = {}

    def path(self, vignette: Vignette) -> RulesPath:
        """What the rules say about ``vignette``. Worked out once."""
        if vignette.id not in self._paths:
            self._paths[vignette.id] = self._walked(vignette)
        return self._paths[vignette.id]

    def _walked(self, vignette: Vignette) -> RulesPath:
        view = self._walker.walk(_as_scenario(vignette)).at_end
        plan = build_plan(self.rule_set, view.decision, view.answers, self._now)
        rings = next((step for step in plan.steps if any(not one.fallback for one in step.contacts)), None)
        about, parents = _about_parents(plan, self.bank)
        return RulesPath(
            urgency=plan.urgency,
            send_as=plan.send_as,
            first=plan.steps[0],
            rings=rings,
            contacts=() if rings is None else tuple(one for one in rings.contacts if not one.fallback),
            about_parents=about,
            parents=parents,
            plan=plan,
            view=view,
        )

    def soonest_and_latest(self, step: str) -> tuple[Urgency, Urgency] | None:
        """The least and the most urgent of the rules that bring a step; None when none does."""
        found = [rule.urgency for rule in self.rule_set.rules.values() if step in rule.steps]
        return (min(found), max(found)) if found else None


def outcome_of(path: RulesPath) -> Outcome:
    """What the rules say, in the form in which the notes of a vignette say what they were written for."""
    contacts = tuple(contact.id for contact in path.contacts)
    return Outcome(path.urgency, path.send_as, path.first.id, contacts, path.parents)


def _about_parents(plan: Plan, bank: Bank) -> tuple[PlanStep | None, Parents]:
    """The line of the plan about parents, and what it comes to: the most careful where several say different things."""
    for meaning in SAID_OF_PARENTS:
        for step in plan.steps:
            if bank.parents.get(step.id) is meaning:
                return step, meaning
    return None, Parents.DOES_NOT_MATTER


def _as_scenario(vignette: Vignette) -> Scenario:
    return Scenario(
        name=vignette.id,
        ref="",
        answers=vignette.answers,
        otherwise=vignette.otherwise,
        expect=Expect(vignette.expect.urgency),
        place=vignette.place,
        pack=vignette.pack,
        topic=vignette.topic,
    )
