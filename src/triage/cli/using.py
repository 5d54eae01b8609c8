"""``triage uses NAME``: everything that uses a question, an answer, a fact, a step and so on, each with its place."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from triage.cli.errors import Stop, unknown
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings, load_rules
from triage.policy.uses.find import Users
from triage.policy.uses.things import answer_parts
from triage.policy.uses.words import used_data, used_text
from triage.rules.model import RuleSet
from triage.rules.scenarios import read_scenarios
from triage.rules.statements_reader import read_statements


def uses(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Show what uses the thing named. Raises Stop, with the nearest name, when there is no such thing."""
    rule_set = load_rules(settings, now.date())
    users = users_of(rule_set, settings)
    found = users.named(arguments.name)
    if not found:
        raise _unknown(arguments.name, rule_set, users)
    used = [users.of(thing) for thing in found]
    if arguments.json:
        return Outcome(json_text([used_data(one) for one in used]))
    return Outcome("\n\n".join(used_text(one) for one in used))


def users_of(rule_set: RuleSet, settings: Settings) -> Users:
    """Who uses what in a rule set that was loaded with these settings."""
    packs = [pack.id for pack in rule_set.packs]
    scenarios = read_scenarios(settings.folder, packs, rule_set)
    return Users(rule_set, scenarios, read_statements(settings.folder, packs, rule_set))


def _unknown(name: str, rule_set: RuleSet, users: Users) -> Stop:
    question, value = answer_parts(name)
    if "=" in name and question not in rule_set.questions:
        return unknown("question", question, rule_set.questions)
    if "=" in name:
        answers = [one for one in users.names if one.startswith(f"{question}=")]
        return unknown(f"answer to {question}", value, [answer_parts(one)[1] for one in answers])
    return unknown("question, rule, step or other part", name, users.names)
