"""What a learner can choose from: the rules' own answer among others that somebody might well give.

The same story offers the same choices in the same order to everyone, so that a room can answer on paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from triage.plan.slots import Slots
from triage.plan.words import HEADLINES
from triage.rules.model import StepKind, Urgency
from triage.rules.vignettes import Parents, Vignette
from triage.training.model import NOBODY, Part
from triage.training.path import Trainer

MOST_STEPS = 6
MOST_CONTACTS = 6
LATER_LINES = 2
"""How many later lines of the plan are offered as the first thing to do."""
FIRST_THINGS = (StepKind.SAFETY, StepKind.RING, StepKind.TALK, StepKind.PARENTS, StepKind.WRITE, StepKind.FOLLOW_UP)

PARENT_WORDS = {
    Parents.NOT_YET: "Do not tell them yet, or leave it to others",
    Parents.TELL: "Tell them what you are doing",
    Parents.ASK: "Ask them to agree first",
    Parents.DOES_NOT_MATTER: "It is not the question here",
}


@dataclass(frozen=True)
class Offered:
    """One thing to choose: what it is called in files, and what a person reads."""

    value: str
    words: str


@dataclass(frozen=True)
class Offer:
    """Everything one story offers, by part, in the order in which it is numbered."""

    parts: dict[Part, tuple[Offered, ...]]

    def words(self, part: Part, value: str) -> str:
        """The words for a choice; the choice itself when it was not offered."""
        return next((one.words for one in self.parts[part] if one.value == value), value)

    def values(self, part: Part) -> tuple[str, ...]:
        """What can be chosen."""
        return tuple(one.value for one in self.parts[part])


def offer(trainer: Trainer, vignette: Vignette) -> Offer:
    """What to choose from for ``vignette``."""
    # Not for secrets: the story's own name gives everybody the same order.
    rng = Random(vignette.id)  # noqa: S311
    return Offer(
        {
            Part.URGENCY: tuple(Offered(one.word, HEADLINES[one]) for one in sorted(Urgency, reverse=True)),
            Part.FIRST_STEP: _steps(trainer, vignette, rng),
            Part.CONTACT: _contacts(trainer, vignette, rng),
            Part.PARENTS: tuple(Offered(one.value, PARENT_WORDS[one]) for one in PARENT_WORDS),
        }
    )


def _steps(trainer: Trainer, vignette: Vignette, rng: Random) -> tuple[Offered, ...]:
    path = trainer.path(vignette)
    slots = Slots(trainer.rule_set, path.view.answers, path.view.decision.applies)
    own = {step.id: step.do for step in path.plan.steps}
    later = [step.id for step in path.plan.steps[1:]]
    chosen = [path.first.id, *rng.sample(later, min(LATER_LINES, len(later)))]
    steps = trainer.rule_set.steps
    brought = {step for rule in trainer.rule_set.rules.values() for step in rule.steps}
    others = [name for name, step in steps.items() if name in brought - own.keys() and step.kind in FIRST_THINGS]
    near = [name for name in others if steps[name].topic in vignette.topics]
    soon = [name for name in others if name not in near and steps[name].kind in (StepKind.SAFETY, StepKind.RING)]
    for pool, most in ((near, 2), (soon, MOST_STEPS)):
        room = max(0, min(most, MOST_STEPS - len(chosen), len(pool)))
        chosen += rng.sample(pool, room)
    return _mixed((Offered(name, own.get(name) or slots.fill(steps[name].do)) for name in chosen), rng)


def _contacts(trainer: Trainer, vignette: Vignette, rng: Random) -> tuple[Offered, ...]:
    path = trainer.path(vignette)
    shown = {one.id: one.name for step in path.plan.steps for one in step.contacts}
    chosen = [one.id for one in path.contacts]
    named = Counter(contact for step in trainer.rule_set.steps.values() for contact in step.contacts)
    often = [name for name, _ in named.most_common(MOST_CONTACTS * 2) if name not in chosen]
    later = [one.id for step in path.plan.steps for one in step.contacts if not one.fallback]
    for name in (*dict.fromkeys(later), *often):
        if name not in chosen and len(chosen) < MOST_CONTACTS:
            chosen.append(name)
    contacts = trainer.rule_set.contacts
    words = (Offered(name, shown.get(name) or contacts[name].name) for name in chosen)
    return (*_mixed(words, rng), Offered(NOBODY, "Nobody yet"))


def _mixed(offered: Iterable[Offered], rng: Random) -> tuple[Offered, ...]:
    """By lot, each once. Of two that read the same, the one that came first is offered: the rules' own come first."""
    kept: dict[str, Offered] = {}
    for one in offered:
        kept.setdefault(one.words, one)
    mixed = list(kept.values())
    rng.shuffle(mixed)
    return tuple(mixed)
