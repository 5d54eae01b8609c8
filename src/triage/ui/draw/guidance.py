"""The guidance reader: sources, what a search found, and a source with its passages."""

from __future__ import annotations

from datetime import date

from triage.explain.search import LookedUp, tell_term
from triage.plan.times import date_words
from triage.rules.model import Confidence, Passage, RuleSet, Source, Standing
from triage.ui.draw.words import CONFIDENCE, STANDING, count
from triage.ui.lines import Bit, Ink, apart, paragraphs, shorten
from triage.ui.sheet import Drawing, Pen, Room, Sheet


def sources_drawing(rule_set: RuleSet) -> Drawing:
    """Every source, one row each."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        for source in sorted(rule_set.sources.values(), key=lambda source: source.title.lower()):
            top = len(pen.lines)
            pen.text(Bit(source.title, Ink.STRONG), indent=2)
            passages = count(len(source.passages), "passage")
            about = f"{source.publisher}, {source.edition}; {STANDING[source.standing]}; {passages}"
            pen.text(Bit(about, Ink.MUTED), indent=2)
            pen.mark_row(source.id, top)
        return pen.sheet()

    return draw


def found_drawing(found: LookedUp, words: str) -> Drawing:
    """What a search found: old words told, then passages, best first, with the source and the beginning of each."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        for term in found.terms:
            pen.text(Bit(tell_term(term), Ink.ACCENT))
        if found.terms:
            pen.gap()
        if not found.passages:
            pen.text(Bit(f'Nothing found for "{words}". Try fewer or other words.', Ink.MUTED))
        for one in found.passages:
            source, passage = one.source, one.passage
            top = len(pen.lines)
            pen.text(Bit(passage.title, Ink.STRONG), Bit(f"  {source.title}", Ink.MUTED), indent=2)
            pen.text(Bit(shorten(passage.text, 2 * pen.text_width - 20), Ink.PLAIN), indent=2)
            pen.mark_row(one.anchor, top)
        return pen.sheet()

    return draw


def source_drawing(source: Source, today: date, superseded_by: str = "") -> Drawing:
    """A source in full: where it stands, how it was checked, then its passages as rows."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit(source.title, Ink.STRONG))
        pen.text(Bit(f"{source.publisher}. {source.edition}."))
        _standing(pen, source, superseded_by)
        pen.text(Bit(CONFIDENCE[source.confidence]), label="How sure")
        pen.text(Bit(f"{date_words(source.checked_on)}; look again by {date_words(source.review_by)}"), label="Checked")
        if source.review_by < today:
            pen.text(Bit("This was due to be looked at again. Check the original before you rely on it.", Ink.CAUTION))
        pen.text(source.read, label="Read")
        pen.text(source.address, label="Original")
        pen.text(Bit("In our own words, not the publisher's. The original decides.", Ink.MUTED))
        for text in paragraphs(source.introduction):
            pen.gap()
            pen.text(text)
        for passage in source.passages:
            pen.gap()
            _passage(pen, passage, source)
        return pen.sheet()

    return draw


def _standing(pen: Pen, source: Source, superseded_by: str) -> None:
    words = STANDING[source.standing]
    if superseded_by:
        words = f"{words} by {superseded_by}"
    ink = Ink.PLAIN if source.standing in (Standing.IN_FORCE, Standing.BACKGROUND) else Ink.CAUTION
    pen.text(Bit(words, ink), label="Standing")


def _passage(pen: Pen, passage: Passage, source: Source) -> None:
    top = len(pen.lines)
    line = apart((Bit(passage.title, Ink.ACCENT),), (Bit(passage.where, Ink.MUTED),), pen.text_width)
    pen.line(*line)
    for text in paragraphs(passage.text):
        if text.startswith("- "):
            pen.bullets([text[2:]], indent=2)
        else:
            pen.text(text, indent=2) if text else pen.lines.append(())
    if passage.confidence is not source.confidence or passage.confidence is Confidence.UNVERIFIED:
        pen.text(Bit(CONFIDENCE[passage.confidence], Ink.MUTED), indent=2, label="How sure")
    pen.mark_row(f"{source.id}#{passage.anchor}", top, lit=1)
