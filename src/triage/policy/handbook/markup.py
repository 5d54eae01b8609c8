"""The one way HTML is made here: elements whose texts and attributes are escaped when they are written.

There is no way to put markup in as text, so that nothing from a rule file can become part of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TypeAlias

from triage.text import clean

VOID = frozenset({"meta", "link", "br", "hr", "input", "img"})
"""Elements that never have anything in them."""
_TAG = re.compile(r"[a-z][a-z0-9]*")
_ATTRIBUTE = re.compile(r"[a-z][a-z0-9-]*")
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+|(?:tel|mailto):[^\s\"'<>:]+|[a-z0-9._-]*(?:#[A-Za-z0-9._-]+)?")
_BARE_ADDRESS = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[^\s\"'<>]*)?")


@dataclass(frozen=True, slots=True)
class Element:
    """One element with its attributes and what is in it."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Node, ...]


Node: TypeAlias = Element | str
Part: TypeAlias = "Node | Iterable[Part] | None"
"""What can stand in an element: a text, an element, nothing, or several of these."""


def el(tag: str, *parts: Part, **attributes: str | bool | None) -> Element:
    """An element. ``class_`` and ``for_`` stand for attributes Python keeps for itself, ``_`` for a hyphen.

    A false or missing attribute is left out. Raises ValueError for a tag or attribute that is none, and for an address
    that is not a page of the handbook, a web page, a telephone number or an e-mail address.
    """
    _check_tag(tag)
    given = tuple((_name(name), _value(value)) for name, value in attributes.items() if value not in (None, False))
    for name, value in given:
        if name in ("href", "src") and not _ADDRESS.fullmatch(value):
            raise ValueError(value)
    return Element(tag, given, tuple(_flat(parts)))


@cache
def _check_tag(tag: str) -> None:
    if not _TAG.fullmatch(tag):
        raise ValueError(tag)


@cache
def _name(name: str) -> str:
    """The name of an attribute as HTML has it. Raises ValueError for one that could carry a script or a style."""
    attribute = name.rstrip("_").replace("_", "-")
    if not _ATTRIBUTE.fullmatch(attribute) or attribute.startswith("on") or attribute == "style":
        raise ValueError(name)
    return attribute


def _value(value: str | bool | None) -> str:
    return "" if value is True else str(value)


def _flat(parts: Iterable[Part]) -> Iterator[Node]:
    for part in parts:
        if isinstance(part, str | Element):
            yield part
        elif part is not None:
            yield from _flat(part)


def link(address: str, *parts: Part, **attributes: str | bool | None) -> Element:
    """A link to a page of the handbook or a place on one."""
    return el("a", *parts, href=address, **attributes)


def outward(address: str) -> Node:
    """An address on the web as a link that shows itself; as plain text when it is not one that can be followed."""
    if _BARE_ADDRESS.fullmatch(address):
        return el("a", address, href=f"https://{address}")
    whole = address.startswith(("http://", "https://")) and _ADDRESS.fullmatch(address)
    return el("a", address, href=address) if whole else address


def telephone(number: str) -> Element:
    """A number that a telephone can dial from the page."""
    return el("a", number, href=f"tel:{''.join(sign for sign in number if sign.isdigit())}")


def listed(items: Iterable[Part], **attributes: str | bool | None) -> Element | None:
    """A list of points; nothing when there are none."""
    found = [el("li", item) for item in items]
    return el("ul", found, **attributes) if found else None


def facts(*rows: tuple[str, Part], **attributes: str | bool | None) -> Element | None:
    """Names with what they say. Rows that say nothing are left out; nothing when none is left."""
    said = [(name, tuple(_flat([part]))) for name, part in rows]
    found = [el("div", el("dt", name), el("dd", part)) for name, part in said if any(part)]
    return el("dl", found, **attributes) if found else None


def between(parts: Iterable[Part], joint: str = ", ") -> Iterator[Part]:
    """The parts with ``joint`` between them."""
    for number, part in enumerate(parts):
        if number:
            yield joint
        yield part


def written(node: Node) -> str:
    """A node as HTML."""
    out: list[str] = []
    _write(node, out)
    return "".join(out)


def document(root: Element) -> str:
    """A whole page."""
    return f"<!DOCTYPE html>\n{written(root)}\n"


def _write(node: Node, out: list[str]) -> None:
    if isinstance(node, str):
        out.append(escape(clean(node), quote=False))
        return
    attributes = "".join(f' {name}="{escape(clean(value))}"' for name, value in node.attributes)
    out.append(f"<{node.tag}{attributes}>")
    if node.tag in VOID:
        return
    for child in node.children:
        _write(child, out)
    out.append(f"</{node.tag}>\n" if node.tag in _ENDS_LINE else f"</{node.tag}>")


_ENDS_LINE = frozenset(
    ["p", "li", "ul", "ol", "h1", "h2", "h3", "h4", "tr", "dl", "div", "section", "article", "table", "head"]
)
"""Elements after which a new line starts in the file, so that two versions of a page can be compared by line."""
