"""Which stories the rules now answer otherwise than when their notes were written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage.rules.vignettes import Vignette
from triage.training.path import Trainer, outcome_of


@dataclass(frozen=True)
class Moved:
    """A story with each thing that is otherwise: what it is, what the notes were written for, what the rules say."""

    vignette: Vignette
    differences: tuple[tuple[str, str, str], ...]


def moved(trainer: Trainer, vignettes: Iterable[Vignette]) -> tuple[Moved, ...]:
    """The stories whose outcome is no longer the one their notes were written for."""
    found = ((one, tuple(_differences(trainer, one))) for one in vignettes)
    return tuple(Moved(one, differences) for one, differences in found if differences)


def moved_words(one: Moved) -> Iterator[str]:
    """One story that moved, with its place, in lines."""
    yield f"{one.vignette.place}: MOVED {one.vignette.id} ({one.vignette.title})"
    for what, was, now in one.differences:
        yield f"  {what}: the notes were written for {was}; the rules say {now}"
    yield "  Read its story, points and notes again, then put the new outcome under expect:."


def _differences(trainer: Trainer, vignette: Vignette) -> Iterator[tuple[str, str, str]]:
    """Each part that the file names and the rules say otherwise. Contacts may be some of those the plan names."""
    was, now = vignette.expect, outcome_of(trainer.path(vignette))
    if was.urgency is not now.urgency:
        yield "urgency", was.urgency.word, now.urgency.word
    if was.send_as is not None and now.send_as is not None and was.send_as is not now.send_as:
        yield "send as", was.send_as.word, now.send_as.word
    if was.first_step and was.first_step != now.first_step:
        yield "first step", was.first_step, now.first_step
    if missing := [name for name in was.contacts if name not in now.contacts]:
        yield "contacts", ", ".join(missing), ", ".join(now.contacts) or "nobody"
    if was.parents is not None and now.parents is not None and was.parents is not now.parents:
        yield "tell parents", was.parents.value, now.parents.value
