"""The list of stories: what is listed, in which order, and a line for each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from triage.rules.problems import Problem
from triage.rules.vignettes import Vignette
from triage.ui.bindings import key_of
from triage.ui.draw.words import count
from triage.ui.glyphs import DOT, TICKED
from triage.ui.lines import Bit, Ink, shorten, width_of
from triage.ui.sheet import Drawing, Pen, Room, Sheet

_ABOUT = "Read one, say what you would do, then see what the rules say and why."
_LEVEL = 8
_TITLE = 34


@dataclass(frozen=True)
class Listed:
    """What the list shows. ``topics`` are titles by topic; ``kept`` says where tries are kept, or nothing.

    ``tried`` are the stories tried since the app was opened.
    """

    stories: Sequence[Vignette]
    topics: Mapping[str, str]
    topic: str
    level: str
    seed: int | None
    named: bool
    kept: str
    tried: Collection[str]


def stories_drawing(listed: Listed) -> Drawing:
    """The list, with a line of words on what is in it and how to have the same again."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit("Practise on made-up stories", Ink.STRONG))
        pen.text(Bit(f"{_ABOUT} {listed.kept or 'Nothing is kept.'}", Ink.MUTED))
        pen.gap()
        _which(pen, listed)
        pen.gap()
        for story in listed.stories:
            _story(pen, story, listed)
        if not listed.stories:
            pen.text(f"There is no such story. {key_of('topic')} and {key_of('level')} list others.")
        return pen.sheet()

    return draw


def _which(pen: Pen, listed: Listed) -> None:
    """What is listed, and the keys that list something else."""
    topic = listed.topics.get(listed.topic, "every topic")
    level = listed.level or "easy to hard"
    what = "as you asked for them" if listed.named else f"{topic}, {level}"
    pen.text(
        Bit(f"{count(len(listed.stories), 'story', 'stories')}: {what}", Ink.STRONG),
        Bit(f"   {key_of('topic')}", Ink.ACCENT),
        Bit(" topic", Ink.MUTED),
        Bit(f"   {key_of('level')}", Ink.ACCENT),
        Bit(" how hard", Ink.MUTED),
    )
    order: tuple[Bit, ...]
    if listed.seed is None:
        order = (Bit("In the order of the rules   "), Bit(key_of("lot"), Ink.ACCENT), Bit(" by lot", Ink.MUTED))
    else:
        order = (
            Bit(f"In an order drawn by lot: draw {listed.seed}   ", Ink.PLAIN),
            Bit(key_of("lot"), Ink.ACCENT),
            Bit(" another   ", Ink.MUTED),
            Bit(key_of("same-lot"), Ink.ACCENT),
            Bit(f" one you have the number of   --seed {listed.seed}", Ink.MUTED),
        )
    pen.text(*order)


def _story(pen: Pen, story: Vignette, listed: Listed) -> None:
    top = len(pen.lines)
    known = len(pen.rows)
    key = str(known + 1) if known < 9 else ""
    done = Bit(f"{TICKED} " if story.id in listed.tried else "    ", Ink.NEW)
    first = (Bit(f"  {key or ' '}  ", Ink.ACCENT), done)
    title = shorten(story.title, _TITLE)
    bits = [*first, Bit(f"{title:<{_TITLE + 1}}", Ink.STRONG), Bit(f"{story.difficulty:<{_LEVEL}}", Ink.PLAIN)]
    left = pen.left + pen.text_width - width_of(bits)
    topics = f" {DOT} ".join(listed.topics.get(name, name) for name in story.topics)
    pen.lines.append((*bits, Bit(shorten(topics, left), Ink.MUTED)))
    pen.mark_row(story.id, top, key)


def unusable_drawing(problems: Sequence[Problem]) -> Drawing:
    """Why there are no stories: each problem in a line with its place. The rules are not touched by it."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit("The stories cannot be used", Ink.STRONG))
        pen.text(Bit("Everything else works as ever. Esc goes back.", Ink.MUTED))
        for problem in problems:
            pen.gap()
            pen.text(Bit(f"{problem.place}  ", Ink.ACCENT), Bit(f"{problem.code}  ", Ink.MUTED), Bit(problem.message))
            pen.text(Bit(problem.suggestion, Ink.MUTED), indent=2, label="Try")
        return pen.sheet()

    return draw


def topics_drawing(topics: Mapping[str, str], counts: Mapping[str, int], current: str) -> Drawing:
    """Every topic with how many stories it has, after the line for all of them."""

    def draw(room: Room) -> Sheet:
        pen = Pen(room.width)
        pen.text(Bit("Which topic?", Ink.STRONG))
        pen.gap()
        rows = [
            (ALL, "Every topic", ""),
            *((one, topics[one], count(counts[one], "story", "stories")) for one in counts),
        ]
        for number, (row, title, words) in enumerate(rows, start=1):
            top = len(pen.lines)
            key = str(number) if number <= 9 else ""
            here = "  (listed now)" if row == (current or ALL) else ""
            pen.lines.append(
                (Bit(f"  {key or ' '}  ", Ink.ACCENT), Bit(title, Ink.STRONG), Bit(f"  {words}{here}", Ink.MUTED))
            )
            pen.mark_row(row, top, key)
        return pen.sheet()

    return draw


ALL = "every topic"
"""The row that lists them all."""
