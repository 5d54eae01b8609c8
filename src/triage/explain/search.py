"""Finding things by a few words, forgiving half words and slips of the finger; and what old words mean today."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from triage.rules.model import Confidence, Passage, RuleSet, Source, Term
from triage.text import clean_line

Thing = TypeVar("Thing")
_WORD = re.compile(r"[a-z0-9]+")
_LEAST_LIKE = 0.8
"""How alike a misspelt word must be: one slip in five letters."""
_LEAST_LIKE_TERM = 0.85
"""How alike all that was typed must be to an old term, which may be half typed."""


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


@dataclass(frozen=True)
class Found:
    """A passage of guidance, and the source it stands in."""

    source: Source
    passage: Passage

    @property
    def anchor(self) -> str:
        """The passage's name over all sources: ``source#anchor``."""
        return f"{self.source.id}#{self.passage.anchor}"


@dataclass(frozen=True)
class LookedUp:
    """What was found for some words: the old terms among them, and passages, best first."""

    terms: tuple[Term, ...]
    passages: tuple[Found, ...]


def look_up(rule_set: RuleSet, words: str) -> LookedUp:
    """Look words up in the guidance.

    An old term among them brings the passages it rests on first, and last those that speak of today's term.
    """
    everything = [Found(source, passage) for source in rule_set.sources.values() for passage in source.passages]
    terms = terms_named(rule_set, words)
    cited = {anchor for term in terms for anchor in term.because}
    found = [one for one in everything if one.anchor in cited] + find(words, everything, _texts)
    for term in terms:
        found += find(term.now.partition(",")[0], everything, _texts)
    return LookedUp(terms, tuple({one.anchor: one for one in found}.values()))


def _texts(found: Found) -> tuple[tuple[str, int], ...]:
    source, passage = found.source, found.passage
    return ((passage.title, 4), (source.title, 2), (source.publisher, 1), (passage.text, 1))


def terms_named(rule_set: RuleSet, words: str) -> tuple[Term, ...]:
    """The old terms that stand in what was typed, or that it nearly is."""
    typed = words_in(words)
    return tuple(term for term in rule_set.terms if any(_named(words_in(name), typed) for name in term.names))


def _named(name: list[str], typed: list[str]) -> bool:
    size = len(name)
    if any(typed[start : start + size] == name for start in range(len(typed) - size + 1)):
        return size > 0
    all_typed = " ".join(typed)
    return len(all_typed) > 2 and difflib.SequenceMatcher(None, all_typed, " ".join(name)).ratio() >= _LEAST_LIKE_TERM


def tell_term(term: Term) -> str:
    """An old term in a few plain sentences: what is said today, what changed and when, and how far that is checked."""
    name = f"{term.old[:1].upper()}{term.old[1:]}"
    short = [variant for variant in term.variants if variant.isupper()]
    names = f'"{name}" ({short[0]})' if short else f'"{name}"'
    checked = _CHECKED[term.confidence]
    return f"{names} is an old term. Today: {term.now}. {term.changed} Since {term.since}.{checked and ' '}{checked}"


_CHECKED = {
    Confidence.VERIFIED: "",
    Confidence.SECOND_HAND: "Read second-hand.",
    Confidence.KNOWN: "Long known, but not read again.",
    Confidence.UNVERIFIED: "Not verified.",
}
