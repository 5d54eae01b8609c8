"""The plan as it builds up beside the questions, with what the last answer brought marked in words."""

from __future__ import annotations

from collections.abc import Collection

from triage.plan.model import Plan, PlanStep
from triage.ui.draw.words import urgency_label
from triage.ui.lines import Bit, Ink, apart, flow
from triage.ui.sheet import Drawing, Pen, Room, Sheet


def building_drawing(plan: Plan, news: Collection[str], *, settled: bool, started: bool) -> Drawing:
    """The side panel of a question page."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit("The plan so far", Ink.MUTED))
        pen.gap()
        if not started:
            pen.text(Bit("It builds here as you answer. Nothing is saved or sent.", Ink.MUTED))
            return pen.sheet()
        if settled:
            pen.line(urgency_label(plan.urgency, plan.headline))
            pen.text(Bit(plan.message))
        else:
            pen.text(Bit("How soon is not settled yet: the next answers decide it.", Ink.MUTED))
        pen.gap()
        for step in plan.steps:
            _step(pen, step, new=step.id in news)
        return pen.sheet()

    return draw


def _step(pen: Pen, step: PlanStep, *, new: bool) -> None:
    mark = Bit("new", Ink.NEW) if new else Bit("   ")
    lines = flow([Bit(step.do)], pen.text_width - 6, (Bit("  "), mark, Bit(f"  {step.number:>2}  ", Ink.MUTED)))
    pen.lines.append(apart(lines[0], (), pen.width))
    pen.lines.extend(lines[1:])
    if new and step.reasons and step.reasons[0].answers:
        _, answered = step.reasons[0].answers[-1]
        pen.text(Bit(f'you said "{answered}"', Ink.MUTED), indent=9)
