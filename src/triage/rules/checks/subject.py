"""What the checks look at: a rule set, and the places of the words in its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from triage.rules import nodes
from triage.rules.entries import Entry, Gathered
from triage.rules.model import Place, RuleSet

QUESTION_TEXTS = ("ask", "hint", "why", "not sure says", "options")
STEP_TEXTS = ("do", "how", "say", "write", "tell", "do not", "if no answer")
TEXTS = {
    "question": QUESTION_TEXTS,
    "fact": ("says",),
    "contact": ("name", "use", "hours", "note"),
    "deadline": ("says", "starts", "waits for", "owner", "if late"),
    "step": STEP_TEXTS,
    "rule": ("why",),
    "document": ("title", "use", "first line", "parts"),
}
"""The keys of each kind whose text a person reads."""


@dataclass(frozen=True)
class UserText:
    """One text that a person reads, with the key it stands under."""

    kind: str
    name: str
    key: str
    text: str
    place: Place


@dataclass(frozen=True)
class Subject:
    """One loaded rule set, the entries it was built from, and the day to hold dates against.

    ``pack`` is the one looked at: the texts of the packs below it are looked at with those.
    """

    rule_set: RuleSet
    gathered: Gathered
    today: date
    pack: str

    def place(self, kind: str, name: str, key: str) -> Place:
        """Where a key of a named part stands; where the part stands when it has no such key."""
        entry = self.gathered.of(kind)[name]
        if isinstance(entry.node, nodes.Mapping):
            for found, _ in entry.node.entries:
                if found.text == key:
                    return found.place
        return entry.place

    def name_place(self, kind: str, name: str, key: str, named: str) -> Place:
        """Where ``named`` stands in the list under a key; where the key stands when it is not there."""
        entry = self.gathered.of(kind)[name]
        value = entry.node.get(key) if isinstance(entry.node, nodes.Mapping) else None
        for scalar in scalars(value):
            if scalar.text == named:
                return scalar.place
        return self.place(kind, name, key)

    def inner_place(self, kind: str, name: str, key: str, inner: str) -> Place:
        """Where the key ``inner`` stands in the block under a key; where the key stands when it is not there."""
        entry = self.gathered.of(kind)[name]
        value = entry.node.get(key) if isinstance(entry.node, nodes.Mapping) else None
        if isinstance(value, nodes.Mapping):
            for found, _ in value.entries:
                if found.text == inner:
                    return found.place
        return self.place(kind, name, key)

    def texts(self, *kinds: str) -> Iterator[UserText]:
        """Every text of the pack that a person reads, of the kinds named; of all kinds when none is named."""
        for kind in kinds or TEXTS:
            for entry in self.gathered.of(kind).values():
                if entry.pack == self.pack:
                    yield from _texts_of(entry)


def scalars(node: nodes.Node | None) -> Iterator[nodes.Scalar]:
    """Every text inside a node, in order."""
    if isinstance(node, nodes.Scalar):
        yield node
    elif isinstance(node, nodes.Sequence):
        for item in node.items:
            yield from scalars(item)
    elif isinstance(node, nodes.Mapping):
        for _, value in node.entries:
            yield from scalars(value)


def _texts_of(entry: Entry) -> Iterator[UserText]:
    if not isinstance(entry.node, nodes.Mapping):
        return
    for key, value in entry.node.entries:
        if key.text in TEXTS[entry.kind]:
            for scalar in scalars(value):
                yield UserText(entry.kind, entry.key.text, key.text, " ".join(scalar.text.split()), scalar.place)
