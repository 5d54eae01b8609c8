"""A YAML file as a tree in which everything is text and everything knows its place.

Nothing changes a node once it is made. They are not frozen all the same: there are tens of thousands of them, and
making a frozen one takes three times as long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from triage.rules.model import Place


@dataclass(slots=True)
class Scalar:
    """A piece of text. ``comment_after`` says that an unquoted text is followed by a comment on its line."""

    text: str
    file: str
    line: int
    column: int
    comment_after: bool = False

    @property
    def place(self) -> Place:
        """Where it starts."""
        return Place(self.file, self.line, self.column)


@dataclass(slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    file: str
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Where it starts."""
        return Place(self.file, self.line, self.column)


@dataclass(slots=True)
class Mapping:
    """Keys with values, in the order of the file; no key stands twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    file: str
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Where it starts."""
        return Place(self.file, self.line, self.column)

    def get(self, key: str) -> Node | None:
        """The value of ``key``, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping


def as_data(node: Node) -> Any:
    """A tree as plain data, without its places. Everything stays text, which the schemas allow wherever an editor sees
    another type."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [as_data(item) for item in node.items]
    return {key.text: as_data(value) for key, value in node.entries}


def kind(node: Node) -> str:
    """What a node is, in words for a message."""
    if isinstance(node, Scalar):
        return "text"
    return "a list" if isinstance(node, Sequence) else "a block of keys"
