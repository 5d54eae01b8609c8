"""What a room sees: one thing at a time, few words, and the one word that matters in tall letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from triage.plan.model import Citation
from triage.plan.words import SHORT_WORDS
from triage.rules.model import StepKind
from triage.rules.vignettes import Parents, Vignette
from triage.text import first_sentence
from triage.training.model import MarkedPart, Part, RulesPath
from triage.training.offer import Offered
from triage.training.words import ASKED
from triage.ui.draw.words import count
from triage.ui.glyphs import ARROW, FULL
from triage.ui.lines import EMPTY, Bit, Ink, flow
from triage.ui.sheet import Drawing, Pen, Room, Sheet
from triage.ui.teach.draw.asking import draw_story
from triage.ui.teach.draw.letters import big


class Beat(StrEnum):
    """What is shown of a story, one after another."""

    TITLE = "title"
    STORY = "story"
    QUESTION = "question"
    CHOICES = "choices"
    VOTE = "vote"
    ANSWER = "answer"
    WHY = "why"
    TAKE_HOME = "take home"


ZOOM = "Too small at the back? Ctrl and + makes a terminal's letters larger, Cmd and + on a Mac. 100 by 30 is good."
QUESTIONS: Mapping[Part, str] = {
    Part.URGENCY: "HOW SOON?",
    Part.FIRST_STEP: "WHAT FIRST?",
    Part.CONTACT: "WHO TO RING?",
    Part.PARENTS: "PARENTS?",
}
"""Each question in tall letters."""
_KINDS: Mapping[StepKind, str] = {
    StepKind.SAFETY: "MAKE SAFE",
    StepKind.RING: "RING",
    StepKind.EVIDENCE: "KEEP IT",
    StepKind.TALK: "TALK",
    StepKind.PARENTS: "PARENTS",
    StepKind.WRITE: "WRITE",
    StepKind.FOLLOW_UP: "FOLLOW UP",
    StepKind.SUPPORT: "SUPPORT",
}
_PARENTS = {Parents.NOT_YET: "NOT YET", Parents.TELL: "TELL THEM", Parents.ASK: "ASK THEM"}
LETTERS = "ABCDEFGHI"
"""The letters of the choices, as on the sheets on paper."""
_TALLEST = 7
_SMALLER = 4
_MOST_PASSAGES = 2
_MOST_HANDS = 20
"""Signs of a bar at most; more hands than this are told in figures alone."""


@dataclass(frozen=True)
class Shown:
    """One thing shown. ``part`` is what is asked about, ``choices`` its choices, ``hands`` the room's so far.

    ``answer`` is what the rules say about it. ``number`` of ``of`` is the story's place.
    """

    beat: Beat
    story: Vignette
    number: int
    of: int
    path: RulesPath
    part: Part | None = None
    choices: Sequence[Offered] = ()
    letter: str = ""
    answer: MarkedPart | None = None
    hands: Counter[str] = field(default_factory=Counter)
    points: Sequence[tuple[str, str]] = ()


def beats_of(path: RulesPath) -> tuple[tuple[Beat, Part | None], ...]:
    """Everything shown of a story, in order. What the rules say nothing about is not asked."""
    parts = [part for part in Part if part is not Part.PARENTS or path.parents is not Parents.DOES_NOT_MATTER]
    asked = (Beat.QUESTION, Beat.CHOICES, Beat.VOTE, Beat.ANSWER, Beat.WHY)
    middle = tuple((beat, part) for part in parts for beat in asked)
    return ((Beat.TITLE, None), (Beat.STORY, None), *middle, (Beat.TAKE_HOME, None))


def tall_answer(part: Part, path: RulesPath) -> str:
    """What the rules say about one part, in the word or two that matter."""
    match part:
        case Part.URGENCY:
            return SHORT_WORDS[path.urgency]
        case Part.FIRST_STEP:
            return _KINDS[path.first.kind]
        case Part.CONTACT:
            return "RING" if path.contacts else "NOBODY YET"
        case Part.PARENTS:
            return _PARENTS.get(path.parents, "")


def projector_drawing(shown: Shown) -> Drawing:
    """One thing, in the layout with the most air that fits."""

    def draw(room: Room) -> Sheet:
        sheets = [_draw(shown, room, tall, short=short) for tall, short in _LAYOUTS]
        return next((sheet for sheet in sheets if len(sheet.lines) <= room.height), sheets[-1])

    return draw


_LAYOUTS = ((_TALLEST, False), (_SMALLER, False), (_SMALLER, True), (1, True))
"""How tall the letters may be, and whether each choice is told in its first sentence only."""


def _draw(shown: Shown, room: Room, tall: int, *, short: bool) -> Sheet:
    pen = Pen(room.width, left=4 if room.width >= 96 else 3)
    if tall == _TALLEST:
        pen.lines.append(EMPTY)
    match shown.beat:
        case Beat.TITLE:
            _title(pen, shown, tall)
        case Beat.STORY:
            draw_story(pen, shown.story, room.height)
        case Beat.QUESTION:
            _tall(pen, QUESTIONS[_part(shown)], tall)
            pen.gap()
            pen.text(Bit(ASKED[_part(shown)], Ink.STRONG))
        case Beat.CHOICES | Beat.VOTE:
            _voting(pen, shown, tall, short=short)
        case Beat.ANSWER:
            _answer(pen, shown, tall)
        case Beat.WHY:
            _why(pen, shown)
        case Beat.TAKE_HOME:
            _take_home(pen, shown, short=short)
    return pen.sheet()


def _part(shown: Shown) -> Part:
    if shown.part is None:
        raise ValueError("Nothing is asked here.")
    return shown.part


def _tall(pen: Pen, text: str, tall: int, ink: Ink = Ink.ACCENT) -> None:
    pen.lines.extend(big(text, ink, pen.width - pen.left - 1, tall, pen.left))


def _title(pen: Pen, shown: Shown, tall: int) -> None:
    _tall(pen, f"STORY {shown.number}", tall)
    pen.gap()
    pen.text(Bit(shown.story.title, Ink.STRONG))
    of = f"Story {shown.number} of {shown.of}. " if shown.of > 1 else ""
    pen.text(Bit(f"{of}You are: {shown.story.setting}."))
    pen.gap()
    pen.gap()
    pen.text(Bit(ZOOM, Ink.MUTED))
    pen.text(Bit(f"This window: {pen.width} columns.", Ink.MUTED))


def _voting(pen: Pen, shown: Shown, tall: int, *, short: bool) -> None:
    voting = shown.beat is Beat.VOTE
    if voting:
        _tall(pen, "VOTE", tall)
    else:
        pen.text(Bit(ASKED[_part(shown)], Ink.STRONG))
    pen.gap()
    airy = not short and tall != 1
    for number, one in enumerate(shown.choices):
        _choice(pen, one, LETTERS[number], shown.hands[one.value], short=short)
        if airy:
            pen.gap()


def _choice(pen: Pen, one: Offered, letter: str, hands: int, *, short: bool) -> None:
    """A choice behind its letter, and the hands counted for it behind it, so that nothing moves while they are."""
    words = [Bit(first_sentence(one.words) if short else one.words, Ink.STRONG)]
    if hands:
        words.append(Bit(f"  {FULL * min(hands, _MOST_HANDS)} {count(hands, 'hand')}", Ink.NEW))
    first = (Bit(" " * pen.left), Bit(f"{letter}  ", Ink.ACCENT))
    pen.lines.extend(flow(words, pen.left + pen.text_width, first))


def _answer(pen: Pen, shown: Shown, tall: int) -> None:
    part, answer = _part(shown), shown.answer
    pen.text(Bit(f"The rules say {ARROW} {shown.letter}" if shown.letter else "The rules say", Ink.MUTED))
    pen.gap()
    _tall(pen, tall_answer(part, shown.path), tall)
    pen.gap()
    if answer is not None:
        pen.text(Bit(answer.rules, Ink.STRONG))
    if shown.hands:
        pen.gap()
        _split(pen, shown)


def _split(pen: Pen, shown: Shown) -> None:
    """How the room voted, with the rules' own choice marked in words."""
    for number, one in enumerate(shown.choices):
        hands = shown.hands[one.value]
        letter = LETTERS[number]
        if hands or letter == shown.letter:
            mark = "  the rules" if letter == shown.letter else ""
            bar = FULL * min(hands, _MOST_HANDS)
            pen.line(Bit(f"{letter}  ", Ink.ACCENT), Bit(bar, Ink.NEW), Bit(f" {hands}", Ink.STRONG), Bit(mark))


