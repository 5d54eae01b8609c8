"""Every possible answer, tried one after another: slow, simple, and the measure for the clever searches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from triage.engine.evaluate import Evaluator
from triage.rules.answers import Answer, chosen, not_sure, number, ticked
from triage.rules.model import Question, QuestionType, RuleSet, Urgency


def every_answer(asked: Question) -> Iterator[Answer]:
    """Every answer that differs for the rules."""
    yield not_sure()
    if asked.type is QuestionType.NUMBER:
        yield from map(number, range(asked.lowest, asked.highest + 1))
    elif asked.type is QuestionType.SEVERAL:
        for size in range(len(asked.options) + 1):
            for some in combinations(asked.option_names, size):
                yield ticked(*some)
                yield ticked(*some, rest_not_sure=True)
    else:
        yield from map(chosen, asked.option_names)


def changes(rules: RuleSet, answers: Mapping[str, Answer], size: int) -> Iterator[dict[str, Answer]]:
    """The answers with those to ``size`` questions replaced or added, in every way."""
    for names in combinations(rules.questions, size):
        for some in product(*(list(every_answer(rules.questions[name])) for name in names)):
            yield {**answers, **dict(zip(names, some, strict=True))}


def urgency(rules: RuleSet, evaluator: Evaluator, answers: Mapping[str, Answer]) -> Urgency:
    return max(rules.rules[name].urgency for name in evaluator.evaluate(answers).true_rules)
