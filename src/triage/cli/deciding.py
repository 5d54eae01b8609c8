"""``triage decide ANSWERS``: a file of answers in, the plan out, as text or as JSON with everything behind it."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from triage import __version__
from triage.cli.errors import Stop, problems_told
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, load_rules
from triage.engine.decide import build_decider
from triage.engine.decision import Decision
from triage.export.answers_file import answer_data
from triage.export.plan_json import plan_data
from triage.export.plan_text import plan_text
from triage.plain.guide import Guide, make_guide
from triage.plain.planning import NOT_FINISHED
from triage.rules.answers import Answer
from triage.rules.answers_file import read_answers
from triage.rules.model import RuleSet
from triage.rules.problems import RulesRefused
from triage.session.session import Session
from triage.session.view import View

LARGEST_FILE = 1_000_000
"""Bytes of an answers file that are read; a real one has a few hundred."""


def decide(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Decide for a file of answers. Unknown questions and answers are problems with a place, and end in 1."""
    moment = moment_from(arguments.at, now)
    rule_set = load_rules(settings, moment.date())
    try:
        answers = answers_from(arguments.answers, rule_set)
    except RulesRefused as refused:
        problems = problems_told(refused)
        return Outcome(code=ExitCode.PROBLEMS_FOUND, message=problems)
    decider = build_decider(rule_set)
    try:
        guide = make_guide(rule_set, decider, lambda: moment)
        view = guide.view(Session(tuple(answers.items())))
        if arguments.json:
            result = json_text(as_data(guide, view) | {"notice": settings.notice})
        else:
            result = _text(replace(guide, notice=settings.notice), view)
    finally:
        decider.close()
    return Outcome(result)


def moment_from(given: str | None, now: datetime) -> datetime:
    """The time limits are counted from: as ``--at`` gives it, or now. Raises Stop when it is not a time."""
    if given is None:
        return now
    try:
        return datetime.fromisoformat(given).replace(tzinfo=None)
    except ValueError:
        raise Stop(f'"{given[:40]}" is not a time.', place="--at", remedy="Write it as 2026-11-20T17:00.") from None


def answers_from(name: str, rule_set: RuleSet) -> dict[str, Answer]:
    """The answers in a file, or on standard input for "-". Raises Stop when it cannot be read, RulesRefused for what
    is wrong in it."""
    text, shown = text_of(name)
    return read_answers(text, shown, rule_set)


def text_of(name: str) -> tuple[str, str]:
    """The text of a file of answers, or of standard input for "-", and what to call it. Raises Stop when it cannot be
    read."""
    shown = "answers" if name == "-" else name
    try:
        data = sys.stdin.buffer.read(LARGEST_FILE + 1) if name == "-" else _file(Path(name).expanduser())
    except OSError as trouble:
        raise Stop(f"It cannot be read: {trouble.strerror or 'the system refused'}.", place=name) from None
    if len(data) > LARGEST_FILE:
        raise Stop(f"It holds more than {LARGEST_FILE:,} bytes. An answers file has a few hundred.", place=shown)
    return data.decode("utf-8", "surrogateescape"), shown


def _file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def _text(guide: Guide, view: View) -> str:
    plan = plan_text(guide.plan(view))
    return plan if view.enough else f"{NOT_FINISHED}\n\n{plan}"


def as_data(guide: Guide, view: View) -> dict[str, Any]:
    """Everything about one decision as plain data. Keys are only ever added, never renamed."""
    return {
        "program": __version__,
        "rule set": {
            "version": view.decision.version,
            "hash": view.decision.hash,
            "packs": [pack.id for pack in guide.rule_set.packs],
        },
        "answers": {name: answer_data(answer) for name, answer in view.answers.items()},
        "answers in words": {row.ask: row.answer_words for row in view.rows if row.question in view.answers},
        "set aside": list(view.set_aside),
        "enough to act": view.enough,
        "next question": view.page.question if view.page is not None else None,
        "decision": decision_data(view.decision),
        "plan": plan_data(guide.plan(view)),
        "why not": _why_not(guide, view),
        "what would change it": _changes(guide, view),
    }


def decision_data(decision: Decision) -> dict[str, Any]:
    """The decision as plain data: what fired, on which answers, by which methods."""
    return {
        "urgency": decision.urgency.word,
        "send as": decision.send_as.word,
        "rules": [
            {
                "rule": fired.rule,
                "evidence": [
                    {"question": one.question, "option": one.option, "value": one.value, "assumed": one.assumed}
                    for one in fired.evidence
                ],
            }
            for fired in decision.fired
        ],
        "steps": [
            {"step": step.step, "urgency": step.urgency.word, "rules": list(step.rules)} for step in decision.steps
        ],
        "open rules": list(decision.open),
        "methods": list(decision.methods),
        "fault": decision.fault,
    }


def _why_not(guide: Guide, view: View) -> list[dict[str, Any]]:
    return [
        {
            "rule": miss.rule,
            "urgency": guide.rule_set.rules[miss.rule].urgency.word,
            "why": miss.why,
            "lacking": [{"question": question, "wanted": wanted} for question, wanted in miss.lacking],
        }
        for miss in guide.near(view)
    ]


def _changes(guide: Guide, view: View) -> dict[str, Any]:
    changes = guide.changes(view)
    return {
        name: None
        if change is None
        else {
            "urgency": change.urgency.word,
            "answers": [
                {"question": question, "option": option, "value": value} for question, option, value in change.answers
            ],
        }
        for name, change in (("more urgent", changes.up), ("less urgent", changes.down))
    }
