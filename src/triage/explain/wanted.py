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


def wanted_words(question: Question, wishes: Collection[Wish]) -> str:
    """The answers to ``question`` that would meet ``wishes``, as briefly as they can be said.

    *Not sure* is named only where no definite answer would do.
    """
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
        return f"anything but {_either(question, others)}" if others else "any definite answer"
    return _either(question, fitting)


def _either(question: Question, values: Sequence[str]) -> str:
    first, *others = [value_words(question, value) for value in values]
    return one_of([first, *map(mid_sentence, others)])


def _ticks(question: Question, wishes: Collection[Wish]) -> str:
    parts = [
        (one_of if wanted else _neither)([mid_sentence(question.label(option)) for option in test.options])
        for test, wanted in sorted(wishes, key=lambda wish: (not wish[1], str(wish[0])))
        if isinstance(test, Includes)
    ]
    about_doubt = [wanted for test, wanted in wishes if not isinstance(test, Includes)]
    if about_doubt and about_doubt[0]:
        parts.append("not sure about the rest" if parts else "not sure")
    elif about_doubt or not parts:
        parts.append("no doubt about the rest" if parts else "any definite answer")
    line = join_labels(list(dict.fromkeys(parts)))
    return line[:1].upper() + line[1:]


def _neither(labels: Sequence[str]) -> str:
    return f"not {one_of(labels)}"


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
