"""Why a line of the plan is there, why it is not more urgent, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.plan.model import Citation, PlanStep, Reason
from triage.plan.times import date_words
from triage.rules.model import RuleSet
from triage.ui.draw.words import urgency_label
from triage.ui.glyphs import ARROW
from triage.ui.lines import Bit, Ink
from triage.ui.sheet import Drawing, Pen, Room, Sheet

if TYPE_CHECKING:
    from triage.explain.change import Changes
    from triage.explain.nearest import NearMiss


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
    pen.text(Bit(reason.why), label="Because")
    for asked, answered in reason.answers:
        pen.text(Bit(f"{asked}  "), Bit(f"{ARROW} {answered}", Ink.STRONG), indent=2, label="You said")
    for citation in reason.citations:
        citation_row(pen, citation)
    pen.text(Bit(f"{reason.rule}, {reason.place}", Ink.MUTED), indent=2, label="Rule")


def citation_row(pen: Pen, citation: Citation) -> None:
    """One passage with its source and how sure we are of it, as a row."""
    top = len(pen.lines)
    where = f", {citation.where}" if citation.where else ""
    pen.text(Bit(citation.passage, Ink.ACCENT), indent=2, label="From")
    pen.text(Bit(f"{citation.source}{where}. {citation.publisher}, {citation.edition}."), indent=8)
    pen.text(Bit(f"{citation.caution} Checked on {date_words(citation.checked_on)}.".strip(), Ink.MUTED), indent=8)
    pen.mark_row(citation.anchor, top)


def why_not_drawing(misses: tuple[NearMiss, ...], rule_set: RuleSet) -> Drawing:
    """The rules that came nearest to making it more urgent, and what each would have needed."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit("Why not more urgent", Ink.STRONG))
        if not misses:
            pen.gap()
            pen.text("No rule is left that would make this more urgent.")
        for miss in misses:
            rule = rule_set.rules[miss.rule]
            pen.gap()
            pen.line(urgency_label(rule.urgency))
            pen.text(Bit(miss.why), label="It would be, if")
            for question, wanted in miss.lacking:
                _wanted(pen, rule_set, question, wanted)
            pen.text(Bit(f"{miss.rule}, {rule.place}", Ink.MUTED), indent=2, label="Rule")
        return pen.sheet()

    return draw


def _wanted(pen: Pen, rule_set: RuleSet, question: str, words: str) -> None:
    """One answer that would have been needed."""
    asked = rule_set.questions[question].ask
    pen.text(Bit(f"{asked}  "), Bit(f"{ARROW} {words}", Ink.STRONG), indent=2, label="Needs")


def change_drawing(changes: Changes, rule_set: RuleSet) -> Drawing:
    """The smallest changes of answers that would make it more urgent, and less."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit("What would change it", Ink.STRONG))
        for name, change in (("More urgent", changes.up), ("Less urgent", changes.down)):
            pen.gap()
            if change is None:
                pen.text(Bit(_no_change(name)), label=name)
                continue
            pen.line(Bit(f"{name}  {ARROW}  ", Ink.MUTED), urgency_label(change.urgency))
            for question, _, words in change.answers:
                _wanted(pen, rule_set, question, words)
        pen.gap()
        pen.text(
            Bit("Change an answer only if it is so. When you are not sure, say so: the plan allows for it.", Ink.MUTED)
        )
        return pen.sheet()

    return draw


def _no_change(name: str) -> str:
    if name == "More urgent":
        return "nothing you could add would make it more urgent."
    return "no change of a few answers would make it less urgent."
