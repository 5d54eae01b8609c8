"""What is wrong with text that is not YAML at all, in words that name the usual cause."""

from __future__ import annotations

import re
from typing import Any, Final

QUOTES: Final = 'put the text in "double quotes".'
LINED_UP: Final = "line it up with the lines above that belong with it, with spaces."

# What the parser says (start of it), what that means to the writer, what to do.
_WORDS: Final = (
    (
        "mapping values are not allowed",
        "there is a second 'key: ' in one text, or the line above is missing its colon.",
        "if the colon belongs to the text, " + QUOTES,
    ),
    (
        "could not find expected ':'",
        "this is not in the form 'key: value'.",
        "write a colon and a space after the key; text that runs on belongs in quotes or under >.",
    ),
    (
        "expected <block end>, but found '<scalar>'",
        "there is more text after the closing quote.",
        "put the whole text in \"double quotes\"; inside 'single quotes' an apostrophe ends it.",
    ),
    (
        "expected <block end>, but found '-'",
        "this list item is not lined up with the keys or items above it.",
        LINED_UP,
    ),
    (
        "expected <block end>, but found ','",
        "there is more text after the closing quote or bracket.",
        "put the whole text in quotes.",
    ),
    ("expected <block end>", "this line is not lined up with the lines above it.", LINED_UP),
    (
        "expected ',' or ']'",
        "the list that starts with [ is not closed, or a comma is missing.",
        "close it with ], and put text that holds a comma, colon or bracket in quotes.",
    ),
    (
        "expected ',' or '}'",
        "the part that starts with { is not closed, or a comma is missing.",
        "close it with }, and put text that holds a comma, colon or bracket in quotes.",
    ),
    ("expected alphabetic or numeric character", "text cannot start with * or & without quotes.", QUOTES),
    (
        "expected a comment or a line break",
        "the text must start on the line below | or >.",
        "move the text to the next line, two spaces further in.",
    ),
    (
        "expected chomping or indentation",
        "after | or > nothing may stand on the same line.",
        "move the text to the next line, two spaces further in.",
    ),
    (
        "found unknown escape character",
        "a backslash has a special meaning inside double quotes.",
        "use 'single quotes', or leave the backslash out.",
    ),
    ("expected the node content", "the value cannot start with this character without quotes.", QUOTES),
    ("expected '<document start>'", "this line does not belong to what is above it.", LINED_UP),
    (
        "block sequence entries are not allowed",
        "a list item (-) cannot start here.",
        "start the list on the line below the key.",
    ),
    ("block mapping values", "a key cannot start here.", "start it on a line of its own."),
)


def in_plain_words(error: Any) -> tuple[int, int, str, str]:
    """Line, column (from 1), message and suggestion for an error of the YAML library."""
    problem = getattr(error, "problem", None) or ""
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context", None) or ""
    context_mark = getattr(error, "context_mark", None)
    if mark is None:
        return 1, 1, "this file cannot be read as YAML.", "compare it with another rule file."
    line, column = mark.line + 1, mark.column + 1
    if "unexpected end of stream" in problem or "unexpected document separator" in problem:
        at = context_mark or mark
        return at.line + 1, at.column + 1, "this quote is never closed.", "put the closing quote where the text ends."
    if problem.startswith("expected the node content") and "<stream end>" in problem:
        return line, column, "the file ends, but a [ or { above is still open.", "close it with ] or }."
    start = re.match(r"found character '(.+)' that cannot start any token", problem)
    if start:
        return line, column, f"text cannot start with {start.group(1)} without quotes.", QUOTES
    if "escape sequence" in problem or "hexdecimal" in problem:
        return (
            line,
            column,
            "a backslash has a special meaning inside double quotes.",
            "use 'single quotes', or leave the backslash out.",
        )
    for begins, message, suggestion in _WORDS:
        if problem.startswith(begins):
            return (*_where(begins, mark, context_mark, context), message, suggestion)
    return (
        line,
        column,
        "this is not laid out as YAML.",
        "compare it with another rule file; text with : # [ { * & ! in it needs quotes.",
    )


def _where(begins: str, mark: Any, context_mark: Any, context: str) -> tuple[int, int]:
    """Where the writer should look: the opening bracket, the line without a colon, else the parser's place."""
    opening = begins.startswith("expected ',' or") and "flow" in context
    missing_colon = begins.startswith("could not find")
    at = context_mark if (opening or missing_colon) and context_mark is not None else mark
    return at.line + 1, at.column + 1
