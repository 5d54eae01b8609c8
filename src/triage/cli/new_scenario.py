"""``triage test --new``: makes a scenario of a file of answers, or of what ``triage decide --json`` wrote."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from triage.cli.adding import scenario_file_text, schema_line
from triage.cli.deciding import text_of
from triage.cli.errors import Stop, problems_told
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome
from triage.cli.settings import Settings, load_rules
from triage.engine.decide import build_decider
from triage.policy.drafts import CannotAddError, Draft, draft_text, with_drafts
from triage.policy.newcase import NewCase, new_case
from triage.policy.report import report_text
from triage.policy.scenarios import run_scenarios
from triage.rules.answers import Answer
from triage.rules.answers_file import read_answers
from triage.rules.files import SCENARIOS_FILE
from triage.rules.model import Place, RuleSet
from triage.rules.problems import RulesRefused, quoted
from triage.rules.scenarios import Scenario
from triage.session.interview import Decides

_DEEP = 3
"""Slashes in the name of a file that stands in a topic: rules/england/referral/rules.yaml."""


def new_scenario(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Write the scenario to the file asked for, or beside the rules that weigh most in its plan, and run it.

    Raises Stop when it cannot be written. Unknown questions and answers are problems with a place, and end in 1.
    """
    rule_set = load_rules(settings, now.date())
    try:
        answers = _answers(arguments.new, rule_set)
    except RulesRefused as refused:
        problems = problems_told(refused)
        return Outcome(code=ExitCode.PROBLEMS_FOUND, message=problems)
    if not answers:
        raise Stop("There are no answers in it.", place=arguments.new)
    decider = build_decider(rule_set)
    try:
        made = new_case(rule_set, decider, answers, arguments.name or "")
        path = _path(arguments.into, rule_set, made, settings)
        _add(path, made.draft)
        wrong = _wrong(rule_set, decider, made.draft, str(path), now)
    finally:
        decider.close()
    if wrong:
        return Outcome(draft_text(made.draft), ExitCode.PROBLEMS_FOUND, f"Added to {path}, but it fails:\n{wrong}")
    return Outcome(draft_text(made.draft), ExitCode.FINE, "\n".join(_told(rule_set, made, path)))


def _answers(name: str, rule_set: RuleSet) -> dict[str, Answer]:
    text, shown = text_of(name)
    if text.lstrip().startswith("{"):
        text = _from_record(text, shown)
    return read_answers(text, shown, rule_set)


def _from_record(text: str, shown: str) -> str:
    """The answers in a record of a decision, as an answers file has them. Raises Stop when there are none."""
    try:
        data: Any = json.loads(text)
    except json.JSONDecodeError:
        return text  # an answers file written in curly brackets
    answers = data.get("answers") if isinstance(data, Mapping) else None
    if not isinstance(answers, Mapping) or not answers or "decision" not in data:
        raise Stop("There are no answers in it.", place=shown, remedy="Give what 'triage decide --json' wrote.")
    return "\n".join(f"{question}: {_value(value)}" for question, value in answers.items())


def _value(value: object) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)


def _path(into: str | None, rule_set: RuleSet, made: NewCase, settings: Settings) -> Path:
    """The file it goes to. Raises Stop when no topic suggests itself."""
    if into is not None:
        return Path(into).expanduser()
    places = (rule.place.file for rule in rule_set.rules.values() if rule.topic == made.topic)
    beside = next((file for file in places if file.count("/") == _DEEP), "")
    if not beside:
        raise Stop("No topic suggests itself for this case.", remedy="Say which file: --in rules/.../scenarios.yaml")
    return settings.folder / beside.rpartition("/")[0] / SCENARIOS_FILE


def _add(path: Path, draft: Draft) -> None:
    text = scenario_file_text(path)
    name = draft_text(draft).split("\n", 1)[0]
    if f"{name}\n" in text:
        message = f"There is a scenario called {quoted(draft.name)} in it already."
        raise Stop(message, place=str(path), remedy="Give this one another name with --name.")
    try:
        whole = with_drafts(text, [draft], schema_line(path))
    except CannotAddError as error:
        raise Stop(str(error), place=str(path)) from error
    try:
        path.write_text(whole, encoding="utf-8")
    except OSError as trouble:
        raise Stop(f"It cannot be written: {trouble.strerror or 'the system refused'}.", place=str(path)) from None


def _wrong(rule_set: RuleSet, decider: Decides, draft: Draft, file: str, now: datetime) -> str:
    """The report, if the scenario does not come out as it says; nothing when it passes."""
    case = Scenario(draft.name, draft.ref, draft.answers, draft.otherwise, draft.expect, Place(file), "", "")
    report = run_scenarios(rule_set, decider, [case], now)
    return report_text(replace(report, never_fired=(), missed=(), never_given=())) if report.failed else ""


def _told(rule_set: RuleSet, made: NewCase, path: Path) -> list[str]:
    told = [f"Added to {path}. It passes."]
    if made.filled:
        ask = rule_set.questions[made.filled].ask
        told.append(f"The answers stop before “{ask}”: pages they do not name take the calmest answer.")
    if made.left_out:
        told.append(f"Left out, because these pages are not asked in this case: {', '.join(made.left_out)}.")
    told.append("Give it the name a colleague would know it by, and add what must never be lost from its plan.")
    return told
