"""Walks the real interview with a scenario's answers, page by page, as a person giving them would."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.engine.evaluate import Evaluator
from triage.policy.calmest import otherwise_answer
from triage.rules.answers import Answer
from triage.rules.model import Question, RuleSet
from triage.rules.scenarios import Scenario
from triage.session.agenda import Planner
from triage.session.interview import Decides, Interview
from triage.session.session import Session
from triage.session.view import View


@dataclass(frozen=True)
class Walk:
    """One walk through the interview.

    ``pages`` were shown before there was enough to act, in order; ``at_enough`` is that moment and ``at_end`` the
    one after every other answer of the scenario that was asked for. ``stuck_at`` is the page before enough to act
    that the scenario has no answer for; empty when it got through. ``never_asked`` are answers it gives to
    questions nobody asked.
    """

    pages: tuple[str, ...]
    at_enough: View
    at_end: View
    stuck_at: str
    never_asked: tuple[str, ...]


class Walker:
    """Walks scenarios through the interview over one rule set."""

    def __init__(self, rule_set: RuleSet, decider: Decides) -> None:
        self._rule_set = rule_set
        self._interview = Interview(rule_set, decider)
        self._planner = Planner(rule_set, Evaluator(rule_set))

    def walk(self, scenario: Scenario) -> Walk:
        """The walk with the answers of ``scenario``. Raises ValueError, in plain words, if one cannot be given."""
        session, pages, stuck_at = Session(), [], ""
        view = self._interview.view(session)
        while not view.enough and view.page is not None:
            question = view.page.question
            answer = self._answer(scenario, question)
            if answer is None:
                stuck_at = question
                break
            pages.append(question)
            session = self._interview.answer(session, question, answer)
            view = self._interview.view(session)
        at_enough = view
        if not stuck_at:
            session = self._fuller(scenario, session)
        asked = {question for question, _ in session.entries}
        return Walk(
            pages=tuple(pages),
            at_enough=at_enough,
            at_end=self._interview.view(session),
            stuck_at=stuck_at,
            never_asked=tuple(question for question in scenario.answers if question not in asked),
        )

    def _fuller(self, scenario: Scenario, session: Session) -> Session:
        """Open every section and give the answers the scenario has left, wherever a page asks for one.

        A page it has no answer for is passed over, unless it is all that stands before one it has.
        """
        while left := _left(scenario.answers, session):
            useful = self._useful(session)
            question = next((name for name in useful if name in left), None)
            if question is None:
                question = next(iter(useful), None) if scenario.otherwise else None
            answer = None if question is None else self._answer(scenario, question)
            if question is None or answer is None:
                return session
            session = self._interview.answer(session, question, answer)
        return session

    def _useful(self, session: Session) -> tuple[str, ...]:
        """The pages that could still add to the plan, in interview order."""
        decision = self._interview.view(session).decision
        return self._planner.agenda(decision, session.answers).useful

    def _answer(self, scenario: Scenario, question: str) -> Answer | None:
        given = scenario.answers.get(question)
        return given if given is not None else otherwise_answer(self._question(question), scenario.otherwise)

    def _question(self, name: str) -> Question:
        return self._rule_set.questions[name]


def _left(given: Mapping[str, Answer], session: Session) -> frozenset[str]:
    return frozenset(given) - set(session.answers)
