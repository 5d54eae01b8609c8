"""Walks the real interview with a scenario's answers, page by page, as a person giving them would."""

from __future__ import annotations

from dataclasses import dataclass

from triage.engine.evaluate import Evaluator
from triage.policy.calmest import otherwise_answer
from triage.rules.answers import Answer
from triage.rules.model import RuleSet
from triage.rules.scenarios import Scenario
from triage.session.agenda import Planner
from triage.session.interview import Decides, Interview
from triage.session.session import Session
from triage.session.view import View


@dataclass(frozen=True)
class Walk:
    """One walk through the interview.

    ``pages`` were shown before there was enough to act, in order; ``at_enough`` is that moment. ``at_end`` is the one
    after every page that could still add to the plan, as far as the scenario has answers. ``stuck_at`` is the page
    before enough to act that it has none for; empty when it got through. ``never_asked`` are answers it gives to
    questions nobody asked. ``asked`` is every page that was shown.
    """

    pages: tuple[str, ...]
    at_enough: View
    at_end: View
    stuck_at: str
    never_asked: tuple[str, ...]
    asked: tuple[str, ...]


class Walker:
    """Walks scenarios through the interview over one rule set."""

    def __init__(self, rule_set: RuleSet, decider: Decides) -> None:
        self._rule_set = rule_set
        self._interview = Interview(rule_set, decider)
        # Sharing the decider's evaluator spares working each set of answers out twice.
        self._planner = Planner(rule_set, getattr(decider, "evaluator", None) or Evaluator(rule_set))

    def walk(self, scenario: Scenario) -> Walk:
        """The walk with the answers of ``scenario``. Raises ValueError, in plain words, if one cannot be given."""
        session, stuck_at = self._to_enough(scenario)
        at_enough, pages = self._interview.view(session), tuple(session.answers)
        if not stuck_at:
            session = self._fuller(scenario, session)
        return Walk(
            pages=pages,
            at_enough=at_enough,
            at_end=self._interview.view(session),
            stuck_at=stuck_at,
            never_asked=tuple(question for question in scenario.answers if question not in session.answers),
            asked=tuple(session.answers),
        )

    def _to_enough(self, scenario: Scenario) -> tuple[Session, str]:
        """Answer page by page until there is enough to act, or until a page the scenario has no answer for."""
        session = Session()
        view = self._interview.view(session)
        while not view.enough and view.page is not None:
            question = view.page.question
            answer = self._answer(scenario, question)
            if answer is None:
                return session, question
            session = self._interview.answer(session, question, answer)
            view = self._interview.view(session)
        return session, ""

    def _fuller(self, scenario: Scenario, session: Session) -> Session:
        """Open every section and answer every page that could still add to the plan, as far as the scenario goes.

        A page it says nothing about is passed over, so that others can still be answered.
        """
        while True:
            answers = ((name, self._answer(scenario, name)) for name in self._useful(session))
            question, answer = next(((name, found) for name, found in answers if found is not None), ("", None))
            if answer is None:
                return session
            session = self._interview.answer(session, question, answer)

    def _useful(self, session: Session) -> tuple[str, ...]:
        """The pages that could still add to the plan, in interview order."""
        decision = self._interview.view(session).decision
        return self._planner.agenda(decision, session.answers).useful

    def _answer(self, scenario: Scenario, question: str) -> Answer | None:
        given = scenario.answers.get(question)
        return given or otherwise_answer(self._rule_set.questions[question], scenario.otherwise)
