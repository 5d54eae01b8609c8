"""Which answer is the more serious: what a step up is, question by question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from triage.policy.prove.formulas import Formulas
from triage.policy.prove.given import Chosen, Counted, Given, Ticked
from triage.rules.answers import NO, NOT_SURE, YES
from triage.rules.model import Question, QuestionType


def has_order(question: Question) -> bool:
    """Whether the rules say which answer is the more serious.

    Options are written most serious first, and a tick is more serious than none. Of yes and no, and of the two ends
    of a number, it is the one that *not sure* counts as; where that is neither, there is no order.
    """
    if question.type in (QuestionType.CHOICE, QuestionType.SEVERAL):
        return True
    return bool(question.not_sure_means)


def more_serious(formulas: Formulas, calmer: Given, other: Given) -> int:
    """``other`` is one step more serious than ``calmer``, or it is *not sure* and ``calmer`` is the calmest answer."""
    if isinstance(calmer, Ticked) and isinstance(other, Ticked):
        return formulas.some(_ticks(formulas, calmer, other))
    if isinstance(calmer, Chosen) and isinstance(other, Chosen):
        names = _serious_first(calmer.question)
        steps = [(calmer.values[low], other.values[high]) for high, low in pairwise(names)]
        steps.append((calmer.values[names[-1]], other.values[NOT_SURE]))
    elif isinstance(calmer, Counted) and isinstance(other, Counted):
        places = list(range(len(calmer.places)))
        if not _low_is_serious(calmer.question):
            places.reverse()
        steps = [(calmer.places[low], other.places[high]) for high, low in pairwise(places)]
        steps.append((calmer.places[places[-1]], other.unsure))
    else:
        raise TypeError("two answers to different kinds of question")
    return formulas.some(formulas.every(pair) for pair in steps)


def _serious_first(question: Question) -> Sequence[str]:
    if question.type is QuestionType.YES_NO:
        return (NO, YES) if question.not_sure_means == (NO,) else (YES, NO)
    return question.option_names


def _low_is_serious(question: Question) -> bool:
    figure = int(question.not_sure_means[0]) if question.not_sure_means else question.lowest
    return figure - question.lowest <= question.highest - figure


def _ticks(formulas: Formulas, calmer: Ticked, other: Ticked) -> Iterator[int]:
    """One tick more, or *not sure* about the rest instead of *no*, and nothing else."""
    pairs = {name: (calmer.ticks[name], other.ticks[name]) for name in calmer.ticks}
    same = {name: -formulas.differ(*pair) for name, pair in pairs.items()}
    same_rest = -formulas.differ(calmer.rest, other.rest)
    for name, (before, after) in pairs.items():
        others = [literal for other_name, literal in same.items() if other_name != name]
        yield formulas.every([-before, after, same_rest, *others])
    yield formulas.every([-calmer.rest, other.rest, *same.values()])
