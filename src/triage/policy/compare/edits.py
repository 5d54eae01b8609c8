"""What was edited, as the files say it: every named thing that is new, gone or not the same any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from triage.policy.compare.keys import key_of
from triage.policy.compare.model import EDITED, GONE, NEW, Change, Kind, Story
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
    "document": "documents",
}
"""What each kind of thing is called in words, and in a rule set that holds it by its name."""

DECIDING: Mapping[str, frozenset[str]] = {
    "rule": frozenset({"when", "urgency", "send_as", "steps"}),
    "fact": frozenset({"when"}),
    "question": frozenset({"ask_when", "not_sure_means", "options", "type", "lowest", "highest"}),
    "switch": frozenset({"on"}),
}
"""The fields of each kind of thing that decide when rules hold and what they bring."""

_NO_MATTER = {"place"}
"""Fields in which two things may differ and still be the same."""

_ANOTHER_SORT = object()
"""The value of a field that the thing, being of another sort now, does not have."""


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
        return f"{self.kind} {self.id}".strip()

    @property
    def state(self) -> str:
        """Whether it is new, gone or edited."""
        if self.before is None:
            return NEW
        return GONE if self.after is None else EDITED

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
            if field.name not in _NO_MATTER
            and getattr(self.before, field.name) != getattr(self.after, field.name, _ANOTHER_SORT)
        )

    @property
    def decides(self) -> bool:
        """Whether it can change which rules hold, or what they bring."""
        return self.kind in DECIDING and (self.state != EDITED or bool(self.changed & DECIDING[self.kind]))

    @property
    def logic(self) -> tuple[object, ...]:
        """What of it decides, before and after: the same logic gives the same keys, whatever its words are."""
        names = sorted(DECIDING.get(self.kind, ()))
        return tuple(getattr(one, name) for one in (self.before, self.after) if one is not None for name in names)

    def change(
        self,
        kind: Kind,
        code: str,
        says: str,
        *,
        details: tuple[str, ...] = (),
        story: Story | None = None,
        content: tuple[object, ...] = (),
    ) -> Change:
        """A change with this edit as its cause. ``content`` is what its key stands for beside the ``details``."""
        key = key_of(code, self.subject, *content, details)
        return Change(kind, code, self.subject, says, story, key, self.place, details, self.state)


def edits(old: RuleSet, new: RuleSet) -> Iterator[Edit]:
    """Every edit, by kind, in the order of the new files, what is gone last."""
    for kind, where in KINDS.items():
        yield from pairs(kind, getattr(old, where), getattr(new, where))
    for kind, before, after in (
        ("pack", {one.id: one for one in old.packs}, {one.id: one for one in new.packs}),
        ("section", {one.id: one for one in old.sections}, {one.id: one for one in new.sections}),
        ("term", {one.old: one for one in old.terms}, {one.old: one for one in new.terms}),
    ):
        yield from pairs(kind, before, after)


def pairs(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Edit]:
    """The edits between two collections of things by name."""
    for name in {**after, **before}:
        edit = Edit(kind, name, before.get(name), after.get(name))
        if edit.state != EDITED or edit.changed:
            yield edit
