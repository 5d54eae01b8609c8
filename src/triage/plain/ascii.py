"""Plain letters for terminals that cannot show the others.

Where the encoding is not UTF-8, dashes, quotes, bullets and accents are written with the letters every terminal has,
so that no sentence turns into question marks.
"""

from __future__ import annotations

import codecs
import unicodedata

_PLAIN = {
    "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "−": "-",
    "‘": "'", "’": "'", "‚": "'", "′": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "•": "*", "·": "-", "…": "...", "→": "->", "←": "<-", "≥": ">=", "≤": "<=", "×": "x", "÷": "/",
    "✓": "[done]", "✔": "[done]", "£": "GBP ", "€": "EUR ", "½": "1/2", "¼": "1/4", "¾": "3/4", "°": " degrees",
    "§": "section ", "©": "(c)", "─": "-", "│": "|", "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l",
    "Ł": "L", "đ": "d", "Đ": "D",
}  # fmt: skip


def can_show_all(encoding: str | None) -> bool:
    """Whether a stream with this encoding can show every letter. An unknown or missing encoding cannot."""
    try:
        return codecs.lookup(encoding or "ascii").name.startswith("utf")
    except LookupError:
        return False


def to_ascii(text: str) -> str:
    """``text`` in ASCII: the nearest plain spelling of each character, ``?`` where there is none."""
    if text.isascii():
        return text
    return "".join(character if character.isascii() else _spelling(character) for character in text)


def _spelling(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    if unicodedata.category(character).startswith("M"):
        return ""
    letters = "".join(part for part in unicodedata.normalize("NFKD", character) if part.isascii())
    return letters or "?"
