"""A decision as it was kept: read back with care, and held against the same case decided again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from triage.policy.release.refusal import ReleaseStoppedError
from triage.rules.answers import Answer
from triage.rules.answers_file import read_answers
from triage.rules.model import RuleSet
from triage.rules.problems import RulesRefused

_PLAIN = re.compile(r"[a-z0-9][a-z0-9 _'-]{0,99}")
"""The names of questions and of answers. Nothing else in a record becomes part of an answers file."""
_HASH = re.compile(r"[0-9a-f]{64}")
MOST_ANSWERS = 1_000
HOW = ("methods", "fault")
"""Parts of a decision that tell how it was reached on one computer, and not what it is."""


@dataclass(frozen=True)
class Record:
    """A past decision. ``packs`` are empty when it does not name them."""

    version: str
    hash: str
    packs: tuple[str, ...]
    answers: Mapping[str, str]
    decision: Mapping[str, Any]
    plan: Mapping[str, Any]
    moment: datetime


def read_record(data: bytes, place: str) -> Record:
    """The record that ``triage decide --json`` wrote. Raises ReleaseStoppedError for anything else."""
    try:
        found = json.loads(data.decode("utf-8"))
        rules = found["rule set"]
        if not _HASH.fullmatch(rules["hash"]) or not isinstance(found["decision"], dict):
            raise ValueError
        return Record(
            version=str(rules["version"]),
            hash=rules["hash"],
            packs=tuple(_plain(pack) for pack in rules.get("packs", ())),
            answers={_plain(name): _answer(value) for name, value in found["answers"].items()},
            decision=found["decision"],
            plan=dict(found["plan"]),
            moment=datetime.fromisoformat(found["plan"]["made at"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        remedy = "Give a file that triage decide --json wrote."
        raise ReleaseStoppedError("This is not the record of a decision.", remedy, place) from None


def _plain(text: Any) -> str:
    if not isinstance(text, str) or not _PLAIN.fullmatch(text):
        raise ValueError
    return text


def _answer(value: Any) -> str:
    """An answer as a line of an answers file has it."""
    if isinstance(value, bool):
        raise ValueError
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(_plain(one) for one in value[:MOST_ANSWERS])}]"
    return _plain(value)


def answers_under(record: Record, rule_set: RuleSet) -> tuple[dict[str, Answer], tuple[str, ...]]:
    """The answers as these rules take them, and the lines that they do not take."""
    taken: dict[str, Answer] = {}
    left: list[str] = []
    for name, value in record.answers.items():
        try:
            taken.update(read_answers(f"{name}: {value}\n", "record", rule_set))
        except RulesRefused:
            left.append(f"{name}: {value}")
    return taken, tuple(left)


def kept_bytes(decision: Mapping[str, Any]) -> bytes:
    """What is held against what, byte for byte: the whole decision but for how it was reached."""
    return json.dumps(
        {name: value for name, value in decision.items() if name not in HOW}, ensure_ascii=True, sort_keys=True
    ).encode()


def same_decision(then: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether two decisions are the same, byte for byte."""
    return kept_bytes(then) == kept_bytes(now)


def differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """How two decisions differ, a line each; empty only when they are the same."""
    if same_decision(then, now):
        return ()
    return tuple(_differences(then, now)) or ("They differ in a part that this program does not know.",)


def _differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for name in ("urgency", "send as"):
        if then.get(name) != now.get(name):
            yield f"{name}: was {then.get(name)}, is {now.get(name)}"
    for names, key in (("steps", "step"), ("rules", "rule")):
        before, after = _by_name(then, names, key), _by_name(now, names, key)
        yield from (f"{key} gone: {name}" for name in before if name not in after)
        yield from (f"{key} new: {name}" for name in after if name not in before)
        yield from (
            f"{key} changed: {name} ({_changed(before[name], after[name])})"
            for name in before
            if name in after and before[name] != after[name]
        )
        if list(before) != list(after) and set(before) == set(after):
            yield f"{names}: in another order"
    if then.get("open rules") != now.get("open rules"):
        yield "open rules: not the same rules could still hold"


def _by_name(decision: Mapping[str, Any], names: str, key: str) -> dict[str, Mapping[str, Any]]:
    listed = decision.get(names, ())
    entries: Sequence[Any] = listed if isinstance(listed, list) else ()
    return {str(entry[key]): entry for entry in entries if isinstance(entry, dict) and key in entry}


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """What differs in one step or rule: an urgency in words, anything else by name."""
    if before.get("urgency") != after.get("urgency"):
        return f"was {before.get('urgency')}, is {after.get('urgency')}"
    return ", ".join(sorted({*before, *after} - {name for name in before if before[name] == after.get(name)}))


def plan_differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """The lines of two plans that read differently, by the name of their step, and any other part that does."""
    before, after = _by_name(then, "steps", "id"), _by_name(now, "steps", "id")
    steps = [f"line {name}" for name in before if name in after and before[name] != after[name]]
    parts = [name for name in then if name != "steps" and name in now and then[name] != now[name]]
    return (*parts, *steps)
