"""The fixed words of a plan: headlines, what to call a message, how sure we are of a source."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from triage.plan.times import date_words
from triage.rules.model import Confidence, Passage, SendAs, Source, Standing, Urgency

HEADLINES: Mapping[Urgency, str] = {
    Urgency.EMERGENCY: "EMERGENCY - ring 999 now",
    Urgency.NOW: "ACT NOW - within the hour",
    Urgency.TODAY: "TODAY - before you stop for the day",
    Urgency.DAYS: "SOON - within 2 working days",
    Urgency.PLANNED: "PLAN IT - by a date you set",
    Urgency.INFORMATION: "WRITE AND SHARE - as part of your usual work",
}
"""How soon to act, as the first line of a plan. The words alone carry it, without any colour."""

SHORT_WORDS: Mapping[Urgency, str] = {urgency: headline.split(" - ")[0] for urgency, headline in HEADLINES.items()}
"""The first word or two of each headline, for a list or a status line."""

MESSAGE_NAMES: Mapping[SendAs, str] = {
    SendAs.CHILD_PROTECTION_REFERRAL: "CHILD PROTECTION REFERRAL",
    SendAs.SUPPORT_REQUEST: "REQUEST FOR SUPPORT",
    SendAs.ADVICE: "call for ADVICE",
    SendAs.INFORMATION_ONLY: "message for INFORMATION ONLY",
}

OPENING_SENTENCES: Mapping[SendAs, str] = {
    SendAs.CHILD_PROTECTION_REFERRAL: "I am making a child protection referral. It needs action.",
    SendAs.SUPPORT_REQUEST: "I am asking for support for a child and their family.",
    SendAs.ADVICE: "I want advice about a child. If you tell me to refer, I will.",
    SendAs.INFORMATION_ONLY: "I am passing on information. I am not making a referral.",
}
"""What to say first, so that both sides know what kind of message it is."""

UNNAMED_MESSAGE = (
    "If you speak to another agency, say first whether you want action, want advice, "
    "or are only passing on information."
)
"""For a plan whose rules say nothing about how to label a message."""

_CONFIDENCE: Mapping[Confidence, str] = {
    Confidence.VERIFIED: "",
    Confidence.SECOND_HAND: "Read second-hand: check before relying on the detail.",
    Confidence.KNOWN: "From memory of the document: check before relying on the detail.",
    Confidence.UNVERIFIED: "Not verified: check before relying on it.",
}


def message(send_as: SendAs, named: bool) -> str:
    """What kind of message this is and the sentence to open with. ``named`` is whether any rule said so."""
    if not named:
        return UNNAMED_MESSAGE
    return f'This is a {MESSAGE_NAMES[send_as]}. Say so first: "{OPENING_SENTENCES[send_as]}"'


def caution(source: Source, passage: Passage, sources: Mapping[str, Source], today: date) -> str:
    """How far a passage can be relied on, in plain words; empty when it was read, is in force and was checked.

    Where there is any doubt, it also says which edition was read.
    """
    parts = [_standing(source, sources), _CONFIDENCE[passage.confidence]]
    if source.review_by < today:
        parts.append(f"Due to be checked again by {date_words(source.review_by)}, and not checked since.")
    doubts = [part for part in parts if part]
    if doubts and source.read:
        doubts.append(f"Read: {source.read}")
    return " ".join(doubts)


def _standing(source: Source, sources: Mapping[str, Source]) -> str:
    match source.standing:
        case Standing.BACKGROUND:
            return "Background reading, not guidance in force."
        case Standing.NOT_YET:
            return "Not yet in force."
        case Standing.SUPERSEDED:
            newer = sources.get(source.superseded_by)
            return f"Replaced by {newer.title} ({newer.edition})." if newer else "Replaced by a newer edition."
    return ""
