"""An answer as a person would say it, in one line: "Hurt now; left alone; not sure about the rest"."""

from __future__ import annotations

from triage.explain.phrases import NONE_WORDS, NOT_SURE_WORDS, REST_WORDS, SKIPPED_WORDS, answer_words

__all__ = ["NONE_WORDS", "NOT_SURE_WORDS", "REST_WORDS", "SKIPPED_WORDS", "answer_words"]
