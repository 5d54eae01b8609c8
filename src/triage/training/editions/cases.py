"""Cases to hold against two editions: stories of the bank, and answers, by the names that both editions use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from triage.policy.compare.names import Names, renamed
from triage.rules.answers import Answer
from triage.rules.model import Question, RuleSet
from triage.rules.vignettes import Vignette
from triage.training.editions.model import Case


def aligned(old: RuleSet, new: RuleSet) -> tuple[RuleSet, Names]:
    """The older rules by the names of the newer ones, so that what was only renamed is not told as gone and new."""
    return renamed(old, new)


def story_case(story: Vignette, names: Names | None = None) -> Case:
    """A story as a case. ``names`` are given for a story that was written for the older rules."""
    answers = renamed_answers(story.answers, names or {})
    anchors = tuple(dict.fromkeys(anchor for point in story.points for anchor in point.because))
    told = (f"You are: {story.setting}.", story.story)
    return Case(story.id, story.title, told, answers, story.otherwise, anchors)


def stories_of(newer: Sequence[Vignette], older: Sequence[Vignette], names: Names) -> tuple[Case, ...]:
    """Every story of both editions once, as the newer has it where both do."""
    found = {story.id: story_case(story) for story in newer}
    for story in older:
        found.setdefault(story.id, story_case(story, names))
    return tuple(found.values())


def renamed_answers(answers: Mapping[str, Answer], names: Names) -> dict[str, Answer]:
    """Answers given by the older names, by the newer ones."""
    questions = names.get("question", {})
    return {
        questions.get(name, name): replace(
            answer, values=tuple(names.get(f"answers {name}", {}).get(value, value) for value in answer.values)
        )
        for name, answer in answers.items()
    }


def questions_of_both(old: RuleSet, new: RuleSet) -> dict[str, Question]:
    """Every question of either edition with the options of both, to read answers that were given under either."""
    found = {**old.questions, **new.questions}
    for name, before in old.questions.items():
        after = new.questions.get(name)
        if after is not None and after.type is before.type:
            found[name] = _widened(before, after)
    return found


def _widened(before: Question, after: Question) -> Question:
    known = after.option_names
    more = tuple(option for option in before.options if option.value not in known)
    lowest, highest = min(before.lowest, after.lowest), max(before.highest, after.highest)
    return replace(after, options=(*after.options, *more), lowest=lowest, highest=highest)


def named(cases: Iterable[Case], name: str) -> Case | None:
    """The case of that name."""
    return next((case for case in cases if case.id == name), None)
