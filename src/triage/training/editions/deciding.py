"""One case decided under one edition, whether or not the case was made for it.

Whatever an edition cannot be told counts as not sure in it, never as if all were well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from triage.engine.evaluate import Evaluator
from triage.explain.phrases import answer_words
from triage.plan.build import build_plan
from triage.plan.times import date_words
from triage.policy.walk import Walker
from triage.rules.answers import Answer, AnswerKind, not_sure, ticked
from triage.rules.expecting import Expect
from triage.rules.model import Place, Question, RuleSet, Urgency
from triage.rules.scenarios import Scenario
from triage.session.agenda import Planner
from triage.session.interview import Interview
from triage.session.session import Session
from triage.session.valid import check_answer
from triage.session.view import View
from triage.training.editions.model import Case, Edition, Misfit, Side

NOT_ASKED = "not asked"
NOT_SURE = "not sure"


def decided(edition: Edition, other: RuleSet, case: Case, now: datetime) -> Side:
    """What ``edition`` says of ``case``. ``other`` is the edition it is held against."""
    rules = edition.rule_set
    taken, misfits = fitted(case.answers, rules, other)
    only_here = [name for name in rules.questions if name not in other.questions and name not in taken]
    view = (_story if case.otherwise else _answers)(edition, case, taken, only_here)
    asked = tuple(name for name in only_here if name in view.answers)
    plan = build_plan(rules, view.decision, view.answers, now)
    return Side(edition.name, dated(rules), plan, view, misfits, asked)


def dated(rules: RuleSet) -> str:
    """The version of the rules with the day they are in force from."""
    days = dict.fromkeys(date_words(pack.in_force_from) for pack in rules.packs)
    return f"{rules.version}, in force from {' and '.join(days)}"


def fitted(
    answers: Mapping[str, Answer], rules: RuleSet, other: RuleSet
) -> tuple[dict[str, Answer], tuple[Misfit, ...]]:
    """The answers as ``rules`` can take them, and those they cannot. ``other`` gives words for what they do not know.

    An option that these rules do not have leaves its question not sure, in whole or for the rest.
    """
    taken: dict[str, Answer] = {}
    misfits: list[Misfit] = []
    for name, answer in answers.items():
        question = rules.questions.get(name)
        if question is not None:
            taken[name] = _fitting(rules, question, answer)
        if taken.get(name) != answer:
            misfits.append(_misfit(name, answer, question, other.questions.get(name)))
    return taken, tuple(misfits)


def _fitting(rules: RuleSet, question: Question, answer: Answer) -> Answer:
    try:
        check_answer(rules, question.id, answer)
    except ValueError:
        known = [value for value in answer.values if value in question.option_names]
        partly = answer.kind is AnswerKind.TICKED and known
        left = ticked(*known, rest_not_sure=True) if partly else not_sure()
        try:
            check_answer(rules, question.id, left)
        except ValueError:  # the question takes another kind of answer now
            return not_sure()
        return left
    return answer


def _misfit(name: str, answer: Answer, here: Question | None, there: Question | None) -> Misfit:
    """``here`` is the question of these rules, ``there`` that of the others; at least one of them knows the answer."""
    known = there or here
    ask = known.ask if known is not None else name
    words = _words(there, answer) or _words(here, answer) or NOT_SURE
    return Misfit(name, ask, words, NOT_ASKED if here is None else NOT_SURE)


def _words(question: Question | None, answer: Answer) -> str:
    """The answer in the words of a question that has it; empty when it has not."""
    if question is None or any(value not in question.option_names for value in answer.values):
        return ", ".join(answer.values) if question is None else ""
    return answer_words(question, answer)


def _story(edition: Edition, case: Case, taken: Mapping[str, Answer], only_here: list[str]) -> View:
    """A story is whole: every page is answered, as it says for those it does not name."""
    answers = {**taken, **dict.fromkeys(only_here, not_sure())}
    scenario = Scenario(case.id, "", answers, case.otherwise, Expect(Urgency.INFORMATION), Place(""), "", "")
    return Walker(edition.rule_set, edition.decider).walk(scenario).at_end


def _answers(edition: Edition, case: Case, taken: Mapping[str, Answer], only_here: list[str]) -> View:
    """Answers are taken as they are; only what the case could not be asked is answered for it."""
    del case
    interview = Interview(edition.rule_set, edition.decider)
    planner = Planner(edition.rule_set, Evaluator(edition.rule_set))
    session = Session(tuple(taken.items()))
    for name in _each(interview, planner, session, only_here):
        session = session.answer(name, not_sure())
    return interview.view(session)


def _each(interview: Interview, planner: Planner, session: Session, wanted: list[str]) -> Iterator[str]:
    """The pages among ``wanted`` that could still add to the plan, one after another as each is left not sure."""
    while True:
        view = interview.view(session)
        useful = planner.agenda(view.decision, view.answers).useful
        name = next((one for one in useful if one in wanted), None)
        if name is None:
            return
        session = session.answer(name, not_sure())
        yield name
