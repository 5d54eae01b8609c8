"""Reads time limits: ``at once``, ``same day``, ``24 hours``, ``2 working days``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from triage.rules import nodes
from triage.rules.fields import wrong_kind
from triage.rules.model import Deadline
from triage.rules.problems import Collector, quoted

_LIMIT = re.compile(r"(\d{1,4}) (hour|working day|day|week)s?")
LARGEST = 1_000
_FEW = 4
"""From so many days on, a limit is told in days or weeks; a shorter one in hours."""
_HOURS = {"hour": 1, "day": 24, "week": 168}


@dataclass(frozen=True)
class Limit:
    """One way of counting time; exactly one field is set."""

    at_once: bool = False
    same_day: bool = False
    hours: int | None = None
    working_days: int | None = None


def is_limit(text: str) -> bool:
    """Whether a text is laid out as a limit, and not as a name."""
    plain = " ".join(text.lower().split())
    return plain in ("at once", "same day") or plain[:1].isdigit()


def limit_words(limit: Limit | Deadline) -> str:
    """The limit as a rule file writes it: ``24 hours``, ``6 weeks``."""
    if limit.at_once:
        return "at once"
    if limit.same_day:
        return "same day"
    if limit.hours is None:
        return _counted(limit.working_days or 0, "working day")
    for word in ("week", "day"):
        if limit.hours % _HOURS[word] == 0 and limit.hours >= _FEW * _HOURS["day"]:
            return _counted(limit.hours // _HOURS[word], word)
    return _counted(limit.hours, "hour")


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def read_limit(node: nodes.Node, out: Collector) -> Limit | None:
    """The limit a node holds, or None. Days and weeks are counted as 24 and 168 hours."""
    if not isinstance(node, nodes.Scalar):
        wrong_kind(node, "'limit:' takes a time such as '24 hours'", out)
        return None
    text = " ".join(node.text.lower().split())
    if text in ("at once", "same day"):
        return Limit(at_once=text == "at once", same_day=text == "same day")
    match = _LIMIT.fullmatch(text)
    count = int(match[1]) if match and text.isascii() else 0
    if match and 0 < count <= LARGEST:
        if match[2] == "working day":
            return Limit(working_days=count)
        return Limit(hours=count * _HOURS[match[2]])
    if node.text:
        hint = "write 'at once', 'same day', a number of hours ('24 hours') or of working days ('2 working days')."
        out.error("TR206", node.place, f"{quoted(node.text)} is not a time limit.", hint)
    return None
