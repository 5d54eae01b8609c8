"""Finding passages and commands by a few words, forgiving half words and slips of the finger."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from triage.text import clean_line

Thing = TypeVar("Thing")
_WORD = re.compile(r"[a-z0-9]+")
_LEAST_LIKE = 0.8
"""How alike a misspelt word must be: one slip in five letters."""


def words_in(text: str) -> list[str]:
    """The words of a text in lower case, without signs."""
    return _WORD.findall(clean_line(text).lower().replace("'", "").replace("’", ""))


def find(wanted: str, things: Iterable[Thing], fields: Callable[[Thing], Sequence[tuple[str, int]]]) -> list[Thing]:
    """The things that hold every word wanted, best first, equals in their own order.

    ``fields`` gives the texts of a thing, each with its weight. A word counts most when it stands there whole,
    less as the beginning or a part of a word, least when it is only nearly spelt so.
    """
    sought = words_in(wanted)
    scored = []
    for place, thing in enumerate(things):
        texts = [(words_in(text), weight) for text, weight in fields(thing)]
        scores = [max((_score(word, words) * weight for words, weight in texts), default=0) for word in sought]
        if sought and all(scores):
            scored.append((-sum(scores), place, thing))
    return [thing for _, _, thing in sorted(scored, key=lambda one: one[:2])]


def _score(word: str, words: list[str]) -> int:
    if word in words:
        return 8
    if any(other.startswith(word) for other in words):
        return 6
    if len(word) > 2 and any(word in other for other in words):
        return 3
    if len(word) > 3 and difflib.get_close_matches(word, words, n=1, cutoff=_LEAST_LIKE):
        return 1
    return 0
