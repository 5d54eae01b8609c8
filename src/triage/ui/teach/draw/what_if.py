"""The answers of a story to change, and what comes of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from triage.explain.phrases import answer_words
from triage.plan.model import Reason
from triage.rules.answers import Answer
from triage.rules.model import RuleSet
from triage.rules.vignettes import Vignette
from triage.session.view import AnswerRow
from triage.training.what_if import WhatIf
from triage.ui.bindings import key_of, line_keys
from triage.ui.draw.words import asked, count
from triage.ui.glyphs import ARROW
from triage.ui.lines import Bit, Ink, flow, shorten
from triage.ui.sheet import Drawing, Pen, Room, Sheet
from triage.ui.teach.draw.sides import Side, draw_sides, draw_why

TURNS = "Another answer here changes how soon"
REST = "The rest of the story"
AS_TOLD = "as told"
"""The row that takes every change back."""
NOTHING_MOVES = "Nothing changes: the plan stays line for line as it was."
OTHER_REASONS = " It now rests on other reasons."


def answers_drawing(
    story: Vignette,
    told: Sequence[AnswerRow],
    given: Mapping[str, Answer],
    rule_set: RuleSet,
    turning: Collection[str],
) -> Drawing:
    """Every answer of the story as a row, those first of which another answer alone changes how soon.

    ``given`` are those changed so far.
    """
    first = [one for one in told if one.question in turning]
    rest = [one for one in told if one.question not in turning]

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit("What if?", Ink.STRONG), Bit(f"  {story.title}", Ink.MUTED))
        pen.text(Bit("Pick an answer of the story, and give another.", Ink.MUTED))
        keys = dict(zip((one.question for one in (*first, *rest)), line_keys(len(told)), strict=True))
        if given:
            pen.gap()
            top = len(pen.lines)
            pen.text(Bit(f"Back to the story as told: {count(len(given), 'answer')} changed", Ink.STRONG), indent=3)
            pen.mark_row(AS_TOLD, top)
        for title, rows in ((TURNS, first), (REST, rest)):
            if rows:
                pen.heading(title)
            for one in rows:
                _answer(pen, one, given.get(one.question), rule_set, keys[one.question])
        return pen.sheet()

    return draw


def _answer(pen: Pen, one: AnswerRow, changed: Answer | None, rule_set: RuleSet, key: str) -> None:
    top = len(pen.lines)
    width = pen.left + pen.text_width
    pen.lines.extend(flow([Bit(asked(one.ask), Ink.MUTED)], width, (Bit(f"  {key or ' '}  ", Ink.ACCENT),)))
    words = [Bit(shorten(one.answer_words, width), Ink.STRONG)]
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
        if found.moves_nothing:
            others = OTHER_REASONS if found.difference.stopped or found.difference.started else ""
            pen.text(Bit(NOTHING_MOVES + others, Ink.STRONG))
            pen.gap()
        difference = found.difference
        stopped, started = list(difference.stopped), list(difference.started)
        _main_reason(pen, found, stopped, started)
        head = len(pen.lines)
        draw_sides(pen, Side("As told", found.told.plan), Side("What if", found.changed.plan), room.height - head - 2)
        pen.gap()
        draw_why(pen, stopped[:most], started[:most])
        more = max(0, len(stopped) - most) + max(0, len(started) - most)
        if more:
            pen.text(Bit(f"and {count(more, 'reason')} more", Ink.MUTED))
        _others(pen, found)
        pen.gap()
        pen.text(Bit(key_of("close"), Ink.ACCENT), Bit(" picks another answer", Ink.MUTED))
        return pen.sheet()

    return draw


def _main_reason(pen: Pen, found: WhatIf, stopped: list[Reason], started: list[Reason]) -> None:
    """The one reason that matters most, before anything else, taken out of those told later."""
    calmer = found.changed.urgency < found.told.urgency
    first, other = (stopped, started) if calmer else (started, stopped)
    taken = first or other
    if taken:
        reason = taken.pop(0)
        draw_why(pen, [reason] if taken is stopped else [], [reason] if taken is started else [])
        pen.gap()


def _others(pen: Pen, found: WhatIf) -> None:
    """Answers that came or went with it, so that nothing happens behind anybody's back."""
    for flip in found.others:
        pen.text(Bit(f"{asked(flip.ask)}  {flip.was}  {ARROW}  {flip.now}", Ink.MUTED), label="Also", column=7)
