"""A collated room in words, with bars of plain characters; as data; and as lines for a spreadsheet."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from triage.training.collate import Collated, StorySplit, When
from triage.training.model import Part
from triage.training.results import Results, results_data
from triage.training.words import CALLED

BAR = 20
ROOM = 38
_COLUMNS = ("urgency", "first step", "contact", "parents", "confidence")
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def collated_text(room: Collated, width: int = 78) -> str:
    """The whole room, in lines no longer than ``width`` columns."""
    return "\n".join(fitted for line in _lines(room) for fitted in _fitted(line, width))


def _fitted(line: str, width: int) -> list[str]:
    """A line, wrapped where it is too long; bars never are."""
    return [line] if len(line) <= width else textwrap.wrap(line, width, subsequent_indent="  ")


def _lines(room: Collated) -> Iterator[str]:
    yield f"{_count(room.learners, 'learner', 'learners')}, {_count(len(room.stories), 'story', 'stories')}."
    yield from _notes(room)
    for story in room.stories:
        yield ""
        yield f"{story.vignette.title} ({_count(story.learners, 'learner', 'learners')})"
        for part in Part:
            yield from _bars(story, part)
    yield ""
    yield "Agreement (Krippendorff's alpha: 1 is all the same, 0 is as by chance)"
    for part, when in room.agreement.items():
        yield f"  {CALLED[part]:<14}{_when(when)}"
    yield "Sure against right (Brier score: 0 is best, 0.25 is 50% for everything)"
    yield f"  {'All parts':<14}{_when(room.brier)}"


def _notes(room: Collated) -> Iterator[str]:
    if room.same_code:
        yield f"More than one file has the code {', '.join(room.same_code)}."
    if room.unknown:
        yield f"Left out, as these rules have no such story: {', '.join(room.unknown)}."
    if room.other_rules:
        yield f"{_count(room.other_rules, 'file was', 'files were')} made under other rules. All are marked by these."


def _bars(story: StorySplit, part: Part) -> Iterator[str]:
    yield f"  {CALLED[part]}"
    again = any(one.first != one.last for one in story.parts[part])
    for one in story.parts[part]:
        words = one.words if len(one.words) <= ROOM else one.words[: ROOM - 3].rstrip() + "..."
        bar = "#" * max(bool(one.first), round(BAR * one.first / story.learners))
        count = f"{one.first} then {one.last}" if again else str(one.first)
        yield f"    {words:<{ROOM}} {bar} {count}"
        yield f"      {one.verdict.value}"


def _when(when: When) -> str:
    if when.first is None:
        return "nothing to compare"
    if when.first == when.last or when.last is None:
        return f"{when.first:.2f}"
    return f"{when.first:.2f} at first, {when.last:.2f} at the last try"


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def collated_data(room: Collated) -> dict[str, Any]:
    """The room as plain data."""
    return {
        "learners": room.learners,
        "stories": [
            {
                "story": story.vignette.id,
                "learners": story.learners,
                "parts": {
                    part.value: [
                        {"choice": one.value, "words": one.words, "mark": one.verdict.value}
                        | {"first": one.first, "last": one.last}
                        for one in splits
                    ]
                    for part, splits in story.parts.items()
                },
            }
            for story in room.stories
        ],
        "agreement": {part.value: _when_data(when) for part, when in room.agreement.items()},
        "brier": _when_data(room.brier),
        "same code": list(room.same_code),
        "unknown stories": list(room.unknown),
        "files under other rules": room.other_rules,
    }


def _when_data(when: When) -> dict[str, float | None]:
    return {"first": when.first, "last": when.last}


def results_csv(results: Sequence[Results]) -> str:
    """Every kept try, one a line, for a spreadsheet. Nothing in it can be taken for a formula."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["learner", "story", "tries", "try", *_COLUMNS, *(f"{part.value} mark" for part in Part)])
    for one in sorted(results, key=lambda each: each.learner):
        for story, tries in sorted(results_data(one)["stories"].items()):
            for name in ("first", "best", "last"):
                made = tries[name]
                marks = (made["marks"].get(part.value, "") for part in Part)
                row = [one.learner, story, tries["tries"], name, *(made[column] for column in _COLUMNS), *marks]
                writer.writerow([_cell(value) for value in row])
    return file.getvalue()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value
