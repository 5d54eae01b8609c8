"""A story, and what a learner is asked about it: four choices, and how sure they are of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from triage.rules.vignettes import Vignette
from triage.training.model import Part
from triage.training.offer import Offer
from triage.training.words import ASKED
from triage.ui.bindings import key_of
from triage.ui.draw.question import NUMBER
from triage.ui.glyphs import CHOSEN, FULL, NOT_CHOSEN
from triage.ui.lines import Bit, Ink, apart, flow
from triage.ui.sheet import Drawing, Pen, Room, Sheet

PARTS = len(Part) + 1
"""Pages of one try: the parts, and how sure."""
SURE = "How sure are you of all this?"
_BAR = 40
_LEAST_UNDER_STORY = 3
"""Lines of air that a story above a question leaves at least."""


@dataclass(frozen=True)
class Attempt:
    """A try at a story as far as it has got.

    ``number`` of ``of`` is the story's place in the list, ``beside`` whether the story stands beside the question.
    ``part`` is the one asked (None: how sure), ``picked`` what is picked for it. ``typed`` is the number being typed.
    """

    story: Vignette
    number: int
    of: int
    offered: Offer
    part: Part | None
    picked: str = ""
    typed: str = ""
    problem: str = ""
    beside: bool = False


def story_drawing(story: Vignette, number: int, of: int, *, foot: str = "") -> Drawing:
    """The story alone, with a line under it on what comes next."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        _heading(pen, story, number, of)
        pen.gap()
        draw_story(pen, story, room.height - len(pen.lines) - 2)
        if foot:
            pen.gap()
            pen.text(Bit(foot, Ink.MUTED))
        return pen.sheet()

    return draw


def _heading(pen: Pen, story: Vignette, number: int, of: int) -> None:
    right = f"{story.difficulty}, {number} of {of}" if of > 1 else story.difficulty
    pen.line(*apart((Bit(story.title, Ink.STRONG),), (Bit(right, Ink.MUTED),), pen.text_width))


def draw_story(pen: Pen, story: Vignette, height: int) -> None:
    """Who you are, and the story: a sentence a line where that fits in ``height`` lines, else as one paragraph."""
    head = len(pen.lines)
    pen.text(Bit(f"You are: {story.setting}.", Ink.MUTED))
    pen.gap()
    start = len(pen.lines)
    for airy in (True, False):
        del pen.lines[start:]
        for sentence in sentences(story.story):
            pen.text(sentence)
            if airy:
                pen.gap()
        if len(pen.lines) - head <= height:
            return
    del pen.lines[start:]
    pen.text(story.story)


def sentences(text: str) -> list[str]:
    """The sentences of a story. Stories are short and plain: a stop, a question mark or a quotation ends one."""
    found = [""]
    for word in text.split():
        found[-1] = f"{found[-1]} {word}".strip()
        if word.rstrip("\"'”’)").endswith((".", "?", "!")):
            found.append("")
    return [one for one in found if one]


def part_drawing(attempt: Attempt) -> Drawing:
    """One question. The story stands above it where there is room for both."""

    def draw(room: Room) -> Sheet:
        alone = _asking(attempt, room)
        if attempt.beside:
            return alone
        whole = _under_story(attempt, room)
        return whole if len(whole.lines) + _LEAST_UNDER_STORY <= room.height else alone

    return draw


def _under_story(attempt: Attempt, room: Room) -> Sheet:
    pen = Pen(room.width)
    _heading(pen, attempt.story, attempt.number, attempt.of)
    pen.text(Bit(attempt.story.story, Ink.MUTED))
    pen.gap()
    _question(pen, attempt, told=False)
    return _with_caret(pen.sheet(), attempt)


def _asking(attempt: Attempt, room: Room) -> Sheet:
    for airy in (True, False):
        pen = Pen(room.width)
        _question(pen, attempt, told=True, airy=airy)
        if len(pen.lines) <= room.height:
            break
    return _with_caret(pen.sheet(), attempt)


def _question(pen: Pen, attempt: Attempt, *, told: bool, airy: bool = False) -> None:
    place = PARTS if attempt.part is None else list(Part).index(attempt.part) + 1
    left = (Bit(attempt.story.title if told else "", Ink.MUTED),)
    pen.line(*apart(left, (Bit(f"{place} of {PARTS}", Ink.MUTED),), pen.text_width))
    if told and not attempt.beside:
        pen.text(Bit(key_of("story"), Ink.ACCENT), Bit(" shows the story again", Ink.MUTED))
    if airy:
        pen.gap()
    pen.text(Bit(SURE if attempt.part is None else ASKED[attempt.part], Ink.STRONG))
    if attempt.problem:
        pen.text(Bit("There is a problem.  ", Ink.CAUTION), Bit(attempt.problem, Ink.STRONG))
    pen.gap()
    if attempt.part is None:
        _sure(pen, attempt)
    else:
        _choices(pen, attempt, attempt.part, airy=airy)


def _choices(pen: Pen, attempt: Attempt, part: Part, *, airy: bool) -> None:
    for number, one in enumerate(attempt.offered.parts[part], start=1):
        top = len(pen.lines)
        chosen = one.value == attempt.picked
        first = (
            Bit(f"  {number} ", Ink.ACCENT),
            Bit(f" {CHOSEN if chosen else NOT_CHOSEN}  ", Ink.STRONG if chosen else Ink.PLAIN),
        )
        ink = Ink.STRONG if chosen else Ink.PLAIN
        pen.lines.extend(flow([Bit(one.words, ink)], pen.left + pen.text_width, first))
        pen.mark_row(one.value, top, str(number))
        if airy:
            pen.gap()


def _sure(pen: Pen, attempt: Attempt) -> None:
    top = len(pen.lines)
    told = "per cent, from 0 (a guess) to 100 (certain): type it, or Left and Right"
    first = (Bit("     "), Bit(f" {attempt.typed:<4} ", Ink.LABEL), Bit("  "))
    pen.lines.extend(flow([Bit(told, Ink.MUTED)], pen.left + pen.text_width, first))
    pen.mark_row(NUMBER, top)
    pen.gap()
    value = min(100, int(attempt.typed or 0))
    filled = round(value * _BAR / 100)
    pen.line(Bit("   0 "), Bit(FULL * filled, Ink.ACCENT), Bit("." * (_BAR - filled), Ink.MUTED), Bit(" 100"))


def _with_caret(sheet: Sheet, attempt: Attempt) -> Sheet:
    row = sheet.row(NUMBER)
    return replace(sheet, caret=(6 + len(attempt.typed), row.top)) if row else sheet
