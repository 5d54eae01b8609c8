"""The plan as it builds up beside the questions, with what the last answer brought marked in words."""

from __future__ import annotations

from collections.abc import Collection

from triage.plan.model import Plan, PlanStep
from triage.ui.draw.words import urgency_label
from triage.ui.lines import Bit, Ink, apart, flow
from triage.ui.sheet import Drawing, Pen, Room, Sheet


def building_drawing(plan: Plan, news: Collection[str], last: str, *, settled: bool, started: bool) -> Drawing:
    """The side panel of a question page. ``last`` is the question answered last, as asked."""

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
            _step(pen, step, last, new=step.id in news)
        return pen.sheet()

    return draw


def _step(pen: Pen, step: PlanStep, last: str, *, new: bool) -> None:
    mark = Bit("new", Ink.NEW) if new else Bit("   ")
    lines = flow([Bit(step.do)], pen.left + pen.text_width, (Bit("  "), mark, Bit(f"  {step.number:>2}  ", Ink.MUTED)))
    pen.lines.append(apart(lines[0], (), pen.width))
    pen.lines.extend(lines[1:])
    said = _brought_by(step, last)
    if new and said:
        pen.text(Bit(f'you said "{said}"', Ink.MUTED), indent=9)


def _brought_by(step: PlanStep, last: str) -> str:
    """The answer that brought the step: to the question answered last if it had a part in it."""
    answers = [pair for reason in step.reasons for pair in reason.answers]
    return next((said for ask, said in answers if ask == last), answers[0][1] if answers else "")
