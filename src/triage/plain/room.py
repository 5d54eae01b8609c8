"""A room's papers typed line by line: each is said back at once, and the last can be taken back.

Names are never asked for. Learners have numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from string import ascii_uppercase

from triage.plain.lines import Lines
from triage.training.codes import Code, CodeError, read_line
from triage.training.model import Part, Round
from triage.training.offer import offer
from triage.training.papers import already, round_of
from triage.training.path import Trainer
from triage.training.room import Answered, Room, RoomStory, chosen_by
from triage.training.words import CALLED

HOW = (
    "Type one line for each paper: the learner's number, then a code for each story.",
    "Such as: 7 BACD70 AAC?60    The next code is the next story. ? is a blank.",
    "A story's number may stand before its code: 7 3-B-A-C-D-70",
)
KEYS = (
    ("u", "take back the last paper; u 7 takes back learner 7's"),
    ("l", "the papers so far"),
    ("s", "the stories; s 3 says what the letters of story 3 stand for"),
    ("r", "how the room stands so far"),
    ("before, after", "which round the next papers belong to"),
    ("q", "leave; everything is kept"),
)
SHORT = 30
"""So many letters of a long choice are enough to know it by."""

_UNDO = re.compile(r"u(?:ndo)?\s*#?0*(\d*)")
_STORY = re.compile(r"s(?:tory|tories)?\s*(\d*)")


@dataclass
class Desk:
    """Where the trainer sits: the room so far, the round, and what is done with every change.

    ``keep`` is told the room after each; ``so_far`` says how it stands.
    """

    lines: Lines
    trainer: Trainer
    room: Room
    when: Round
    keep: Callable[[Room], None]
    so_far: Callable[[Room], str]

    def change(self, room: Room) -> None:
        """Keep the room as it is now."""
        self.keep(room)
        self.room = room


def type_papers(desk: Desk) -> Room:
    """Take in papers until the trainer leaves or the input ends. The room with all of them."""
    _welcome(desk)
    while (typed := desk.lines.read(f"{desk.when.value}> ")) is not None and typed.lower() not in ("q", "quit"):
        if typed:
            _do(desk, typed)
    desk.lines.flush()
    return desk.room


def _welcome(desk: Desk) -> None:
    _say_stories(desk)
    if desk.room.rules[1] != desk.trainer.rule_set.hash:
        desk.lines.say(
            "The rules have changed since this room was made. Its letters still mean what its sheets say, and today's "
            "rules mark them."
        )
    for line in HOW:
        desk.lines.say(line)
    desk.lines.say(f"Round: {desk.when.value} the discussion. {_count(desk)}. ? = help, q = leave.")


def _do(desk: Desk, typed: str) -> None:
    text = typed.lower()
    if (named := round_of(text)) is not None:
        desk.when = named
        desk.lines.say(f"The next papers are from {named.value} the discussion. {_count(desk)}.")
    elif undo := _UNDO.fullmatch(text):
        _take_back(desk, undo[1])
    elif story := _STORY.fullmatch(text):
        _say_letters(desk, int(story[1])) if story[1] else _say_stories(desk)
    elif text in ("l", "list"):
        _say_papers(desk)
    elif text == "r":
        desk.lines.verbatim(desk.so_far(desk.room))
    elif text in ("?", "h", "help"):
        _help(desk)
    else:
        _take_in(desk, typed)


def _take_in(desk: Desk, typed: str) -> None:
    try:
        line = read_line(typed, desk.room.sizes)
    except CodeError as wrong:
        desk.lines.say(f"Not taken in. {wrong}")
        return
    if desk.room.paper(line.learner, desk.when) is not None:
        desk.lines.say(f"Not taken in. {already(line.learner, desk.when)} To take it back: u {line.learner}")
        return
    desk.change(desk.room.with_paper(line, desk.when))
    _say_back(desk, desk.room.papers[-1])
    desk.lines.say(f"Kept. {_count(desk)}. u = take it back.")


def _say_back(desk: Desk, paper: Answered) -> None:
    """A paper in words, a line for each story, also for those it leaves out."""
    desk.lines.say(f"Learner {paper.learner}, {paper.round.value}:")
    for number, story in enumerate(desk.room.stories, start=1):
        code = paper.codes.get(number)
        said = "no answer" if code is None or code.blank else _in_words(desk, story, code)
        desk.lines.listed(f"{number} {code.written() if code else '-'}", said, room=11)


def _in_words(desk: Desk, story: RoomStory, code: Code) -> str:
    chosen = chosen_by(code, story.key)
    words = []
    for part in Part:
        if part not in chosen:
            words.append(f"{CALLED[part].lower()}: blank")
        elif part in (Part.URGENCY, Part.PARENTS):
            words.append(chosen[part])
        else:
            words.append(_short(_words(desk, story, part, chosen[part])))
    sure = "how sure: blank" if code.sure is None else f"{code.sure} sure"
    return "; ".join([*words, sure])


def _words(desk: Desk, story: RoomStory, part: Part, value: str) -> str:
    known = next((one for one in desk.trainer.bank.vignettes if one.id == story.story), None)
    return value if known is None else offer(desk.trainer, known).words(part, value)


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 3].rstrip(' ,.')}..."


def _take_back(desk: Desk, learner: str) -> None:
    paper = desk.room.paper(learner, desk.when) if learner else next(iter(reversed(desk.room.papers)), None)
    if paper is None:
        which = f"Learner {learner} has no paper in this round." if learner else "There is no paper yet."
        desk.lines.say(which)
        return
    desk.change(desk.room.without(paper))
    codes = " ".join(f"{number}{code.written()}" for number, code in sorted(paper.codes.items()))
    desk.lines.say(f"Taken back: learner {paper.learner}, {paper.round.value} ({codes}). {_count(desk)}.")


def _count(desk: Desk) -> str:
    return ", ".join(f"{len(desk.room.of(when))} {when.value}" for when in Round) + " so far"


def _say_papers(desk: Desk) -> None:
    for when in Round:
        learners = sorted((paper.learner for paper in desk.room.of(when)), key=lambda one: (len(one), one))
        desk.lines.say(f"{when.value.capitalize()}: {', '.join(learners) or 'none yet'}.")


def _say_stories(desk: Desk) -> None:
    titles = {one.id: one.title for one in desk.trainer.bank.vignettes}
    for number, story in enumerate(desk.room.stories, start=1):
        desk.lines.listed(str(number), titles.get(story.story, story.story))


def _say_letters(desk: Desk, number: int) -> None:
    if not 1 <= number <= len(desk.room.stories):
        desk.lines.say(f"There is no story {number}.")
        return
    story = desk.room.stories[number - 1]
    for part, values in story.key.items():
        desk.lines.say(f"{CALLED[part]}:")
        for letter, value in zip(ascii_uppercase, values, strict=False):
            desk.lines.listed(letter, _words(desk, story, part, value))


def _help(desk: Desk) -> None:
    for line in HOW:
        desk.lines.say(line)
    for key, says in KEYS:
        desk.lines.listed(key, says, room=15)
