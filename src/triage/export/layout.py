"""Plain text laid out in lines: titles, paragraphs and marked items, wrapped and cleaned."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from triage.text import clean_line

WIDTH = 78
"""Columns, so that a quoted e-mail and an 80-column terminal both hold a line."""

_FIGURES = re.compile(r"\+?\d[\d ]*\d")
_GLUE = "\u00a0"


class Sheet:
    """Lines of text being gathered. Nothing in it is longer than its width, and no phone number is cut in two."""

    def __init__(self, width: int = WIDTH) -> None:
        self._width = max(20, width)
        self._lines: list[str] = []

    def title(self, text: str) -> None:
        """A title on a line of its own, after an empty one."""
        self.gap()
        self.text(text)

    def gap(self) -> None:
        """An empty line, but not at the very top, and never two."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def text(self, text: str, indent: int = 0) -> None:
        """A paragraph. Empty text adds nothing."""
        self.item("", text, indent)

    def item(self, mark: str, text: str, indent: int = 0) -> None:
        """A paragraph after ``mark`` ("1. ", "- "), its further lines standing under its first word."""
        words = _FIGURES.sub(lambda found: found[0].replace(" ", _GLUE), clean_line(text))
        first = " " * indent + mark
        under = " " * len(first)
        wrapped = textwrap.wrap(
            words,
            self._width,
            initial_indent=first,
            subsequent_indent=under,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in wrapped:
            self._lines += [part.replace(_GLUE, " ") for part in _cut(line, self._width, under)]

    def verbatim(self, text: str) -> None:
        """Text that is laid out already."""
        self._lines += text.split("\n")

    def items(self, texts: Iterable[str], indent: int = 0) -> None:
        """A list with dashes."""
        for text in texts:
            self.item("- ", text, indent)

    def written(self) -> str:
        """Everything so far as one text, without a newline at the end."""
        return "\n".join(self._lines)


def _cut(line: str, width: int, under: str) -> Iterator[str]:
    """A line as it is, or cut where a single word (a web address) is longer than the page is wide."""
    while len(line) > width:
        yield line[:width]
        line = under + line[width:]
    yield line


def step_numbers(numbers: Iterable[int]) -> str:
    """``Step 1``, ``Steps 1 and 2``, ``Steps 1, 2, 4 and 5``."""
    *first, last = [str(number) for number in numbers]
    return f"Steps {', '.join(first)} and {last}" if first else f"Step {last}"
