"""``triage rerun RECORD``: decides a past case again under its own rules, or under others to see what would differ."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from triage.cli.choosing import open_shelf
from triage.cli.deciding import as_data
from triage.cli.errors import Stop
from triage.cli.exit_codes import ExitCode
from triage.cli.output import Outcome, json_text
from triage.cli.settings import Settings
from triage.cli.trusting import stopping
from triage.engine.decide import build_decider
from triage.plain.guide import make_guide
from triage.policy.release.past import PastRules, rule_sets_by_hash
from triage.policy.release.record import Record, answers_under, differences, plan_differences, read_record
from triage.policy.release.shelf import BUILT_IN, SHOWN
from triage.rules.load import available_packs
from triage.rules.model import RuleSet
from triage.session.session import Session

LARGEST = 5_000_000
"""Bytes of a record that are read; a real one has some hundred thousand."""


@dataclass(frozen=True)
class _Again:
    """A past case decided again. ``left_out`` are answers these rules do not take."""

    record: Record
    rules: str
    rule_set: RuleSet
    now: Mapping[str, Any]
    left_out: tuple[str, ...]

    @property
    def differences(self) -> tuple[str, ...]:
        return differences(self.record.decision, self.now["decision"])

    @property
    def plan_differences(self) -> tuple[str, ...]:
        return plan_differences(self.record.plan, self.now["plan"])


def rerun(arguments: Namespace, settings: Settings, now: datetime) -> Outcome:
    """Decide again. Ends in 1 when a case decided again under its own rules does not come out the same."""
    with stopping():
        record = read_record(_bytes(arguments.record), arguments.record)
        if arguments.under:
            rules, rule_set = _under(arguments.under, record, settings, now)
        else:
            rules, rule_set = _own(record, settings, now)
    again = _decide(record, rules, rule_set)
    failed = bool(again.differences or again.left_out) and not arguments.under
    code = ExitCode.PROBLEMS_FOUND if failed else ExitCode.FINE
    return Outcome(json_text(_data(again)) if arguments.json else _text(again, own=not arguments.under), code)


def _bytes(name: str) -> bytes:
    path = Path(name).expanduser()
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as trouble:
        raise Stop(f"It cannot be read: {trouble.strerror or 'the system refused'}.", place=name) from None
    if len(data) > LARGEST:
        raise Stop("It is too large to be the record of a decision.", place=name)
    return data


def _own(record: Record, settings: Settings, now: datetime) -> tuple[str, RuleSet]:
    """The rules the case was decided under. Raises Stop when they are not on this computer."""
    shelf = open_shelf()
    found = rule_sets_by_hash(shelf, settings.folder, record.packs).get(record.hash)
    if found is not None:
        return _words(found, settings), found.load(now.date())
    damaged = [one.name for one in shelf.all() if one.release is None]
    also = f" Release {damaged[0]} is installed but must not be used: see triage releases." if damaged else ""
    raise Stop(
        f"The rules it was decided under ({record.version}, {record.hash[:SHOWN]}) are not on this computer.{also}",
        remedy="Install the release they came from, or decide it under another: --under RELEASE.",
        code=ExitCode.RULES_REFUSED,
    )


def _under(named: str, record: Record, settings: Settings, now: datetime) -> tuple[str, RuleSet]:
    """The rules asked for, with the packs of the case as far as they have them."""
    shelf = open_shelf()
    if named == BUILT_IN:
        folder, release, name = settings.folder, BUILT_IN, BUILT_IN
    else:
        taken = shelf.take(shelf.find(named))
        if taken.refused is not None:
            raise taken.refused
        folder, release, name = taken.folder, taken.hash, taken.name
    known = available_packs(folder)
    packs = [pack for pack in record.packs if pack in {one.id for one in known}]
    national = [pack.id for pack in known if not pack.extends]
    rules = PastRules("", folder, tuple(packs or national[:1]), release, name)
    return _words(rules, settings), rules.load(now.date())


def _words(rules: PastRules, settings: Settings) -> str:
    """The rules in words, to stand in a sentence."""
    if rules.release == BUILT_IN and settings.folder_named:
        return f"the rules in {settings.folder}"
    return rules.words


def _decide(record: Record, rules: str, rule_set: RuleSet) -> _Again:
    answers, left_out = answers_under(record, rule_set)
    decider = build_decider(rule_set)
    try:
        guide = make_guide(rule_set, decider, lambda: record.moment)
        now = as_data(guide, guide.view(Session(tuple(answers.items()))))
    finally:
        decider.close()
    return _Again(record, rules, rule_set, now, left_out)


def _text(again: _Again, *, own: bool) -> str:
    decision = again.now["decision"]
    result = f"{decision['urgency']}, {decision['send as']}, {len(decision['steps'])} steps"
    lines = [f"Decided again under {again.rules}: {again.rule_set.version} ({again.rule_set.hash[:SHOWN]})."]
    if not again.differences:
        lines.append(f"The decision is the same: {result}.")
    else:
        lines += ["The decision is not the same:" if own else "It would differ:"]
        lines += [f"  {line}" for line in again.differences]
    if again.left_out:
        lines += ["These rules do not take these answers:", *(f"  {line}" for line in again.left_out)]
    if again.plan_differences and not again.differences:
        lines.append(f"The plan reads differently in: {', '.join(again.plan_differences)}.")
    then = list(again.record.decision.get("methods", ()))
    if then != list(decision["methods"]):
        lines.append(f"Then it was decided by {_named(then)}, now by {_named(decision['methods'])}.")
    return "\n".join(lines)


def _named(methods: list[str]) -> str:
    return " and ".join(map(str, methods)) or "nothing"


def _data(again: _Again) -> dict[str, Any]:
    """The same as plain data. Keys are only ever added, never renamed."""
    return {
        "same": not again.differences and not again.left_out,
        "under": again.rules,
        "rule set": again.now["rule set"],
        "then": dict(again.record.decision),
        "now": again.now["decision"],
        "differences": list(again.differences),
        "plan differences": list(again.plan_differences),
        "answers not taken": list(again.left_out),
    }
