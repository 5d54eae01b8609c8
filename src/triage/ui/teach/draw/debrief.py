"""The debrief: the learner's path and the rules' path, where they first part, why, and what to take home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from triage.rules.model import RuleSet
from triage.rules.vignettes import Vignette
from triage.text import first_sentence
from triage.training.model import Marked, MarkedPart
from triage.training.results import Tries, Try
from triage.training.words import CALLED, SAME_WAY, confidence_words
from triage.ui.bindings import key_of
from triage.ui.draw.words import count, label
from triage.ui.lines import EMPTY, Bit, Ink, Line, flow, width_of
from triage.ui.sheet import Drawing, Pen, Room, Sheet

WIDE = 84
"""From this many columns on, the two paths stand in two columns."""
AGAIN, NEXT = "try again", "next story"
"""The rows that go on."""
PART_HERE = "YOU PART HERE"
_LABEL = 13
_COLUMN = 9
_SIDE = 9


@dataclass(frozen=True)
class Debrief:
    """What a debrief shows. ``change`` is what in the story would have changed it; None while it is worked out.

    ``tries`` are the first, best and last at this story. ``last``: there is no story after this one.
    """

    story: Vignette
    marked: Marked
    rule_set: RuleSet
    tries: Tries
    change: Sequence[str] | None = ()
    last: bool = False


def debrief_drawing(debrief: Debrief) -> Drawing:
    """The whole debrief. The way on from where the paths part is the first row, or the next story is."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        _paths(pen, debrief.marked)
        pen.gap()
        _parting(pen, debrief)
        for part in debrief.marked.parts:
            if part is not debrief.marked.divergence and not part.agrees:
                pen.text(Bit(f"{CALLED[part.part]}: ", Ink.STRONG), part.why)
        pen.text(Bit(confidence_words(debrief.marked.choice.confidence, debrief.marked.agrees), Ink.MUTED))
        _points(pen, debrief)
        _tries(pen, debrief.tries)
        _on(pen, debrief)
        return pen.sheet()

    return draw


# The two paths


def _paths(pen: Pen, marked: Marked) -> None:
    wide = pen.width >= WIDE
    if wide:
        _row(pen, ("", Ink.PLAIN), [Bit("You", Ink.MUTED)], [Bit("The rules", Ink.MUTED)])
    for part in marked.parts:
        here = part is marked.divergence
        name = (CALLED[part.part], Ink.STRONG)
        mark = [Bit(f"{part.verdict.value}", Ink.NEW if part.agrees else Ink.CAUTION)]
        if here:
            mark = [label(PART_HERE, Ink.NOW), Bit(" "), *mark]
        if wide:
            _row(pen, name, [Bit(part.chosen)], [Bit(part.rules)])
            _row(pen, ("", Ink.PLAIN), mark, [])
        else:
            pen.line(Bit(f"{name[0]:<{_LABEL}}", name[1]), *mark)
            pen.text(Bit(part.chosen), indent=2, label="You", column=_SIDE)
            if part.rules != part.chosen:
                pen.text(Bit(part.rules), indent=2, label="The rules", column=_SIDE)


def _row(pen: Pen, name: tuple[str, Ink], left: Sequence[Bit], right: Sequence[Bit]) -> None:
    column = (pen.width - pen.left - _LABEL - 4) // 2
    cells = list(flow(left, column)) or [EMPTY], list(flow(right, column)) or [EMPTY]
    for place in range(max(map(len, cells))):
        one, other = (cell[place] if place < len(cell) else EMPTY for cell in cells)
        head = Bit(f"{name[0] if place == 0 else '':<{_LABEL}}", name[1])
        line: Line = (Bit(" " * pen.left), head, *one)
        if other:
            line = (*line, Bit(" " * (column + 2 - width_of(one))), *other)
        pen.lines.append(line)


# Where they part


def _parting(pen: Pen, debrief: Debrief) -> None:
    first = debrief.marked.divergence
    if first is None:
        pen.text(Bit(SAME_WAY, Ink.STRONG))
        return
    top = len(pen.lines)
    pen.text(Bit(f"You part at: {CALLED[first.part].lower()}.", Ink.STRONG), Bit("  Enter or "),
             Bit(key_of("try-again"), Ink.ACCENT), Bit(" tries again from there."))  # fmt: skip
    pen.mark_row(AGAIN, top)
    pen.text(first.why)
    _because(pen, first)
    _change(pen, debrief.change)


def _because(pen: Pen, part: MarkedPart) -> None:
    if part.because:
        pen.text(Bit(part.because), label="Because", column=_COLUMN)
    for citation in part.citations:
        where = f", {citation.where}" if citation.where else ""
        rest = f", in {citation.source}{where} ({citation.edition}). {first_sentence(citation.caution)}".rstrip()
        _passage(pen, citation.anchor, "From", [Bit(citation.passage, Ink.ACCENT), Bit(rest)])


def _passage(pen: Pen, anchor: str, name: str, bits: Sequence[Bit]) -> None:
    """A passage as a row. The same one may be named twice: the second row has a name of its own."""
    top = len(pen.lines)
    pen.text(*bits, label=name, column=_COLUMN)
    known = sum(row.id.split(" ")[0] == anchor for row in pen.rows)
    pen.mark_row(f"{anchor} {known}" if known else anchor, top)


def _change(pen: Pen, change: Sequence[str] | None) -> None:
    if change is None:
        pen.text(Bit("Working out what would have changed it.", Ink.MUTED))
        return
    for number, text in enumerate(change):
        pen.text(Bit(text), label="Unless" if number == 0 else "", column=_COLUMN)


# What to take home


def _points(pen: Pen, debrief: Debrief) -> None:
    pen.heading("To take home")
    for point in debrief.story.points:
        pen.bullets([point.says])
        for anchor in point.because:
            source, passage = debrief.rule_set.passage(anchor)
            bits = [Bit(passage.title, Ink.ACCENT), Bit(f", in {source.title}", Ink.MUTED)]
            _passage(pen, anchor, "  From", bits)


def _tries(pen: Pen, tries: Tries) -> None:
    """First, best and last side by side in words. There is no mark and no grade."""
    if tries.count < 2:
        return
    pen.heading(f"Your {count(tries.count, 'try', 'tries')}")
    for name, one in (("First", tries.first), ("Best", tries.best), ("Last", tries.last)):
        pen.text(Bit(_told(one)), label=name, column=_COLUMN)


def _told(one: Try) -> str:
    found: dict[str, list[str]] = {}
    for part, verdict in one.marks.items():
        found.setdefault(verdict.value, []).append(CALLED[part].lower())
    return "; ".join(f"{verdict}: {', '.join(parts)}" for verdict, parts in found.items())


def _on(pen: Pen, debrief: Debrief) -> None:
    pen.gap()
    top = len(pen.lines)
    pen.text(Bit("Back to the list of stories" if debrief.last else "Go on to the next story", Ink.STRONG), indent=2)
    pen.mark_row(NEXT, top)
