"""The speaker's sheet: nothing on it that the rules do not say, and everything a screen for a room leaves out."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings

from training.practice import rules, stories, trainer
from triage.documents.writers import Format, written
from triage.explain.phrases import asked
from triage.plan.words import SHORT_WORDS
from triage.training.choosing import chosen
from triage.training.given import rules_choice
from triage.training.model import Part
from triage.training.offer import offer
from triage.training.sheets import letters
from triage.training.speaker_sheet import KEYS, MOST_CHANGES, NOTHING_TURNS, speaker_sheet
from triage.training.what_if import turning_answers, what_if

FEW = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


def sheet(*chosen_stories) -> str:
    return " ".join(written(speaker_sheet(trainer(), chosen_stories), Format.TEXT).decode().split())


@FEW
@given(stories())
def test_it_has_the_notes_the_questions_and_the_points_of_each_story(story):
    text = sheet(story)
    assert story.title.upper() in text
    assert story.speaker in text
    assert all(question in text for question in story.discuss)
    assert all(point.says in text for point in story.points)
    assert all(key in text for key in KEYS)


@FEW
@given(stories())
def test_each_answer_stands_behind_the_letter_that_the_room_sees(story):
    text, choice = sheet(story), rules_choice(trainer(), story)
    offered = offer(trainer(), story)
    for part in Part:
        letter = letters(offered, part).get(chosen(choice, part))
        if letter:
            assert f": {letter}: " in text


@FEW
@given(stories())
def test_what_is_worth_changing_does_what_it_says(story):
    text = sheet(story)
    promised = re.findall(r"Then: ([A-Z ]+)\.", text)
    turning = turning_answers(trainer(), story)
    own = [name for name in turning if not rules().questions[name].always_ask]
    assert len(promised) >= min(MOST_CHANGES, len(own))
    assert (NOTHING_TURNS in text) is (not own)
    reached = {SHORT_WORDS[what_if(trainer(), story, {name: turning[name]}).changed.urgency] for name in own}
    assert set(promised) <= reached
    assert all(asked(rules().questions[name].ask) in text for name in own[:MOST_CHANGES])
