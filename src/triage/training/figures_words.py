"""The figures of a room in plain words: what each says, and what it does not."""

from __future__ import annotations

from collections.abc import Iterator

from triage.documents.chart import Grid
from triage.documents.paper import Block, Bullets, Prose
from triage.training.agreement import Agreement
from triage.training.collate import Collated
from triage.training.figures import Figures
from triage.training.model import Part, Round
from triage.training.sureness import Band
from triage.training.words import CALLED

FEW = 20
"""With fewer answers than this, one person more or less can turn a figure round."""
SHARED = 5
"""Of fewer answers than this no share is told: one of two is not fifty in a hundred of anything."""
CLOSE = 5.0
"""A difference between sure and right, in a hundred, that is too small to speak of."""
ALPHA = (
    "The figure is Krippendorff's alpha. 1 means that everybody chose the same in each story. 0 means no more "
    "agreement than if all the choices had been dealt out by chance. Below 0 the room was more divided than that."
)
NOT_ALPHA = (
    "It does not say who is right: a room can agree on something less safe.",
    "It is no mark for the room. Stories that divide people are the ones worth talking about.",
    "Do not hold it beside the figure of another room, or of other stories.",
)
BRIER = (
    "The figure is the Brier score: how far off people were, counting how sure they were. 0 is best. Saying 50 to "
    "everything gives 0.25, whatever is right. Being sure and going another way costs most."
)
NOT_BRIER = (
    "Right means the rules' way. A whole answer is right only where all four parts are, and few answers are.",
    "It adds up the room. It says nothing about one person.",
)


def counted(number: int, one: str, more: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else more}"


def agreement_blocks(room: Collated) -> Iterator[Block]:
    """How far the room agreed, before and after where there was both."""
    yield from _compared(room)
    if room.pairs is None:
        rows = [(CALLED[part], _alpha(one), _range(one)) for part, one in room.now.agreement.items()]
        yield Grid(("", "Agreement", "Without any one person"), tuple(rows))
    else:
        before, after = room.pairs
        both = [
            (CALLED[part], _alpha(one), _alpha(after.agreement[part]), _moved(one.alpha, after.agreement[part].alpha))
            for part, one in before.agreement.items()
        ]
        yield Grid(("", "Before", "After", ""), tuple(both))
    yield from _why_not(room)
    yield Prose((ALPHA,))
    yield Bullets(NOT_ALPHA)
    if _answers(room) < FEW:
        few = counted(_answers(room), "answer", "answers")
        yield Prose((f"These are {few}. One person more could change every figure, so take them lightly.",))


def _answers(room: Collated) -> int:
    return room.now.answers if room.pairs is None else room.pairs[0].answers


def _compared(room: Collated) -> Iterator[Block]:
    """Over which answers the two rounds are compared, so that nobody takes a smaller room for a changed mind."""
    if room.pairs is None:
        if room.alone:
            yield Prose(("Nobody answered the same story before and after, so the rounds cannot be compared.",))
        return
    both = counted(room.pairs[0].answers, "answer", "answers")
    people = counted(room.pairs[0].people, "person", "people")
    alone = f" {counted(room.alone, 'answer', 'answers')} given only once left out." if room.alone else ""
    yield Prose((f"Before and after are compared over the {both} that {people} gave both times.{alone}",))


def _why_not(room: Collated) -> Iterator[Block]:
    sides = (room.now,) if room.pairs is None else room.pairs
    reasons = dict.fromkeys(
        f"{CALLED[part]}: no figure, as {one.why_not.value}."
        for side in sides
        for part, one in side.agreement.items()
        if one.why_not is not None
    )
    if reasons:
        yield Bullets(tuple(reasons))


def _alpha(one: Agreement) -> str:
    return "-" if one.alpha is None else two_places(one.alpha)


def _range(one: Agreement) -> str:
    return "-" if one.low is None or one.high is None else f"{two_places(one.low)} to {two_places(one.high)}"


def _moved(before: float | None, after: float | None, *, nearer: bool = False) -> str:
    """Which way a figure went, to two places as it is shown. ``nearer``: smaller is better."""
    if before is None or after is None:
        return ""
    change = round(after, 2) - round(before, 2)
    if abs(change) < 0.005:
        return "the same"
    if nearer:
        return "nearer" if change < 0 else "further off"
    return "closer together" if change > 0 else "further apart"


def sureness_blocks(room: Collated) -> Iterator[Block]:
    """How sure the room was against how right: the scores, and one band after another."""
    figures = room.now
    if not figures.counted:
        yield Prose(("Nobody filled in a whole answer and how sure they were, so there is nothing to set beside it.",))
        return
    yield Prose((_overall(figures),))
    yield Grid(("How sure they were", "Answers", "Went the rules' way"), tuple(map(_band, figures.bands)))
    yield from _scores(room)
    yield Prose((BRIER,))
    yield Bullets(NOT_BRIER)


def _overall(figures: Figures) -> str:
    gap = figures.gap or 0.0
    whole = counted(figures.counted, "whole answer", "whole answers")
    if abs(gap) < CLOSE:
        return f"Over {whole}, the room was about as sure as it was right."
    way = "surer than it was right" if gap > 0 else "less sure than it could have been"
    return f"Over {whole}, the room was {way}, by {abs(gap):.0f} in a hundred."


def _band(band: Band) -> tuple[str, str, str]:
    if not band.answers:
        return f"{band.low} to {band.high}", "0", "-"
    share = f" ({round(100 * band.right / band.answers)} in a hundred)" if band.answers >= SHARED else ""
    return f"{band.low} to {band.high}", str(band.answers), f"{band.right}{share}"


def _scores(room: Collated) -> Iterator[Block]:
    if room.pairs is None:
        rows = [(CALLED[part], _score(room.now.brier[part])) for part in Part]
        yield Grid(("How far off", "Score"), (*rows, ("The whole answer", _score(room.now.whole))))
        return
    before, after = room.pairs
    pairs = [(CALLED[part], before.brier[part], after.brier[part]) for part in Part]
    pairs.append(("The whole answer", before.whole, after.whole))
    rows_of_both = tuple(
        (name, _score(one), _score(other), _moved(one, other, nearer=True)) for name, one, other in pairs
    )
    yield Grid(("How far off", Round.BEFORE.value.capitalize(), Round.AFTER.value.capitalize(), ""), rows_of_both)


def _score(value: float | None) -> str:
    return "-" if value is None else two_places(value)


def two_places(value: float) -> str:
    """A figure with two places. One that is as good as nothing has no minus before it."""
    return f"{round(value, 2) + 0:.2f}"
