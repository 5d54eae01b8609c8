"""Checks that reasons can be read after "because"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.rules.checks.subject import Subject, UserText
from triage.rules.problems import Collector, quoted

_NO_REASON = frozenset(("to", "so", "since", "due", "ring", "tell", "ask", "send", "call", "do"))
"""Words that start a purpose or an instruction, not a reason."""
_MORE = re.compile(r"[.!?]\s+\S|[!?:;]$")
_WORD = re.compile(r"[^\W\d_][\w'-]*")


def reasons_follow_because(subject: Subject, out: Collector) -> None:
    """Each reason of a rule or fact is one sentence that can be read after "because"."""
    names, common = _names(subject), _common(subject)
    for text in (*subject.texts("rule"), *subject.texts("fact")):
        first = _WORD.match(text.text)
        word = first.group() if first else ""
        if _MORE.search(text.text):
            _tell(text, "it is more than one plain sentence", "make it one sentence without its full stop.", out)
        elif word.lower() in _NO_REASON:
            _tell(text, f"it starts with {quoted(word)}", "say what is so: 'the child may be in danger'.", out)
        elif word[:1].isupper() and word.lower() in common and _plain(word) not in names:
            _tell(text, f"it starts with a capital: {quoted(word)}", f"write {quoted(word.lower())}.", out)


def _tell(text: UserText, what: str, hint: str, out: Collector) -> None:
    out.warning("TR212", text.place, f"'{text.key}:' completes \"because ...\", but {what}.", hint)


def _names(subject: Subject) -> frozenset[str]:
    """Words that keep their capital: those that have one inside a sentence somewhere, and short forms such as FGM."""
    return frozenset(word for text in subject.texts() for word in _capitals_inside(text.text))


def _common(subject: Subject) -> frozenset[str]:
    """Words that stand in small letters somewhere, so that a capital is not theirs to keep."""
    return frozenset(word for text in subject.texts() for word in _WORD.findall(text.text) if word.islower())


def _capitals_inside(text: str) -> Iterator[str]:
    for found in _WORD.finditer(text):
        before = text[: found.start()].rstrip()
        inside = before and before[-1] not in ".!?:;\"'(\u201c\u2018"
        if found.group()[0].isupper() and (inside or found.group()[1:2].isupper()):
            yield _plain(found.group())


def _plain(word: str) -> str:
    """The word without the ending of "Fenshire's"."""
    return word.removesuffix("'s")
