"""From what somebody picks part by part to a choice, and back to what is kept when it is tried again."""

from __future__ import annotations

from collections.abc import Mapping

from triage.rules.build import urgency_of
from triage.rules.vignettes import Parents
from triage.training.model import Choice, Marked, Part

GUESS, CERTAIN = 0, 100


def choice_of(picked: Mapping[Part, str], confidence: int) -> Choice:
    """The choice of everything picked. ``picked`` holds every part; ``confidence`` is from 0 to 100."""
    return Choice(
        urgency_of(picked[Part.URGENCY]),
        picked[Part.FIRST_STEP],
        picked[Part.CONTACT],
        Parents(picked[Part.PARENTS]),
        confidence,
    )


def chosen(choice: Choice, part: Part) -> str:
    """What a choice says about one part, as files write it."""
    return {
        Part.URGENCY: choice.urgency.word,
        Part.FIRST_STEP: choice.first_step,
        Part.CONTACT: choice.contact,
        Part.PARENTS: choice.parents.value,
    }[part]


def picked_of(choice: Choice) -> dict[Part, str]:
    """What a choice holds, part by part."""
    return {part: chosen(choice, part) for part in Part}


def kept_up_to_parting(marked: Marked) -> dict[Part, str]:
    """What was picked before the paths part: kept when it is tried again from there."""
    picked = picked_of(marked.choice)
    first = marked.divergence
    if first is None:
        return picked
    before = list(Part)[: list(Part).index(first.part)]
    return {part: picked[part] for part in before}
