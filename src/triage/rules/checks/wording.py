"""Checks that what people read is short, current, kind, and never says to do nothing."""

from __future__ import annotations

import re

from triage.rules.checks.subject import Subject, UserText
from triage.rules.problems import Collector, quoted

LONGEST_SENTENCE = 25
"""In words. People read these texts frightened and in a hurry."""

OLD_TERMS = {
    r"CAFs?|common assessment framework": "early help or Family Help assessment",
    r"LSCBs?|local safeguarding children boards?": "local safeguarding children partnership",
    r"ACPCs?|area child protection committees?": "local safeguarding children partnership",
    r"child protection register|at[- ]risk register": "child protection plan",
    r"social services": "children's social care",
    r"serious case reviews?": "local child safeguarding practice review",
    r"lead professional": "lead practitioner",
    r"clinical commissioning groups?|CCGs?": "integrated care board",
    r"peer[- ]on[- ]peer abuse": "child-on-child abuse",
    r"child prostitut\w+|child pornography": "child sexual exploitation, or child sexual abuse material",
    r"public concern at work": "Protect",
    r"MAPPP": "MAPPA",
    r"schedule (?:1|one) offenders?": "person who is a risk to children",
    r"CRB checks?|CRB": "DBS check",
}
"""Terms that were replaced, and what is said now."""

_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+")
_WORD = re.compile(r"[^\s]*[A-Za-z0-9][^\s]*")
_OLD = [(re.compile(rf"\b(?:{old})\b", re.IGNORECASE), new) for old, new in OLD_TERMS.items()]
_ANY_OLD = re.compile(rf"\b(?:{'|'.join(OLD_TERMS)})\b", re.IGNORECASE)
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
    for text in subject.texts("question", "step"):
        for sentence in _SENTENCE_END.split(text.text):
            count = len(_WORD.findall(sentence))
            if count > LONGEST_SENTENCE:
                message = f"this sentence has {count} words: {quoted(sentence)}."
                out.warning("TR410", text.place, message, f"make it two; {LONGEST_SENTENCE} words are enough.")


def terms_are_current(subject: Subject, out: Collector) -> None:
    """No text uses a term that was replaced."""
    for text in subject.texts():
        if not _ANY_OLD.search(text.text):
            continue
        for pattern, new in _OLD:
            found = next((match for match in pattern.finditer(text.text) if not _in_quotes(text.text, match)), None)
            if found:
                out.warning("TR411", text.place, f"{quoted(found.group())} is an old term.", f"say: {new}.")


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
    for text in subject.texts("question", "step", "rule", "deadline"):
        found = None if text.key == _SPOKEN else _UNKIND.search(text.text)
        if found:
            message = f"{quoted(found.group())} does not belong in these texts, which are calm and blame nobody."
            out.warning("TR413", text.place, message, "say it plainly.")
