"""A room that answers on paper: which stories, what each letter on its sheets means, and the papers typed so far.

The letters are kept with the room, so that a paper still means what its learner chose when the rules have changed
since the sheets were printed. Nobody is named: learners have numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import Any

from triage.rules.build import URGENCIES
from triage.rules.vignettes import Parents, Vignette
from triage.training.codes import Code, Line, read_codes
from triage.training.given import Given
from triage.training.model import Part, Round
from triage.training.offer import offer
from triage.training.path import Trainer
from triage.training.results import ResultsError

SORT = "triage teaching room"
FORMAT = 1

Key = Mapping[Part, tuple[str, ...]]
"""What the letters of one story stand for, in order."""


@dataclass(frozen=True)
class RoomStory:
    """One story on the sheet, by its name, with what its letters stand for."""

    story: str
    key: Key


@dataclass(frozen=True)
class Answered:
    """One paper: whose, when, and the code of each story by its number on the sheet."""

    round: Round
    learner: str
    codes: Mapping[int, Code]


@dataclass(frozen=True)
class Room:
    """The stories, the version and hash of the rules its letters come from, and the papers, in the order typed."""

    rules: tuple[str, str]
    stories: tuple[RoomStory, ...]
    papers: tuple[Answered, ...] = ()

    @property
    def sizes(self) -> tuple[Mapping[Part, int], ...]:
        """How many letters each part of each story has."""
        return tuple({part: len(values) for part, values in one.key.items()} for one in self.stories)

    def paper(self, learner: str, when: Round) -> Answered | None:
        """What one learner handed in, in one round."""
        return next((one for one in self.papers if (one.learner, one.round) == (learner, when)), None)

    def of(self, when: Round) -> tuple[Answered, ...]:
        """The papers of one round."""
        return tuple(one for one in self.papers if one.round is when)

    def with_paper(self, line: Line, when: Round) -> Room:
        """With one more paper. Raises ValueError where that learner has handed in one for this round."""
        if self.paper(line.learner, when) is not None:
            raise ValueError(line.learner)
        return replace(self, papers=(*self.papers, Answered(when, line.learner, line.codes)))

    def without(self, paper: Answered) -> Room:
        """Without one of its papers."""
        return replace(self, papers=tuple(one for one in self.papers if one is not paper))


def make_room(trainer: Trainer, stories: Sequence[Vignette]) -> Room:
    """A room for these stories, with the letters that the sheets of today have."""
    made = (RoomStory(story.id, key_of(trainer, story)) for story in stories)
    return Room((trainer.rule_set.version, trainer.rule_set.hash), tuple(made))


def key_of(trainer: Trainer, story: Vignette) -> Key:
    """What the letters of a story stand for today."""
    offered = offer(trainer, story)
    return {part: offered.values(part) for part in Part}


def given_on_paper(room: Room) -> Iterator[Given]:
    """Every answer on every paper. A story that was left blank is no answer."""
    for paper in room.papers:
        for number, code in sorted(paper.codes.items()):
            story = room.stories[number - 1]
            if not code.blank:
                yield Given(paper.learner, paper.round, story.story, chosen_by(code, story.key), code.sure)


def chosen_by(code: Code, key: Key) -> dict[Part, str]:
    """What the letters of a code stand for; the blanks are left out."""
    filled = zip(Part, code.letters, strict=True)
    return {part: key[part][ascii_uppercase.index(letter)] for part, letter in filled if letter}


def room_data(room: Room) -> dict[str, Any]:
    """The room as plain data for a file."""
    return {
        "sort": SORT,
        "format": FORMAT,
        "rules": {"version": room.rules[0], "hash": room.rules[1]},
        "stories": [
            {"story": one.story, "letters": {part.value: list(values) for part, values in one.key.items()}}
            for one in room.stories
        ],
        "papers": [
            {
                "learner": paper.learner,
                "round": paper.round.value,
                "codes": {str(number): code.written() for number, code in sorted(paper.codes.items())},
            }
            for paper in room.papers
        ],
    }


def is_room(data: Any) -> bool:
    """Whether the data of a file says that it is a room."""
    return isinstance(data, dict) and data.get("sort") == SORT


def room_from(data: Any) -> Room:
    """A room from the data of a file. Raises ResultsError, in words, for anything else."""
    if not is_room(data):
        raise ResultsError("It is not the file of a room.")
    if data.get("format") != FORMAT:
        raise ResultsError("It was written by another version of this program.")
    try:
        rules = str(data["rules"]["version"]), str(data["rules"]["hash"])
        room = Room(rules, tuple(_story(one) for one in data["stories"]))
        for one in data["papers"]:
            line = Line(str(one["learner"]), _codes(one["codes"], room))
            room = room.with_paper(line, Round(one["round"]))
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as wrong:
        raise ResultsError("Something in it was changed, and it cannot be read.") from wrong
    return room


def _story(data: dict[str, Any]) -> RoomStory:
    key = {part: tuple(map(str, data["letters"][part.value])) for part in Part}
    fits = all(0 < len(values) <= len(ascii_uppercase) for values in key.values())
    if not fits or not set(key[Part.URGENCY]) <= set(URGENCIES) or not set(key[Part.PARENTS]) <= set(Parents):
        raise ValueError(data["story"])
    return RoomStory(str(data["story"]), key)


def _codes(data: dict[str, str], room: Room) -> dict[int, Code]:
    found: dict[int, Code] = {}
    for number, code in data.items():
        found |= read_codes(f"{int(number)}{code}", room.sizes)
    return found