def _why(pen: Pen, shown: Shown) -> None:
    answer = shown.answer
    if answer is None or not answer.because:
        pen.text(Bit("The rules say nothing more about it.", Ink.STRONG))
        return
    pen.text(Bit("Because", Ink.ACCENT))
    pen.text(Bit(f"{answer.because[:1].upper()}{answer.because[1:].rstrip('.')}.", Ink.STRONG))
    for citation in answer.citations[:_MOST_PASSAGES]:
        pen.gap()
        _citation(pen, citation)
    more = len(answer.citations) - _MOST_PASSAGES
    if more > 0:
        pen.gap()
        pen.text(Bit(f"and {count(more, 'passage')} more", Ink.MUTED))


def _citation(pen: Pen, citation: Citation) -> None:
    """The passage, its source, and in one sentence how sure we are of it."""
    pen.text(Bit(citation.passage, Ink.ACCENT), label="From", column=4)
    where = f", {citation.where}" if citation.where else ""
    pen.text(f"{citation.source}{where}. {citation.publisher}, {citation.edition}.", label="", column=4)
    pen.text(Bit(first_sentence(citation.caution), Ink.MUTED), label="", column=4)


def _take_home(pen: Pen, shown: Shown, *, short: bool) -> None:
    pen.text(Bit("To take home", Ink.ACCENT))
    for says, source in shown.points:
        pen.gap()
        pen.text(Bit(says, Ink.STRONG))
        if not short:
            pen.text(Bit(source, Ink.MUTED))
