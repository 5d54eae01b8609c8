"""What was edited, as the files say it: every named thing that is new, gone or not the same any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from triage.rules.model import Place, RuleSet

KINDS: Mapping[str, str] = {
    "rule": "rules",
    "fact": "facts",
    "question": "questions",
    "step": "steps",
    "contact": "contacts",
    "deadline": "deadlines",
    "switch": "switches",
    "word": "words",
    "source": "sources",
}
"""What each kind of thing is called in words, and in a rule set."""

_NO_MATTER = {"place"}
"""Fields in which two things may differ and still be the same."""


@dataclass(frozen=True)
class Edit:
    """One thing that was edited. ``before`` or ``after`` is None for what is new or gone."""

    kind: str
    id: str
    before: Any
    after: Any

    @property
    def subject(self) -> str:
        """The thing in words: ``rule ring-now``."""
        return f"{self.kind} {self.id}"

    @property
    def place(self) -> Place | None:
        """Where it stands in the new files; for what is gone, where it stood in the old ones."""
        standing = self.after if self.after is not None else self.before
        place: Place | None = getattr(standing, "place", None)
        return place

    @property
    def changed(self) -> frozenset[str]:
        """The names of the fields that differ; none for what is new or gone."""
        if self.before is None or self.after is None:
            return frozenset()
        return frozenset(
            field.name
            for field in fields(self.before)
            if field.name not in _NO_MATTER and getattr(self.before, field.name) != getattr(self.after, field.name)
        )


def edits(old: RuleSet, new: RuleSet) -> Iterator[Edit]:
    """Every edit, by kind, in the order of the new files, what is gone last."""
    for kind, where in KINDS.items():
        before, after = getattr(old, where), getattr(new, where)
        for name in {**after, **before}:
            edit = Edit(kind, name, before.get(name), after.get(name))
            if edit.before is None or edit.after is None or edit.changed:
                yield edit
