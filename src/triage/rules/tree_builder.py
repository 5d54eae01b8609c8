"""Builds the tree of a YAML file from the events of a parser, without recursion and within fixed bounds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from triage.rules import nodes
from triage.rules.model import Place
from triage.rules.problems import Collector, quoted
from triage.rules.raw_text import INVISIBLE, invisible

DEEPEST = 12
MOST_PARTS = 40_000
"""Keys, texts and lists in one file; a file of 1,000 rules has half of this."""
MOST_PROBLEMS = 200
"""In one file, before the rest of it is left unread."""
NOTHING = {"~", "null", "Null", "NULL"}
STAND_IN = "\ue000"
"""Read as "?". No file holds it: private characters are refused before parsing."""
TYPE_PREFIX = "tag:yaml.org,2002:"
QUOTES = 'put the text in "double quotes".'

_COMMENT = re.compile(r" +#")
_NO_SPACE = re.compile(r"[a-z][a-z0-9_ -]*:(?!//)\S")


class _Stop(Exception):  # noqa: N818 - not an error: ends the reading of one file
    """Nothing more of this file is read; the reason has been noted."""


@dataclass
class _Open:
    """A list or mapping being read."""

    line: int
    column: int
    is_map: bool
    items: list[nodes.Node] = field(default_factory=list)
    entries: list[tuple[nodes.Scalar, nodes.Node]] = field(default_factory=list)
    key: nodes.Scalar | None = None
    keep: bool = True
    seen: dict[str, nodes.Scalar] = field(default_factory=dict)


class TreeBuilder:
    """Builds the tree of one file from the parser's events."""

    def __init__(self, text: str, file: str, out: Collector) -> None:
        self.lines = text.split("\n")
        self.file = file
        self.out = out
        self.open: list[_Open] = []
        self.root: nodes.Node | None = None
        self.documents = 0

    def build(self, events: Iterator[Any]) -> nodes.Node | None:
        """The tree. Raises the library's error for text that is not YAML at all."""
        handlers = {
            "ScalarEvent": self._scalar,
            "MappingStartEvent": self._start,
            "SequenceStartEvent": self._start,
            "MappingEndEvent": self._end,
            "SequenceEndEvent": self._end,
            "AliasEvent": self._alias,
            "DocumentStartEvent": self._document,
        }
        try:
            for number, event in enumerate(events):
                if number > MOST_PARTS:
                    self.out.error("TR101", self._place(event), "this file has too many parts.", "split it by topic.")
                    return None
                handle = handlers.get(type(event).__name__)
                if handle is not None:
                    handle(event)
                if not number % 64 and len(self.out) > MOST_PROBLEMS:
                    return None
        except _Stop:
            return None
        if self.root is None and not self.documents:
            self.out.error(
                "TR111", Place(self.file), "this file is empty.", "write at least its first keys, or remove it."
            )
        return self.root

    def _document(self, event: Any) -> None:
        self.documents += 1
        place = self._place(event)
        if event.version or event.tags:
            self.out.error("TR109", place, "lines that start with % are not used in rule files.", "remove the line.")
        if self.documents > 1:
            self.out.error(
                "TR112",
                place,
                "a second document starts here (---); only the first would be read.",
                "make it a file of its own, or remove the line.",
            )
            raise _Stop

    def _alias(self, event: Any) -> None:
        mark = event.start_mark
        self.out.error(
            "TR108",
            self._place(event),
            f"*{event.anchor} repeats another part of the file; that is not used here.",
            "write it out, or, if the text should start with *, " + QUOTES,
        )
        self._add(nodes.Scalar("", self.file, mark.line + 1, mark.column + 1), plain=False)

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._no_anchor_or_tag(event)
        start, end, text, style = event.start_mark, event.end_mark, event.value, event.style
        after = False
        if STAND_IN in text:
            text = text.replace(STAND_IN, "?")
        if style == '"':
            text = self._checked_escapes(event, text)
        elif not style and text and (end.line > start.line or "#" in self.lines[end.line]):
            after = self._checked_plain(event)
        # The two parsers say None and '' for the style of plain text.
        self._add(nodes.Scalar(text, self.file, start.line + 1, start.column + 1, after), plain=not style)

    def _checked_plain(self, event: Any) -> bool:
        """Whether a comment follows an unquoted text; refuses one spread over lines or cut by a ``#``."""
        start, end = event.start_mark, event.end_mark
        if end.line > start.line:
            self.out.error(
                "TR114",
                self._place(event),
                "this text runs over more than one line without quotes.",
                "put it on one line, or write > after the colon and the text below it.",
            )
            return False
        rest = self.lines[end.line][end.column :]
        match = _COMMENT.match(rest)
        if match and rest[match.end() : match.end() + 1].strip():
            place = Place(self.file, end.line + 1, end.column + match.end())
            self.out.error(
                "TR113",
                place,
                f"the text ends at this #: {quoted(rest[match.end() - 1 :])} would be lost.",
                QUOTES[:-1] + ", or put a space after # to make it a comment.",
            )
            return False
        return match is not None

    def _checked_escapes(self, event: Any, text: str) -> str:
        bad = INVISIBLE.search(text.replace("\t", "\x00"))
        if bad:
            invisible(text[bad.start()], self._place(event), self.out)
            return ""
        return text

    def _start(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._no_anchor_or_tag(event)
        if len(self.open) >= DEEPEST:
            self.out.error(
                "TR110",
                self._place(event),
                f"this is more than {DEEPEST} steps in; nothing in a rule file is.",
                "give the inner part a name under facts, and use the fact.",
            )
            raise _Stop
        mark = event.start_mark
        self.open.append(_Open(mark.line + 1, mark.column + 1, type(event).__name__ == "MappingStartEvent"))

    def _end(self, _: Any) -> None:
        part = self.open.pop()
        node: nodes.Node
        if part.is_map:
            node = nodes.Mapping(tuple(part.entries), self.file, part.line, part.column)
        else:
            node = nodes.Sequence(tuple(part.items), self.file, part.line, part.column)
        self._add(node, plain=False)

    def _add(self, node: nodes.Node, *, plain: bool) -> None:
        if not self.open:
            self.root = node
            return
        part = self.open[-1]
        if not part.is_map:
            part.items.append(self._item(node, plain))
        elif part.key is None:
            part.key = self._key(part, node)
        else:
            value = self._value(part.key, node, plain)
            if part.keep:
                part.entries.append((part.key, value))
            part.key = None

    def _key(self, part: _Open, node: nodes.Node) -> nodes.Scalar:
        part.keep = True
        if not isinstance(node, nodes.Scalar):
            self.out.error(
                "TR116",
                node.place,
                f"{nodes.kind(node)} stands where a key should be.",
                "write key: value, and text that starts with [ or { in quotes.",
            )
            raise _Stop
        if node.text == "<<":
            self.out.error(
                "TR108", node.place, "<< copies another part of the file; that is not used here.", "write the keys out."
            )
        text = node.text
        folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
        before = part.seen.setdefault(folded, node)
        if before is not node:
            part.keep = False
            self._twice(before, node)
        elif not node.text.strip():
            part.keep = False
            self.out.error(
                "TR111",
                node.place,
                "there is no name before this colon.",
                "write the key before it, or remove the line.",
            )
        return node

    def _twice(self, before: nodes.Scalar, node: nodes.Scalar) -> None:
        if before.text == node.text:
            lines = f"on line {before.line} and here on line {node.line}"
            message = f"{quoted(node.text)} is written twice, {lines}; only one would count."
            self.out.error("TR106", node.place, message, "keep one of them, or give one another name.")
        else:
            message = (
                f"{quoted(node.text)} and {quoted(before.text)} on line {before.line} look alike but are not the same."
            )
            self.out.error("TR107", node.place, message, "keep one of them, spelt one way.")

    def _value(self, key: nodes.Scalar, node: nodes.Node, plain: bool) -> nodes.Node:
        if not isinstance(node, nodes.Scalar) or not _says_nothing(node.text, plain):
            return node
        if _NO_SPACE.match(key.text) and not node.text:
            self.out.error(
                "TR115",
                key.place,
                f"there is no space after the colon in {quoted(key.text)}.",
                f"write '{key.text.replace(':', ': ', 1)}'.",
            )
        elif not self._refused_here(node):
            cut = "#" in self.lines[key.line - 1]
            hint = "write one after the colon, or remove the line."
            place = node.place if node.text else key.place
            more = " Text that starts with # needs quotes." if cut else ""
            self.out.error("TR111", place, f"{quoted(key.text)} has no value.", hint + more)
        return nodes.Scalar("", self.file, key.line, key.column)

    def _item(self, node: nodes.Node, plain: bool) -> nodes.Node:
        if not isinstance(node, nodes.Scalar):
            return node
        if _says_nothing(node.text, plain):
            if not self._refused_here(node):
                self.out.error("TR111", node.place, "this item of the list is empty.", "write it, or remove its line.")
            return nodes.Scalar("", self.file, node.line, node.column)
        if plain and _NO_SPACE.match(node.text):
            self.out.error(
                "TR115",
                node.place,
                f"there is no space after the colon in {quoted(node.text)}.",
                f"write '{node.text.replace(':', ': ', 1)}', or put the text in \"double quotes\".",
            )
        return node

    def _refused_here(self, node: nodes.Scalar) -> bool:
        return node.place in self.out.placed()

    def _no_anchor_or_tag(self, event: Any) -> None:
        if event.anchor is not None:
            self.out.error(
                "TR108",
                self._place(event),
                f"&{event.anchor} marks a part to be repeated; that is not used here.",
                "write it out, or, if the text should start with &, " + QUOTES,
            )
        if event.tag is not None:
            self.out.error(
                "TR109",
                self._place(event),
                f"{quoted(event.tag.replace(TYPE_PREFIX, '!!'))} gives this value a type; every value here is text.",
                "remove it, or, if the text should start with !, " + QUOTES,
            )

    def _place(self, event: Any) -> Place:
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)


def _says_nothing(text: str, plain: bool) -> bool:
    return not text or text.isspace() or (plain and text in NOTHING)
