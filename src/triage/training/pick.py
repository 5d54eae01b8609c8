"""Picking a story: by name, topic or difficulty, or by lot. The same seed picks the same."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from triage.rules.vignettes import Vignette


def those(vignettes: Sequence[Vignette], topic: str = "", difficulty: str = "") -> tuple[Vignette, ...]:
    """The vignettes of a topic and of a difficulty, in their own order; an empty word leaves out none."""
    return tuple(
        one
        for one in vignettes
        if (not topic or topic in one.topics) and (not difficulty or one.difficulty == difficulty)
    )


def in_random_order(vignettes: Sequence[Vignette], rng: Random) -> tuple[Vignette, ...]:
    """All of them, by lot. The order they came in makes no difference, so that a seed can be passed on."""
    drawn = sorted(vignettes, key=lambda one: one.id)
    rng.shuffle(drawn)
    return tuple(drawn)
