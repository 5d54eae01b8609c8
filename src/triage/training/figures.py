"""The figures of a room, by part: how far it agrees, and how sure it was against how right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from triage.rules.model import Urgency
from triage.training.agreement import Agreement, agreement
from triage.training.given import Given, goes_the_rules_way
from triage.training.model import AGREED, Part, Verdict
from triage.training.sureness import Band, Said, bands, brier, gap, told


@dataclass(frozen=True)
class Marking:
    """The stories there are, in order, and how each part of each answer compares with the rules, by the answer's id."""

    stories: tuple[str, ...]
    marks: Mapping[int, Mapping[Part, Verdict]]


@dataclass(frozen=True)
class Figures:
    """What can be counted over some answers.

    ``brier`` has a figure for each part: how sure they were of the whole, held against that part alone. ``whole`` holds
    it against all of the answer, and so do ``bands`` and ``gap``. ``counted`` is how many answers those rest on.
    """

    people: int
    answers: int
    agreement: Mapping[Part, Agreement]
    brier: Mapping[Part, float | None]
    whole: float | None
    counted: int
    bands: tuple[Band, ...]
    gap: float | None


def figures_of(answers: Sequence[Given], marking: Marking) -> Figures:
    """The figures over ``answers``, which are all of one round. Raises AgreementMissingError."""
    whole = [Said(one.confidence, goes_the_rules_way(marking.marks[id(one)])) for one in answers]
    return Figures(
        people=len({one.learner for one in answers}),
        answers=len(answers),
        agreement={part: _agreement(answers, marking.stories, part) for part in Part},
        brier={part: brier(_said(answers, marking, part)) for part in Part},
        whole=brier(whole),
        counted=len(told(whole)),
        bands=bands(whole),
        gap=gap(whole),
    )


def _said(answers: Sequence[Given], marking: Marking, part: Part) -> Iterator[Said]:
    """How sure, against one part. A blank is no answer, nor is a part about which the rules say nothing."""
    for one in answers:
        verdict = marking.marks[id(one)].get(part, Verdict.OPEN)
        yield Said(one.confidence, None if verdict is Verdict.OPEN else verdict in AGREED)


def _agreement(answers: Sequence[Given], stories: Sequence[str], part: Part) -> Agreement:
    """Urgency is a scale; the rest are names, numbered in alphabetical order. Somebody twice there counts as two."""
    given = [one for one in answers if part in one.chosen]
    scale = {one.word: int(one) for one in Urgency}
    names = {value: at for at, value in enumerate(sorted({one.chosen[part] for one in given}))}
    numbers = scale if part is Part.URGENCY else names
    rows: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for one in given:
        again = seen[one.learner, one.story]
        seen[one.learner, one.story] += 1
        rows[one.learner, again][one.story] = numbers[one.chosen[part]]
    return agreement([[row.get(story) for story in stories] for row in rows.values()], in_order=part is Part.URGENCY)
