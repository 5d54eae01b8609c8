"""Checks that what a demonstration says to a room is as short, current and kind as everything else people read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.rules.checks.subject import UserText
from triage.rules.checks.wording import note_long_sentences, note_old_terms, note_unkind_words
from triage.rules.demonstrations import Demonstration
from triage.rules.model import RuleSet
from triage.rules.problems import Collector


def check_demonstrations(found: Sequence[Demonstration], rule_set: RuleSet, out: Collector) -> None:
    """Note every sentence that is too long, every word that is old, and every blame."""
    texts = [text for one in found for text in _texts(one)]
    note_long_sentences(texts, out)
    note_old_terms(rule_set.terms, texts, out)
    note_unkind_words(texts, out)


def _texts(one: Demonstration) -> Iterator[UserText]:
    """Every text of a demonstration that a room reads."""
    yield UserText("demonstration", one.id, "title", one.title, one.place)
    yield UserText("demonstration", one.id, "about", one.about, one.place)
    yield from (UserText("demonstration", one.id, "say", beat.say, beat.place) for beat in one.beats if beat.say)
