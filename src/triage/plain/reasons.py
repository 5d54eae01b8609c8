"""What can be asked of the plan: why a line is there, why it is no more urgent, what would change it."""

from __future__ import annotations

from triage.explain.change import Change
from triage.export.plan_text import citation_words
from triage.plain.planning import chosen_step
from triage.plain.talk import Talk
from triage.plan.model import PlanStep, Reason
from triage.plan.words import HEADLINES
from triage.session.view import View

MOST_NEAR = 5
"""How many of the nearest rules are told; the list is nearest first."""


def why(talk: Talk, view: View, rest: str) -> None:
    """Say why one line is in the plan: the answers, the rule, the passages and their editions."""
    step = chosen_step(talk, view, rest, "w")
    if step is not None:
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
        talk.say("No answers to these questions would make it more urgent than it is.")
        return
    talk.say("It would be more urgent by these rules, with the answers they lack. The nearest come first.")
    for miss in near[:MOST_NEAR]:
        because = talk.guide.fill(view, miss.why).rstrip(".")
        talk.lines.listed("-", f"{HEADLINES[miss.urgency]}: because {because}.", room=2)
        for question, wanted in miss.lacking:
            talk.lines.listed("-", f"Wanted: {_asked(talk, question)} {wanted.rstrip('.')}.", indent=4, room=2)
    if len(near) > MOST_NEAR:
        talk.say(f"And {len(near) - MOST_NEAR} more, further off.")


def what_would_change(talk: Talk, view: View, _rest: str) -> None:
    """Say the smallest change in the answers that would make this more, and less, urgent."""
    changes = talk.guide.changes(view)
    talk.say()
    talk.say(f"Now: {HEADLINES[view.decision.urgency]}.")
    _write_change(talk, "More urgent", changes.up, "no change of one or two answers would make it more urgent.")
    _write_change(talk, "Less urgent", changes.down, "no change of one or two answers would make it less urgent.")


def _write_change(talk: Talk, heading: str, change: Change | None, otherwise: str) -> None:
    if change is None:
        talk.say(f"{heading}: {otherwise}")
        return
    talk.say(f"{heading} ({HEADLINES[change.urgency]}), if:")
    for question, option, value in change.answers:
        label = f"{talk.guide.rule_set.questions[question].label(option)}: " if option else ""
        talk.lines.listed("-", f"{_asked(talk, question)} {label}{value.rstrip('.')}.", room=2)


def _asked(talk: Talk, question: str) -> str:
    return talk.guide.rule_set.questions[question].ask
