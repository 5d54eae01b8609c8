"""Reads one block of keys: each key once, by what it should hold; what does not fit is noted with its place.

Every reader gives a usable value back even when the file is wrong, so that one run can find all problems.
An empty text was refused by the YAML reader already and is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from triage.rules import nodes
from triage.rules.model import Place
from triage.rules.problems import Collector, closest, listed, quoted

ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
BRITISH_DAY = re.compile(r"(\d{1,2})[/. -](\d{1,2}|[A-Za-z]{3,9})[/. -](\d{4})")
WHOLE = re.compile(r"\d{1,6}")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YES_WORDS = {"yes": True, "true": True, "no": False, "false": False}


class Fields:
    """The keys of one block. ``what`` names the block in messages, ``at`` is where it is named."""

    def __init__(self, node: nodes.Node, what: str, keys: Collection[str], out: Collector, at: Place) -> None:
        self.what = what
        self.out = out
        self.at = at
        self.node: nodes.Mapping | None = None
        self._values: dict[str, tuple[nodes.Scalar, nodes.Node]] = {}
        if not isinstance(node, nodes.Mapping):
            wrong_kind(node, f"{what} needs keys below it, such as {listed(list(keys)[:3], 'and')}", out)
            return
        self.node = node
        for key, value in node.entries:
            if key.text in keys:
                self._values[key.text] = (key, value)
            elif not isinstance(value, nodes.Scalar) or value.text:
                unknown_key(key, what, keys, out)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def place(self, key: str) -> Place:
        """Where the key stands; where the block is named when it is not there."""
        return self._values[key][0].place if key in self._values else self.at

    def value(self, key: str, *, required: bool = False) -> nodes.Node | None:
        """What stands after ``key``, or None."""
        if key in self._values:
            return self._values[key][1]
        if required:
            self.missing(key)
        return None

    def missing(self, key: str, why: str = "") -> None:
        """Note that a key is not there; not of something that is no block of keys, which was told already."""
        if self.node is None:
            return
        reason = f", {why}" if why else ""
        self.out.error("TR202", self.at, f"{self.what} has no '{key}:'{reason}.", f"add a line '{key}: ...'.")

    def text(self, key: str, *, required: bool = False) -> str:
        """A piece of prose on one line, or nothing."""
        value = self.value(key, required=required)
        return "" if value is None else prose(value, f"'{key}:'", self.out)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of pieces of prose; one alone may stand without a list."""
        return tuple(text for item in self._items(key) if (text := prose(item, f"'{key}:'", self.out)))

    def names(self, key: str, *, required: bool = False) -> tuple[nodes.Scalar, ...]:
        """A list of names; one alone may stand without a list."""
        return tuple(names_in(self.value(key, required=required), f"'{key}:'", self.out))

    def word(self, key: str, words: Collection[str], *, required: bool = False) -> str:
        """One of ``words``, or nothing."""
        value = self.value(key, required=required)
        return "" if value is None else one_of(value, f"'{key}:'", words, self.out)

    def name(self, key: str, *, required: bool = False) -> nodes.Scalar | None:
        """One name with its place, or None."""
        value = self.value(key, required=required)
        if value is None or isinstance(value, nodes.Scalar):
            return value if value is not None and value.text else None
        wrong_kind(value, f"'{key}:' takes one name", self.out)
        return None

    def yes_no(self, key: str, *, required: bool = False) -> bool:
        """``yes`` or ``no``; no when the key is not there."""
        value = self.value(key, required=required)
        if value is None:
            return False
        if isinstance(value, nodes.Scalar) and value.text in YES_WORDS:
            return YES_WORDS[value.text]
        one_of(value, f"'{key}:'", ("yes", "no"), self.out)
        return False

    def whole(self, key: str, *, required: bool = False) -> int | None:
        """A whole number, or None."""
        value = self.value(key, required=required)
        return None if value is None else whole(value, f"'{key}:'", self.out)

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A date written 2026-11-22, or None."""
        value = self.value(key, required=required)
        return None if value is None else day(value, f"'{key}:'", self.out)

    def mapping(self, key: str) -> tuple[tuple[nodes.Scalar, nodes.Node], ...]:
        """The entries of the block below ``key``; none when it is not there."""
        value = self.value(key)
        if value is None or (isinstance(value, nodes.Scalar) and not value.text):
            return ()
        if isinstance(value, nodes.Mapping) and value.entries:
            return value.entries
        wrong_kind(value, f"'{key}:' needs named parts below it", self.out)
        return ()

    def not_here(self, keys: Collection[str], why: str) -> None:
        """Note keys that do not belong with the rest of the block."""
        for key in keys:
            if key in self:
                self.out.error("TR210", self.place(key), f"'{key}:' does not belong here: {why}.", "remove it.")

    def _items(self, key: str) -> tuple[nodes.Node, ...]:
        value = self.value(key)
        if value is None:
            return ()
        return value.items if isinstance(value, nodes.Sequence) else (value,)


def unknown_key(key: nodes.Scalar, what: str, keys: Collection[str], out: Collector) -> None:
    """Note a key that is not known, with the one that was probably meant."""
    near = closest(key.text, keys)
    suggestion = f"did you mean '{near}:'?" if near else f"use {listed(sorted(keys), most=30)}."
    out.error("TR201", key.place, f"{quoted(key.text)} is not a key of {what}.", suggestion)


def wrong_kind(node: nodes.Node, needs: str, out: Collector) -> None:
    """Note a value of the wrong kind, unless it was refused already."""
    if isinstance(node, nodes.Scalar):
        if not node.text:
            return
        found = f"the text {quoted(node.text)}"
    else:
        found = (
            nodes.kind(node) if (node.items if isinstance(node, nodes.Sequence) else node.entries) else "empty brackets"
        )
    hint = "put a space after each colon." if isinstance(node, nodes.Scalar) and ":" in node.text else ""
    out.error("TR203", node.place, f"{needs}; this is {found}.", hint)


def prose(node: nodes.Node, what: str, out: Collector) -> str:
    """The text of a node on one line; refuses anything else, and a text that a comment may have cut."""
    if not isinstance(node, nodes.Scalar):
        hint = 'text that starts with [ or { needs "double quotes".'
        out.error("TR203", node.place, f"{what} takes text; this is {nodes.kind(node)}.", hint)
        return ""
    if node.comment_after:
        message = f"a comment follows the text of {what}; if # belongs to the text, the rest is lost."
        out.error("TR113", node.place, message, 'put the text in "double quotes", or the comment on a line of its own.')
    return " ".join(node.text.split())


def names_in(node: nodes.Node | None, what: str, out: Collector) -> list[nodes.Scalar]:
    """The names in a list, or the one name; each name once."""
    if node is None:
        return []
    items = node.items if isinstance(node, nodes.Sequence) else (node,)
    if not items:
        out.error("TR209", node.place, f"{what} is an empty list.", "name at least one, or remove the line.")
    found: dict[str, nodes.Scalar] = {}
    for item in items:
        if not isinstance(item, nodes.Scalar):
            wrong_kind(item, f"{what} takes names", out)
        elif item.text and found.setdefault(item.text, item) is not item:
            out.error("TR208", item.place, f"{quoted(item.text)} is named twice in {what}.", "keep one of them.")
    return list(found.values())


def one_of(node: nodes.Node, what: str, words: Collection[str], out: Collector) -> str:
    """The one of ``words`` a node holds, or nothing."""
    if not isinstance(node, nodes.Scalar):
        wrong_kind(node, f"{what} takes one of {listed(words)}", out)
        return ""
    if node.text in words or not node.text:
        return node.text
    out.error("TR204", node.place, f"{quoted(node.text)} is not a value of {what}.", _word_hint(node.text, words))
    return ""


def _word_hint(text: str, words: Collection[str]) -> str:
    near = closest(text, words)
    every = f"use {listed(words)}."
    return f"did you mean '{near}'? Otherwise {every}" if near and len(words) > 2 else every


def whole(node: nodes.Node, what: str, out: Collector) -> int | None:
    """The whole number a node holds, or None."""
    if isinstance(node, nodes.Scalar) and WHOLE.fullmatch(node.text) and node.text.isascii():
        return int(node.text)
    if isinstance(node, nodes.Scalar) and not node.text:
        return None
    found = quoted(node.text) if isinstance(node, nodes.Scalar) else nodes.kind(node)
    out.error("TR206", node.place, f"{what} takes a whole number; this is {found}.", "write it in digits, such as 13.")
    return None


def day(node: nodes.Node, what: str, out: Collector) -> date | None:
    """The date a node holds, or None."""
    if not isinstance(node, nodes.Scalar):
        wrong_kind(node, f"{what} takes a date", out)
        return None
    if not node.text:
        return None
    found = day_in(node.text)
    if found is None:
        message = f"{quoted(node.text)} is not a date written year-month-day."
        out.error("TR207", node.place, message, f"write {_iso_guess(node.text) or '2026-11-22'}.")
    return found


def day_in(text: str) -> date | None:
    """The date in a text such as ``2026-11-22``, or None."""
    match = ISO_DAY.fullmatch(text)
    if not match or not text.isascii():
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def _iso_guess(text: str) -> str:
    """The same day written year-month-day, for a day written the British way."""
    match = BRITISH_DAY.fullmatch(text)
    if not match or not text.isascii():
        return ""
    month = match[2].lower()[:3]
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month) if month.isdigit() else 0
    try:
        return date(int(match[3]), number, int(match[1])).isoformat()
    except ValueError:
        return ""
