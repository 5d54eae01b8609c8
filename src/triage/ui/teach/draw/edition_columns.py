"""Two editions of one case as lines of a sheet: in one list, or in two columns beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from triage.plan.words import MESSAGE_NAMES
from triage.policy.compare.wording import Piece, State, side_of, signs
from triage.training.editions.model import Became, Compared, Field, Line, Side, Text
from triage.training.editions.words import SIGNS, broken
from triage.ui.draw.words import urgency_label
from triage.ui.glyphs import PIPE
from triage.ui.lines import EMPTY, Bit, Ink, flow, width_of
from triage.ui.lines import Line as Inked
from triage.ui.sheet import Pen

_INKS = {State.SAME: Ink.PLAIN, State.GONE: Ink.GONE, State.NEW: Ink.ADDED}
ROW_INKS = {Became.SAME: Ink.MUTED, Became.CHANGED: Ink.ACCENT, Became.GONE: Ink.CAUTION, Became.NEW: Ink.NEW}


class Shown(StrEnum):
    """Which of the two is shown."""

    BOTH = "both editions"
    OLDER = "only the older edition"
    NEWER = "only the newer edition"


@dataclass(frozen=True)
class Two:
    """What is compared and how it is shown. ``whole``: also the lines that are the same in both."""

    found: Compared
    shown: Shown = Shown.BOTH
    whole: bool = True


def _named(side: Side) -> str:
    return f"{side.name[:1].upper()}{side.name[1:]}: {side.version}"


def _inked(pieces: Iterable[Piece]) -> list[Bit]:
    """The pieces with their signs, a space between two."""
    found: list[Bit] = []
    for piece in pieces:
        if found:
            found.append(Bit(" "))
        found.append(Bit(signs(piece), _INKS[piece.state]))
    return found


def _chosen(pieces: Sequence[Piece], shown: Shown) -> Sequence[Piece]:
    """The pieces of the edition that is shown."""
    if shown is Shown.OLDER:
        return side_of(pieces, State.GONE)
    return side_of(pieces, State.NEW) if shown is Shown.NEWER else pieces


class Under:
    """Both in one list, a line under the other; or one of the two alone."""

    def __init__(self, pen: Pen, two: Two) -> None:
        self._pen = pen
        self._two = two

    def heads(self) -> None:
        """What the editions are called."""
        for label, side, hidden in (
            ("Older", self._two.found.old, Shown.NEWER),
            ("Newer", self._two.found.new, Shown.OLDER),
        ):
            if self._two.shown is not hidden:
                self._pen.text(_named(side), label=label, column=5)

    def outcome(self) -> None:
        """How soon, and what to call it."""
        for side, hidden in ((self._two.found.old, Shown.NEWER), (self._two.found.new, Shown.OLDER)):
            if self._two.shown is not hidden:
                self._pen.line(*_outcome(side))
        self._pen.gap()

    def line(self, line: Line) -> None:
        """One line of the plan, with what differs about it."""
        step = line.old if self._two.shown is Shown.OLDER else line.new
        if self._two.shown is not Shown.BOTH and step is None:
            return
        pen, top = self._pen, len(self._pen.lines)
        do = next((field.pieces for field in line.fields if field.label == "Do"), None)
        whole = {Became.GONE: State.GONE, Became.NEW: State.NEW}.get(line.became, State.SAME)
        pieces = _chosen(do, self._two.shown) if do else (Piece(line.step.do, whole),)
        ink = ROW_INKS[line.became]
        first = (Bit(" " * pen.left), Bit(f"{SIGNS[line.became]} ", ink))
        pen.lines.extend(flow(_inked(pieces), pen.left + pen.text_width, first))
        if "By when" not in {field.label for field in line.fields}:
            pen.text(Bit((step or line.step).when, Ink.MUTED), indent=2)
        for field in line.fields:
            if field.label != "Do":
                pen.text(Bit(f"{field.label}: ", Ink.MUTED), *_inked(_chosen(field.pieces, self._two.shown)), indent=2)
        pen.mark_row(f"step {line.step.id}", top)

    def text(self, text: Text) -> None:
        """One passage."""
        pen, top = self._pen, _text_head(self._pen, text)
        for paragraph in broken(text.pieces):
            pen.text(*_inked(_chosen(paragraph, self._two.shown)), indent=2)
        pen.mark_row(f"passage {text.anchor}", top)


class Beside:
    """The older on the left and the newer on the right, each line beside itself."""

    def __init__(self, pen: Pen, two: Two) -> None:
        self._pen = pen
        self._two = two
        self._column = (pen.width - pen.left - 2 - 5) // 2

    def heads(self) -> None:
        """What the editions are called."""
        self._row(
            "", ([Bit(_named(self._two.found.old), Ink.STRONG)],), ([Bit(_named(self._two.found.new), Ink.STRONG)],)
        )

    def outcome(self) -> None:
        """How soon, and what to call it."""
        old, new = (_outcome(side) for side in (self._two.found.old, self._two.found.new))
        gap = Bit(" " * (self._column - width_of(old)))
        self._pen.line(Bit("  "), *old, gap, Bit(f" {PIPE} ", Ink.RULE), *new)
        self._pen.gap()

    def line(self, line: Line) -> None:
        """One line of the plan in both."""
        top = len(self._pen.lines)
        old, new = (tuple(_cell(line, state)) for state in (State.GONE, State.NEW))
        self._row(SIGNS[line.became], old, new, ROW_INKS[line.became])
        self._pen.mark_row(f"step {line.step.id}", top)

    def text(self, text: Text) -> None:
        """One passage in both."""
        pen, top = self._pen, _text_head(self._pen, text)
        left, right = (_paragraphs(text, state) for state in (State.GONE, State.NEW))
        self._row(
            "",
            left or ([Bit("Not in this edition.", Ink.MUTED)],),
            right or ([Bit("Not in this edition.", Ink.MUTED)],),
        )
        pen.mark_row(f"passage {text.anchor}", top)

    def _row(self, sign: str, left: Sequence[list[Bit]], right: Sequence[list[Bit]], ink: Ink = Ink.MUTED) -> None:
        """Two cells beside each other, of as many lines as the longer needs."""
        cells = [[line for part in cell for line in flow(part, self._column)] for cell in (left, right)]
        for number in range(max(map(len, cells))):
            first, second = (cell[number] if number < len(cell) else EMPTY for cell in cells)
            mark = Bit(f"{sign if number == 0 else ' ':<2}", ink)
            gap = Bit(" " * (self._column - width_of(first)))
            self._pen.line(mark, *first, gap, Bit(f" {PIPE} ", Ink.RULE), *second)


def _text_head(pen: Pen, text: Text) -> int:
    """What became of a passage, and where it is from. Gives the line it begins at."""
    pen.gap()
    top = len(pen.lines)
    sign = Bit(f"{SIGNS[text.became]} ", ROW_INKS[text.became])
    pen.text(sign, Bit(text.title, Ink.STRONG), Bit(f"  {text.where}", Ink.MUTED))
    for note in text.notes:
        pen.text(Bit(note, Ink.MUTED), indent=2)
    return top


def _outcome(side: Side) -> Inked:
    named = MESSAGE_NAMES[side.plan.send_as]
    return (urgency_label(side.plan.urgency), Bit(f"  {named}", Ink.STRONG))


def _cell(line: Line, state: State) -> Iterator[list[Bit]]:
    """One line of the plan as one edition has it."""
    step = line.old if state is State.GONE else line.new
    if step is None:
        yield [Bit("Not in this plan.", Ink.MUTED)]
        return
    alone = line.old is None or line.new is None
    yield _inked(_part(line.fields, "Do", state) or (Piece(step.do, state if alone else State.SAME),))
    if not any(field.label == "By when" for field in line.fields):
        yield [Bit(step.when, Ink.MUTED)]
    for field in line.fields:
        if field.label != "Do":
            pieces = _inked(side_of(field.pieces, state)) or [Bit("nothing", Ink.MUTED)]
            yield [Bit(f"{field.label}: ", Ink.MUTED), *pieces]


def _part(fields: Iterable[Field], label: str, state: State) -> Sequence[Piece]:
    pieces = next((field.pieces for field in fields if field.label == label), ())
    return side_of(pieces, state)


def _paragraphs(text: Text, state: State) -> tuple[list[Bit], ...]:
    found = (side_of(paragraph, state) for paragraph in broken(text.pieces))
    told = tuple(_inked(paragraph) for paragraph in found if paragraph)
    return told or ([Bit("Not in this edition.", Ink.MUTED)],)
