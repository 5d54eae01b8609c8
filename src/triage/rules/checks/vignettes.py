"""Checks that the stories for training are as short, current and kind as everything else people read."""

from __future__ import annotations

from collections.abc import Iterator

from triage.rules.checks.subject import UserText
from triage.rules.checks.wording import note_long_sentences, note_old_terms, note_unkind_words
from triage.rules.model import RuleSet
from triage.rules.problems import Collector
from triage.rules.vignettes import Bank, Vignette


def check_vignettes(bank: Bank, rule_set: RuleSet, out: Collector) -> None:
    """Note every sentence that is too long, and every word that is old; and, in what a trainer says, every blame.

    The people in a story may say what they like, so its words are not held to be kind.
    """
    texts = [text for vignette in bank.vignettes for text in _texts(vignette)]
    note_long_sentences(texts, out)
    note_old_terms(rule_set.terms, texts, out)
    note_unkind_words([text for text in texts if text.key != "story"], out)


def _texts(vignette: Vignette) -> Iterator[UserText]:
    """Every text of a vignette that a person reads, with the place of its name where it has none of its own."""

    def text(key: str, words: str) -> UserText:
        return UserText("vignette", vignette.id, key, words, vignette.places.get(key, vignette.place))

    yield text("title", vignette.title)
    yield text("setting", vignette.setting)
    yield text("story", vignette.story)
    yield from (UserText("vignette", vignette.id, "points", point.says, point.place) for point in vignette.points)
    yield from (text("discuss", question) for question in vignette.discuss)
    yield text("speaker", vignette.speaker)
