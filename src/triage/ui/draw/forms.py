"""Forms and letters: which there are, and one as it will be written."""

from __future__ import annotations

from collections.abc import Sequence

from triage.documents.paper import Paper
from triage.documents.writers import Format
from triage.documents.writers.text import as_text
from triage.rules.documents import Document
from triage.ui.lines import Bit, Ink
from triage.ui.sheet import Drawing, Pen, Room, Sheet

KEEP = "keep-"
COPY = "copy"
_NAMES = {
    Format.WORD: "Save as a Word file, to edit and send",
    Format.HTML: "Save as a page, to print",
    Format.TEXT: "Save as plain text",
    Format.MARKDOWN: "Save as Markdown",
}


def forms_drawing(called: Sequence[Document], others: Sequence[Document]) -> Drawing:
    """The forms a case calls for, then all others, a row each."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit("Forms and letters", Ink.STRONG))
        pen.text(Bit("Filled from your answers. Names stay blank: you write them in by hand.", Ink.MUTED))
        number = 0
        for title, documents in (("For this case", called), ("Others" if called else "All of them", others)):
            if documents:
                pen.heading(title)
            for document in documents:
                number += 1
                _row(pen, document, str(number) if number <= 9 else "")
        return pen.sheet()

    return draw


def _row(pen: Pen, document: Document, key: str) -> None:
    top = len(pen.lines)
    pen.text(Bit(f"{key or ' '}  ", Ink.ACCENT), Bit(document.title, Ink.STRONG), indent=2)
    pen.text(Bit(document.use, Ink.MUTED), indent=5)
    pen.mark_row(document.id, top, key, lit=1)


def paper_drawing(paper: Paper, said: str) -> Drawing:
    """A filled form as it will be written, under what can be done with it. ``said`` tells what was done last."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        for number, (row_id, words) in enumerate(_choices(), start=1):
            top = len(pen.lines)
            pen.text(Bit(f"{number}  ", Ink.ACCENT), Bit(words, Ink.STRONG), indent=2)
            pen.mark_row(row_id, top, str(number))
        pen.gap()
        pen.text(Bit(said or "This is how it will read. Nothing is kept unless you save it.", Ink.CAUTION))
        pen.gap()
        status = True
        for line in as_text(paper, pen.text_width).rstrip("\n").split("\n"):
            status = status and bool(line)
            pen.line(Bit(line, _ink(line, status=status))) if line else pen.gap()
        return pen.sheet()

    return draw


def _ink(line: str, *, status: bool) -> Ink:
    """Headings and the lines above the title, which say what kind of message it is, stand out; prompts stand back."""
    if status or line.isupper():
        return Ink.STRONG
    return Ink.MUTED if line.startswith("> ") else Ink.PLAIN


def _choices() -> list[tuple[str, str]]:
    saved = [(f"{KEEP}{form.value}", words) for form, words in _NAMES.items()]
    return [*saved, (COPY, "Copy the text, to paste it somewhere")]
