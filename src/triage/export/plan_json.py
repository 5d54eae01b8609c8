"""A plan as JSON, for other programs and for keeping.

Keys are the words the rule files use (``send as``, ``if no answer``). Within one :data:`FORMAT`, keys may be added
but are never renamed or taken away. Texts are cleaned on the way out.
"""

from __future__ import annotations

import json
import types
from collections.abc import Iterable, Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any, get_args, get_origin, get_type_hints

from triage.plan.model import Plan
from triage.rules.model import SendAs, Urgency
from triage.text import clean

FORMAT = 1


def plan_data(plan: Plan) -> dict[str, Any]:
    """The plan as plain data: dicts, lists, strings, whole numbers, booleans and None."""
    return {"format": FORMAT, "kind": "plan", **_from_record(plan)}


def plan_json(plan: Plan) -> str:
    """The plan as JSON text."""
    return json.dumps(plan_data(plan), ensure_ascii=False, indent=2)


def read_plan(text: str) -> Plan:
    """The plan that :func:`plan_json` wrote. Raises ValueError, in plain words, for anything else."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError("This is not a plan: it is not JSON.") from error
    if not isinstance(data, dict) or data.get("kind") != "plan":
        raise ValueError("This is not a plan.")
    if data.get("format") != FORMAT:
        raise ValueError(f"This plan is in format {data.get('format')}; only format {FORMAT} can be read here.")
    try:
        plan = _to(Plan, data)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("This plan cannot be read: something in it is missing or of the wrong kind.") from error
    assert isinstance(plan, Plan)  # noqa: S101 - for the type checker; _to made it
    return plan


def key_of(field: str) -> str:
    """The JSON key for a field: ``if_late`` is written ``if late``."""
    return field.replace("_", " ")


def _from_record(record: Any) -> dict[str, Any]:
    return {key_of(field.name): _from(getattr(record, field.name)) for field in fields(record)}


def _from(value: Any) -> Any:
    match value:
        case Urgency() | SendAs():
            return value.word
        case StrEnum():
            return value.value
        case str():
            return clean(value)
        case date():
            return value.isoformat()
        case tuple():
            return [_from(item) for item in value]
    return _from_record(value) if is_dataclass(value) else value


def _to(kind: Any, data: Any) -> Any:
    """``data`` as a value of ``kind``, one of the types a plan is made of."""
    if is_dataclass(kind):
        return _to_record(kind, fields(kind), data)
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        if inner[-1] is Ellipsis:
            return tuple(_to(inner[0], item) for item in data)
        return tuple(_to(one, item) for one, item in zip(inner, data, strict=True))
    if isinstance(kind, types.UnionType):
        return None if data is None else _to(get_args(kind)[0], data)
    return _single(kind, data)


def _to_record(kind: Any, parts: Iterable[Field[Any]], data: Any) -> Any:
    hints = get_type_hints(kind)
    return kind(**{part.name: _to(hints[part.name], data[key_of(part.name)]) for part in parts})


def _single(kind: Any, data: Any) -> Any:
    if issubclass(kind, IntEnum):
        return _BY_WORD[kind][data]
    if issubclass(kind, StrEnum):
        return kind(data)
    if issubclass(kind, date):
        return kind.fromisoformat(data)
    if type(data) is not kind:
        raise TypeError(kind)
    return data


_BY_WORD: Mapping[type, Mapping[str, IntEnum]] = {
    kind: {member.word: member for member in kind} for kind in (Urgency, SendAs)
}
