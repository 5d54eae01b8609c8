"""Two wordings of one text held against each other word by word: which words went, and which are new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

_WORDS = re.compile(r"\n+|[^\s]+")
_SHORT_ISLAND: Final = 2
"""So many small words between two changes are told with them: a sentence in shreds cannot be read."""
_SMALL: Final = 3
"""Letters of a word that says little by itself (the, of, and)."""
_TOO_LITTLE_LEFT: Final = 0.25
"""Below this share of words in common it is another text, and is told as one."""


class State(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """Some words that follow one another and share what became of them. Lines are kept as they were broken."""

    text: str
    state: State


def worded(before: str, after: str) -> tuple[Piece, ...]:
    """``before`` and ``after`` as one run: words kept, gone and new. Those gone stand before those in their place."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found = list(_runs(old, new))
    kept = sum(len(words) for state, words in found if state is State.SAME)
    if old and new and kept < _TOO_LITTLE_LEFT * max(len(old), len(new)):
        found = [(State.GONE, old), (State.NEW, new)]
    return tuple(Piece(_joined(words), state) for state, words in _tidied(found) if words)


def changed(pieces: Iterable[Piece]) -> bool:
    """Whether any word went or is new."""
    return any(piece.state is not State.SAME for piece in pieces)


def side_of(pieces: Iterable[Piece], state: State) -> tuple[Piece, ...]:
    """The pieces as one of the two wordings has them: ``GONE`` for the old one, ``NEW`` for the new one."""
    return tuple(piece for piece in pieces if piece.state in (State.SAME, state))


def signed(pieces: Iterable[Piece]) -> str:
    """The pieces as one text, marked by signs alone: ``[-gone-]`` and ``[+new+]``."""
    return " ".join(signs(piece) for piece in pieces)


def signs(piece: Piece) -> str:
    """One piece with its signs."""
    match piece.state:
        case State.GONE:
            return f"[-{piece.text}-]"
        case State.NEW:
            return f"[+{piece.text}+]"
        case _:
            return piece.text


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[State, list[str]]]:
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield State.SAME, list(old[i:j])
        else:
            yield State.GONE, list(old[i:j])
            yield State.NEW, list(new[k:m])


def _tidied(runs: Iterable[tuple[State, list[str]]]) -> list[tuple[State, list[str]]]:
    """The runs with small words between two changes counted among both, and neighbours of one state joined."""
    waiting = [run for run in runs if run[1]]
    tidy: list[tuple[State, list[str]]] = []
    gone: list[str] = []
    new: list[str] = []

    def close() -> None:
        tidy.extend(run for run in ((State.GONE, list(gone)), (State.NEW, list(new))) if run[1])
        gone.clear()
        new.clear()

    for place, (state, words) in enumerate(waiting):
        between = (gone or new) and place + 1 < len(waiting)
        if state is State.SAME and not (between and _says_little(words)):
            close()
            tidy.append((state, words))
            continue
        if state in (State.GONE, State.SAME):
            gone.extend(words)
        if state in (State.NEW, State.SAME):
            new.extend(words)
    close()
    return tidy


def _says_little(words: Sequence[str]) -> bool:
    return len(words) <= _SHORT_ISLAND and all(len(word) <= _SMALL and "\n" not in word for word in words)


def _joined(words: Sequence[str]) -> str:
    """The words with single spaces between, and lines broken where they were."""
    text = ""
    for word in words:
        broken = "\n" in word or text.endswith("\n")
        text += word if not text or broken else f" {word}"
    return text
