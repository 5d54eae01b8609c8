"""The forms a filled paper can be written in."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from triage.documents.paper import Paper


class Format(StrEnum):
    """How a paper can be written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    WORD = "word"


SUFFIXES = {Format.TEXT: ".txt", Format.MARKDOWN: ".md", Format.HTML: ".html", Format.WORD: ".docx"}


class WordMissingError(Exception):
    """The library that writes Word files is not installed. The text says what to do."""


def written(paper: Paper, form: Format) -> bytes:
    """The paper in one of the formats, as the bytes of a file. Raises WordMissingError."""
    return _writer(form)(paper)


def _writer(form: Format) -> Callable[[Paper], bytes]:
    """The writer of a format. Only its own module is loaded."""
    match form:
        case Format.TEXT:
            from triage.documents.writers.text import as_text

            return lambda paper: as_text(paper).encode()
        case Format.MARKDOWN:
            from triage.documents.writers.markdown import as_markdown

            return lambda paper: as_markdown(paper).encode()
        case Format.HTML:
            from triage.documents.writers.html import as_html

            return lambda paper: as_html(paper).encode()
        case Format.WORD:
            from triage.documents.writers.word.file import as_word

            return as_word
