"""The plan: how urgent in words first, then the steps in order, each with all that is needed to do it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from triage.case.standing_words import Progress
from triage.plan.model import Plan, PlanContact, PlanStep
from triage.plan.times import made_words
from triage.ui.draw.words import after_do_not, count, label, urgency_label
from triage.ui.glyphs import DOT, NOT_TICKED, SET_ASIDE, TICKED
from triage.ui.lines import Bit, Ink, Line, apart, flow, shorten, width_of
from triage.ui.sheet import Drawing, Pen, Room, Sheet

_INDENT = 8
_COLUMN = 9
"""Columns for the labels of a line's details ("No answer" is the longest)."""
_WHEN_BESIDE = 20
"""A time limit of at most this many columns stands beside its step; a longer one on a line of its own."""


@dataclass(frozen=True)
class Shown:
    """The plan with what only the screen knows: steps ticked, lines opened, what could still be asked; and with what a
    saved case knows: how far it has got, what it is called, and what the last thing told has started."""

    plan: Plan
    done: Collection[str] = field(default_factory=frozenset)
    open_step: str | None = None
    all_open: bool = False
    settled: bool = True
    enough: bool = True
    questions_left: int = 0
    fuller: int = 0
    progress: Progress | None = None
    saved_as: str = ""
    began: str = ""


def plan_drawing(shown: Shown) -> Drawing:
    """Every line in full if that fits (or was asked for); else only the one opened, the others short."""

    def draw(room: Room) -> Sheet:
        whole = _draw(shown, room, everything=True)
        if shown.all_open or len(whole.lines) <= room.height:
            return whole
        return _draw(shown, room, everything=False)

    return draw


def _draw(shown: Shown, room: Room, *, everything: bool) -> Sheet:
    pen = Pen(room.width)
    pinned = _headline(pen, shown)
    pen.gap()
    for step in shown.plan.steps:
        _step(pen, step, _state(shown, step), full=everything or step.id == shown.open_step)
        if everything:
            pen.gap()
    _foot(pen, shown, everything=everything)
    return replace(pen.sheet(), pinned=pinned)


def _headline(pen: Pen, shown: Shown) -> int:
    """How soon, and what kind of message this is. Gives the number of lines that stay in sight."""
    plan = shown.plan
    first, _, others = plan.message.partition(". ")
    if not shown.settled:
        pen.line(label("THE PLAN SO FAR", Ink.LABEL))
        pen.text(Bit("How soon is not settled yet. "), Bit(_still_asked(shown), Ink.MUTED))
        return 1
    head = urgency_label(plan.urgency, plan.headline)
    beside = width_of((head,)) + len(first) + 2 <= pen.text_width
    pen.line(*apart((head,), (Bit(first if beside else "", Ink.STRONG),), pen.text_width))
    pen.text(Bit(shown.began, Ink.NEW))
    pinned = len(pen.lines)
    pen.text(Bit(others if beside else plan.message))
    if not shown.enough:
        pen.text(Bit(_still_asked(shown), Ink.MUTED))
    if plan.fault:
        pen.text(Bit("Take care.  ", Ink.CAUTION), Bit(plan.fault))
    for text in plan.own:
        pen.text(Bit("Your view.  ", Ink.CAUTION), Bit(text))
    return pinned


def _still_asked(shown: Shown) -> str:
    questions = count(shown.questions_left, "question")
    return f"About {questions} could still make it more urgent: b goes back to them."


@dataclass(frozen=True)
class _State:
    """What became of a step: its box, the word at the right edge, whether it is overdue, and all of it in a line."""

    box: str
    when: str
    done: bool
    late: bool = False
    became: str = ""


def _state(shown: Shown, step: PlanStep) -> _State:
    done, known = step.id in shown.done, shown.progress or Progress()
    mark = known.marks.get(step.id, "done") if done else ""
    return _State(
        box=SET_ASIDE if mark == "not possible" else TICKED if done else NOT_TICKED,
        when=mark or known.when.get(step.id, step.when),
        done=done,
        late=step.id in known.late,
        became=known.became.get(step.id, ""),
    )


def _step(pen: Pen, step: PlanStep, state: _State, *, full: bool) -> None:
    top = len(pen.lines)
    heading = _first_lines(pen, step, state)
    pen.lines.extend(heading)
    if state.became:
        pen.text(Bit(state.became, Ink.MUTED if state.done else Ink.CAUTION), indent=_INDENT)
    if full:
        _details(pen, step)
    elif not state.done:
        _one_contact(pen, step.contacts)
    pen.mark_row(step.id, top, lit=len(heading))


