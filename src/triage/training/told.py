"""A demonstration told in words: what is said, asked, answered and planned, for a pipe and a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from triage.commands import BY_ID
from triage.explain.phrases import answer_words
from triage.export.layout import Sheet
from triage.plan.build import build_plan
from triage.plan.model import Plan
from triage.rules.answers import Answer
from triage.rules.demonstrations import Beat, Demonstration
from triage.rules.model import RuleSet
from triage.session.interview import Decides
from triage.training.demonstrations import Walk


def demonstration_text(rule_set: RuleSet, decider: Decides, one: Demonstration, now: datetime) -> str:
    """The whole walk as text, as far as it fits the rules. ``now`` is the moment its plans are made at."""
    sheet = Sheet()
    sheet.text(one.title)
    sheet.text(one.about)
    walk = Walk(rule_set, decider)
    for number, beat in enumerate(one.beats, start=1):
        sheet.gap()
        sheet.item(f"{number}. ", beat.say or "(nothing is said)")
        for line in _done(rule_set, beat):
            sheet.text(line, indent=4)
        wrong = tuple(walk.take(beat))
        plan = build_plan(rule_set, walk.view.decision, walk.view.answers, now)
        if beat.do == "plan" or beat.shows is not None:
            _plan(sheet, plan)
        if beat.to:
            _line(sheet, plan, beat.to)
        if wrong:
            sheet.items(("This walk no longer fits the rules here.", *wrong), indent=4)
            break
    return sheet.written()


def _done(rule_set: RuleSet, beat: Beat) -> Iterator[str]:
    for question, answer in beat.answers:
        yield from _asked(rule_set, question, answer)
    if beat.do:
        yield f"Done: {BY_ID[beat.do].title}."
    if beat.press:
        yield f"Pressed: {', '.join(beat.press)}."


def _asked(rule_set: RuleSet, question: str, answer: Answer) -> Iterator[str]:
    asked = rule_set.questions[question]
    yield f"Asked: {asked.ask}"
    yield f"Answered: {answer_words(asked, answer)}"


def _plan(sheet: Sheet, plan: Plan) -> None:
    sheet.text(f"The plan: {plan.headline}. {plan.message}", indent=4)
    for step in plan.steps:
        sheet.item(f"{step.number}. ", f"{step.do} ({step.when})", indent=4)


def _line(sheet: Sheet, plan: Plan, name: str) -> None:
    step = next((one for one in plan.steps if one.id == name), None)
    if step is None:
        return
    sheet.item("On line ", f"{step.number}: {step.do} ({step.when})", indent=4)
    if step.reasons:
        sheet.text(f"Because {step.reasons[0].why.rstrip('.')}.", indent=4)
