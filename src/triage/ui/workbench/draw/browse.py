"""The list of topics, what is in one, and what a search found."""

from __future__ import annotations

from collections.abc import Iterable

from triage.policy.uses.things import Kind, Thing
from triage.policy.workbench.bench import Bench, Topic, key, kinds_of
from triage.ui.draw.words import count
from triage.ui.lines import Bit, Ink, Line, shorten
from triage.ui.sheet import Drawing, Pen, Room, Sheet

_NAME = 34
MOST_FOUND = 60
TOPIC = "topic:"


def topics_drawing(bench: Bench) -> Drawing:
    """Every topic with how much is in it, then what belongs to the whole pack."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit(bench.rule_set.version, Ink.MUTED))
        apart_from_topics = False
        for topic in bench.topics:
            if topic.id.startswith(":") and not apart_from_topics:
                pen.heading("For every topic")
                apart_from_topics = True
            top = len(pen.lines)
            inside = ", ".join(_many(kind, len(group)) for kind, group in kinds_of(topic.things)[:2])
            wide = pen.text_width - 2 - 22
            pen.line(Bit("  "), Bit(shorten(topic.title, wide).ljust(wide)), Bit(f"{inside:>22}", Ink.MUTED))
            pen.mark_row(f"{TOPIC}{topic.id}", top)
        return pen.sheet()

    return draw


def _many(kind: Kind, number: int) -> str:
    return count(number, kind.value)


def topic_drawing(topic: Topic) -> Drawing:
    """Everything in a topic, kind by kind."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit(topic.title, Ink.STRONG))
        for kind, group in kinds_of(topic.things):
            pen.heading(kind.plural.capitalize())
            _things(pen, group)
        return pen.sheet()

    return draw


def found_drawing(found: list[Thing], words: str) -> Drawing:
    """What a search found, each with its kind."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        if not found:
            pen.text(Bit(f'Nothing found for "{words}". Try fewer or other words.', Ink.MUTED))
        _things(pen, found[:MOST_FOUND], kinds=True)
        if len(found) > MOST_FOUND:
            pen.gap()
            pen.text(Bit(f"{len(found) - MOST_FOUND} more. Type another word to find fewer.", Ink.MUTED))
        return pen.sheet()

    return draw


def _things(pen: Pen, things: Iterable[Thing], *, kinds: bool = False) -> None:
    for one in things:
        top = len(pen.lines)
        pen.line(*thing_line(one, pen.text_width, kinds=kinds))
        pen.mark_row(key(one), top)


def thing_line(thing: Thing, width: int, *, kinds: bool = False) -> Line:
    """One thing in a line: its name and the beginning of what it says."""
    kind = f"{thing.kind.value:<9} " if kinds else ""
    name = shorten(thing.name, width - 4) if thing.kind is Kind.SCENARIO else thing.name
    left = (Bit("  "), Bit(kind, Ink.MUTED), Bit(name, Ink.ACCENT))
    used = 2 + len(kind) + max(len(name), _NAME - len(kind))
    room = width - used - 2
    says = shorten(thing.says, room) if room > 8 else ""
    return (*left, Bit(" " * max(2, _NAME - len(kind) - len(name) + 2)), Bit(says, Ink.MUTED))
