"""One rule text for the engine, written condition by condition within the engine's limits.

Signals that many rules wait for are told several times under different names (*copies*), since the engine allows
only so many rules to share a condition; names are kept in numbered *buckets*, since it allows only so many different
first tests.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from triage.engine.program import NUMBER_PLACEHOLDER, SENTINEL, SESSION_PLACEHOLDER, START, Message

BUCKET: Final = 250
"""Names in one bucket; the engine allows 511 different tests in one place."""
SHARED: Final = 240
"""Rules that may share one condition; the engine allows 255."""
RANGES: Final = 40
"""Different ranges tested on one copy of a number; the engine allows one fact to meet 64 tests."""

Span = tuple[int | None, int | None]
"""A range of whole numbers: from, and under. None: no end."""


@dataclass
class _Copy:
    """One name under which something is told, and how often each condition on it is used."""

    name: str
    bucket: str
    uses: dict[Span | None, int] = field(default_factory=dict)


class Sheet:
    """Collects the rules of one text. ``name_maker`` gives a fresh name each time it is called."""

    def __init__(self, place: int, name_maker: Callable[[], str]) -> None:
        self._place = place
        self._new_name = name_maker
        self._copies: dict[str, list[_Copy]] = {}
        self._definition: dict[str, Any] = {}
        self._named = 0
        self._definition[SENTINEL] = {"all": [{"c0": self.signal(START)}]}

    def __len__(self) -> int:
        return len(self._definition)

    def add(self, name: str, conditions: list[dict[str, Any]]) -> None:
        """A rule that fires once all the conditions are met."""
        self._definition[name] = {"all": [{f"c{place}": condition} for place, condition in enumerate(conditions)]}

    def signal(self, signal: str) -> dict[str, Any]:
        """A condition: the signal was given."""
        copy = self._copy(signal, None)
        return {"$and": [{"q": copy.bucket}, {"s": copy.name}]}

    def figure(self, question: str, span: Span) -> dict[str, Any]:
        """A condition: the figure given for a number question lies in the range."""
        copy = self._copy(_number(question), span)
        start, end = span
        tests: list[dict[str, Any]] = [{"q": copy.name}]
        if start is not None:
            tests.append({"$gte": {"n": start}})
        if end is not None:
            tests.append({"$lt": {"n": end}})
        return {"$and": tests}

    def text(self) -> str:
        """The rule text, as the engine reads it."""
        return json.dumps(self._definition, separators=(",", ":"))

    def messages(self, signal: str) -> list[Message]:
        """What to tell the engine when the signal is given. Empty when no rule of this text waits for it."""
        return [self._message(copy, copy.bucket, ("s", f'"{copy.name}"')) for copy in self._copies.get(signal, ())]

    def figures(self, question: str) -> list[Message]:
        """What to tell the engine when a figure is given for a number question."""
        copies = self._copies.get(_number(question), ())
        return [self._message(copy, copy.name, ("n", NUMBER_PLACEHOLDER)) for copy in copies]

    def _message(self, copy: _Copy, first: str, value: tuple[str, str]) -> Message:
        session = f'"sid":"{SESSION_PLACEHOLDER}"'
        key, text = value
        return {"text": self._place, "fact": f'{{"id":"{copy.name}",{session},"q":"{first}","{key}":{text}}}'}

    def _copy(self, signal: str, span: Span | None) -> _Copy:
        """A copy with room for one more use of this condition."""
        copies = self._copies.setdefault(signal, [])
        for copy in copies:
            uses = copy.uses.get(span, 0)
            if uses < SHARED and (uses > 0 or len(copy.uses) < RANGES):
                copy.uses[span] = uses + 1
                return copy
        copies.append(_Copy(self._new_name(), f"b{self._named // BUCKET}", {span: 1}))
        self._named += 1
        return copies[-1]


def _number(question: str) -> str:
    return f"figure {question}"
