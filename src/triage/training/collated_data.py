"""A collated room as plain data, and every answer as lines for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from triage.training.agreement import Agreement
from triage.training.collate import Collated, PartSplit
from triage.training.figures import Figures
from triage.training.given import Given, goes_the_rules_way, verdicts
from triage.training.model import Part
from triage.training.path import Trainer

COLUMNS = (
    "learner",
    "round",
    "story",
    *(part.value for part in Part),
    "how sure",
    *(f"{part.value} mark" for part in Part),
    "rules' way",
)
"""The columns of the spreadsheet; docs/teaching.md says what each holds."""

_RISKY = tuple("=+-@\t\r\n＝＋－＠|%")
"""What a spreadsheet could take for the beginning of a formula or a command."""


def collated_data(room: Collated) -> dict[str, Any]:
    """The room as plain data."""
    return {
        "learners": room.learners,
        "stories": [
            {
                "story": story.vignette.id,
                "before": story.before,
                "after": story.after,
                "parts": {part.value: _part(found) for part, found in story.parts.items()},
            }
            for story in room.stories
        ],
        "talk about first": [story.vignette.id for story in room.to_talk_about],
        "figures": _figures(room.now),
        "both rounds": None
        if room.pairs is None
        else {"before": _figures(room.pairs[0]), "after": _figures(room.pairs[1])},
        "in one round only": room.alone,
        "more than one answer": list(room.twice),
        "unknown stories": list(room.unknown),
        "files under other rules": room.other_rules,
    }


def _part(found: PartSplit) -> list[dict[str, Any]]:
    return [
        {"choice": one.value, "words": one.words, "mark": one.verdict.value, "before": one.before, "after": one.after}
        for one in found.splits
    ]


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "people": figures.people,
        "answers": figures.answers,
        "agreement": {part.value: _agreement(one) for part, one in figures.agreement.items()},
        "brier": {**{part.value: score for part, score in figures.brier.items()}, "whole answer": figures.whole},
        "whole answers": figures.counted,
        "how sure": [
            {"from": one.low, "to": one.high, "answers": one.answers, "sure": one.sure, "rules' way": one.right}
            for one in figures.bands
        ],
        "surer than right by": figures.gap,
    }


def _agreement(one: Agreement) -> dict[str, Any]:
    why_not = {} if one.why_not is None else {"why not": one.why_not.value}
    return {"alpha": one.alpha, "least": one.low, "most": one.high} | why_not


def answers_csv(trainer: Trainer, answers: Iterable[Given]) -> str:
    """Every answer, one a line, marked by the rules in use. Nothing in it can be taken for a formula."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for one in sorted(answers, key=lambda each: each.order):
        writer.writerow([_cell(value) for value in _row(trainer, one)])
    return file.getvalue()


def _row(trainer: Trainer, one: Given) -> Iterator[str]:
    story = next((each for each in trainer.bank.vignettes if each.id == one.story), None)
    marks = {} if story is None else verdicts(trainer, story, one)
    whole = goes_the_rules_way(marks)
    yield from (one.learner, one.round.value, one.story)
    yield from (one.chosen.get(part, "") for part in Part)
    yield "" if one.confidence is None else str(one.confidence)
    yield from (marks[part].value if part in marks else "" for part in Part)
    yield "" if whole is None else "yes" if whole else "no"


def _cell(value: str) -> str:
    """A cell that stays text: spaces before a sign are no help to it, and an apostrophe in front is shown by none."""
    return f"'{value}" if value.lstrip().startswith(_RISKY) or value.startswith(_RISKY) else value
