"""The plan, and what can be asked of it: why a line is there, why it is no more urgent, what would change it."""

from __future__ import annotations

from triage.commands import Where, find_word
from triage.explain.change import Change
from triage.export.plan_text import plan_text
from triage.plain.menu import fuller_parts, write_menu
from triage.plain.talk import Talk
from triage.plan.model import Plan, PlanStep, Reason
from triage.plan.words import HEADLINES
from triage.session.view import View

NOT_FINISHED = (
    "This is not finished. The questions that settle how urgent it is have not all been answered, so it may be more "
    "urgent than this says."
)


def write_plan(talk: Talk, plan: Plan) -> None:
    """Write the whole plan."""
    talk.say()
    talk.lines.verbatim(plan_text(plan))


def show_plan(talk: Talk, view: View, _rest: str) -> None:
    """Show the plan up to now. While it is only being made fuller, that ends it."""
    if view.enough:
        talk.session = talk.session.fuller()
        talk.written = None
        return
    write_plan_so_far(talk, view)


def write_plan_so_far(talk: Talk, view: View) -> None:
    """Write what is known before there is enough to act, and say that it is not all."""
    talk.say()
    talk.say(NOT_FINISHED)
    write_plan(talk, talk.guide.plan(view))


def why(talk: Talk, view: View, rest: str) -> None:
    """Say why one line is in the plan: the answers, the rule, the passages and their editions."""
    steps = talk.guide.plan(view).steps
    rest = rest or talk.read(f"Which line? A number from 1 to {len(steps)}, or Enter to go on: ")
    if not rest:
        return
    step = next((step for step in steps if str(step.number) == rest), None)
    if step is None:
        talk.say(f"The lines are numbered from 1 to {len(steps)}. For example: w 1")
        return
    _write_why(talk, step)


def _write_why(talk: Talk, step: PlanStep) -> None:
    talk.say()
    talk.say(f"Why line {step.number}: {step.do}")
    for reason in step.reasons:
        _write_reason(talk, reason)
    if not step.reasons:
        talk.say("It stands in every plan, whatever the answers.")


def _write_reason(talk: Talk, reason: Reason) -> None:
    talk.say(f"Because {reason.why.rstrip('.')}.")
    for ask, answer in reason.answers:
        talk.lines.listed("-", f"You answered: {ask} {answer.rstrip('.')}.", room=2)
    for citation in reason.citations:
        talk.lines.listed("-", f"From: {citation_words(citation)}", room=2)
    talk.lines.listed("-", f"Rule: {reason.rule} ({reason.place})", room=2)


def why_not(talk: Talk, view: View, _rest: str) -> None:
    """Say which rules came nearest to making this more urgent, and what each lacked."""
    near = talk.guide.near(view)
    talk.say()
    if not near:
        talk.say("No rule is near that would make this more urgent than your answers do.")
        return
    talk.say("It would be more urgent by these rules, but for what they lack:")
    rules = talk.guide.rule_set.rules
    for miss in near:
        talk.lines.listed("-", f"{HEADLINES[rules[miss.rule].urgency]}, because {miss.why}.", room=2)
        for ask, wanted in miss.lacking:
            talk.lines.listed("-", f"It lacks: {ask} {wanted}.", indent=4, room=2)


def what_would_change(talk: Talk, view: View, _rest: str) -> None:
    """Say the smallest change in the answers that would make this more, and less, urgent."""
    changes = talk.guide.changes(view)
    talk.say()
    talk.say(f"Now: {HEADLINES[view.decision.urgency]}.")
    _write_change(talk, "More urgent", changes.up, "Nothing that can still be answered would make it more urgent.")
    _write_change(talk, "Less urgent", changes.down, "No one other answer would make it less urgent.")


def _write_change(talk: Talk, heading: str, change: Change | None, otherwise: str) -> None:
    if change is None:
        talk.say(f"{heading}: {otherwise}")
        return
    talk.say(f"{heading} ({HEADLINES[change.urgency]}), if:")
    for ask, option, value in change.answers:
        words = f"{option}: {value}" if option else value
        talk.lines.listed("-", f"{ask} {words}.", room=2)


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


def at_plan(talk: Talk, view: View) -> None:
    """Write the plan and the menu unless they stand there already; then read one line, and return it as typed."""
    shown = (view.decision, tuple(view.answers.items()))
    if talk.written != shown:
        write_plan(talk, talk.guide.plan(view))
        write_menu(talk.lines, view)
        talk.written = shown


def command_at_plan(talk: Talk) -> tuple[str, str] | None:
    """The next command typed at the plan, with what follows it. None when there was none; that has been dealt with."""
    typed = talk.read()
    if talk.over:
        return None
    found = find_word(typed, Where.PLAN)
    if found is None:
        said = f'"{typed[:40]}" is not in the list.' if typed else "Nothing typed."
        talk.say(f"{said} w 1 asks why line 1 is there, h is for help, q to leave.")
        return None
    return found[0].id, found[1]
