"""Holds one case against two editions of the rules: every line of the two plans, and every passage behind them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from triage.plan.difference import Pair, plan_difference
from triage.plan.model import PlanStep
from triage.policy.compare.wording import changed, worded
from triage.training.editions.deciding import decided
from triage.training.editions.model import Became, Case, Compared, Edition, Field, Line
from triage.training.editions.passages import changed_texts


def compare(old: Edition, new: Edition, case: Case, now: datetime) -> Compared:
    """``case`` under both. ``now`` is the moment both plans are made at, so that only the rules differ."""
    before = decided(old, new.rule_set, case, now)
    after = decided(new, old.rule_set, case, now)
    texts, same = changed_texts(old.rule_set, new.rule_set, before.plan, after.plan, case.anchors)
    apart = plan_difference(before.plan, after.plan)
    lines = tuple(_line(pair) for pair in apart.pairs)
    return Compared(case, before, after, lines, texts, same, apart.stopped, apart.started)


def _line(pair: Pair) -> Line:
    """What became of one line of either plan."""
    if pair.before is None or pair.after is None:
        return Line(Became.GONE if pair.after is None else Became.NEW, pair.before, pair.after)
    fields = tuple(_fields(pair.before, pair.after))
    return Line(Became.CHANGED if fields else Became.SAME, pair.before, pair.after, fields)


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
        "; ".join(contact.detail for contact in step.contacts),
        step.say,
        "\n".join(step.how),
        step.write,
        step.tell,
        "\n".join(step.do_not),
        step.if_no_answer,
        step.if_late,
        step.form_title,
    )
