"""The answers of a story to change, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from triage.explain.phrases import answer_words
from triage.rules.answers import Answer
from triage.rules.model import RuleSet
from triage.rules.vignettes import Vignette
from triage.training.what_if import Told, WhatIf
from triage.ui.bindings import key_of, line_keys
from triage.ui.draw.words import asked, count
from triage.ui.glyphs import ARROW
from triage.ui.lines import Bit, Ink, flow, shorten
from triage.ui.sheet import Drawing, Pen, Room, Sheet
from triage.ui.teach.draw.sides import Side, draw_sides, draw_why

AS_TOLD = "as told"
"""The row that takes every change back."""
NOTHING_MOVES = "Nothing changes. With this answer the rules say the same."


def answers_drawing(story: Vignette, told: Sequence[Told], given: Mapping[str, Answer], rule_set: RuleSet) -> Drawing:
    """Every answer of the story as a row; ``given`` are those changed so far."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit("What if?", Ink.STRONG), Bit(f"  {story.title}", Ink.MUTED))
        pen.text(Bit("Pick an answer of the story, and give another.", Ink.MUTED))
        keys = dict(zip((one.question for one in told), line_keys(len(told)), strict=True))
        if given:
            pen.gap()
            top = len(pen.lines)
            pen.text(Bit(f"Back to the story as told: {count(len(given), 'answer')} changed", Ink.STRONG), indent=3)
            pen.mark_row(AS_TOLD, top)
        weighty = None
        for one in told:
            if one.weighs is not weighty:
                pen.heading("What makes it as urgent as it is" if one.weighs else "The rest of the story")
                weighty = one.weighs
            _answer(pen, one, given.get(one.question), rule_set, keys[one.question])
        return pen.sheet()

    return draw


def _answer(pen: Pen, one: Told, changed: Answer | None, rule_set: RuleSet, key: str) -> None:
    top = len(pen.lines)
    width = pen.left + pen.text_width
    pen.lines.extend(flow([Bit(asked(one.ask), Ink.MUTED)], width, (Bit(f"  {key or ' '}  ", Ink.ACCENT),)))
    words = [Bit(shorten(one.words, width), Ink.STRONG)]
    if changed is not None:
        now = answer_words(rule_set.questions[one.question], changed)
        words += [Bit(f"  {ARROW} ", Ink.MUTED), Bit(shorten(now, width), Ink.NEW), Bit("  (changed)", Ink.MUTED)]
    pen.lines.extend(flow(words, width, (Bit("     "),)))
    pen.mark_row(one.question, top, key)


def sides_drawing(found: WhatIf, most: int) -> Drawing:
    """What was changed, both plans, and why they differ; at most so many reasons of each sort."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        for flip in found.flips:
            pen.text(Bit(f"{asked(flip.ask)}  ", Ink.MUTED), Bit(flip.was), Bit(f"  {ARROW}  ", Ink.MUTED),
                     Bit(flip.now, Ink.NEW), label="What if", column=7)  # fmt: skip
        pen.gap()
        head = len(pen.lines)
        if found.moves_nothing:
            pen.text(Bit(NOTHING_MOVES, Ink.STRONG))
            pen.gap()
        left, right = Side("As told", found.told.plan), Side("What if", found.changed.plan)
        difference = draw_sides(pen, left, right, room.height - head - 4)
        pen.gap()
        draw_why(pen, difference.stopped[:most], difference.started[:most])
        more = max(0, len(difference.stopped) - most) + max(0, len(difference.started) - most)
        if more:
            pen.text(Bit(f"and {count(more, 'reason')} more", Ink.MUTED))
        _others(pen, found)
        pen.gap()
        pen.text(Bit(key_of("close"), Ink.ACCENT), Bit(" picks another answer", Ink.MUTED))
        return pen.sheet()

    return draw


def _others(pen: Pen, found: WhatIf) -> None:
    """Answers that came or went with it, so that nothing happens behind anybody's back."""
    for flip in found.others:
        pen.text(Bit(f"{asked(flip.ask)}  {flip.was}  {ARROW}  {flip.now}", Ink.MUTED), label="Also", column=7)
