"""Sentences that are nearly the same, found without holding each against every other.

Sentences that share no three words in a row are never compared; nor do runs of words count that many sentences have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage.rules.model import Step

ALIKE = 0.85
"""How much of two sentences must be the same, word by word, to be taken for one."""
COMMON = 20
"""A run of words that more sentences than this have says nothing about two of them."""
FEWEST_WORDS = 4
"""Shorter sentences are alike too easily."""

FEWEST_FORBIDDEN = 2
"""In words that count. "Do not wait" forbids no particular waiting."""

_SMALL = frozenset(("the", "a", "an", "your", "their", "any", "this", "that"))
_WORD = re.compile(r"[a-z0-9{}_'-]+")
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+")
_FORBIDS = re.compile(r"(?:do not|don't|never)\s+(.*)", re.IGNORECASE)

Words = tuple[str, ...]


@dataclass(frozen=True)
class Forbidden:
    """One step forbids in so many words what another (or the same) tells to do."""

    forbids: str
    forbidding: str
    tells: str
    telling: str


def words_of(text: str) -> Words:
    """The words of a text, in small letters."""
    return tuple(_WORD.findall(text.lower()))


def likeness(one: Words, other: Words) -> float:
    """How much of two texts is the same, word by word: 1 for the same words in the same order."""
    from difflib import SequenceMatcher

    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


def nearly_alike(steps: Iterable[Step]) -> Iterator[tuple[str, str]]:
    """Pairs of steps whose ``do:`` is nearly the same, in the order of the files."""
    texts = {step.id: words for step in steps if len(words := words_of(step.do)) >= FEWEST_WORDS}
    homes: dict[Words, list[str]] = {}
    for name, words in texts.items():
        for run in {words[place : place + 3] for place in range(len(words) - 2)} | {words}:
            homes.setdefault(run, []).append(name)
    seen: set[tuple[str, str]] = set()
    for run, names in homes.items():
        if len(names) > COMMON and run not in texts.values():
            continue
        first = names[:COMMON]
        for place, other in enumerate(first):
            for one in first[:place]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    if likeness(texts[one], texts[other]) >= ALIKE:
                        yield one, other


def forbidden_and_told(steps: Iterable[Step]) -> Iterator[Forbidden]:
    """Every ``do not`` whose words some ``do`` or ``how`` starts with."""
    steps = list(steps)
    telling: dict[Words, list[tuple[str, str]]] = {}
    for step in steps:
        for sentence, words in _sentences((step.do, *step.how)):
            for length in range(FEWEST_FORBIDDEN, len(words) + 1):
                telling.setdefault(words[:length], []).append((step.id, sentence))
    for step in steps:
        for sentence, _ in _sentences(step.do_not):
            match = _FORBIDS.match(sentence)
            for tells, told in telling.get(_bare(words_of(match[1])), ()) if match else ():
                yield Forbidden(step.id, sentence, tells, told)


def _bare(words: Words) -> Words:
    return tuple(word for word in words if word not in _SMALL)


def _sentences(texts: Iterable[str]) -> Iterator[tuple[str, Words]]:
    for text in texts:
        for sentence in _SENTENCE_END.split(text):
            words = _bare(words_of(sentence))
            if words:
                yield sentence, words
