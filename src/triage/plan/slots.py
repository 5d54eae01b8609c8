"""Filling the ``{slots}`` of step texts with the words for this person: who "your safeguarding lead" is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from triage.engine.decision import Tri
from triage.rules.answers import Answers
from triage.rules.model import RuleSet, Word

_SLOT = re.compile(r"\{([^{}]*)\}")
_BRACES = re.compile(r"[{}]")


class Slots:
    """The words for one person's answers. Nothing with a brace in it ever comes out."""

    def __init__(self, rule_set: RuleSet, answers: Answers, applies: Mapping[str, Tri]) -> None:
        self._words = {slot: _words(word, answers, applies) for slot, word in rule_set.words.items()}

    def fill(self, text: str) -> str:
        """``text`` with every slot in its words, and a capital where a slot begins it.

        A slot nobody defined shows its own name as words, so that the sentence can still be read.
        """
        if "{" not in text and "}" not in text:
            return text
        filled = _BRACES.sub("", _SLOT.sub(self._word, text))
        return filled[:1].upper() + filled[1:] if text.startswith("{") else filled

    def all(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Each text filled."""
        return tuple(map(self.fill, texts))

    def _word(self, found: re.Match[str]) -> str:
        slot = found[1].strip()
        return self._words.get(slot, slot.replace("_", " "))


def _words(word: Word, answers: Answers, applies: Mapping[str, Tri]) -> str:
    """An answer set aside because its question no longer applies says nothing about the person."""
    answer = answers.get(word.question)
    if answer is None or applies.get(word.question) is Tri.FALSE:
        return word.otherwise
    return next((word.by_answer[value] for value in answer.values if value in word.by_answer), word.otherwise)
