"""One gate for answers, before anything is decided: whatever is wrong with an answer, it ends as *not sure*.

An answer can be wrong when a case was saved under older rules, or a file was written by hand. Reading it as
*not sure* keeps the protective reading; ticks that are still known are kept.
"""

from __future__ import annotations

from triage.rules.answers import NO, YES, Answer, AnswerKind, not_sure, skipped, ticked
from triage.rules.model import Question, QuestionType


def options_of(question: Question) -> tuple[str, ...]:
    """The option values of a question; ``yes`` and ``no`` for a yes/no question that lists none."""
    if question.type is QuestionType.YES_NO and not question.options:
        return (YES, NO)
    return question.option_names


def tidy(question: Question, answer: object) -> Answer:
    """The answer as the rules may read it.

    An unknown option, a number outside the bounds, the wrong kind of answer, or no answer at all where one was
    given: *not sure*. Of a several-choice answer the known ticks stay and the rest is *not sure*.
    """
    if not isinstance(answer, Answer):
        return not_sure()
    if answer.kind is AnswerKind.SKIPPED:
        return skipped()
    if answer.kind is AnswerKind.NOT_SURE:
        return not_sure()
    if question.type is QuestionType.SEVERAL:
        return _tidy_ticks(question, answer)
    if question.type is QuestionType.NUMBER:
        return answer if _number_fits(question, answer) else not_sure()
    fits = answer.kind is AnswerKind.CHOSEN and len(answer.values) == 1 and answer.values[0] in options_of(question)
    return answer if fits and answer.number is None else not_sure()


def _tidy_ticks(question: Question, answer: Answer) -> Answer:
    names = question.option_names
    known = [value for value in answer.values if value in names]
    wrong = len(known) < len(answer.values) or answer.kind is not AnswerKind.TICKED or answer.number is not None
    return ticked(*known, rest_not_sure=True) if wrong else answer


def _number_fits(question: Question, answer: Answer) -> bool:
    value = answer.number
    if answer.kind is not AnswerKind.NUMBER or type(value) is not int:
        return False
    return question.highest <= question.lowest or question.lowest <= value <= question.highest
