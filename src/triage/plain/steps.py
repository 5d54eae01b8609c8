"""Lines of the plan as they are told: what must be done first in full, the rest in a line each."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile

from triage.export.plan_text import quoted
from triage.plain.lines import Lines
from triage.plan.model import Plan, PlanContact, PlanStep


def write_short(lines: Lines, plan: Plan) -> None:
    """The plan in short: everything about the most urgent lines, what the others are and when, and what not to do.

    The whole of it, with the guidance behind every line, is a letter away.
    """
    first = list(takewhile(lambda step: step.urgency == plan.urgency, plan.steps)) or list(plan.steps[:1])
    later = [step for step in plan.steps if step not in first]
    lines.say(plan.headline)
    lines.say(plan.message)
    if plan.fault:
        lines.say(plan.fault)
    for text in plan.own:
        lines.say(text)
    told = _Told()
    for step in first:
        _write_step(lines, step, told)
    if later:
        lines.say()
        lines.say("Then:")
    for step in later:
        lines.listed(f"{step.number}.", f"{step.do} {_when(step)}", indent=0)
    said = {text for step in first for text in step.do_not}
    _write_list(lines, "Take care", tuple(text for text in plan.do_not if text not in said))
    _write_list(lines, "What you were not sure of", plan.assumed)


def _when(step: PlanStep) -> str:
    return f"{step.when[:1].upper()}{step.when[1:].rstrip('.')}."


def _write_list(lines: Lines, title: str, texts: tuple[str, ...]) -> None:
    if texts:
        lines.say()
        lines.say(f"{title}:")
    for text in texts:
        lines.listed("-", text, indent=0, room=2)


def write_step(lines: Lines, step: PlanStep) -> None:
    """Everything about one line of the plan but why it is there."""
    _write_step(lines, step, _Told())


@dataclass
class _Told:
    """What earlier lines have told: the notes of contacts, and which line had which contacts."""

    notes: set[str] = field(default_factory=set)
    contacts: dict[tuple[PlanContact, ...], int] = field(default_factory=dict)


def _write_step(lines: Lines, step: PlanStep, told: _Told) -> None:
    lines.say()
    lines.listed(f"{step.number}.", step.do, indent=0)
    for line in step.how:
        lines.say(line, indent=4)
    clock = f" {step.clock}" if step.clock else ""
    lines.say(f"When: {step.when.rstrip('.')}.{clock}", indent=4, hang=2)
    _write_contacts(lines, step, told)
    parts = (
        ("Say", quoted(step.say)),
        ("Write down", step.write),
        ("Form", f"{step.form_title}. Type t." if step.form else ""),
        ("Tell", step.tell),
        ("If nothing happens", step.if_no_answer),
        ("If it is late", step.if_late),
    )
    for name, text in parts:
        if text:
            lines.say(f"{name}: {text}", indent=4, hang=2)
    for text in step.do_not:
        lines.say(text, indent=4, hang=2)


def _write_contacts(lines: Lines, step: PlanStep, told: _Told) -> None:
    if step.contacts in told.contacts:
        lines.say(f"Ring: the same as for line {told.contacts[step.contacts]}.", indent=4)
        return
    if step.contacts:
        told.contacts[step.contacts] = step.number
    second = False
    for contact in step.contacts:
        if contact.fallback and not second:
            lines.say("If you cannot reach them:", indent=4)
        second = second or contact.fallback
        lines.listed("-", f"{'' if second else 'Ring: '}{contact.detail}", indent=6 if second else 4, room=2)
        if contact.note and contact.id not in told.notes:
            lines.say(contact.note, indent=8 if second else 6)
        told.notes.add(contact.id)
