"""What answer would do, in words: "Significant harm or needs help", "under 6 weeks", "Hurt now; not left alone"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from triage.engine.tidy import options_of
from triage.explain.fitting import Wish, meets, turning_points
from triage.explain.phrases import NOT_SURE_WORDS, join_labels, mid_sentence, one_of, value_words
from triage.rules.answers import chosen, not_sure, number
from triage.rules.conditions import Includes
from triage.rules.model import Question, QuestionType

_FEW = 2
_MOST_LISTED = 4


def wanted_words(question: Question, wishes: Collection[Wish]) -> str:
    """The answers to ``question`` that would meet ``wishes``, as briefly as they can be said.

    *Not sure* is named only where no definite answer would do.
    """
    words = _words(question, wishes)
    return words[:1].upper() + words[1:]


def _words(question: Question, wishes: Collection[Wish]) -> str:
    if question.type is QuestionType.SEVERAL:
        return _ticks(question, wishes)
    if question.type is QuestionType.NUMBER:
        return _numbers(question, wishes)
    options = options_of(question)
    fitting = [value for value in options if meets(question, chosen(value), wishes)]
    others = [value for value in options if value not in fitting]
    if not fitting:
        return NOT_SURE_WORDS
    if len(fitting) > _FEW and len(others) <= _FEW:
        return f"anything but {mid_sentence(_either(question, others))}" if others else "any definite answer"
    return _either(question, fitting)


def _either(question: Question, values: Sequence[str]) -> str:
    return _listed([value_words(question, value) for value in values])


def _listed(labels: Sequence[str]) -> str:
    """``A or b``; many, or those with commas of their own, kept apart by semicolons: ``one of: a; b; c``."""
    if len(labels) == 1:
        return labels[0]
    if len(labels) <= _FEW and not any("," in label for label in labels):
        return one_of([labels[0], *map(mid_sentence, labels[1:])])
    return f"one {_kept_apart(labels)}"


def _kept_apart(labels: Sequence[str]) -> str:
    more = len(labels) - _MOST_LISTED
    shown = [*map(mid_sentence, labels[:_MOST_LISTED]), *([f"or {more} more"] if more > 0 else [])]
    return f"of: {'; '.join(shown)}"


def _ticks(question: Question, wishes: Collection[Wish]) -> str:
    includes = [(test.options, wanted) for test, wanted in wishes if isinstance(test, Includes)]
    wanted = [options for options, positive in includes if positive]
    unwanted = {option for options, positive in includes if not positive for option in options}
    parts = [_listed([question.label(name) for name in question.option_names if name in some]) for some in wanted]
    if unwanted:
        labels = [question.label(name) for name in question.option_names if name in unwanted]
        parts.append(f"not {mid_sentence(labels[0])}" if len(labels) == 1 else f"none {_kept_apart(labels)}")
    doubt = {positive for test, positive in wishes if not isinstance(test, Includes)}
    if True in doubt:
        parts.append("not sure about the rest" if parts else "not sure")
    elif False in doubt or not parts:
        parts.append("sure about the rest" if parts else "any definite answer")
    return join_labels(list(dict.fromkeys(map(mid_sentence, parts))))


def _numbers(question: Question, wishes: Collection[Wish]) -> str:
    points = turning_points(question, [test for test, _ in wishes])
    runs: list[list[int]] = []
    before = False
    for point in points:
        now = meets(question, number(point), wishes)
        if now and before:
            runs[-1].append(point)
        elif now:
            runs.append([point])
        before = now
    if not runs:
        return NOT_SURE_WORDS if meets(question, not_sure(), wishes) else ""
    return one_of([_run(question, run[0], run[-1]) for run in runs])


def _run(question: Question, first: int, last: int) -> str:
    if first == last:
        return value_words(question, str(first))
    if first == question.lowest and last == question.highest:
        return "any number"
    if first == question.lowest:
        return f"under {value_words(question, str(last + 1))}"
    if last == question.highest:
        return f"{value_words(question, str(first))} or more"
    return f"from {first} to {value_words(question, str(last))}"
