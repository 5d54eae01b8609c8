"""How one answer differs from another, in words."""

from __future__ import annotations

from typing import TypeAlias

from triage.explain.phrases import answer_words
from triage.rules.answers import Answer
from triage.rules.model import Question, QuestionType

Difference: TypeAlias = tuple[str, str | None, str]
"""A question id, one option (None for the whole answer), and the new answer in words."""
TICKED = "ticked"
NOT_TICKED = "not ticked"


def difference(question: Question, old: Answer | None, new: Answer) -> tuple[Difference, ...]:
    """What to answer instead of ``old``: the whole new answer, or only the ticks that change where that is clearer."""
    whole = ((question.id, None, answer_words(question, new)),)
    if question.type is not QuestionType.SEVERAL or old is None or not new.values:
        return whole
    if _rest(old) is not _rest(new):
        return whole
    return tuple(
        (question.id, option, TICKED if option in new.values else NOT_TICKED)
        for option in question.option_names
        if (option in new.values) is not (option in old.values)
    )


def _rest(answer: Answer) -> bool:
    return answer.unsure or answer.rest_not_sure
