"""What the program puts into a part of a form by itself: the steps, the calls, the reasons, the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from triage.documents.case_file import CaseFile, from_case, record_rows
from triage.documents.paper import Block, Bullets, Point, Points, Prose, Rows, Task, Tasks
from triage.export.layout import step_numbers
from triage.export.plan_text import cited_words, quoted
from triage.plan.model import Plan, PlanStep, Reason
from triage.plan.times import made_words
from triage.rules.documents import FROM_A_CASE, Holds
from triage.rules.model import StepKind

TICK = " Tick all that apply."
"""What a question tells the person to do with it. On paper it is done."""
NUMBER = "_" * 16
"""Room for a number that differs from place to place."""
MOST_CALLS = 4
"""Calls on a call sheet. More of them hide the one that matters; the plan has them all."""


def held(what: Holds, plan: Plan, file: CaseFile | None = None) -> Block | None:
    """One thing from the plan, or from the saved case in ``file``. Where there is none of it, a line says so.

    None only for what a saved case alone knows, where the form is not written from one.
    """
    known = from_case(what, file, plan) if file is not None else None
    if known is not None or what in FROM_A_CASE:
        return known
    if what is Holds.RECORD and file is not None:
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
            yield f"Ring: {contact.detail}" if contact.phone else f"Ring: {NUMBER} {contact.name}"
    if step.say:
        yield f"Say: {quoted(step.say)}"
    if step.if_no_answer:
        yield f"If nobody answers: {step.if_no_answer}"


def _reasons(plan: Plan) -> Block:
    """The path to each step: the answers that led there, the rule, and the passages it rests on."""
    steps: dict[Reason, list[int]] = {}
    for step in plan.steps:
        for reason in step.reasons:
            steps.setdefault(reason, []).append(step.number)
    if not steps:
        return Prose(("No rule was reached. The plan is what every case gets.",))
    warned: set[str] = set()
    return Points(tuple(_point(reason, numbers, warned) for reason, numbers in steps.items()))


def _point(reason: Reason, numbers: list[int], warned: set[str]) -> Point:
    """``warned`` are the cautions that stand above already; those of this reason are added."""
    answered = [f"Answered: {asked.removesuffix(TICK)} {answer.rstrip('.')}." for asked, answer in reason.answers]
    cited = [f"From {words}" for words in cited_words(reason.citations, warned)]
    says = f"{step_numbers(numbers)}, because {reason.why.rstrip('.')}."
    return Point(says, (*answered, f"Rule: {reason.rule}", *cited))


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
        ("Worked out on", made_words(plan.made_at)),
        ("Rules", plan.version),
        ("Hash of the rules", plan.hash),
        *((("Fault", plan.fault),) if plan.fault else ()),
    )


def _own_view(plan: Plan) -> Block:
    return Bullets(plan.own or ("Nothing was marked. Write here what you did in another way, and why.",))


_MAKERS: Mapping[Holds, Callable[[Plan], Block]] = {
    Holds.STEPS: _steps,
    Holds.CALLS: _calls,
    Holds.REASONS: _reasons,
    Holds.TAKE_CARE: _take_care,
    Holds.NOT_KNOWN: _not_known,
    Holds.RECORD: _record,
    Holds.OWN_VIEW: _own_view,
}
