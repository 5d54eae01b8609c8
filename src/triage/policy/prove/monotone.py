"""A more serious answer never makes a case calmer: two cases that differ in one answer, held against each other.

What only one of the two is asked may be answered in any way.
"""

from __future__ import annotations

from collections.abc import Iterator

from triage.policy.prove.case import Case
from triage.policy.prove.given import Counted, given
from triage.policy.prove.order import has_order, more_serious
from triage.policy.prove.proof import Goal, Wanted, Wrong
from triage.policy.prove.replay import Outcome
from triage.rules.model import Question, Urgency
from triage.rules.statements import NeverLowers


def never_lowers(case: Case, statement: NeverLowers) -> Iterator[Goal]:
    """One goal for each question, those excepted included; see :func:`excepted`."""
    for name in asked_of(case, statement):
        yield _goal(case, statement, name)


def asked_of(case: Case, statement: NeverLowers) -> tuple[str, ...]:
    """The questions a statement is about, exceptions included."""
    questions = case.rule_set.questions
    return statement.questions or tuple(name for name, question in questions.items() if has_order(question))


def goal_name(statement: NeverLowers, question: str) -> str:
    """The name under which the proof for one question is told."""
    return f"{statement.id} ({question})"


def _goal(case: Case, statement: NeverLowers, name: str) -> Goal:
    other = answered_again(case, name)
    return Goal(
        goal_name(statement, name), statement.says, lowered(case, other, name), (case, other), check, statement.place
    )


def answered_again(case: Case, name: str) -> Case:
    """The same case with one question answered once more, freely."""
    answer = case.answers[name]
    question: Question = answer.question
    cuts = {start for start, _ in answer.ranges} if isinstance(answer, Counted) else ()
    again = given(case.formulas, question, cuts)
    return Case(case.formulas, case.rule_set, {**case.answers, name: again}, like=case)


def lowered(case: Case, other: Case, name: str) -> int:
    """``other`` gives the more serious answer to the question ``name``, and comes out calmer."""
    formulas = case.formulas
    calmer = formulas.some(formulas.every([case.urgency(level), -other.urgency(level)]) for level in Urgency)
    if calmer == formulas.false:
        return calmer
    serious = more_serious(formulas, case.answers[name], other.answers[name])
    return formulas.every([calmer, serious, case.applies(name)])


def check(outcomes: tuple[Outcome, ...]) -> Wrong | None:
    """The second case must not be the calmer one."""
    first, second = outcomes
    if first.urgency is None or second.at_least(first.urgency):
        return None
    words = f"the more serious answer makes it {second.urgency_word}, where it was {first.urgency_word}"
    return Wrong(words, Wanted(first.urgency))
