"""The check-your-answers page and the list of sections, from what was answered and what is left to ask."""

from __future__ import annotations

from collections.abc import Sequence

from triage.engine.decision import Decision, Tri
from triage.rules.answers import Answer, AnswerKind, Answers
from triage.rules.model import RuleSet
from triage.session.answer_words import answer_words
from triage.session.view import AnswerRow, RowState, SectionState


def set_aside(decision: Decision, answers: Answers) -> tuple[str, ...]:
    """Questions that were answered and no longer apply, in the order they were answered."""
    return tuple(question for question in answers if decision.applies[question] is Tri.FALSE)


def answer_rows(
    rule_set: RuleSet, order: Sequence[str], answers: Answers, aside: Sequence[str]
) -> tuple[AnswerRow, ...]:
    """One line for each answer, in interview ``order``; those set ``aside`` come last."""
    given = [question for question in order if question in answers]
    titles = {section.id: section.title for section in rule_set.sections}
    return tuple(
        AnswerRow(
            question,
            rule_set.questions[question].ask,
            answer_words(rule_set.questions[question], answers[question]),
            _state(answers[question], question in aside),
            titles.get(rule_set.questions[question].section, ""),
        )
        for question in sorted(given, key=lambda question: question in aside)
    )


def _state(answer: Answer, aside: bool) -> RowState:
    if aside:
        return RowState.SET_ASIDE
    if answer.kind is AnswerKind.SKIPPED:
        return RowState.SKIPPED
    return RowState.NOT_SURE if answer.kind is AnswerKind.NOT_SURE else RowState.ANSWERED


def section_states(rule_set: RuleSet, useful: Sequence[str], opened: frozenset[str]) -> tuple[SectionState, ...]:
    """Every section, with how many of the ``useful`` questions are in it."""
    homes = [rule_set.questions[question].section for question in useful]
    return tuple(
        SectionState(section.id, section.title, section.settles, homes.count(section.id), section.id in opened)
        for section in rule_set.sections
    )
