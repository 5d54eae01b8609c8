"""What uses a thing, in words for the terminal and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from triage.explain.phrases import all_of
from triage.policy.uses.find import Use, Used
from triage.policy.uses.things import Kind, Thing

_LISTED = tuple(Kind)
"""The kinds of users in the order they are told."""
_TOLD_FIRST = (Kind.RULE, Kind.FACT, Kind.QUESTION)


def used_text(used: Used) -> str:
    """Everything that uses a thing, by kind, each with its place. Says plainly when nothing does."""
    return "\n".join(_lines(used))


def used_data(used: Used) -> dict[str, Any]:
    """A thing and its uses as plain data. Keys are only ever added, never renamed."""
    thing = used.thing
    return {
        "kind": thing.kind.value,
        "name": thing.name,
        "says": thing.says,
        "place": _place(thing),
        "used by": [
            {
                "kind": use.user.kind.value,
                "name": use.user.name,
                "key": use.key,
                "through": list(use.through),
                "place": _place(use.user),
            }
            for use in used.uses
        ],
    }


def _place(thing: Thing) -> str:
    return str(thing.place) if thing.place is not None else ""


def _lines(used: Used) -> Iterator[str]:
    thing = used.thing
    place = f"  {thing.place}" if thing.place is not None else ""
    yield f"{thing.name} ({thing.kind.value}){place}"
    if thing.says:
        yield f"  {thing.says}"
    yield ""
    groups = _by_kind(used.uses)
    if not groups:
        yield f"Nothing uses this {thing.kind.value}."
        return
    yield f"Used by {all_of([_count(kind, uses) for kind, uses in groups])}."
    for kind, uses in groups:
        yield ""
        yield kind.plural.capitalize()
        for use in uses:
            yield f"  {use.user.name}: {_how(use)}"
            yield f"    {_place(use.user)}"


def _by_kind(uses: Sequence[Use]) -> list[tuple[Kind, list[Use]]]:
    order = [*_TOLD_FIRST, *(kind for kind in _LISTED if kind not in _TOLD_FIRST)]
    found = [(kind, [use for use in uses if use.user.kind is kind]) for kind in order]
    return [(kind, group) for kind, group in found if group]


def _count(kind: Kind, uses: Sequence[Use]) -> str:
    number = len({use.user.name for use in uses})
    return f"{number} {kind.value if number == 1 else kind.plural}"


def _how(use: Use) -> str:
    return f"{use.key}, through {' and '.join(use.through)}" if use.through else use.key
