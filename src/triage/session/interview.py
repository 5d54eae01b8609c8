"""The interview: from a session to what is shown now, worked out afresh from the answers every time."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from triage.engine.decision import Decision, Tri
from triage.engine.evaluate import Evaluator
from triage.rules.answers import Answer, Answers
from triage.rules.model import RuleSet
from triage.session.agenda import Agenda, Planner
from triage.session.page import Page
from triage.session.paging import make_page
from triage.session.rows import answer_rows, section_states, set_aside
from triage.session.session import Session
from triage.session.valid import check_answer
from triage.session.view import View

_REMEMBERED = 32
"""How many moments are kept: a front end asks for the same one several times while drawing it."""


class Decides(Protocol):
    """Whatever turns answers into a decision."""

    def decide(self, answers: Answers) -> Decision:
        """The decision for ``answers``."""
        ...


class Interview:
    """The interview over one rule set. Pure: the same session always gives an equal view."""

    def __init__(self, rule_set: RuleSet, decider: Decides) -> None:
        """Shares the decider's own evaluator where it has one: it then has each answer worked out already."""
        self.rule_set = rule_set
        self._decider = decider
        self._planner = Planner(rule_set, getattr(decider, "evaluator", None) or Evaluator(rule_set))
        self._remembered = lru_cache(_REMEMBERED)(self._view)

    def answer(self, session: Session, question: str, answer: Answer) -> Session:
        """``session`` with the answer given. Raises ValueError, in plain words, if the question cannot take it."""
        check_answer(self.rule_set, question, answer)
        return session.answer(question, answer)

    def view(self, session: Session) -> View:
        """What to show now. Raises ValueError, in plain words, for an answer its question cannot take."""
        return self._remembered(session)

    def _view(self, session: Session) -> View:
        answers = session.answers
        for question, answer in answers.items():
            check_answer(self.rule_set, question, answer)
        decision = self._decider.decide(answers)
        agenda = self._planner.agenda(decision, answers, session.opened)
        aside = set_aside(decision, answers)
        return View(
            decision=decision,
            page=self._page(session, decision, agenda),
            enough=not agenda.needed,
            complete=not agenda.useful,
            sections=section_states(self.rule_set, agenda.useful, session.opened),
            set_aside=aside,
            answers={question: answer for question, answer in answers.items() if question not in aside},
            rows=answer_rows(self.rule_set, self._planner.order, answers, aside),
        )

    def _page(self, session: Session, decision: Decision, agenda: Agenda) -> Page | None:
        left = agenda.needed or agenda.fuller
        again = self._looked_at(session, decision)
        shown = again or next(iter(left), None)
        if shown is None:
            return None
        about_left = agenda.about_left + (shown not in left)
        return make_page(self.rule_set, self.rule_set.questions[shown], session.answers.get(shown), about_left)

    def _looked_at(self, session: Session, decision: Decision) -> str | None:
        """The page the person asked to see; if it no longer applies, the one asked before it that does."""
        if session.at is None:
            return None
        if session.at not in self.rule_set.questions:
            raise ValueError(f'These rules have no question called "{session.at}".')
        asked = [question for question, _ in session.entries]
        earlier = asked[: asked.index(session.at)] if session.at in asked else asked
        return next((q for q in (session.at, *reversed(earlier)) if decision.applies[q] is Tri.TRUE), None)
