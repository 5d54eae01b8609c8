"""Answers and lists as a person would say them. The words that explanations and the interview share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from triage.rules.answers import NOT_SURE, Answer, AnswerKind
from triage.rules.model import Question, QuestionType

NOT_SURE_WORDS = "Not sure"
SKIPPED_WORDS = "Skipped (treated as not sure)"
NONE_WORDS = "None of these"
REST_WORDS = "not sure about the rest"
_TELLS_HOW = re.compile(r"\s*\b(Tick|Choose|Pick) (all|every|each|any|one)\b[^.?!]*[.?!]?\s*$")


def answer_words(question: Question, answer: Answer) -> str:
    """``answer`` to ``question`` in words: a label, several joined by semicolons, a number with its unit."""
    match answer.kind:
        case AnswerKind.NOT_SURE:
            return NOT_SURE_WORDS
        case AnswerKind.SKIPPED:
            return SKIPPED_WORDS
        case AnswerKind.NUMBER:
            return value_words(question, str(answer.number))
        case AnswerKind.CHOSEN:
            return value_words(question, answer.values[0])
        case AnswerKind.TICKED:
            return _ticked_words(question, answer)


def value_words(question: Question, value: str) -> str:
    """One value in words: an option's label, a number with its unit, or "Not sure"."""
    if value == NOT_SURE:
        return NOT_SURE_WORDS
    if question.type is QuestionType.NUMBER:
        return f"{value} {question.unit}".strip()
    return question.label(value)


def _ticked_words(question: Question, answer: Answer) -> str:
    labels = [option.label for option in question.options if option.value in answer.values]
    rest_left = answer.rest_not_sure and len(labels) < len(question.options)
    if not labels:
        return NOT_SURE_WORDS if rest_left else NONE_WORDS
    return join_labels([*labels, REST_WORDS] if rest_left else labels)


def asked(ask: str) -> str:
    """A question as it is repeated later, without the sentence that says how to answer it."""
    return _TELLS_HOW.sub("", ask) or ask


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


def one_of(words: Sequence[str]) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    return _listed(words, "or")


def all_of(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return _listed(words, "and")


def _listed(words: Sequence[str], last: str) -> str:
    *most, final = words
    return f"{', '.join(most)} {last} {final}" if most else final
