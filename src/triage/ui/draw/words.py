"""Words and labels that several drawings share."""

from __future__ import annotations

import re

from triage.explain.phrases import asked as asked
from triage.plan.words import SHORT_WORDS
from triage.rules.model import Confidence, Standing, Urgency
from triage.ui.lines import Bit, Ink

LABEL_INK = {Urgency.EMERGENCY: Ink.ALARM, Urgency.NOW: Ink.NOW, Urgency.TODAY: Ink.SOON}
CONFIDENCE = {
    Confidence.VERIFIED: "read at the publisher",
    Confidence.SECOND_HAND: "second-hand: read where another body repeats it",
    Confidence.KNOWN: "known, but not read again for this edition",
    Confidence.UNVERIFIED: "not verified: check before you rely on it",
}
STANDING = {
    Standing.IN_FORCE: "in force",
    Standing.BACKGROUND: "background, not binding",
    Standing.SUPERSEDED: "superseded",
    Standing.NOT_YET: "not yet in force",
}
_DO_NOT = re.compile(r"^(?:do not|don't|don’t)\s+", re.IGNORECASE)


def label(text: str, ink: Ink) -> Bit:
    """Words on a ground of their own. Capital letters say what the ground says."""
    return Bit(f" {text} ", ink)


def urgency_label(urgency: Urgency, text: str = "") -> Bit:
    """How soon, as a label."""
    return label(text or SHORT_WORDS[urgency], LABEL_INK.get(urgency, Ink.LABEL))


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 question``, ``3 questions``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def after_do_not(text: str) -> str:
    """What not to do, without the words "do not" in front, which the label beside it says."""
    return _DO_NOT.sub("", text)
