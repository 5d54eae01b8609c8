"""The one gate every string passes before a screen, a terminal or a file.

A terminal obeys some characters instead of showing them, and others reorder or hide what stands beside them.
None of those may reach it from a rule file, an answer, a contact or a pasted note. Everything a person can see
stays exactly as it was typed, so that a child's words are never changed.

What happens to each sort of character:

* escape sequences: colour and cursor sequences go whole, and so do command strings (window title, clipboard,
  link) that are closed on the same line; of any other sequence only the control character goes, so that no
  word typed after a stray Escape is lost;
* line ends of every kind become a newline, a tab and every kind of space becomes a space;
* other controls, direction marks, zero-width and invisible characters, byte order marks, lone surrogates,
  private-use and unassigned code points go;
* accents stay, but no more than :data:`MOST_MARKS` on one letter, and none at the start of a line, where they
  would land on whatever the screen shows before it.
"""

from __future__ import annotations

import re
import unicodedata

MOST_MARKS = 4
"""How many combining marks one letter keeps. Real spellings need two or three."""

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CURSOR_OR_COLOUR = re.compile("(?:\x1b\\[|\x9b)[0-9;:<=>?]*[ -/]*[@-~]")
_COMMAND_STRING = re.compile(
    "(?:\x1b[]P^_X]|[\x9d\x90\x9e\x9f\x98])[^\x07\x1b\x90\x98\x9c-\x9f\n]*(?:\x07|\x1b\\\\|\x9c)"
)
_LINE_FOLD = re.compile("\n+")

_GONE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MARKS = frozenset({"Mn", "Me", "Mc"})
# Letters and marks that Unicode shows as nothing at all: fillers, joiners and variation selectors.
_INVISIBLE = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0}
    | set(range(0xFE00, 0xFE10))
    | set(range(0xE0100, 0xE01F0))
)


def clean(text: str) -> str:
    """Return ``text`` with nothing left in it that a terminal would act on or that could hide other words.

    Newlines stay. Cleaning twice gives the same as cleaning once. Never raises.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_END.sub("\n", text)
    text = _CURSOR_OR_COLOUR.sub("", _COMMAND_STRING.sub("", text))
    return _visible(text)


def clean_line(text: str) -> str:
    """As :func:`clean`, on one line: each run of newlines becomes one space."""
    return _LINE_FOLD.sub(" ", clean(text))


def first_sentence(text: str) -> str:
    """The first sentence alone, for a place with room for few words."""
    said, stop, _ = text.partition(". ")
    return said + stop.strip()


def _visible(text: str) -> str:
    kept: list[str] = []
    marks = MOST_MARKS  # a line cannot start with a mark
    for character in text:
        if character == "\n":
            kept.append(character)
            marks = MOST_MARKS
            continue
        shown = _shown(character)
        if not shown:
            continue
        if unicodedata.category(shown) in _MARKS:
            if marks < MOST_MARKS:
                kept.append(shown)
                marks += 1
        else:
            kept.append(shown)
            marks = 0
    return "".join(kept)


def _shown(character: str) -> str:
    """The character as it may be shown: itself, a space, or nothing."""
    if character == "\t":
        return " "
    category = unicodedata.category(character)
    if category in _GONE or ord(character) in _INVISIBLE:
        return ""
    return " " if category == "Zs" else character