def _first_lines(pen: Pen, step: PlanStep, state: _State) -> list[Line]:
    ink = Ink.MUTED if state.done else Ink.STRONG
    first = (Bit("  "), Bit(state.box), Bit(f"{step.number:>3}  ", Ink.MUTED))
    when = Bit(state.when, Ink.NEW if state.done else Ink.CAUTION if state.late else Ink.ACCENT)
    width = pen.left + pen.text_width
    size = width_of((when,))
    if size > _WHEN_BESIDE or width < 50:
        lines = list(flow([Bit(step.do, ink)], width, first))
        return [*lines, *flow([when], width, (Bit(" " * width_of(first)),))] if when.text else lines
    lines = list(flow([Bit(step.do, ink)], width - size - 2, first))
    return [(*lines[0], Bit(" " * (width - size - width_of(lines[0]))), when), *lines[1:]]


def _one_contact(pen: Pen, contacts: Iterable[PlanContact]) -> None:
    """In short: whom to ring first, on one line."""
    first = next(iter(contacts), None)
    if first is not None:
        words = _number_and_name(first) or first.detail
        ink = Ink.PLAIN if first.phone else Ink.MUTED
        pen.text(Bit(shorten(words, pen.text_width - _INDENT), ink), indent=_INDENT)


def _number_and_name(contact: PlanContact) -> str:
    if not contact.phone:
        return ""
    doubt = "" if contact.verified else " (may have changed)"
    return f"{contact.phone} {contact.name}{doubt}"


def _contact(contact: PlanContact) -> list[Bit | str]:
    """Number and name, then hours and when it was checked, then what else to know. Addresses are among the contacts."""
    if not contact.phone:
        return [Bit(contact.detail, Ink.STRONG if contact.verified else Ink.CAUTION), contact.note]
    parts = contact.detail.partition(contact.name)[2].strip(", ").split(", ")
    rest = ", ".join(part for part in parts if "@" not in part and "://" not in part)
    return [
        Bit(f"{contact.phone}  {contact.name}", Ink.STRONG),
        Bit(f"{rest[:1].upper()}{rest[1:]}", Ink.MUTED if contact.verified else Ink.CAUTION),
        contact.note,
    ]


def _details(pen: Pen, step: PlanStep) -> None:
    def part(name: str, *texts: Bit | str) -> None:
        shown = [text for text in texts if (text.text if isinstance(text, Bit) else text)]
        for place, text in enumerate(shown):
            pen.text(text, indent=_INDENT, label=name if place == 0 else "", column=_COLUMN)

    for place, contact in enumerate(one for one in step.contacts if not one.fallback):
        part("Ring" if place == 0 else "or", *_contact(contact))
    part("Say", step.say)
    part("How", *step.how)
    part("Write", step.write)
    part("Tell", step.tell)
    part("Do not", *map(after_do_not, step.do_not))
    others = f" {DOT} ".join(filter(None, (_number_and_name(one) for one in step.contacts if one.fallback)))
    part("No answer", step.if_no_answer, Bit(others, Ink.STRONG))
    part("If late", step.if_late)
    part("Form", f"{step.form_title} (press t)" if step.form else "")
    part("Timed", Bit(step.clock, Ink.MUTED))
    part("Because", *(reason.why for reason in step.reasons[:1]))


def _foot(pen: Pen, shown: Shown, *, everything: bool) -> None:
    plan = shown.plan
    for title, items in (
        ("Do not", () if everything else tuple(map(after_do_not, plan.do_not))),
        ("Treated as so, because you were not sure", plan.assumed),
        ("Not known yet", plan.not_known),
        ("Owed to you, and meetings", shown.progress.owed if shown.progress else ()),
        ("What happened, the newest first", shown.progress.happened if shown.progress else ()),
    ):
        if items:
            pen.heading(title)
            pen.bullets(items)
    if shown.fuller and shown.enough:
        pen.gap()
        pen.text(Bit("f", Ink.ACCENT), Bit(f"  {count(shown.fuller, 'part')} can make this plan fuller.", Ink.MUTED))
    if shown.saved_as:
        pen.gap()
        pen.text(
            Bit("m", Ink.ACCENT),
            Bit("  says what became of a line, ", Ink.MUTED),
            Bit("e", Ink.ACCENT),
            Bit("  that something happened. ", Ink.MUTED),
            Bit("k", Ink.ACCENT),
            Bit("  shows the whole case.", Ink.MUTED),
        )
    pen.gap()
    saved = f"Saved as {shown.saved_as}" if shown.saved_as else "Not saved"
    made = f"Made {made_words(plan.made_at)}, with {plan.version}."
    pen.text(Bit(f"{made} It guides you; it does not decide for you. {saved}.", Ink.MUTED))
