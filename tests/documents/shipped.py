"""The shipped rules with the forms in them, and cases to fill them from."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path

from triage.documents.cabinet import Cabinet
from triage.documents.fill import fill
from triage.documents.paper import Paper
from triage.engine.decide import Decider
from triage.plan.build import build_plan
from triage.plan.model import Plan
from triage.rules.answers import Answer
from triage.rules.load import load
from triage.rules.scenarios import read_scenarios
from triage.session.interview import Interview
from triage.session.session import Session
from triage.session.view import View

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 20, 16, 0)
RULE_SET = load(ROOT, ["england"], date(2026, 11, 22))
CABINET = Cabinet(RULE_SET)


@cache
def _interview() -> Interview:
    return Interview(RULE_SET, Decider(RULE_SET, None))


@cache
def cases() -> tuple[dict[str, Answer], ...]:
    """The answers of every shipped scenario."""
    return tuple(dict(one.answers) for one in read_scenarios(ROOT, ["england"], RULE_SET))


def view_of(answers: dict[str, Answer]) -> View:
    return _interview().view(Session(tuple(answers.items())))


def plan_of(view: View) -> Plan:
    return build_plan(RULE_SET, view.decision, view.answers, NOW)


def paper_of(form: str, answers: dict[str, Answer]) -> Paper:
    view = view_of(answers)
    return fill(CABINET.in_use(RULE_SET.documents[form], view.answers), RULE_SET, view, plan_of(view))
