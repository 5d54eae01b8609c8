"""The reference a person gives a case: refused or questioned when it looks like something that names a child.

This goes by shape alone and cannot know every name. What it says is meant to make a person stop, once, and think.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 40
ADVICE = "Choose something only you can place, such as a number from your own list."

_ALLOWED = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/-]*")
_DIGITS = re.compile(r"\d(?:[ -]?\d)*")
_PUPIL_NUMBER = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]", re.IGNORECASE)
_INSURANCE = re.compile(r"(?<![A-Z0-9])[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Z0-9])", re.IGNORECASE)
_POSTCODE = re.compile(r"(?<![A-Z0-9])[A-Z]{1,2}\d[A-Z0-9]? ?\d[A-Z]{2}(?![A-Z0-9])", re.IGNORECASE)
_DAY = re.compile(
    r"(?<!\d)(?:(?:19|20)\d{2}[ ./-](?:0?[1-9]|1[0-2])[ ./-](?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])[ ./-](?:0?[1-9]|1[0-2])[ ./-](?:19|20)?\d{2}"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d{2}"
    r"|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ ./-]?(?:19|20)\d{2}", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]{2,}")
_ORDINARY_WORDS = (
    "case ref reference worry concern child family school class year group team file nursery ward clinic visit call "
    "monday tuesday wednesday thursday friday saturday sunday north south east west red blue green yellow new old "
    "test example practice one two three four five six seven eight nine ten first second third"
)
_ORDINARY = frozenset(_ORDINARY_WORDS.split())


@dataclass(frozen=True)
class Judged:
    """What was made of a reference: ``refused`` says why it cannot be used, ``doubt`` why to think twice; or empty."""

    reference: str
    refused: str = ""
    doubt: str = ""


def made_up(chance: bytes) -> str:
    """A reference that names nobody, from six bytes of chance: figures and letters by turns, none easily mistaken."""
    turns = ("23456789", "BCDFGHJKMNPQRTVWXYZ") * 3
    return "W-" + "".join(letters[byte % len(letters)] for letters, byte in zip(turns, chance, strict=True))


def judge_reference(text: str) -> Judged:
    """The reference as it would be kept, and what speaks against it."""
    reference = " ".join(text.split())
    if not reference or len(reference) > LONGEST:
        return Judged(reference, refused=f"A reference has from 1 to {LONGEST} letters and figures.")
    if not _ALLOWED.fullmatch(reference):
        says = "A reference has letters, figures, spaces, and . _ / - only, and starts with a letter or a figure."
        return Judged(reference, refused=says)
    refused = _identifying(reference)
    if refused:
        return Judged(reference, refused=f"{refused} {ADVICE}")
    doubt = _doubtful(reference)
    return Judged(reference, doubt=f"{doubt} {ADVICE}" if doubt else "")


def _identifying(reference: str) -> str:
    """Why a reference must not be kept: it has the shape of a number that names one person."""
    together = re.sub(r"[ ./_-]", "", reference)
    if _PUPIL_NUMBER.search(together):
        return "This looks like a unique pupil number, which would name the child."
    if _INSURANCE.search(reference):
        return "This looks like a National Insurance number, which would name a person."
    for run in _DIGITS.findall(reference):
        figures = re.sub(r"\D", "", run)
        if len(figures) == 10 and _health_number(figures):
            return "This looks like an NHS number, which would name the child."
        if len(figures) in (10, 11) and figures.startswith("0"):
            return "This looks like a telephone number, which would lead to a person."
    return ""


def _health_number(figures: str) -> bool:
    """Whether ten figures have the check figure of an NHS number."""
    total = sum(int(figure) * (10 - place) for place, figure in enumerate(figures[:9]))
    return (11 - total % 11) % 11 == int(figures[9])


def _doubtful(reference: str) -> str:
    if _DAY.search(reference) or _MONTH.search(reference):
        return "This looks like a date. A date of birth can name a child."
    if _POSTCODE.search(reference):
        return "This looks like a postcode. It can lead to a family."
    names = [word for word in _WORD.findall(reference) if len(word) > 2 and word.lower() not in _ORDINARY]
    if names:
        return f'"{names[0]}" could be a name. Names and initials of a child, a parent or a worker do not belong here.'
    return ""
