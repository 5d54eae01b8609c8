"""Marks a choice by the live rules, part by part."""

from __future__ import annotations

from triage.plan.model import Citation, PlanStep
from triage.plan.words import HEADLINES
from triage.rules.model import Urgency
from triage.rules.vignettes import Parents, Vignette
from triage.training.model import NOBODY, Choice, Marked, MarkedPart, Part, RulesPath, Verdict
from triage.training.offer import PARENT_WORDS, Offer, offer
from triage.training.path import Trainer
from triage.training.words import NOTHING_TO_RING, WHY

_CARE = {Parents.ASK: 0, Parents.TELL: 1, Parents.NOT_YET: 2}
"""What can be told to parents, the least careful first: asking lets a no stop what has to happen."""


def mark(trainer: Trainer, vignette: Vignette, choice: Choice) -> Marked:
    """``choice`` beside what the rules say about ``vignette``."""
    marker = _Marker(trainer, vignette, choice)
    parts = (marker.urgency(), marker.first_step(), marker.contact(), marker.parents())
    return Marked(vignette.id, choice, marker.path, parts)


class _Marker:
    def __init__(self, trainer: Trainer, vignette: Vignette, choice: Choice) -> None:
        self._trainer = trainer
        self._choice = choice
        self.path: RulesPath = trainer.path(vignette)
        self._offer: Offer = offer(trainer, vignette)

    def urgency(self) -> MarkedPart:
        """How soon: later than the rules is less safe, sooner is safer than needed."""
        verdict = _held_against(self._choice.urgency, self.path.urgency)
        holding = next((step for step in self.path.plan.steps if step.urgency is self.path.urgency), self.path.first)
        words = HEADLINES[self._choice.urgency], HEADLINES[self.path.urgency]
        return _part(Part.URGENCY, verdict, *words, _most_urgent_reason(self._trainer, self.path, holding))

    def first_step(self) -> MarkedPart:
        """What first: see :func:`_step_verdict`."""
        words = self._offer.words(Part.FIRST_STEP, self._choice.first_step), self.path.first.do
        return _part(Part.FIRST_STEP, self._step_verdict(), *words, _reason(self.path.first))

    def contact(self) -> MarkedPart:
        """Whom to ring first."""
        names = " or ".join(one.name for one in self.path.contacts) or NOTHING_TO_RING
        words = self._offer.words(Part.CONTACT, self._choice.contact), names
        return _part(Part.CONTACT, self._contact_verdict(), *words, _reason(self.path.rings))

    def parents(self) -> MarkedPart:
        """What to tell the parents."""
        rules = PARENT_WORDS[self.path.parents]
        about = self.path.about_parents
        if about is not None:
            rules = about.do
        words = PARENT_WORDS[self._choice.parents], rules
        return _part(Part.PARENTS, self._parents_verdict(), *words, _reason(about))

    def _step_verdict(self) -> Verdict:
        """A later line of the same urgency is only another order; a calmer one, or none of the plan's, is less safe.

        A step that only more urgent rules ever bring is safer than needed.
        """
        chosen = self._choice.first_step
        if chosen == self.path.first.id:
            return Verdict.RIGHT
        line = next((step for step in self.path.plan.steps if step.id == chosen), None)
        if line is not None:
            return Verdict.OTHER if line.urgency is self.path.first.urgency else Verdict.LESS_SAFE
        range_of = self._trainer.soonest_and_latest(chosen)
        return Verdict.SAFER if range_of is not None and range_of[0] > self.path.urgency else Verdict.LESS_SAFE

    def _contact_verdict(self) -> Verdict:
        chosen, right = self._choice.contact, {one.id for one in self.path.contacts}
        if chosen in right or (chosen == NOBODY and not right):
            return Verdict.RIGHT
        if chosen == NOBODY:
            return Verdict.LESS_SAFE
        if not right or self._only_for_more_urgent(chosen):
            return Verdict.SAFER
        shown = {one.id for step in self.path.plan.steps for one in step.contacts}
        return Verdict.OTHER if chosen in shown else Verdict.LESS_SAFE

    def _only_for_more_urgent(self, contact: str) -> bool:
        """Whether every step that rings this contact is only ever brought by rules more urgent than the case."""
        steps = [step.id for step in self._trainer.rule_set.steps.values() if contact in step.contacts]
        found = [self._trainer.soonest_and_latest(step) for step in steps]
        lowest = [one[0] for one in found if one is not None]
        return bool(lowest) and min(lowest) > self.path.urgency

    def _parents_verdict(self) -> Verdict:
        chosen, rules = self._choice.parents, self.path.parents
        if rules is Parents.DOES_NOT_MATTER:
            return Verdict.OPEN
        if chosen is rules:
            return Verdict.RIGHT
        if chosen is Parents.DOES_NOT_MATTER:
            return Verdict.LESS_SAFE if rules is Parents.NOT_YET else Verdict.OTHER
        return Verdict.SAFER if _CARE[chosen] > _CARE[rules] else Verdict.LESS_SAFE


def _held_against(chosen: Urgency, rules: Urgency) -> Verdict:
    if chosen is rules:
        return Verdict.RIGHT
    return Verdict.SAFER if chosen > rules else Verdict.LESS_SAFE


def _part(
    part: Part, verdict: Verdict, chosen: str, rules: str, reason: tuple[str, tuple[Citation, ...]]
) -> MarkedPart:
    return MarkedPart(part, verdict, chosen, rules, WHY.get((part, verdict), ""), *reason)


def _reason(step: PlanStep | None) -> tuple[str, tuple[Citation, ...]]:
    """Why a line is in the plan, and the passages of that rule."""
    if step is None or not step.reasons:
        return "", ()
    return step.reasons[0].why, step.reasons[0].citations


def _most_urgent_reason(trainer: Trainer, path: RulesPath, step: PlanStep) -> tuple[str, tuple[Citation, ...]]:
    """The reason of a rule that makes the case as urgent as it is, rather than of one that merely agrees with it."""
    rules = trainer.rule_set.rules
    for reason in step.reasons:
        if reason.rule in rules and rules[reason.rule].urgency is path.urgency:
            return reason.why, reason.citations
    return _reason(step)
