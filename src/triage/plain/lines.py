"""Reading and writing by the line: the only way plain mode touches its streams.

Nothing is redrawn, no cursor is moved and no colour is used. Every string goes through the cleaning gate, in both
directions.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import TextIO

from triage.plain.ascii import can_show_all, to_ascii
from triage.text import clean, clean_line

WIDTH = 78
LONGEST_INPUT = 2000
"""Characters of one typed line that are read; the rest of a longer line is dropped, and nobody types one."""


class Lines:
    """A pair of streams used a line at a time.

    ``echo`` repeats what was read after the prompt. A terminal shows what is typed by itself; a pipe does not, and
    a transcript without the answers cannot be followed. ``ended`` is whether the input has come to its end.
    ``unseen`` shows a prompt and reads a line that the terminal does not show; without it, it is only not repeated.
    """

    def __init__(
        self, reader: TextIO, writer: TextIO, *, echo: bool, unseen: Callable[[str], str] | None = None
    ) -> None:
        self._unseen = unseen
        self._reader = reader
        self._writer = writer
        self._echo = echo
        self.ended = False
        self._all_letters = can_show_all(getattr(writer, "encoding", None))

    def say(self, text: str = "", *, indent: int = 0, hang: int = 0) -> None:
        """Write ``text``, wrapped at 78 columns; lines after the first of each paragraph start ``hang`` further in."""
        self._write(wrapped(text, indent=indent, hang=hang) + "\n")

    def listed(self, mark: str, text: str, *, indent: int = 2, room: int = 4) -> None:
        """Write one line of a list: ``mark`` ("1", "b"), then ``text``, kept clear of the mark when it wraps."""
        room = max(room, len(mark) + 1)
        self._write(wrapped(f"{mark:<{room}}{text}", indent=indent, hang=room) + "\n")

    def verbatim(self, text: str) -> None:
        """Write text that is laid out already, each line as it is."""
        self._write(clean(text) + "\n")

    def read(self, prompt: str = "> ") -> str | None:
        """Show ``prompt`` and return the next line, cleaned and without spaces around it. None when input has ended."""
        self._write(prompt)
        self._writer.flush()
        line = self._reader.readline(LONGEST_INPUT)
        if not line:
            self.ended = True
            self._write("\n")
            return None
        if len(line) == LONGEST_INPUT and not line.endswith("\n"):
            self._drop_rest()
        typed = clean_line(line).strip()
        if self._echo:
            self._write(typed + "\n")
        return typed

    def read_hidden(self, prompt: str) -> str | None:
        """As :meth:`read`, for what must not be seen: it is neither shown nor repeated, and kept to the letter."""
        self.flush()
        if self._unseen is not None:
            return self._unseen(prompt)
        self._write(prompt)
        line = self._reader.readline(LONGEST_INPUT)
        self.ended = not line
        self._write("\n")
        return line.rstrip("\r\n") if line else None

    def flush(self) -> None:
        """Make sure everything said has left."""
        self._writer.flush()

    def _drop_rest(self) -> None:
        while (more := self._reader.readline(LONGEST_INPUT)) and not more.endswith("\n"):
            pass

    def _write(self, text: str) -> None:
        text = clean(text)
        self._writer.write(text if self._all_letters else to_ascii(text))


def wrapped(text: str, *, indent: int = 0, hang: int = 0, width: int = WIDTH) -> str:
    """``text`` cleaned and wrapped to ``width`` columns. Line ends stay; words, numbers and addresses stay whole."""
    first = " " * indent
    paragraphs = [
        textwrap.fill(
            line,
            width,
            initial_indent=first,
            subsequent_indent=first + " " * hang,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in clean(text).split("\n")
    ]
    return "\n".join(paragraphs)
