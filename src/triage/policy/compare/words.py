"""The differences in words: counted, grouped, and each cause told once with a case that shows it."""

from __future__ import annotations

from collections.abc import Iterator

from triage.policy.compare.model import Change, Differences, Kind


def differences_text(differences: Differences) -> str:
    """The whole report as text."""
    return "\n".join(_lines(differences))


def _lines(differences: Differences) -> Iterator[str]:
    if not differences.changes:
        yield "Nothing changed: proved over all answers."
        return
    for kind in Kind:
        found = differences.of(kind)
        if found:
            yield f"{kind.value.capitalize()}: {len(found)}"
            for change in found:
                yield from _change(change)


def _change(change: Change) -> Iterator[str]:
    place = f"{change.place}: " if change.place is not None else ""
    yield f"  {place}{change.subject}: {change.says}"
