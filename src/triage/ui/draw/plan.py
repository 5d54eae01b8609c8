"""The plan: how urgent in words first, then the steps in order, each with all that is needed to do it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from triage.plan.model import Plan, PlanContact, PlanStep
from triage.plan.times import made_words
from triage.ui.draw.words import count, label, urgency_label
from triage.ui.glyphs import NOT_TICKED, TICKED
from triage.ui.lines import Bit, Ink, Line, flow, width_of
from triage.ui.sheet import Drawing, Pen, Room, Sheet

_INDENT = 7
_WHEN_BESIDE = 24
"""A time limit of at most this many columns stands beside its step; a longer one on a line of its own."""


@dataclass(frozen=True)
class Shown:
    """The plan with what only the screen knows: steps ticked, all lines opened, what could still be asked."""

    plan: Plan
    done: Collection[str] = field(default_factory=frozenset)
    all_open: bool = False
    settled: bool = True
    enough: bool = True
    questions_left: int = 0
    fuller: int = 0


def plan_drawing(shown: Shown) -> Drawing:
    """Every line in full if that fits (or was asked for); else the line under the cursor in full, the others short."""

    def draw(room: Room) -> Sheet:
        if not shown.all_open:
            whole = _draw(shown, room, everything=True)
            if len(whole.lines) > room.height:
                return _draw(shown, room, everything=False)
            return whole
        return _draw(shown, room, everything=True)

    return draw


def _draw(shown: Shown, room: Room, *, everything: bool) -> Sheet:
    pen = Pen(room.width)
    _headline(pen, shown)
    pen.gap()
    for step in shown.plan.steps:
        _step(pen, step, done=step.id in shown.done, full=everything or step.id == room.cursor)
        if everything:
            pen.gap()
    _foot(pen, shown)
    return pen.sheet()


def _headline(pen: Pen, shown: Shown) -> None:
    plan = shown.plan
    if shown.settled:
        pen.line(urgency_label(plan.urgency, plan.headline))
        pen.text(Bit(plan.message, Ink.STRONG))
    else:
        pen.line(label("THE PLAN SO FAR", Ink.LABEL))
        pen.text(Bit("How soon is not settled yet. "), Bit(_still_asked(shown), Ink.MUTED))
    if shown.settled and not shown.enough:
        pen.text(Bit(_still_asked(shown), Ink.MUTED))
    if plan.fault:
        pen.text(Bit("Take care.  ", Ink.CAUTION), Bit(plan.fault))


def _still_asked(shown: Shown) -> str:
    questions = count(shown.questions_left, "question")
    return f"About {questions} could still make it more urgent: Enter goes on with them."


def _step(pen: Pen, step: PlanStep, *, done: bool, full: bool) -> None:
    top = len(pen.lines)
    pen.lines.extend(_first_lines(pen, step, done=done))
    if done and not full:
        pen.mark_row(step.id, top)
        return
    for contact in step.contacts:
        _contact(pen, contact, full=full)
    if full:
        _details(pen, step)
    pen.mark_row(step.id, top)


def _first_lines(pen: Pen, step: PlanStep, *, done: bool) -> list[Line]:
    ink = Ink.MUTED if done else Ink.STRONG
    first = (Bit("  "), Bit(TICKED if done else NOT_TICKED), Bit(f" {step.number:>2}  ", Ink.MUTED))
    indent = width_of(first)
    when = Bit("done", Ink.NEW) if done else Bit(step.when, Ink.ACCENT)
    width = pen.left + pen.text_width
    if width_of((when,)) > _WHEN_BESIDE or width < 50:
        lines = list(flow([Bit(step.do, ink)], width, first))
        return [*lines, *flow([when], width, (Bit(" " * indent),))] if when.text else lines
    lines = list(flow([Bit(step.do, ink)], width - width_of((when,)) - 2, first))
    space = width - width_of(lines[0]) - width_of((when,))
    return [(*lines[0], Bit(" " * space), when), *lines[1:]]


def _contact(pen: Pen, contact: PlanContact, *, full: bool) -> None:
    ink = Ink.PLAIN if contact.verified else Ink.CAUTION
    pen.text(Bit(contact.detail, ink), indent=_INDENT)
    if full and contact.note:
        pen.text(Bit(contact.note, Ink.MUTED), indent=_INDENT)


def _details(pen: Pen, step: PlanStep) -> None:
    for line in step.how:
        pen.text(line, indent=_INDENT)
    for name, text in (("Say", step.say), ("Write", step.write), ("Tell", step.tell)):
        pen.text(text, indent=_INDENT, label=name)
    for line in step.do_not:
        pen.text(line, indent=_INDENT, label="Do not" if not line.lower().startswith("do not") else "Take care")
    pen.text(step.if_no_answer, indent=_INDENT, label="If nobody answers")
    pen.text(step.if_late, indent=_INDENT, label="If it is late")
    for reason in step.reasons[:1]:
        pen.text(reason.why, indent=_INDENT, label="Because")


def _foot(pen: Pen, shown: Shown) -> None:
    plan = shown.plan
    for title, items in (
        ("Do not", plan.do_not),
        ("Treated as so, because you were not sure", plan.assumed),
        ("Not known yet", plan.not_known),
    ):
        if items:
            pen.heading(title)
            pen.bullets(items)
    if shown.fuller and shown.enough:
        pen.gap()
        pen.text(Bit("f", Ink.ACCENT), Bit(f"  {count(shown.fuller, 'part')} can make this plan fuller.", Ink.MUTED))
    pen.gap()
    made = f"Made {made_words(plan.made_at)}, with {plan.version}."
    pen.text(Bit(f"{made} It guides you; it does not decide for you. Not saved.", Ink.MUTED))
