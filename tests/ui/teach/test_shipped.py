"""Every shipped story on a projector: each thing shown fits, at the sizes that projectors and laptops have."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from training.practice import NOW, rules
from triage.engine.decide import Decider
from triage.locate import data_folder
from triage.rules.vignettes import Bank, Parents, Vignette, read_bank
from triage.training.choosing import picked_of
from triage.training.given import rules_choice
from triage.training.mark import mark
from triage.training.model import Choice, Marked, Part
from triage.training.offer import Offer, offer
from triage.training.path import Trainer
from triage.training.results import Results
from triage.training.sheets import letters
from triage.ui.lines import plain, width_of
from triage.ui.sheet import Room, Sheet
from triage.ui.teach.draw.asking import Attempt, part_drawing, sentences, story_drawing
from triage.ui.teach.draw.debrief import AGAIN, NEXT, Debrief, debrief_drawing
from triage.ui.teach.draw.letters import block_lines
from triage.ui.teach.draw.projector import Beat, Shown, beats_of, projector_drawing, tall_answer

ROOMS = {"100x30": (100, 23), "80x24": (80, 17)}
"""Columns, and lines left between the bars."""


@cache
def bank() -> Bank:
    return read_bank(data_folder(), ["england"], rules())


@cache
def trainer() -> Trainer:
    return Trainer(rules(), Decider(rules(), None), bank(), NOW)


STORIES = bank().vignettes


def text(sheet: Sheet) -> str:
    return " ".join(" ".join(plain(line).split()) for line in sheet.lines if plain(line).strip())


@cache
def answers(number: int) -> tuple[Offer, Choice, Marked]:
    """What a story offers, the rules' own choice, and that choice marked."""
    story = STORIES[number]
    choice = rules_choice(trainer(), story)
    return offer(trainer(), story), choice, mark(trainer(), story, choice)


def shown(story: Vignette, beat: Beat, part: Part | None, hands: Counter[str] | None = None) -> Shown:
    path = trainer().path(story)
    if part is None:
        points = tuple((point.says, "A passage, in a source") for point in story.points)
        return Shown(beat, story, 1, 5, path, points=points)
    offered, choice, marked = answers(STORIES.index(story))
    letter = letters(offered, part).get(picked_of(choice)[part], "")
    answer = next(one for one in marked.parts if one.part is part)
    return Shown(beat, story, 1, 5, path, part, offered.parts[part], letter, answer, hands or Counter())


@pytest.mark.parametrize("size", ROOMS)
def test_every_thing_shown_of_every_story_fits_without_scrolling(size):
    width, height = ROOMS[size]
    for story in STORIES:
        for beat, part in beats_of(trainer().path(story)):
            sheet = projector_drawing(shown(story, beat, part))(Room(width, height))
            assert len(sheet.lines) <= height, (story.id, beat, part)
            assert all(width_of(line) <= width for line in sheet.lines), (story.id, beat)
            assert not sheet.rows


def test_nothing_is_wider_than_the_narrowest_terminal():
    for story in STORIES[::4]:
        for beat, part in beats_of(trainer().path(story)):
            sheet = projector_drawing(shown(story, beat, part))(Room(60, 13))
            assert all(width_of(line) <= 60 for line in sheet.lines), (story.id, beat)


def test_the_whole_story_is_shown_word_for_word():
    for story in STORIES:
        for width, height in (*ROOMS.values(), (60, 13)):
            for drawing in (projector_drawing(shown(story, Beat.STORY, None)), story_drawing(story, 1, 5)):
                assert " ".join(story.story.split()) in text(drawing(Room(width, height)))


def test_sentences_put_together_again_are_the_story():
    for story in STORIES:
        found = sentences(story.story)
        assert " ".join(found) == " ".join(story.story.split())
        assert len(found) >= 3


def test_what_the_rules_say_has_a_tall_word_and_its_letter():
    for story in STORIES:
        path = trainer().path(story)
        for beat, part in beats_of(path):
            if beat is Beat.ANSWER and part is not None:
                made = shown(story, beat, part)
                assert block_lines(tall_answer(part, path), 95, 7), (story.id, part)
                assert made.letter or not path.contacts or part is Part.PARENTS, (story.id, part)
                words = text(projector_drawing(made)(Room(100, 23)))
                assert made.answer is not None
                assert " ".join(made.answer.rules.split()) in words


def test_the_parents_are_only_asked_about_where_the_rules_say_something():
    asked = {story.id: Part.PARENTS in {part for _, part in beats_of(trainer().path(story))} for story in STORIES}
    for story in STORIES:
        assert asked[story.id] is (trainer().path(story).parents is not Parents.DOES_NOT_MATTER)
    assert len(set(asked.values())) == 2, "both kinds of story are there"


def test_a_full_room_of_hands_still_fits():
    for story in STORIES[::7]:
        offered = offer(trainer(), story)
        for part in Part:
            hands = Counter({one.value: 12 for one in offered.parts[part]})
            for beat in (Beat.VOTE, Beat.ANSWER):
                sheet = projector_drawing(shown(story, beat, part, hands))(Room(100, 23))
                assert len(sheet.lines) <= 23, (story.id, part, beat)
                assert text(sheet).count("12") >= len(offered.parts[part])


# The learner's own pages


def test_every_question_of_every_story_fits_and_has_a_key_for_each_choice():
    for story in STORIES:
        offered = offer(trainer(), story)
        for part in Part:
            attempt = Attempt(story, 1, 99, offered, part)
            sheet = part_drawing(attempt)(Room(80, 18))
            assert len(sheet.lines) <= 18, (story.id, part)
            assert [row.id for row in sheet.rows] == list(offered.values(part))
            assert [row.key for row in sheet.rows] == [str(place) for place in range(1, len(sheet.rows) + 1)]
            assert all(width_of(line) <= 80 for line in sheet.lines)


@pytest.mark.parametrize("width", [60, 80, 84, 118])
def test_every_debrief_tells_each_part_its_passages_and_the_way_on(width):
    for story in STORIES[:: 9 if width != 80 else 3]:
        offered, right = offer(trainer(), story), rules_choice(trainer(), story)
        other = next(one.value for one in reversed(offered.parts[Part.FIRST_STEP]) if one.value != right.first_step)
        for choice in (right, type(right)(right.urgency, other, right.contact, right.parents, 40)):
            marked = mark(trainer(), story, choice)
            tries = Results("", ("", "")).with_try(marked).stories[story.id]
            sheet = debrief_drawing(Debrief(story, marked, rules(), tries))(Room(width, 18))
            words = text(sheet)
            assert all(width_of(line) <= width for line in sheet.lines)
            assert len({row.id for row in sheet.rows}) == len(sheet.rows)
            assert sheet.rows[-1].id == NEXT
            assert (sheet.rows[0].id == AGAIN) is (not marked.agrees)
            assert all(" ".join(point.says.split()) in words for point in story.points)
            assert ("YOU PART HERE" in words) is (not marked.agrees)
            for point in story.points:
                assert all(any(row.id.split(" ")[0] == anchor for row in sheet.rows) for anchor in point.because)
