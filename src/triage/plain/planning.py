"""The plan as it is told: in short first, then only what is new; all of it, or one line in full, when asked."""

from __future__ import annotations

from triage.commands import Where, find_word
from triage.export.plan_text import plan_text
from triage.plain.keeping import write_progress
from triage.plain.menu import fuller_parts, write_menu
from triage.plain.steps import write_short, write_step
from triage.plain.talk import Talk
from triage.plan.model import Plan, PlanStep
from triage.session.view import View

NOT_FINISHED = (
    "This is not finished. The questions that settle how urgent it is have not all been answered, so it may be more "
    "urgent than this says."
)


def at_plan(talk: Talk, view: View) -> None:
    """Say what there is to say on coming to the plan: in short the first time, then what has changed, then nothing."""
    if talk.written == view.rows:
        return
    plan = talk.plan(view)
    if talk.told is None:
        talk.say()
        write_short(talk.lines, plan)
    elif lines_of(plan) == lines_of(talk.told):
        talk.say()
        talk.say("The plan has not changed. p = all of it.")
    else:
        _write_news(talk, talk.told, plan)
    write_progress(talk)
    write_menu(talk.lines, view, brief=talk.shown_menu)
    if talk.keeper is not None:
        talk.say("m 1 = say what became of line 1, e = something happened, k = the whole case. Each is saved at once.")
    talk.shown_menu = True
    talk.told = plan
    talk.written = view.rows


def write_plan(talk: Talk, plan: Plan) -> None:
    """Write the whole plan."""
    talk.say()
    talk.lines.verbatim(plan_text(plan))
    talk.told = talk.read_out = plan


def lines_of(plan: Plan) -> tuple[object, ...]:
    """What makes two plans the same to a person: the headline, what to call it, and its lines without their times."""
    return (
        plan.headline,
        plan.message,
        plan.fault,
        plan.own,
        tuple((step.id, step.do, step.urgency) for step in plan.steps),
    )


def _write_news(talk: Talk, before: Plan, plan: Plan) -> None:
    talk.say()
    if plan.urgency != before.urgency:
        talk.say(f"The plan has changed. It is now: {plan.headline}.")
    if plan.message != before.message:
        talk.say(plan.message)
    for text in (plan.fault, *plan.own):
        if text and text not in (before.fault, *before.own):
            talk.say(text)
    known = {step.id: step for step in before.steps}
    for step in plan.steps:
        if step.id not in known:
            talk.lines.listed("-", f"New, line {step.number}: {step.do} ({step.when})", indent=0, room=2)
        elif step.urgency > known[step.id].urgency:
            talk.lines.listed("-", f"Sooner, line {step.number}: {step.do} ({step.when})", indent=0, room=2)
    gone = {step.id for step in plan.steps}
    for step in before.steps:
        if step.id not in gone:
            talk.lines.listed("-", f"No longer in the plan: {step.do}", indent=0, room=2)
    talk.say("p = the whole plan, o 1 = line 1 in full.")


def show_plan(talk: Talk, view: View, _rest: str) -> None:
    """Show the plan up to now. While it is only being made fuller, that ends it."""
    if not view.enough:
        write_plan_so_far(talk, view)
        return
    if view.page is None:
        write_plan(talk, talk.plan(view))
        write_progress(talk)
        return
    talk.session = talk.session.fuller()
    talk.written = None


def write_plan_so_far(talk: Talk, view: View) -> None:
    """Write what is known before there is enough to act, and say that it is not all."""
    talk.say()
    talk.say(NOT_FINISHED)
    talk.say()
    talk.lines.verbatim(plan_text(talk.plan(view)))


def one_line(talk: Talk, view: View, rest: str) -> None:
    """Write everything about one line of the plan."""
    step = chosen_step(talk, view, rest, "o")
    if step is not None:
        write_step(talk.lines, step)


def chosen_step(talk: Talk, view: View, rest: str, letter: str) -> PlanStep | None:
    """The line of the plan named by ``rest``, or by what is typed when it is empty. None when there is none."""
    steps = talk.plan(view).steps
    rest = rest or talk.read(f"Which line? A number from 1 to {len(steps)}, or Enter to go on: ")
    step = next((step for step in steps if str(step.number) == rest), None)
    if rest and step is None:
        talk.say(f"The lines are numbered from 1 to {len(steps)}. For example: {letter} 1")
    return step


def fuller(talk: Talk, view: View, rest: str) -> None:
    """Open one part of the interview, to add to the plan."""
    parts = fuller_parts(view)
    if not parts:
        talk.say("There is nothing more to ask that could add to this plan.")
        return
    if not rest:
        for number, part in enumerate(parts, start=1):
            talk.lines.listed(str(number), f"{part.title}: settles {part.settles}.")
        rest = talk.read("Part number, or Enter to go on: ")
    if rest.isdecimal() and 1 <= int(rest) <= len(parts):
        talk.session = talk.session.fuller(parts[int(rest) - 1].id)
        talk.written = None
        talk.say("A few more questions. Type p to go back to the plan at any time.")
    elif rest:
        talk.say(f"The parts are numbered from 1 to {len(parts)}. For example: f 1")


def command_at_plan(talk: Talk) -> tuple[str, str] | None:
    """The next command typed at the plan, with what follows it. None when there was none; that has been dealt with."""
    typed = talk.read()
    if talk.over:
        return None
    found = find_word(typed, Where.PLAN)
    if found is None:
        said = f'"{typed[:40]}" is not in the list.' if typed else "Nothing typed."
        talk.say(f"{said} o 1 reads line 1 in full, w 1 says why it is there, h is for help, q to leave.")
        return None
    return found[0].id, found[1]
