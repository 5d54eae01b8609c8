"""Judges mutants one after another: which scenario, statement or check notices each, and which go unnoticed."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from triage.policy.mutate.alike import words_matter
from triage.policy.mutate.checked import refused
from triage.policy.mutate.hints import Hint, hints
from triage.policy.mutate.model import Mutant, Sort
from triage.policy.mutate.needed import always_needed
from triage.policy.mutate.notice import Notice
from triage.policy.mutate.solving import Solving
from triage.policy.mutate.story import Story, story_of
from triage.rules.model import RuleSet
from triage.rules.scenarios import Scenario
from triage.rules.statements import Statement

Progress = Callable[[int, int], None]
"""Told how many mutants of how many are judged."""

_WORDS_ONLY = (Sort.CONTACT, Sort.SAY, Sort.NO_ANSWER, Sort.DO_NOT, Sort.DEADLINE, Sort.WORDS)


class Fate(StrEnum):
    """What became of a mutant."""

    SCENARIO = "a scenario notices"
    STATEMENT = "a safety statement notices"
    CHECK = "the check notices"
    EQUIVALENT = "it changes no plan"
    SURVIVED = "nothing notices"


@dataclass(frozen=True)
class Judged:
    """What became of one mutant. ``by`` says what noticed it.

    For one that nothing notices, ``scenario`` and ``hint`` are a case that comes out differently with what to add to
    what it expects; where there is none, ``story`` is a new case that would notice.
    """

    mutant: Mutant
    fate: Fate
    by: str = ""
    scenario: Scenario | None = None
    hint: Hint | None = None
    story: Story | None = None


@dataclass(frozen=True)
class Mutated:
    """What became of the mutants of one pack; ``made`` is how many there are, judged or not.

    ``broken`` are scenarios that fail already, and were left out.
    """

    rule_set: RuleSet
    judged: tuple[Judged, ...]
    made: int
    broken: tuple[Scenario, ...] = ()

    def of(self, fate: Fate) -> tuple[Judged, ...]:
        """The mutants with one fate."""
        return tuple(one for one in self.judged if one.fate is fate)


@dataclass(frozen=True)
class Material:
    """What mutants are held against. ``below`` is the rule set of the packs that this one is laid over."""

    rule_set: RuleSet
    scenarios: Sequence[Scenario]
    statements: Sequence[Statement]
    now: datetime
    below: RuleSet | None = None


def sampled(mutants: Sequence[Mutant], count: int, seed: int) -> tuple[Mutant, ...]:
    """So many of the mutants, drawn at random and kept in their order; the same ones for the same seed."""
    if count >= len(mutants):
        return tuple(mutants)
    # Not for secrets: a draw that can be repeated is the point.
    drawn = random.Random(seed).sample(range(len(mutants)), count)  # noqa: S311
    return tuple(mutants[place] for place in sorted(drawn))


def try_mutants(material: Material, chosen: Sequence[Mutant], made: int, progress: Progress) -> Mutated:
    """Judge the ``chosen`` of ``made`` mutants. Raises SolverMissingError where python-sat is not installed."""
    with _judge(material) as judge:
        judged: list[Judged] = []
        for mutant in chosen:
            judged.append(judge.judge(mutant))
            progress(len(judged), len(chosen))
    return Mutated(material.rule_set, tuple(judged), made, judge.broken)


@contextmanager
def _judge(material: Material) -> Iterator[_Judge]:
    solving = Solving(material.rule_set, material.statements, material.below)
    # Formulas make no circles, and looking for some among so many would take a quarter of the time.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield _Judge(material, solving)
    finally:
        solving.close()
        if was_on:
            gc.enable()


class _Judge:
    """Judges the mutants of one rule set."""

    def __init__(self, material: Material, solving: Solving) -> None:
        self._material = material
        self._notice = Notice(material.rule_set, material.scenarios, material.now)
        self._solving = solving

    @property
    def broken(self) -> tuple[Scenario, ...]:
        """Scenarios that fail with the rules as they are."""
        return self._notice.broken

    def judge(self, mutant: Mutant) -> Judged:
        """What becomes of one mutant; what is quickest to find out comes first."""
        weakened = mutant.patch.on(self._material.rule_set)
        plans = self._notice.plans_of(mutant, weakened)
        code = refused(mutant, weakened, self._material.below)
        if code:
            return Judged(mutant, Fate.CHECK, code)
        scenario = self._notice.scenario(mutant, weakened, plans)
        if scenario is not None:
            return Judged(mutant, Fate.SCENARIO, f"{scenario.place}: {scenario.name}", scenario)
        if mutant.sort in _WORDS_ONLY:
            return self._of_words(mutant)
        spoilt = self._solving.spoilt(mutant, weakened)
        difference = self._solving.difference(mutant, spoilt)
        if mutant.sort is Sort.ALWAYS_ASK:
            same = always_needed(self._material.rule_set, mutant.name, self._solving)
        else:
            same = not self._solving.tells_apart(difference)
        if same:
            return Judged(mutant, Fate.EQUIVALENT)
        statement = self._solving.statement(mutant, spoilt)
        if statement:
            return Judged(mutant, Fate.STATEMENT, statement)
        hinted = self._hinted(mutant, weakened)
        if hinted.hint is not None or mutant.sort is Sort.ALWAYS_ASK:
            return hinted
        return Judged(mutant, Fate.SURVIVED, story=story_of(self._solving, mutant, spoilt, difference))

    def _of_words(self, mutant: Mutant) -> Judged:
        """One that changes what a line says, and not which lines there are: it matters wherever the line can come."""
        if not words_matter(self._material.rule_set, mutant.patch, self._solving):
            return Judged(mutant, Fate.EQUIVALENT)
        return self._hinted(mutant, mutant.patch.on(self._material.rule_set))

    def _hinted(self, mutant: Mutant, weakened: RuleSet) -> Judged:
        plans = self._notice.plans_of(mutant, weakened)
        for hint in hints(mutant, self._notice.plans, plans):
            place = self._notice.fitting(mutant, weakened, hint)
            if place is not None:
                return Judged(mutant, Fate.SURVIVED, scenario=self._notice.sheets.scenarios[place], hint=hint)
        return Judged(mutant, Fate.SURVIVED)
