"""Checks that what people read is short, current, kind, and never says to do nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from triage.rules.checks.subject import Subject, UserText
from triage.rules.model import Term
from triage.rules.problems import Collector, quoted

LONGEST_SENTENCE = 25
"""In words. People read these texts frightened and in a hurry."""

_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+")
_WORD = re.compile(r"[^\s]*[A-Za-z0-9][^\s]*")
_NOTHING = re.compile(
    r"\b(?:no (?:further )?action|NFA|do nothing|ignore (?:it|this)|no need to (?:act|tell anyone|do anything)"
    r"|nothing (?:more |else |further )?(?:to do|needs? to be done|is needed)"
    r"|you (?:do not|don't) (?:need|have) to do anything)\b",
    re.IGNORECASE,
)
_UNKIND = re.compile(
    r"\b(?:invalid|oops|sorry|please|obviously|clearly you|your (?:fault|mistake)"
    r"|you (?:forgot|failed|neglected|should have))\b|!",
    re.IGNORECASE,
)
OPENING = ('"', "'", "\u201c", "\u2018")
CLOSING = ('"', "'", "\u201d", "\u2019")
_SPOKEN = "say"
"""The words a person says on the phone may be polite."""


def sentences_are_short(subject: Subject, out: Collector) -> None:
    """No sentence in a question or a step is longer than a frightened person can take in."""
    note_long_sentences(subject.texts("question", "step", "document"), out)


def note_long_sentences(texts: Iterable[UserText], out: Collector) -> None:
    """Note every sentence in ``texts`` that is longer than it may be."""
    for text in texts:
        for sentence in _SENTENCE_END.split(text.text):
            count = len(_WORD.findall(sentence))
            if count > LONGEST_SENTENCE:
                message = f"this sentence has {count} words: {quoted(sentence)}."
                out.warning("TR410", text.place, message, f"make it two; {LONGEST_SENTENCE} words are enough.")


def terms_are_current(subject: Subject, out: Collector) -> None:
    """No text uses a term that was replaced."""
    note_old_terms(subject.rule_set.terms, subject.texts(), out)


def note_old_terms(terms: Sequence[Term], texts: Iterable[UserText], out: Collector) -> None:
    """Note the first use of each of ``terms`` in each of ``texts``, unless it stands in quotes."""
    old = [(_pattern([term]), term.now) for term in terms]
    any_old = _pattern(terms)
    for text in texts:
        if not terms or not any_old.search(text.text):
            continue
        for pattern, now in old:
            found = next((match for match in pattern.finditer(text.text) if not _in_quotes(text.text, match)), None)
            if found:
                out.warning("TR411", text.place, f"{quoted(found.group())} is an old term.", f"say: {now}.")


def _pattern(terms: Iterable[Term]) -> re.Pattern[str]:
    """The terms and their variants as whole words, one or several, with spaces or hyphens."""
    names = [re.escape(name) for term in terms for name in (term.old, *term.variants)]
    ways = "|".join(name.replace(r"\ ", "[ -]").replace(r"\-", "[ -]") for name in names)
    return re.compile(rf"\b(?:{ways})s?\b", re.IGNORECASE)


def _in_quotes(text: str, found: re.Match[str]) -> bool:
    """Whether the words stand in quotes, which is how a text speaks about a term instead of using it."""
    return text[: found.start()].endswith(OPENING) and text[found.end() :].startswith(CLOSING)


def no_step_says_to_do_nothing(subject: Subject, out: Collector) -> None:
    """No step says that nothing is to be done: every case ends with something to do."""
    for text in subject.texts("step"):
        found = None if text.key == "do not" else _NOTHING.search(text.text)
        if found and not _spoken_of_others(text, found):
            message = f"{quoted(found.group())} tells the person that nothing follows."
            out.error(
                "TR412",
                text.place,
                message,
                "say what they do next: write it down, tell their lead, look again on a day.",
            )


def _spoken_of_others(text: UserText, found: re.Match[str]) -> bool:
    """Whether the words are about what somebody else decided ("if they decide on no further action, ...")."""
    before = text.text[: found.start()].lower()
    return bool(re.search(r"\b(?:if|when|whether|decides?|decided|decision|reason|why|outcome)\b[^.]*$", before))


def words_are_kind(subject: Subject, out: Collector) -> None:
    """No text blames, apologises or shouts."""
    note_unkind_words(subject.texts("question", "step", "rule", "deadline"), out)


def note_unkind_words(texts: Iterable[UserText], out: Collector) -> None:
    """Note every text that blames, apologises or shouts, unless it is what a person says."""
    for text in texts:
        found = None if text.key == _SPOKEN else _UNKIND.search(text.text)
        if found:
            message = f"{quoted(found.group())} does not belong in these texts, which are calm and blame nobody."
            out.warning("TR413", text.place, message, "say it plainly.")
