"""How long something is left to be read: by how many words are new on the screen, and by no clock."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

SPEED: Final = 200
"""Words a minute, unless another speed is asked for."""
SLOWEST, FASTEST = 40, 1000
STEP: Final = 25
"""By how many words a minute one key makes it faster or slower."""
LEAST: Final = 1.2
"""Seconds that anything is left to be seen, however few its words."""
MOST: Final = 20.0
"""Seconds that one screen is left at most, at the usual speed."""
BETWEEN_KEYS: Final = 0.6
"""Seconds between two keys of one beat at the usual speed, so that each can be followed."""


def words(texts: Iterable[str]) -> int:
    """How many words there are to read. Lines, boxes and signs are none."""
    return sum(any(letter.isalnum() for letter in word) for text in texts for word in text.split())


class Seen:
    """What the room has read already: a line that comes back is not read again."""

    def __init__(self) -> None:
        self._lines: set[str] = set()

    def new_words(self, lines: Iterable[str]) -> int:
        """How many words stand on lines that were never shown before; from now on they were."""
        fresh = {line.strip() for line in lines} - self._lines
        self._lines |= fresh
        return words(fresh)


def said_for(text: str, speed: int) -> float:
    """How long words for the room are left to be read, in seconds; nothing for none."""
    count = words([text])
    return max(LEAST, round(60 * count / speed, 2)) if count else 0.0


def shown_for(count: int, speed: int) -> float:
    """How long a screen with ``count`` new words is left to be read, in seconds.

    No longer than a room will sit still: whoever shows it can stay on it with a key.
    """
    return max(LEAST, round(min(60 * count, MOST * SPEED) / speed, 2))


def between_keys(speed: int) -> float:
    """How long to wait between two keys."""
    return round(BETWEEN_KEYS * SPEED / speed, 2)


def within(speed: int) -> int:
    """A speed that can be used: the nearest one."""
    return max(SLOWEST, min(FASTEST, speed))
