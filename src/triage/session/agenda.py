"""What is still to be asked: before there is enough to act, and afterwards to make the plan fuller.

Enough to act must be true to its name, so a question is asked first if any rule that would raise the urgency or
the kind of message still depends on it. Everything else can wait until the person asks for more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from triage.engine.decision import Decision, Tri
from triage.engine.evaluate import Evaluation, Evaluator
from triage.engine.relevance import relevant
from triage.explain.mentions import mentioned
from triage.rules.answers import Answers
from triage.rules.model import Rule, RuleSet, SendAs, Urgency

DANGER = "danger"


@dataclass(frozen=True)
class Agenda:
    """Questions that apply and have no answer, in interview order.

    ``needed`` must be asked before there is enough to act; ``useful`` could still add something to the plan;
    ``fuller`` are to be asked for the sections the person opened, with any that decide whether those apply.
    ``maybe`` is how many more must always be asked if it turns out that they apply.
    """

    needed: tuple[str, ...]
    useful: tuple[str, ...]
    fuller: tuple[str, ...]
    maybe: int = 0

    @property
    def about_left(self) -> int:
        """How many pages are probably still to come: of those that may yet apply, about half do."""
        return len(self.needed) + (self.maybe + 1) // 2 if self.needed else len(self.fuller)


class Planner:
    """Works out the agenda for one rule set. Holds only what never changes."""

    def __init__(self, rule_set: RuleSet, evaluator: Evaluator) -> None:
        self._rule_set = rule_set
        self._evaluator = evaluator
        self.order = interview_order(rule_set)
        self._always = tuple(q for q in self.order if rule_set.questions[q].always_ask)
        self._gates = {q: mentioned(rule_set.questions[q].ask_when, rule_set.facts) for q in self.order}

    def agenda(self, decision: Decision, answers: Answers, opened: Collection[str] = ()) -> Agenda:
        """What is still to be asked, given what was decided from ``answers`` and the sections ``opened``.

        Should working that out fail, everything left is asked: a question too many is safer than one too few.
        """
        try:
            return self._reasoned(decision, answers, opened)
        except Exception:
            left = tuple(q for q in self.order if q not in answers and decision.applies[q] is not Tri.FALSE)
            return Agenda(() if decision.urgency is Urgency.EMERGENCY else left, left, left)

    def _reasoned(self, decision: Decision, answers: Answers, opened: Collection[str]) -> Agenda:
        evaluation = self._evaluator.evaluate(answers)
        needed = self._needed(decision, evaluation, answers)
        planned = planned_steps(decision)
        adding = [rule for rule in evaluation.open_rules if adds(self._rule_set.rules[rule], decision, planned)]
        useful = {*self._relevant(adding, evaluation, answers), *needed}
        fuller = {question for question in useful if self._rule_set.questions[question].section in opened}
        applies = evaluation.applies
        undecided = [q for q in self._always_asked(decision) if applies[q] is Tri.OPEN and q not in answers]
        return Agenda(
            needed,
            self._askable(useful, applies, answers),
            self._askable(fuller, applies, answers),
            maybe=len(undecided),
        )

    def _needed(self, decision: Decision, evaluation: Evaluation, answers: Answers) -> tuple[str, ...]:
        if decision.urgency is Urgency.EMERGENCY:
            return ()  # a 999 call waits for nothing; what kind of message follows can be settled after it
        raising = [rule for rule in evaluation.open_rules if raises(self._rule_set.rules[rule], decision)]
        wanted = {*self._relevant(raising, evaluation, answers), *self._always_asked(decision)}
        return self._askable(wanted, evaluation.applies, answers)

    def _relevant(self, rules: Collection[str], evaluation: Evaluation, answers: Answers) -> tuple[str, ...]:
        return relevant(self._evaluator, evaluation, answers, rules) if rules else ()

    def _always_asked(self, decision: Decision) -> Iterable[str]:
        """Pages that nothing calmer than "now" may be shown without. Nothing skips those about danger."""
        if decision.urgency < Urgency.NOW:
            return self._always
        return (q for q in self._always if self._rule_set.questions[q].section == DANGER)

    def _askable(self, wanted: Iterable[str], applies: Mapping[str, Tri], answers: Answers) -> tuple[str, ...]:
        """The pages to ask for ``wanted``: each one itself if it applies, else what decides whether it does."""
        found: set[str] = set()
        seen: set[str] = set()
        waiting = list(wanted)
        while waiting:
            question = waiting.pop()
            if question in seen:
                continue
            seen.add(question)
            state = applies[question]
            if state is Tri.OPEN:
                waiting.extend(self._gates[question])
            elif state is Tri.TRUE and question not in answers:
                found.add(question)
        return tuple(question for question in self.order if question in found)


def interview_order(rule_set: RuleSet) -> tuple[str, ...]:
    """Every question in the order pages are asked: danger first, then by section, then as in the files."""
    places = {section.id: place for place, section in enumerate(rule_set.sections)}
    places[DANGER] = -1
    return tuple(sorted(rule_set.questions, key=lambda q: places.get(rule_set.questions[q].section, len(places))))


def raises(rule: Rule, decision: Decision) -> bool:
    """Whether ``rule``, if it fired, would raise the urgency or the kind of message."""
    return rule.urgency > decision.urgency or (rule.send_as or SendAs.INFORMATION_ONLY) > decision.send_as


def planned_steps(decision: Decision) -> Mapping[str, Urgency]:
    """The steps of a decision, each with how soon it is."""
    return {step.step: step.urgency for step in decision.steps}


def adds(rule: Rule, decision: Decision, planned: Mapping[str, Urgency]) -> bool:
    """Whether ``rule``, if it fired, would change the plan at all: raise something, bring a step or hasten one.

    ``planned`` are the steps of the decision, from :func:`planned_steps`.
    """
    if raises(rule, decision):
        return True
    return any(step not in planned or planned[step] < rule.urgency for step in rule.steps)
