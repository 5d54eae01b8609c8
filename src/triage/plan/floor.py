"""The lines a plan has even when no rule brought any, and the line that leads when the tool itself has failed.

A rule set brings its own floor in words that fit the person; these stand in when it cannot be asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from triage.emergency import EMERGENCY_CARD, NSPCC
from triage.plan.model import PlanContact, PlanStep, Reason
from triage.plan.times import step_time
from triage.rules.model import StepKind, Urgency

EMERGENCY_STEP = "emergency-card"

_ALWAYS = "whatever else is so, a worry about a child is written down, shared with a lead and looked at again"
_FAILED = "this tool could not work out a plan, so it shows what keeps a child safe in every case"
_999 = PlanContact("built-in-999", "Emergency services", "999", "999, Emergency services", "", True)
_101 = PlanContact("built-in-101", "Police", "101", "101, Police", "", True, fallback=True)
_NSPCC = replace(_101, id="built-in-nspcc", name="NSPCC Helpline", phone=NSPCC, detail=f"{NSPCC}, NSPCC Helpline")


def floor_steps(now: datetime) -> tuple[PlanStep, ...]:
    """Write it down, talk to your lead, set a date: for today, whatever the time."""
    return (
        _line(
            "floor-talk",
            StepKind.TALK,
            Urgency.TODAY,
            now,
            do="Talk to your safeguarding lead about what worries you.",
            say="I am worried about a child and I want to think it through with you.",
            write="Who you spoke to, when, and what you agreed.",
            if_no_answer="Ring children's social care for where the child lives. If a child is in danger, ring 999.",
        ),
        _line(
            "floor-write",
            StepKind.WRITE,
            Urgency.TODAY,
            now,
            do="Write down what you saw or heard, when, and any words exactly.",
            write="Facts first; your own view apart from them; what you did, and why.",
            if_no_answer="If it gets worse, or a child is in danger, ring 999.",
        ),
        _line(
            "floor-look-again",
            StepKind.FOLLOW_UP,
            Urgency.PLANNED,
            now,
            do="Set a date to look at it again, and tell someone else that date.",
            write="The date, and who will look.",
            if_no_answer="If you are still worried on that day, ring children's social care for advice.",
        ),
    )


def with_somebody_to_ring(steps: Sequence[PlanStep]) -> tuple[PlanStep, ...]:
    """The steps, with numbers that work everywhere added to one of them when none has a number that does.

    They go to the first step that says what to do when nobody answers, a talk before any other, as what to ring
    instead; else to the first step.
    """
    if any(contact.phone and contact.verified for step in steps for contact in step.contacts):
        return tuple(steps)
    order = sorted(
        range(len(steps)), key=lambda place: (not steps[place].if_no_answer, steps[place].kind is not StepKind.TALK)
    )
    place = order[0]
    step = steps[place]
    helped = replace(
        step,
        contacts=(*step.contacts, _NSPCC, _101),
        say=step.say or "I am worried about a child and I want advice.",
        if_no_answer=step.if_no_answer or "If it gets worse, or a child is in danger, ring 999.",
    )
    return (*steps[:place], helped, *steps[place + 1 :])


def card_step(now: datetime) -> PlanStep:
    """The emergency card as the first line of a plan."""
    first, *others = EMERGENCY_CARD.lines
    return _line(
        EMERGENCY_STEP,
        StepKind.SAFETY,
        Urgency.EMERGENCY,
        now,
        do=f"If a child may be in danger: {first[0].lower()}{first[1:]}",
        how=tuple(others),
        contacts=(_999, _101),
        say="A child is in danger now.",
        write="The times, who you spoke to, and any words exactly.",
        if_no_answer="Ring 999 again.",
        why=_FAILED,
    )


def _line(
    name: str,
    kind: StepKind,
    urgency: Urgency,
    now: datetime,
    *,
    do: str,
    write: str,
    if_no_answer: str,
    how: tuple[str, ...] = (),
    contacts: tuple[PlanContact, ...] = (),
    say: str = "",
    why: str = _ALWAYS,
) -> PlanStep:
    time = step_time(None, urgency, now)
    return PlanStep(
        id=name,
        number=0,
        kind=kind,
        urgency=urgency,
        do=do,
        how=how,
        when=time.words,
        due=time.due,
        if_late="Do it now. Late is far better than never.",
        contacts=contacts,
        say=say,
        write=write,
        tell="",
        do_not=(),
        if_no_answer=if_no_answer,
        reasons=(Reason(name, why, (), (), ""),),
    )
