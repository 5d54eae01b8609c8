"""Holds one case against two editions of the rules: every line of the two plans, and every passage behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from triage.plan.model import Plan, PlanStep
from triage.policy.compare.wording import changed, worded
from triage.training.editions.deciding import decided
from triage.training.editions.model import Became, Case, Compared, Edition, Field, Line
from triage.training.editions.passages import changed_texts


def compare(old: Edition, new: Edition, case: Case, now: datetime) -> Compared:
    """``case`` under both. ``now`` is the moment both plans are made at, so that only the rules differ."""
    before = decided(old, new.rule_set, case, now)
    after = decided(new, old.rule_set, case, now)
    texts, same = changed_texts(old.rule_set, new.rule_set, before.plan, after.plan, case.anchors)
    return Compared(case, before, after, tuple(_lines(before.plan, after.plan)), texts, same)


def _lines(old: Plan, new: Plan) -> Iterator[Line]:
    """Every line of either plan, in the newer order; one that is gone stands behind the line it stood behind."""
    before = {step.id: step for step in old.steps}
    after = {step.id: step for step in new.steps}
    for name in _order([*before], [*after]):
        one, other = before.get(name), after.get(name)
        if one is None or other is None:
            yield Line(Became.GONE if other is None else Became.NEW, one, other)
        else:
            fields = tuple(_fields(one, other))
            yield Line(Became.CHANGED if fields else Became.SAME, one, other, fields)


def _order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    order = list(new)
    behind = ""
    for name in old:
        if name not in new:
            order.insert(order.index(behind) + 1 if behind else 0, name)
        behind = name
    return order


def _fields(old: PlanStep, new: PlanStep) -> Iterator[Field]:
    """What differs about a line, as a person reads it."""
    for label, one, other in zip(_LABELS, _read(old), _read(new), strict=True):
        pieces = worded(one, other)
        if changed(pieces):
            yield Field(label, pieces)


_LABELS = (
    "How soon",
    "Do",
    "By when",
    "Counted from",
    "Ring",
    "Say",
    "How",
    "Write",
    "Tell",
    "Do not",
    "No answer",
    "If late",
    "Form",
)


def _read(step: PlanStep) -> tuple[str, ...]:
    """The parts of a line in words, one for each of the labels."""
    return (
        step.urgency.word,
        step.do,
        step.when,
        step.clock,
        "\n".join(contact.detail for contact in step.contacts),
        step.say,
        "\n".join(step.how),
        step.write,
        step.tell,
        "\n".join(step.do_not),
        step.if_no_answer,
        step.if_late,
        step.form_title,
    )
