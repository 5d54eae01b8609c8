"""What is kept of a learner, and only when they ask for it: the first, best and last try at each story.

There is no total and no grade: each try is what was chosen, and how each part of it compares with the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from triage.rules.build import URGENCIES, urgency_of
from triage.rules.vignettes import Parents
from triage.training.model import AGREED, Choice, Marked, Part, Round, Verdict

SORT = "triage teaching results"
FORMAT = 1


class ResultsError(Exception):
    """A file is not one of results. The words say what is wrong with it."""


@dataclass(frozen=True)
class Try:
    """One try at a story: what was chosen, and how each part compared with the rules of that day."""

    choice: Choice
    marks: Mapping[Part, Verdict]

    @property
    def rank(self) -> tuple[int, int]:
        """Smaller is nearer to the rules: parts that were less safe, then parts that differed at all."""
        less_safe = sum(verdict is Verdict.LESS_SAFE for verdict in self.marks.values())
        return less_safe, sum(verdict not in AGREED for verdict in self.marks.values())


@dataclass(frozen=True)
class Tries:
    """The tries at one story: how many there were, and the first, the best and the last."""

    count: int
    first: Try
    best: Try
    last: Try

    def and_then(self, made: Try) -> Tries:
        """With one more try. Of equally good ones, the earlier counts as the best."""
        return replace(self, count=self.count + 1, best=made if made.rank < self.best.rank else self.best, last=made)


@dataclass(frozen=True)
class Results:
    """All of one learner. ``learner`` is a code that names nobody; ``rules`` is the version and hash that marked.

    ``round`` says whether it was answered before or after a discussion; None where there was none.
    """

    learner: str
    rules: tuple[str, str]
    stories: Mapping[str, Tries] = field(default_factory=dict)
    round: Round | None = None

    def with_try(self, marked: Marked) -> Results:
        """With one more try at a story."""
        made = Try(marked.choice, {part.part: part.verdict for part in marked.parts})
        before = self.stories.get(marked.vignette)
        tries = Tries(1, made, made, made) if before is None else before.and_then(made)
        return replace(self, stories={**self.stories, marked.vignette: tries})


def results_data(results: Results) -> dict[str, Any]:
    """Results as plain data for a file."""
    return {
        "sort": SORT,
        "format": FORMAT,
        "learner": results.learner,
        **({"round": results.round.value} if results.round is not None else {}),
        "rules": {"version": results.rules[0], "hash": results.rules[1]},
        "stories": {
            story: {"tries": tries.count, **{name: _try_data(getattr(tries, name)) for name in _KEPT}}
            for story, tries in results.stories.items()
        },
    }


_KEPT = ("first", "best", "last")


def results_from(data: Any) -> Results:
    """Results from the data of a file. Raises ResultsError, in words, for anything else."""
    if not isinstance(data, dict) or data.get("sort") != SORT:
        raise ResultsError("It is not a file of teaching results.")
    if data.get("format") != FORMAT:
        raise ResultsError("It was written by another version of this program.")
    try:
        stories = {str(story): _tries(found) for story, found in data["stories"].items()}
        rules, when = data["rules"], data.get("round")
        marked_by = str(rules["version"]), str(rules["hash"])
        return Results(str(data["learner"]), marked_by, stories, None if when is None else Round(when))
    except (KeyError, ValueError, TypeError, AttributeError) as wrong:
        raise ResultsError("Something in it was changed, and it cannot be read.") from wrong


def _tries(data: dict[str, Any]) -> Tries:
    return Tries(int(data["tries"]), *(_try(data[name]) for name in _KEPT))


def _try_data(made: Try) -> dict[str, Any]:
    choice = made.choice
    return {
        "urgency": choice.urgency.word,
        "first step": choice.first_step,
        "contact": choice.contact,
        "parents": choice.parents.value,
        "confidence": choice.confidence,
        "marks": {part.value: verdict.value for part, verdict in made.marks.items()},
    }


def _try(data: dict[str, Any]) -> Try:
    if data["urgency"] not in URGENCIES:
        raise ValueError(data["urgency"])
    confidence = int(data["confidence"])
    if not 0 <= confidence <= 100:
        raise ValueError(confidence)
    choice = Choice(
        urgency_of(data["urgency"]),
        str(data["first step"]),
        str(data["contact"]),
        Parents(data["parents"]),
        confidence,
    )
    return Try(choice, {Part(part): Verdict(verdict) for part, verdict in data["marks"].items()})
