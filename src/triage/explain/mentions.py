"""Which questions a condition looks at, through the facts it names."""

from __future__ import annotations

from collections.abc import Mapping

from triage.rules.conditions import All, AnyOf, Condition, FactHolds, Includes, InRange, Is, NoneOf
from triage.rules.model import Fact


def mentioned(condition: Condition | None, facts: Mapping[str, Fact]) -> frozenset[str]:
    """The ids of the questions tested anywhere in ``condition``; none for None. Their own ``ask when`` is not read."""
    match condition:
        case Is() | Includes() | InRange():
            return frozenset({condition.question})
        case FactHolds():
            return mentioned(facts[condition.fact].when, facts)
        case All() | AnyOf() | NoneOf():
            return frozenset().union(*(mentioned(part, facts) for part in condition.parts))
        case _:
            return frozenset()
