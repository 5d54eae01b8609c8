"""A picture written as Mermaid, as DOT and as data. Every word is escaped: none can become part of the drawing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from triage.policy.graph.drawing import Box, Drawing, Shape
from triage.text import clean_line

WIDTH = 40
"""The longest line in a box, in letters."""

_MERMAID_SHAPES: Mapping[Shape, tuple[str, str]] = {
    Shape.SECTION: ("[[", "]]"),
    Shape.TOPIC: ("[", "]"),
    Shape.QUESTION: ("{{", "}}"),
    Shape.FACT: ("([", "])"),
    Shape.RULE: ("[", "]"),
    Shape.STEP: ("(", ")"),
    Shape.END: (">", "]"),
}
_DOT_SHAPES: Mapping[Shape, str] = {
    Shape.SECTION: "folder",
    Shape.TOPIC: "box",
    Shape.QUESTION: "hexagon",
    Shape.FACT: "oval",
    Shape.RULE: "box",
    Shape.STEP: "note",
    Shape.END: "plaintext",
}


def mermaid(drawing: Drawing) -> str:
    """The picture as a Mermaid flowchart."""
    return "\n".join(_mermaid_lines(drawing)) + "\n"


def _mermaid_lines(drawing: Drawing) -> Iterator[str]:
    names = _names(drawing)
    yield "flowchart LR"
    for box in drawing.boxes.values():
        opening, closing = _MERMAID_SHAPES[box.shape]
        words = "<br/>".join(map(_mermaid_words, _lines(box)))
        yield f'  {names[box.key]}{opening}"{words}"{closing}'
    for arrow in drawing.arrows:
        line = "-.->" if arrow.default else "-->"
        label = f'|"{_mermaid_words(clean_line(arrow.label))}"|' if arrow.label else ""
        yield f"  {names[arrow.start]} {line}{label} {names[arrow.end]}"


def _mermaid_words(text: str) -> str:
    """Every sign but letters, figures, blanks and plain punctuation as its number, which Mermaid shows as the sign."""
    return "".join(sign if sign.isalnum() or sign in " .,:;?!'()-=/_" else f"#{ord(sign)};" for sign in text)


def dot(drawing: Drawing) -> str:
    """The picture as a DOT graph, for Graphviz."""
    return "\n".join(_dot_lines(drawing)) + "\n"


def _dot_lines(drawing: Drawing) -> Iterator[str]:
    names = _names(drawing)
    yield f"digraph {_dot_words(drawing.title)} {{"
    yield '  graph [rankdir=LR, fontname="sans-serif"];'
    yield '  node [fontname="sans-serif"];'
    yield '  edge [fontname="sans-serif", fontsize=10];'
    for box in drawing.boxes.values():
        yield f"  {names[box.key]} [shape={_DOT_SHAPES[box.shape]}, label={_dot_words(*_lines(box))}];"
    for arrow in drawing.arrows:
        kinds = [f"label={_dot_words(arrow.label)}"] if arrow.label else []
        kinds += ["style=dashed"] if arrow.default else []
        told = f" [{', '.join(kinds)}]" if kinds else ""
        yield f"  {names[arrow.start]} -> {names[arrow.end]}{told};"
    yield "}"


def _dot_words(*lines: str) -> str:
    r"""Lines as one quoted text with ``\n`` between them. Signs that mean something in DOT are escaped."""
    return '"{}"'.format("\\n".join(clean_line(line).translate(_DOT_SIGNS) for line in lines))


_DOT_SIGNS = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;"})


def data(drawing: Drawing) -> dict[str, Any]:
    """The picture as plain data. Keys are only ever added, never renamed."""
    return {
        "title": drawing.title,
        "boxes": [
            {"key": box.key, "kind": box.shape.value, "name": box.lines[0], "words": list(box.lines[1:])}
            for box in drawing.boxes.values()
        ],
        "arrows": [
            {"from": arrow.start, "to": arrow.end, "label": arrow.label, "default": arrow.default}
            for arrow in drawing.arrows
        ],
    }


def _names(drawing: Drawing) -> dict[str, str]:
    """Names that mean nothing in either language: ``n1``, ``n2`` and so on."""
    return {key: f"n{number}" for number, key in enumerate(drawing.boxes, 1)}


def _lines(box: Box) -> list[str]:
    return [line for text in box.lines for line in textwrap.wrap(clean_line(text), WIDTH) or [" "]]
