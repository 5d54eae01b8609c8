"""What a learner can choose from: always the rules' own answer, never twice the same words, and likely others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from training.practice import NOW, rules, trainer
from triage.engine.decide import Decider
from triage.plan.slots import Slots
from triage.rules.model import StepKind, Urgency
from triage.rules.vignettes import Parents, Vignette
from triage.training.model import NOBODY, Part
from triage.training.offer import FIRST_THINGS, LATER_LINES, MOST_CONTACTS, MOST_STEPS, offer
from triage.training.path import Trainer

STORIES = trainer().bank.vignettes
each_story = pytest.mark.parametrize("story", STORIES, ids=[one.id for one in STORIES])


@each_story
def test_first_steps_are_the_right_one_some_later_lines_and_others_somebody_might_take(story: Vignette) -> None:
    path = trainer().path(story)
    lines = {line.id: line for line in path.plan.steps}
    steps = rules().steps
    values = offer(trainer(), story).values(Part.FIRST_STEP)
    assert path.first.id in values
    planned = [name for name in values if name in lines]
    assert len(planned) == 1 + min(LATER_LINES, len(lines) - 1)
    others = [name for name in values if name not in lines]
    brought = {name for rule in rules().rules.values() for name in rule.steps}
    assert all(name in brought and steps[name].kind in FIRST_THINGS for name in others)
    near = [name for name in others if steps[name].topic in story.topics]
    assert all(steps[name].kind in (StepKind.SAFETY, StepKind.RING) for name in others if name not in near)
    could_be_near = [name for name in brought - lines.keys()
                     if steps[name].topic in story.topics and steps[name].kind in FIRST_THINGS]  # fmt: skip
    assert len(near) == min(2, len(could_be_near))
    assert len(values) == MOST_STEPS


@each_story
def test_steps_read_as_in_the_plan_or_as_they_would_in_it(story: Vignette) -> None:
    path = trainer().path(story)
    slots = Slots(rules(), path.view.answers, path.view.decision.applies)
    lines = {line.id: line.do for line in path.plan.steps}
    for one in offer(trainer(), story).parts[Part.FIRST_STEP]:
        assert one.words == lines.get(one.value, slots.fill(rules().steps[one.value].do))


@each_story
def test_whom_to_ring_has_everybody_the_rules_ring_and_nobody_comes_last(story: Vignette) -> None:
    path = trainer().path(story)
    offered = offer(trainer(), story).parts[Part.CONTACT]
    values = [one.value for one in offered]
    assert {one.id for one in path.contacts} <= set(values)
    assert values[-1] == NOBODY
    assert len(values) == MOST_CONTACTS + 1
    assert len({one.words for one in offered}) == len(offered)
    first_choices = [one for line in path.plan.steps for one in line.contacts if not one.fallback]
    wanted = list(dict.fromkeys(one.id for one in first_choices))[: MOST_CONTACTS - len(path.contacts)]
    assert set(wanted) <= set(values)


@each_story
def test_urgency_and_parents_are_the_same_for_every_story(story: Vignette) -> None:
    offered = offer(trainer(), story)
    assert offered.values(Part.URGENCY) == tuple(one.word for one in sorted(Urgency, reverse=True))
    assert set(offered.values(Part.PARENTS)) == {one.value for one in Parents}
    assert offered.words(Part.FIRST_STEP, "never-offered") == "never-offered"


def test_the_right_answer_is_not_always_in_the_same_place() -> None:
    for part in (Part.FIRST_STEP, Part.CONTACT):
        places = set()
        for story in STORIES:
            path = trainer().path(story)
            right = path.first.id if part is Part.FIRST_STEP else next((one.id for one in path.contacts), NOBODY)
            places.add(offer(trainer(), story).values(part).index(right))
        assert len(places) > 3


@each_story
def test_of_two_steps_or_contacts_that_read_the_same_the_rules_own_is_offered(story: Vignette) -> None:
    path = trainer().path(story)
    alike = {name: replace(step, do=rules().steps[path.first.id].do) for name, step in rules().steps.items()}
    contacts = {name: replace(one, name="The same name") for name, one in rules().contacts.items()}
    same = Trainer(replace(rules(), steps=alike, contacts=contacts), Decider(rules(), None), trainer().bank, NOW)
    offered = offer(same, story)
    assert offered.values(Part.FIRST_STEP) == (same.path(story).first.id,)
    names = offered.values(Part.CONTACT)
    right = [one.id for one in same.path(story).contacts]
    assert names[-1] == NOBODY
    assert len(names) == 2
    assert not right or names[0] == right[0]
