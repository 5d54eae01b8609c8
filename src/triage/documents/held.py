"""What the program puts into a part of a form by itself: the steps, the calls, the reasons, the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from triage.documents.case_file import CaseFile, from_case, record_rows
from triage.documents.paper import Block, Bullets, Prose, Rows, Task, Tasks
from triage.export.plan_text import citation_words, quoted
from triage.plan.model import Plan, PlanStep
from triage.plan.times import made_words
from triage.rules.documents import FROM_A_CASE, Holds
from triage.rules.model import StepKind

NUMBER = "_" * 16
"""Room for a number that differs from place to place."""
MOST_CALLS = 4
"""Calls on a call sheet. More of them hide the one that matters; the plan has them all."""


def held(what: Holds, plan: Plan, file: CaseFile | None = None) -> Block | None:
    """One thing from the plan, or from the saved case in ``file``. Where there is none of it, a line says so.

    None only for what a saved case alone knows, where the form is not written from one.
    """
    if file is None:
        return _MAKERS[what](plan) if what not in FROM_A_CASE else None
    known = from_case(what, file)
    if known is not None:
        return known
    if what is Holds.RECORD:
        return Rows((*_record_rows(plan), *record_rows(file)))
    return _MAKERS[what](plan)


def _steps(plan: Plan) -> Block:
    return Tasks(tuple(Task(step.number, step.do, _when(step)) for step in plan.steps))


def _when(step: PlanStep) -> tuple[str, ...]:
    return (f"When: {step.when}",) if step.when else ()


def _calls(plan: Plan) -> Block:
    later = (StepKind.WRITE, StepKind.SUPPORT, StepKind.FOLLOW_UP)
    calls = [step for step in plan.steps if step.contacts and step.kind not in later]
    shown = calls[:MOST_CALLS] or [step for step in plan.steps if step.contacts][:MOST_CALLS]
    if not shown:
        return Prose(("Ring the person the plan names. In danger, ring 999.",))
    return Tasks(tuple(Task(step.number, step.do, tuple(_call(step))) for step in shown))


def _call(step: PlanStep) -> Iterator[str]:
    yield from _when(step)
    for contact in step.contacts:
        if not contact.fallback:
            yield f"Ring: {contact.detail}" if contact.phone else f"Ring: {contact.name}. Number: {NUMBER}"
    if step.say:
        yield f"Say: {quoted(step.say)}"
    if step.if_no_answer:
        yield f"If nobody answers: {step.if_no_answer}"


def _limits(plan: Plan) -> Block:
    timed = [step for step in plan.steps if step.due is not None]
    if not timed:
        return Prose(("No limit has a day yet. Agree one, and write it here.",))
    return Rows(tuple((step.do, step.when) for step in timed))


def _reasons(plan: Plan) -> Block:
    found: dict[str, list[str]] = {}
    warned: set[str] = set()
    for reason in dict.fromkeys(reason for step in plan.steps for reason in step.reasons):
        cited = found.setdefault(f"Because {reason.why.rstrip('.')}.", [])
        for citation in reason.citations:
            again = bool(citation.caution) and citation.caution in warned
            cited.append(f"From {citation_words(citation, again=again)}")
            warned.add(citation.caution)
    if not found:
        return Prose(("No rule was reached. The plan is what every case gets.",))
    return Bullets(tuple(" ".join([why, *cited]) for why, cited in found.items()))


def _take_care(plan: Plan) -> Block:
    return Bullets(plan.do_not or ("Do not keep it to yourself.",))


def _not_known(plan: Plan) -> Block:
    return Bullets((*plan.assumed, *plan.not_known) or ("Everything that was asked was answered.",))


def _record(plan: Plan) -> Block:
    return Rows(_record_rows(plan))


def _record_rows(plan: Plan) -> tuple[tuple[str, str], ...]:
    return (
        ("How soon", plan.headline),
        ("Message", plan.message),
        ("Decided on", made_words(plan.made_at)),
        ("Rules", plan.version),
        ("Hash of the rules", plan.hash),
        *((("Fault", plan.fault),) if plan.fault else ()),
    )


def _own_view(plan: Plan) -> Block:
    return Bullets(plan.own or ("Nothing was marked. Write here what you did in another way, and why.",))


_MAKERS: Mapping[Holds, Callable[[Plan], Block]] = {
    Holds.STEPS: _steps,
    Holds.CALLS: _calls,
    Holds.LIMITS: _limits,
    Holds.REASONS: _reasons,
    Holds.TAKE_CARE: _take_care,
    Holds.NOT_KNOWN: _not_known,
    Holds.RECORD: _record,
    Holds.OWN_VIEW: _own_view,
}
