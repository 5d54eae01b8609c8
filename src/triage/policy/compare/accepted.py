"""Which changes that make the rules less safe somebody accepted, and what still has to be accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from triage.policy.compare.model import Change, Differences, Kind
from triage.policy.yaml_text import text_yaml
from triage.rules.sign_off import SignOff

FIRST_LINE = "# yaml-language-server: $schema=../sign-off.schema.json"


@dataclass(frozen=True)
class Accepted:
    """What was signed off."""

    sign_offs: Sequence[SignOff] = field(default=())

    def of(self, change: Change) -> SignOff | None:
        """Who accepted a change, if anybody did. Only what is less safe needs it."""
        if change.kind is not Kind.LESS_SAFE:
            return None
        return next((one for one in self.sign_offs if one.change == change.key), None)

    def missing(self, found: Iterable[Differences]) -> tuple[Change, ...]:
        """The changes that nobody accepted yet, each once."""
        changes = {change.key: change for one in found for change in one.of(Kind.LESS_SAFE)}
        return tuple(change for change in changes.values() if self.of(change) is None)

    def idle(self, found: Iterable[Differences]) -> tuple[SignOff, ...]:
        """What was accepted and is not among the changes that make anything less safe."""
        keys = {change.key for one in found for change in one.of(Kind.LESS_SAFE)}
        return tuple(one for one in self.sign_offs if one.change not in keys)


def draft(changes: Sequence[Change], today: date) -> str:
    """The lines of a sign-off file for these changes, with who and why to be filled in."""
    return "\n".join([FIRST_LINE, "accepted:", *_lines(changes, today)]) if changes else ""


def _lines(changes: Sequence[Change], today: date) -> Iterator[str]:
    for change in changes:
        place = f"{change.place.file}:{change.place.line}: " if change.place is not None else ""
        yield f"  # {' '.join(f'{place}{change.subject}: {change.says}'.split())}"
        yield f"  - change: {text_yaml(change.key)}"
        yield "    who:  # a role or initials"
        yield "    why:  # why it is right, in a sentence"
        yield f"    on: {today.isoformat()}"
