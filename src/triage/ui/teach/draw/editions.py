"""Two editions of one case: side by side where there is room, else one under the other, changed words marked.

The marks are signs, with a line through what went and under what is new. Colour only repeats them.
"""

from __future__ import annotations

from triage.training.editions.model import Became
from triage.training.editions.overview import Overview, common_words, grouped
from triage.training.editions.words import (
    HOW_TO_READ,
    NOTHING,
    SIGNS,
    cautions,
    counted,
    direction,
    reason_words,
    reasons,
    summary,
    texts_counted,
)
from triage.ui.draw.words import count
from triage.ui.lines import Bit, Ink
from triage.ui.sheet import Drawing, Pen, Room, Sheet
from triage.ui.teach.draw.edition_columns import ROW_INKS, Beside, Shown, Two, Under

BESIDE = 96
"""From this many columns on, the two stand side by side."""
WIDEST = 150
_BY_SIGN = {sign: became for became, sign in SIGNS.items()}


def editions_drawing(two: Two) -> Drawing:
    """The whole page."""

    def draw(room: Room) -> Sheet:
        pen = Pen(min(room.width, WIDEST))
        _head(pen, two)
        beside = two.shown is Shown.BOTH and pen.width >= BESIDE
        columns = Beside(pen, two) if beside else Under(pen, two)
        columns.heads()
        columns.outcome()
        for line in two.found.lines:
            if two.whole or line.became is not Became.SAME:
                columns.line(line)
        _why(pen, two)
        _texts(pen, columns, two)
        pen.gap()
        pen.text(Bit(HOW_TO_READ, Ink.MUTED))
        return pen.sheet()

    return draw


def _head(pen: Pen, two: Two) -> None:
    found = two.found
    pen.text(Bit(found.case.title, Ink.STRONG), Bit(f"  {two.shown.value}", Ink.MUTED))
    if not found.differs:
        pen.text(NOTHING)
    else:
        before, after = found.old.plan.urgency, found.new.plan.urgency
        ink = Ink.PLAIN if before is after else Ink.CAUTION
        pen.text(Bit(f"It is {direction(before, after)}. ", ink), Bit(counted(found)))
        pen.text(Bit(texts_counted(found)))
    for caution in cautions(found):
        pen.text(Bit("Take care.  ", Ink.CAUTION), Bit(caution))
    pen.gap()


def _why(pen: Pen, two: Two) -> None:
    """The reasons that only one of the two has. Each opens its passage."""
    for place, (sign, reason) in enumerate(reasons(two.found)):
        if not place:
            pen.heading("Why")
        top = len(pen.lines)
        pen.text(Bit(f"{sign} ", ROW_INKS[_BY_SIGN[sign]]), Bit(reason_words(sign, reason)))
        if reason.citations:
            pen.mark_row(f"passage {reason.citations[0].anchor} {sign}", top)


def _texts(pen: Pen, columns: Under | Beside, two: Two) -> None:
    if two.found.texts:
        pen.heading("The words behind it")
    for text in two.found.texts:
        columns.text(text)


def overview_drawing(found: Overview, old: str, new: str) -> Drawing:
    """What differs over all the stories, each of which can be opened. ``old`` and ``new`` name the editions."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit(f"{found.differ} of {found.total} stories differ", Ink.STRONG))
        pen.text(old, label="Older", column=5)
        pen.text(new, label="Newer", column=5)
        for one in found.common:
            pen.gap()
            ink = ROW_INKS[one.line.became]
            pen.text(Bit(f"{SIGNS[one.line.became]} ", ink), Bit(common_words(one, found.total)))
        if found.only_common:
            pen.text(Bit(f"{count(found.only_common, 'story', 'stories')} differ in nothing else.", Ink.MUTED))
        for heading, ones in grouped(found):
            pen.heading(heading)
            for compared in ones:
                top = len(pen.lines)
                pen.text(Bit(f"  {compared.case.title}  ", Ink.STRONG), Bit(summary(compared), Ink.MUTED))
                pen.mark_row(compared.case.id, top)
        return pen.sheet()

    return draw
