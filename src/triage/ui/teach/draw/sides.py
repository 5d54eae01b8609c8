"""Two plans side by side, with what is new, gone, sooner or later marked by signs and words, never by colour alone.

In a narrow room one list holds both. Lines that stay are left out, and counted, where they would not fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from triage.plan.difference import Fate, Pair, PlanDifference, plan_difference
from triage.plan.model import Plan, PlanStep, Reason
from triage.plan.words import MESSAGE_NAMES, SHORT_WORDS
from triage.text import first_sentence
from triage.ui.draw.words import count
from triage.ui.glyphs import DOWN, PIPE, UP
from triage.ui.lines import EMPTY, Bit, Ink, Line, flow, width_of
from triage.ui.sheet import Pen
from triage.ui.teach.draw.letters import block_lines

NARROW = 72
"""With fewer columns, one list holds both plans."""
_LETTERS = 4
_MARK = 9
_SIGNS = {
    Fate.NEW: ("+ new", Ink.NEW),
    Fate.GONE: ("- gone", Ink.CAUTION),
    Fate.SOONER: (f"{UP} sooner", Ink.CAUTION),
    Fate.LATER: (f"{DOWN} later", Ink.ACCENT),
    Fate.SAME: ("", Ink.MUTED),
}


@dataclass(frozen=True)
class Side:
    """One of two plans, under what it is called ("As told", "England 1.0")."""

    title: str
    plan: Plan


def draw_sides(pen: Pen, left: Side, right: Side, height: int) -> PlanDifference:
    """Both plans, in ``height`` lines where that can be. Gives what differs, for whoever says why.

    Every line; where that is too long only those that differ; then only the first sentence of each.
    """
    found = plan_difference(left.plan, right.plan)
    narrow = pen.width < NARROW
    moved = tuple(pair for pair in found.pairs if pair.fate is not Fate.SAME)
    stay = len(found.pairs) - len(moved)
    made = [
        list((_one_list if narrow else _two_columns)(pen, left, right, found.pairs)),
        *(list((_one_list if narrow else _packed)(pen, left, right, moved, short=short)) for short in (False, True)),
    ]
    shown = next((lines for lines in made if len(lines) <= height), made[-1])
    pen.lines.extend(shown)
    if shown is not made[0] and stay:
        pen.line(Bit(f"{count(stay, 'line')} of the plan {'stays' if stay == 1 else 'stay'} as before.", Ink.MUTED))
    return found


def draw_why(pen: Pen, stopped: Sequence[Reason], started: Sequence[Reason]) -> None:
    """Why they differ: the rules that no longer hold, and those that hold now. Each is a row that opens its passage."""
    for title, reasons, sign, ink in (("Now", started, "+", Ink.NEW), ("No longer", stopped, "-", Ink.CAUTION)):
        for reason in reasons:
            top = len(pen.lines)
            words = [Bit(f"{title}:  ", ink), Bit(f"{_sentence(reason.why)} "), Bit(_source(reason), Ink.MUTED)]
            first = (Bit(" " * pen.left), Bit(f"{sign} ", ink))
            pen.lines.extend(flow(words, pen.left + pen.text_width, first))
            if reason.citations:
                pen.mark_row(f"{reason.citations[0].anchor} {sign}", top)


def _sentence(why: str) -> str:
    return f"{why[:1].lower()}{why[1:].rstrip('.')}." if not why[:2].isupper() else f"{why.rstrip('.')}."


def _source(reason: Reason) -> str:
    if not reason.citations:
        return ""
    first = reason.citations[0]
    return f"({first.passage}, in {first.source})"


# Two columns


def _two_columns(pen: Pen, left: Side, right: Side, pairs: Iterable[Pair]) -> Iterator[Line]:
    """Each line of the plans beside itself."""
    column = _column(pen)
    yield from _heads(pen, left, right, column)
    for pair in pairs:
        here = _told(pair.before, Fate.GONE if pair.fate is Fate.GONE else Fate.SAME, pair.fate, column)
        there = _told(pair.after, pair.fate, pair.fate, column)
        yield from _beside(pen, here, there, column)


def _packed(pen: Pen, left: Side, right: Side, pairs: Iterable[Pair], *, short: bool) -> Iterator[Line]:
    """What is gone on the left, what is new or due at another time on the right, each as close as it goes."""
    column = _column(pen)
    yield from _heads(pen, left, right, column)
    here: list[Line] = []
    there: list[Line] = []
    for pair in pairs:
        to = here if pair.fate is Fate.GONE else there
        to.extend(_told(pair.step, pair.fate, pair.fate, column, short=short))
    yield from _beside(pen, here, there, column)


def _column(pen: Pen) -> int:
    return (pen.width - 2 * pen.left - 3) // 2


def _heads(pen: Pen, left: Side, right: Side, column: int) -> Iterator[Line]:
    yield from _beside(pen, _head(left, right, column), _head(right, left, column), column)
    yield from _beside(pen, [EMPTY], [EMPTY], column)


def _head(side: Side, other: Side, column: int) -> list[Line]:
    """What the plan is called, how soon, and what to call the message."""
    return [
        (Bit(side.title, Ink.MUTED),),
        *_urgency(side, other, column),
        *flow([Bit(MESSAGE_NAMES[side.plan.send_as])], column),
    ]


def _urgency(side: Side, other: Side, column: int) -> list[Line]:
    """How soon in tall letters, if they fit on both sides."""
    same = side.plan.urgency is other.plan.urgency
    words = SHORT_WORDS[side.plan.urgency]
    fits = all(block_lines(SHORT_WORDS[one.plan.urgency], column, _LETTERS) for one in (side, other))
    ink = Ink.STRONG if same else Ink.ACCENT
    return [(Bit(line, ink),) for line in (block_lines(words, column, _LETTERS) if fits else (words,))]


def _told(step: PlanStep | None, sign: Fate, fate: Fate, column: int, *, short: bool = False) -> list[Line]:
    """One line of one plan behind its sign; nothing where it is not in that plan."""
    if step is None:
        return [EMPTY]
    mark, ink = _SIGNS[sign]
    return list(flow([_words(step, fate, short=short)], column, (Bit(f"{mark:<{_MARK}}", ink),)))


def _words(step: PlanStep, fate: Fate, *, short: bool) -> Bit:
    said = first_sentence(step.do) if short else step.do
    return Bit(said, Ink.MUTED if fate is Fate.SAME else Ink.STRONG)


def _beside(pen: Pen, left: Sequence[Line], right: Sequence[Line], column: int) -> Iterator[Line]:
    """Two cells of one row with a line between them."""
    for place in range(max(len(left), len(right))):
        one = left[place] if place < len(left) else EMPTY
        other = right[place] if place < len(right) else EMPTY
        space = Bit(" " * (column - width_of(one)))
        yield (Bit(" " * pen.left), *one, space, Bit(f" {PIPE} ", Ink.RULE), *other)


# One list


def _one_list(pen: Pen, left: Side, right: Side, pairs: Iterable[Pair], *, short: bool = False) -> Iterator[Line]:
    width = pen.left + pen.text_width
    label = max(len(left.title), len(right.title)) + 2
    margin = Bit(" " * pen.left)
    for side in (left, right):
        words = [Bit(f"{SHORT_WORDS[side.plan.urgency]}  ", Ink.STRONG), Bit(MESSAGE_NAMES[side.plan.send_as])]
        yield from flow(words, width, (margin, Bit(f"{side.title:<{label}}", Ink.MUTED)))
    yield EMPTY
    for pair in pairs:
        sign, ink = _SIGNS[pair.fate]
        yield from flow([_words(pair.step, pair.fate, short=short)], width, (margin, Bit(f"{sign:<{_MARK}}", ink)))
