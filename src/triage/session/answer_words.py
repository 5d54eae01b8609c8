"""An answer as a person would say it, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from triage.rules.answers import Answer, AnswerKind
from triage.rules.model import Question

NOT_SURE_WORDS = "Not sure"
SKIPPED_WORDS = "Skipped (treated as not sure)"
NONE_WORDS = "None of these"
REST_WORDS = "not sure about the rest"


def answer_words(question: Question, answer: Answer) -> str:
    """``answer`` to ``question`` in words: a label, several joined by semicolons, a number with its unit."""
    match answer.kind:
        case AnswerKind.NOT_SURE:
            return NOT_SURE_WORDS
        case AnswerKind.SKIPPED:
            return SKIPPED_WORDS
        case AnswerKind.NUMBER:
            return f"{answer.number} {question.unit}".strip()
        case AnswerKind.CHOSEN:
            return question.label(answer.values[0])
        case AnswerKind.TICKED:
            return _ticked_words(question, answer)


def _ticked_words(question: Question, answer: Answer) -> str:
    labels = [option.label for option in question.options if option.value in answer.values]
    rest_left = answer.rest_not_sure and len(labels) < len(question.options)
    if not labels:
        return NOT_SURE_WORDS if rest_left else NONE_WORDS
    return join_labels([*labels, REST_WORDS] if rest_left else labels)


def join_labels(labels: Sequence[str]) -> str:
    """Labels as one line: ``Hurt now; left alone``."""
    first, *others = labels
    return "; ".join([first, *map(mid_sentence, others)])


def mid_sentence(label: str) -> str:
    """``label`` as it reads in the middle of a sentence: a small first letter unless it starts with a name."""
    first, _, others = label.partition(" ")
    is_name = len(first) > 1 and not first[1:].islower()
    if first == "I" or is_name or any(word[:1].isupper() for word in others.split()):
        return label
    return label[:1].lower() + label[1:]
