"""Puts the results of a room together: where it split, how far it agreed, and how sure it was of what.

Every choice is marked again by the rules in use, so that old results are read by today's rules. People are never
ranked, and nobody's results are added up.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from triage.rules.model import Urgency
from triage.rules.vignettes import Parents, Vignette
from triage.training.agreement import agreement
from triage.training.mark import mark
from triage.training.model import Choice, Part, Verdict
from triage.training.offer import offer
from triage.training.path import Trainer
from triage.training.results import Results, results_data


@dataclass(frozen=True)
class Split:
    """One thing somebody chose: in words, how it compares with the rules, and how many chose it first and last."""

    value: str
    words: str
    verdict: Verdict
    first: int
    last: int


@dataclass(frozen=True)
class StorySplit:
    """Where the room split over one story: what was chosen, most chosen first, by part."""

    vignette: Vignette
    learners: int
    parts: Mapping[Part, tuple[Split, ...]]


@dataclass(frozen=True)
class When:
    """A figure before and after: over everyone's first tries, and over their last. None: nothing to measure."""

    first: float | None
    last: float | None


@dataclass(frozen=True)
class Collated:
    """A whole room.

    ``agreement`` is Krippendorff's alpha by part. ``brier`` is the mean squared distance between how sure people were
    and whether they went the rules' way: 0 is best, 0.25 is what "50 for everything" gives. ``same_code`` are codes
    that more than one file has, ``unknown`` stories that the rules no longer have, ``other_rules`` how many files were
    marked by other rules on the day.
    """

    learners: int
    stories: tuple[StorySplit, ...]
    agreement: Mapping[Part, When]
    brier: When
    same_code: tuple[str, ...]
    unknown: tuple[str, ...]
    other_rules: int


def collate(trainer: Trainer, results: Sequence[Results]) -> Collated:
    """The room whose results these are. Their order makes no difference. Raises AgreementMissingError."""
    room = sorted(results, key=lambda one: (one.learner, json.dumps(results_data(one), sort_keys=True)))
    known = {one.id for one in trainer.bank.vignettes}
    stories = [one for one in trainer.bank.vignettes if any(one.id in each.stories for each in room)]
    codes = Counter(one.learner for one in room)
    return Collated(
        learners=len(room),
        stories=tuple(_story(trainer, story, room) for story in stories),
        agreement={part: _agreement(stories, room, part) for part in Part},
        brier=When(_brier(trainer, stories, room, last=False), _brier(trainer, stories, room, last=True)),
        same_code=tuple(sorted(code for code, count in codes.items() if count > 1)),
        unknown=tuple(sorted({story for one in room for story in one.stories} - known)),
        other_rules=sum(one.rules[1] != trainer.rule_set.hash for one in room),
    )


def chosen(choice: Choice, part: Part) -> str:
    """What a choice says about one part, as files write it."""
    return {
        Part.URGENCY: choice.urgency.word,
        Part.FIRST_STEP: choice.first_step,
        Part.CONTACT: choice.contact,
        Part.PARENTS: choice.parents.value,
    }[part]


def _choices(story: Vignette, room: Sequence[Results], *, last: bool) -> list[Choice]:
    tries = [one.stories[story.id] for one in room if story.id in one.stories]
    return [(each.last if last else each.first).choice for each in tries]


def _story(trainer: Trainer, story: Vignette, room: Sequence[Results]) -> StorySplit:
    first, last = (_choices(story, room, last=when) for when in (False, True))
    return StorySplit(story, len(first), {part: _splits(trainer, story, part, first, last) for part in Part})


def _splits(
    trainer: Trainer, story: Vignette, part: Part, first: Sequence[Choice], last: Sequence[Choice]
) -> tuple[Split, ...]:
    before = Counter(chosen(one, part) for one in first)
    after = Counter(chosen(one, part) for one in last)
    by_value = {chosen(one, part): one for one in (*first, *last)}
    offered = offer(trainer, story)
    splits = [
        Split(value, offered.words(part, value), mark(trainer, story, one).verdict(part), before[value], after[value])
        for value, one in by_value.items()
    ]
    return tuple(sorted(splits, key=lambda one: (-one.first, -one.last, one.value)))


def _agreement(stories: Sequence[Vignette], room: Sequence[Results], part: Part) -> When:
    return When(*(_alpha(stories, room, part, last=last) for last in (False, True)))


def _alpha(stories: Sequence[Vignette], room: Sequence[Results], part: Part, *, last: bool) -> float | None:
    """Urgency is a scale; the rest are names, numbered over all stories in alphabetical order."""
    scale = {one.word: int(one) for one in Urgency} | {one.value: number for number, one in enumerate(Parents)}
    values = sorted({chosen(one, part) for story in stories for one in _choices(story, room, last=last)})
    numbers = scale if part in (Part.URGENCY, Part.PARENTS) else {value: at for at, value in enumerate(values)}
    rows = []
    for one in room:
        tries = [one.stories.get(story.id) for story in stories]
        made = [None if each is None else (each.last if last else each.first).choice for each in tries]
        rows.append([None if choice is None else numbers[chosen(choice, part)] for choice in made])
    return agreement(rows, in_order=part is Part.URGENCY) if rows and stories else None


def _brier(trainer: Trainer, stories: Sequence[Vignette], room: Sequence[Results], *, last: bool) -> float | None:
    distances = [
        (choice.confidence / 100 - mark(trainer, story, choice).agrees) ** 2
        for story in stories
        for choice in _choices(story, room, last=last)
    ]
    return round(sum(distances) / len(distances), 4) if distances else None
