"""Puts the answers of a room together: where it split, how far it agreed, and how sure it was of what.

Every answer is marked again by the rules in use, so that old ones are read by today's rules. People are never ranked,
and nobody's answers are added up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from triage.rules.vignettes import Parents, Vignette
from triage.training.choosing import chosen
from triage.training.figures import Figures, Marking, figures_of
from triage.training.given import Given, rules_choice, verdicts
from triage.training.model import AGREED, Part, Round, Verdict
from triage.training.offer import offer
from triage.training.path import Trainer


@dataclass(frozen=True)
class Split:
    """One thing somebody chose: in words, how it compares with the rules, and how many chose it before and after."""

    value: str
    words: str
    verdict: Verdict
    before: int
    after: int

    def count(self, when: Round) -> int:
        """How many chose it in one round."""
        return self.before if when is Round.BEFORE else self.after


@dataclass(frozen=True)
class PartSplit:
    """What was chosen for one part of a story, most chosen first; urgency in the order of its scale.

    What the rules say is there too, where they say anything, also when nobody chose it.
    """

    part: Part
    splits: tuple[Split, ...]

    def answered(self, when: Round) -> int:
        """How many filled this part in."""
        return sum(one.count(when) for one in self.splits)

    def choices(self, when: Round) -> int:
        """How many different things were chosen: one is no split."""
        return sum(bool(one.count(when)) for one in self.splits)

    def of(self, verdict: Verdict, when: Round) -> int:
        """How many chose something that compares like this."""
        return sum(one.count(when) for one in self.splits if one.verdict is verdict)


@dataclass(frozen=True)
class StorySplit:
    """One story: how many answered it in each round, and what they chose, by part.

    ``number`` is its number on the room's sheets, 0 where it has none.
    """

    vignette: Vignette
    number: int
    before: int
    after: int
    parts: Mapping[Part, PartSplit]

    def people(self, when: Round) -> int:
        """How many answered it in one round."""
        return self.before if when is Round.BEFORE else self.after

    @property
    def title(self) -> str:
        """Its title, with its number where it has one."""
        return f"{self.number}. {self.vignette.title}" if self.number else self.vignette.title

    @property
    def opening(self) -> Round:
        """The round that shows where the room split: before any discussion, where anybody answered then."""
        return Round.BEFORE if self.before else Round.AFTER

    @property
    def split(self) -> tuple[Part, ...]:
        """The parts at which the room split, in the order they are asked."""
        return tuple(part for part, one in self.parts.items() if one.choices(self.opening) > 1)

    @property
    def weight(self) -> tuple[int, int, int]:
        """How much there is to talk about, more first: less safe, then other ways than the rules', then choices."""
        when = self.opening
        found = self.parts.values()
        less = sum(one.of(Verdict.LESS_SAFE, when) for one in found)
        apart = sum(one.answered(when) - sum(one.of(agrees, when) for agrees in AGREED) for one in found)
        return -less, -apart, -sum(one.choices(when) for one in found)


@dataclass(frozen=True)
class Collated:
    """A whole room.

    ``now`` are the figures over everybody's answers before the discussion, or after it where there are none before.
    ``pairs`` are the figures of both rounds over the answers that were given in both; None where there are none.
    ``alone`` is how many answers were given in one round only, of a room that has two. ``twice`` are learners with more
    than one answer to the same story in the same round, ``unknown`` stories that the rules no longer have, and
    ``other_rules`` how many of what was put together was made under other rules.
    """

    learners: int
    stories: tuple[StorySplit, ...]
    now: Figures
    pairs: tuple[Figures, Figures] | None
    alone: int
    twice: tuple[str, ...]
    unknown: tuple[str, ...]
    other_rules: int

    @property
    def to_talk_about(self) -> tuple[StorySplit, ...]:
        """The stories over which the room split or went another way, those with the most to talk about first."""
        apart = (one for one in self.stories if one.split or any(one.weight[:2]))
        return tuple(sorted(apart, key=lambda one: one.weight))


def collate(trainer: Trainer, answers: Iterable[Given], *, sheet: Sequence[str] = (), other_rules: int = 0) -> Collated:
    """The room that gave these answers. Their order makes no difference. Raises AgreementMissingError.

    ``sheet`` are the stories in the order of the room's sheets, where it has any; others come after them.
    """
    room = sorted(answers, key=lambda one: one.order)
    known = {one.id: one for one in trainer.bank.vignettes}
    held = tuple(one for one in room if one.story in known)
    at = {story: number for number, story in enumerate(sheet, start=1)}
    met = [story for story in trainer.bank.vignettes if any(one.story == story.id for one in held)]
    stories = sorted(met, key=lambda story: at.get(story.id, len(at) + 1))
    marks = {id(one): verdicts(trainer, known[one.story], one) for one in held}
    marking = Marking(tuple(story.id for story in stories), marks)
    opening = Round.BEFORE if any(one.round is Round.BEFORE for one in held) else Round.AFTER
    count = Counter(one.place for one in held)
    once = [one for one in held if count[one.place] == 1]
    both = [one for one in once if count[(one.learner, _other(one.round), one.story)] == 1]
    rounds = {one.round for one in held}
    return Collated(
        learners=len({one.learner for one in held}),
        stories=tuple(
            _story(trainer, story, at.get(story.id, 0), [one for one in held if one.story == story.id], marks)
            for story in stories
        ),
        now=figures_of([one for one in held if one.round is opening], marking),
        pairs=(_of(both, Round.BEFORE, marking), _of(both, Round.AFTER, marking)) if both else None,
        alone=len(held) - len(both) if len(rounds) > 1 else 0,
        twice=tuple(sorted({one.learner for one in held if count[one.place] > 1})),
        unknown=tuple(sorted({one.story for one in room} - known.keys())),
        other_rules=other_rules,
    )


def _other(when: Round) -> Round:
    return Round.AFTER if when is Round.BEFORE else Round.BEFORE


def _of(answers: Sequence[Given], when: Round, marking: Marking) -> Figures:
    return figures_of([one for one in answers if one.round is when], marking)


def _story(
    trainer: Trainer,
    story: Vignette,
    number: int,
    answers: Sequence[Given],
    marks: Mapping[int, Mapping[Part, Verdict]],
) -> StorySplit:
    before = [one for one in answers if one.round is Round.BEFORE]
    after = [one for one in answers if one.round is Round.AFTER]
    offered = offer(trainer, story)
    parts = {}
    for part in Part:
        first, last = (Counter(one.chosen[part] for one in side if part in one.chosen) for side in (before, after))
        verdict = {one.chosen[part]: marks[id(one)][part] for one in answers if part in one.chosen}
        if Verdict.RIGHT not in verdict.values() and not _says_nothing(trainer, story, part):
            verdict[chosen(rules_choice(trainer, story), part)] = Verdict.RIGHT
        scale = offered.values(part) if part is Part.URGENCY else ()
        splits = [
            Split(value, offered.words(part, value), found, first[value], last[value])
            for value, found in verdict.items()
        ]
        parts[part] = PartSplit(part, _in_order(splits, scale))
    return StorySplit(story, number, len(before), len(after), parts)


def _in_order(splits: Iterable[Split], scale: Sequence[str]) -> tuple[Split, ...]:
    at = {value: number for number, value in enumerate(scale)}
    return tuple(sorted(splits, key=lambda one: (at.get(one.value, 0), -one.before, -one.after, one.value)))


def _says_nothing(trainer: Trainer, story: Vignette, part: Part) -> bool:
    return part is Part.PARENTS and trainer.path(story).parents is Parents.DOES_NOT_MATTER
