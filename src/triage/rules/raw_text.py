"""From the bytes of a file to text that is safe to parse: size, encoding, line ends, invisible characters, brackets."""

from __future__ import annotations

import re
import unicodedata

from triage.rules.model import Place
from triage.rules.problems import Collector

LARGEST_FILE = 1_000_000
"""In bytes. The largest real file is a twentieth of this."""
MOST_LINES = 30_000
LONGEST_LINE = 5_000
DEEPEST_BRACKETS = 32
MOST_SHOWN = 10
"""How many problems of one sort are listed for a file before the rest are left out."""

# Controls, direction marks, zero-width and filler characters, byte order marks, private use, not-characters.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc"
    "\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U0010ffff]"
)
# Spaces a word processor leaves behind. They read as a space, so they are one.
_ODD_SPACES = str.maketrans(
    dict.fromkeys("\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000", " ")
)
_BRACKETS = re.compile(r"[\[\]{}]")


def read_text(data: bytes, file: str, out: Collector) -> str | None:
    """The text of a file with plain line ends and plain spaces, or None when it cannot be used.

    The reasons are added to ``out``. The text is also given to ``out``, to show lines of it.
    """
    if len(data) > LARGEST_FILE:
        size = f"{len(data) / 1_000_000:.1f}"
        out.error(
            "TR101", Place(file), f"this file is {size} MB; files of more than 1 MB are not read.", "split it by topic."
        )
        return None
    text = _decoded(data, file, out)
    if text is None:
        return None
    if _too_long(text, file, out):
        return None
    out.add_file(file, text)
    sound = [_line_ends(text, file, out), _invisible(text, file, out), _tabs(text, file, out)]
    return text.translate(_ODD_SPACES) if all(sound) else None


def _too_long(text: str, file: str, out: Collector) -> bool:
    """Whether there are more lines, or longer ones, than a person could have written; parsers are slow on them."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        out.error("TR101", Place(file), f"this file has more than {MOST_LINES:,} lines.", "split it by topic.")
        return True
    longest = max(lines, key=len)
    if len(longest) > LONGEST_LINE:
        message = f"this line has more than {LONGEST_LINE:,} characters."
        out.error("TR101", Place(file, lines.index(longest) + 1), message, "write it on several lines.")
    return len(longest) > LONGEST_LINE


def _decoded(data: bytes, file: str, out: Collector) -> str | None:
    save = "in the editor, choose Save as, with the encoding UTF-8."
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        out.error("TR102", Place(file), "this file is saved as UTF-16, not as UTF-8.", save)
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        bad = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
    line_start = data.rfind(b"\n", 0, bad) + 1
    place = Place(file, data.count(b"\n", 0, bad) + 1, len(data[line_start:bad].decode("utf-8", "replace")) + 1)
    shown = data[line_start:].split(b"\n", 1)[0].decode("cp1252", "replace")
    out.add_file(file, "\n" * (place.line - 1) + shown)
    out.error("TR102", place, "this file is not saved as UTF-8; the first letter that shows it is here.", save)
    return None


def _line_ends(text: str, file: str, out: Collector) -> bool:
    at = text.find("\r")
    if at < 0:
        return True
    out.error(
        "TR102",
        _place(text, at, file),
        "a line ends with a lone carriage return.",
        "save the file with ordinary line ends.",
    )
    return False


def _tabs(text: str, file: str, out: Collector) -> bool:
    if "\t" not in text:
        return True
    found = [(number, line.index("\t")) for number, line in enumerate(text.split("\n"), 1) if "\t" in line]
    for number, column in found[:MOST_SHOWN]:
        out.error("TR104", Place(file, number, column + 1), "there is a tab here.", "use spaces, two for each step in.")
    return False


def _invisible(text: str, file: str, out: Collector) -> bool:
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return True
    found = [match for match in INVISIBLE.finditer(text) if match.group() != "\r"]
    for match in found[:MOST_SHOWN]:
        invisible(match.group(), _place(text, match.start(), file), out)
    return not found


def invisible(character: str, place: Place, out: Collector) -> None:
    """Note one character that cannot be seen."""
    name = unicodedata.name(character, "a control character").lower()
    message = f"there is a character here that cannot be seen (U+{ord(character):04X}, {name})."
    out.error("TR103", place, message, "delete it and type the words around it again.")


def brackets_too_deep(text: str, file: str, out: Collector) -> bool:
    """Whether ``[`` and ``{`` are opened inside each other far beyond what any rule needs."""
    if not _may_be_deep(text):
        return False
    depth = 0
    for match in _BRACKETS.finditer(text):
        depth = depth + 1 if match.group() in "[{" else max(0, depth - 1)
        if depth > DEEPEST_BRACKETS:
            message = f"more than {DEEPEST_BRACKETS} brackets are open at once here."
            out.error("TR110", _place(text, match.start(), file), message, "close each [ with ] and each { with }.")
            return True
    return False


def _may_be_deep(text: str) -> bool:
    """A quick look by whole lines, which never misses what the exact count finds."""
    depth = 0
    for line in text.split("\n"):
        opened = line.count("[") + line.count("{")
        if depth + opened > DEEPEST_BRACKETS:
            return True
        depth = max(0, depth + opened - line.count("]") - line.count("}")) if opened or depth else 0
    return False


def _place(text: str, at: int, file: str) -> Place:
    return Place(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
