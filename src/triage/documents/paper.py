"""A filled form as plain data: the parts of a page, whatever it is written as in the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from triage.documents.chart import Drawn


@dataclass(frozen=True)
class Prose:
    """Paragraphs."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Bullets:
    """A list."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Prompts:
    """What is worth writing here. Advice to the writer, not part of what is sent."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """Labels with what is known of each. ``head`` says what the two columns are, where they are read as a table."""

    pairs: tuple[tuple[str, str], ...]
    head: tuple[str, str] | None = None


@dataclass(frozen=True)
class Blanks:
    """Labels with room behind them, for what is written by hand."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Space:
    """Empty lines to write on."""

    lines: int


@dataclass(frozen=True)
class Table:
    """A table to fill by hand."""

    columns: tuple[str, ...]
    rows: int


@dataclass(frozen=True)
class Ticks:
    """What can be ticked by hand, a box each."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Point:
    """Something that is said, with what it rests on below it."""

    text: str
    details: tuple[str, ...]


@dataclass(frozen=True)
class Points:
    """Things that are said, each with what it rests on."""

    points: tuple[Point, ...]


@dataclass(frozen=True)
class Task:
    """Something to do, with a box to tick. ``details`` are lines below it."""

    number: int
    text: str
    details: tuple[str, ...]


@dataclass(frozen=True)
class Tasks:
    """Things to do, in order."""

    tasks: tuple[Task, ...]


Block: TypeAlias = Prose | Bullets | Prompts | Rows | Blanks | Ticks | Space | Table | Points | Tasks | Drawn


@dataclass(frozen=True)
class PaperPart:
    """One part under its heading. A part is never empty. ``new_page``: it starts a page of its own when printed."""

    heading: str
    blocks: tuple[Block, ...]
    new_page: bool = False


@dataclass(frozen=True)
class Paper:
    """A filled form. ``first_line`` stands above everything else; ``notices`` are for the writer and come next."""

    id: str
    title: str
    first_line: str
    notices: tuple[str, ...]
    parts: tuple[PaperPart, ...]
    small_print: tuple[str, ...]
