"""Why a line of the plan is there, why it is not more urgent, and what would change it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage.plan.model import Citation, PlanStep, Reason
from triage.plan.times import date_words
from triage.rules.model import RuleSet
from triage.ui.draw.words import asked, urgency_label
from triage.ui.glyphs import ARROW
from triage.ui.lines import Bit, Ink
from triage.ui.sheet import Drawing, Pen, Room, Sheet

if TYPE_CHECKING:
    from triage.explain.change import Change, Changes
    from triage.explain.nearest import NearMiss

_COLUMN = 8
"""Columns for the labels ("You said" is the longest)."""
MOST_SHOWN = 5
NOTHING_CALMER = "No change of one or two answers would make it less urgent."
NOTHING_CALMER_FOUND = "No change of one or two answers was found that would make it less urgent."


def why_drawing(step: PlanStep) -> Drawing:
    """Answers, then rule, then passage, for every rule that brought the step. Each passage is a row to open."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit("Why this line", Ink.MUTED))
        pen.text(Bit(step.do, Ink.STRONG))
        for reason in step.reasons:
            pen.gap()
            _reason(pen, reason)
        return pen.sheet()

    return draw


def _reason(pen: Pen, reason: Reason) -> None:
    pen.text(Bit(reason.why), label="Because", column=_COLUMN)
    for ask, answered in reason.answers:
        bits = (Bit(f"{asked(ask)}  ", Ink.MUTED), Bit(f"{ARROW} {answered}", Ink.STRONG))
        pen.text(*bits, label="You said", column=_COLUMN)
    for citation in reason.citations:
        citation_row(pen, citation)
    pen.text(Bit(f"{reason.rule}, {reason.place}", Ink.MUTED), label="Rule", column=_COLUMN)


def citation_row(pen: Pen, citation: Citation) -> None:
    """One passage with its source and how sure we are of it, as a row."""
    top = len(pen.lines)
    where = f", {citation.where}" if citation.where else ""
    pen.text(Bit(citation.passage, Ink.ACCENT), label="From", column=_COLUMN)
    source = f"{citation.source}{where}. {citation.publisher}, {citation.edition}.".replace("..", ".")
    pen.text(Bit(source), label="", column=_COLUMN)
    checked = f"{citation.caution} Checked on {date_words(citation.checked_on)}.".strip()
    pen.text(Bit(checked, Ink.MUTED), label="", column=_COLUMN)
    pen.mark_row(citation.anchor, top)


def why_not_drawing(misses: Sequence[NearMiss], rule_set: RuleSet) -> Drawing:
    """The rules that came nearest to making it more urgent, and what each would have needed."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit("Why not more urgent", Ink.STRONG))
        if not misses:
            pen.gap()
            pen.text("No rule is left that would make this more urgent.")
        for miss in misses[:MOST_SHOWN]:
            pen.gap()
            pen.line(urgency_label(miss.urgency))
            pen.text(Bit(miss.why), label="Would be", column=_COLUMN)
            for question, wanted in miss.lacking:
                _wanted(pen, asked(rule_set.questions[question].ask), wanted)
            place = rule_set.rules[miss.rule].place
            pen.text(Bit(f"{miss.rule}, {place}", Ink.MUTED), label="Rule", column=_COLUMN)
        if len(misses) > MOST_SHOWN:
            pen.gap()
            pen.text(Bit(f"{len(misses) - MOST_SHOWN} more rules are further away.", Ink.MUTED))
        return pen.sheet()

    return draw


def _wanted(pen: Pen, ask: str, words: str) -> None:
    """One answer that would be needed."""
    pen.text(Bit(f"{ask}  ", Ink.MUTED), Bit(f"{ARROW} {words}", Ink.STRONG), label="Needs", column=_COLUMN)


def change_drawing(changes: Changes, rule_set: RuleSet) -> Drawing:
    """The smallest changes of answers that would make it more urgent, and less."""
    ups = changes.rises or ((changes.up,) if changes.up is not None else ())

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit("What would change it", Ink.STRONG))
        pen.heading("More urgent")
        for change in ups:
            _change(pen, change, rule_set)
        if not ups:
            pen.text("Nothing you could add would make it more urgent.")
        pen.heading("Less urgent")
        if changes.down is not None:
            _change(pen, changes.down, rule_set)
        else:
            pen.text(NOTHING_CALMER if changes.certain else NOTHING_CALMER_FOUND)
        pen.gap()
        pen.text(Bit("Change an answer only if it is so. If you are not sure, say so: that is allowed for.", Ink.MUTED))
        return pen.sheet()

    return draw


def _change(pen: Pen, change: Change, rule_set: RuleSet) -> None:
    """The answers of one change, and how urgent it would be then."""
    for number, (question_id, option, words) in enumerate(change.answers):
        question = rule_set.questions[question_id]
        wanted = f"{question.label(option)}: {words}" if option is not None else words
        bits = (Bit(f"{asked(question.ask)}  ", Ink.MUTED), Bit(f"{ARROW} {wanted}", Ink.STRONG))
        pen.text(*bits, label="If" if number == 0 else "and", column=_COLUMN)
    pen.line(Bit("it is".ljust(_COLUMN), Ink.MUTED), Bit("  "), urgency_label(change.urgency))
    pen.gap()
