"""What one test says about one answered question: plain true or false. The evaluator's own reading of *not sure*.

The compiler for the rules engine has its own; the two share nothing, so that a mistake in one shows.
"""

from __future__ import annotations

from collections.abc import Mapping

from triage.engine.decision import Evidence
from triage.rules.answers import NO, NOT_SURE, YES, Cell, CellValue
from triage.rules.conditions import Includes, InRange, Is, Test
from triage.rules.model import Question

Cells = Mapping[Cell, CellValue]


def holds(question: Question, test: Test, cells: Cells) -> bool:
    """Whether the test holds for an answer given as cells. The question is taken to apply and to be answered."""
    if isinstance(test, Includes):
        return any(_ticked(question, option, test.exactly, cells)[0] == YES for option in test.options)
    value, _ = _value(question, test, cells)
    if isinstance(test, Is):
        return str(value) in test.values
    if not isinstance(value, int):
        return False
    return (test.at_least is None or value >= test.at_least) and (test.under is None or value < test.under)


def evidence(question: Question, test: Test, positive: bool, cells: Cells) -> tuple[Evidence, ...]:
    """The answers that make the test hold (or, with ``positive`` false, make its opposite hold)."""
    if not isinstance(test, Includes):
        value, assumed = _value(question, test, cells)
        return (Evidence(question.id, None, str(value), assumed),)
    found = [(option, *_ticked(question, option, test.exactly, cells)) for option in test.options]
    if positive:
        yes = [(assumed, option) for option, value, assumed in found if value == YES]
        assumed, option = min(yes, key=lambda pair: pair[0])
        return (Evidence(question.id, option, YES, assumed),)
    return tuple(Evidence(question.id, option, value, assumed) for option, value, assumed in found)


def _value(question: Question, test: Is | InRange, cells: Cells) -> tuple[CellValue, bool]:
    """The value a test looks at, and whether it is the protective reading of a *not sure*."""
    value = cells.get((question.id, None), NOT_SURE)
    names_not_sure = isinstance(test, Is) and NOT_SURE in test.values
    if value != NOT_SURE or test.exactly or names_not_sure or not question.not_sure_means:
        return value, False
    reading = question.not_sure_means[0]
    return (int(reading) if isinstance(test, InRange) else reading), True


def _ticked(question: Question, option: str, exactly: bool, cells: Cells) -> tuple[str, bool]:
    """Whether an option counts as ticked (yes, no or not sure), and whether that is a protective reading."""
    value = str(cells.get((question.id, option), NO))
    if value != NOT_SURE or exactly or not question.not_sure_means:
        return value, False
    return (YES if option in question.not_sure_means else NO), True
