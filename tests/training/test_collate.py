"""A room is the same in any order, its counts are those of its answers, and it says calmly what it cannot say."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter

import pytest
from hypothesis import given, settings

from training.practice import trainer
from training.rooms import STORIES, rooms
from triage.documents.writers.text import as_text
from triage.rules.model import Urgency
from triage.training.agreement import Unmeasured
from triage.training.choosing import choice_of
from triage.training.collate import collate
from triage.training.collated_data import COLUMNS, answers_csv, collated_data
from triage.training.given import Given, given_by, goes_the_rules_way, rules_choice, verdicts
from triage.training.mark import mark
from triage.training.model import Part, Round, Verdict
from triage.training.room_sheet import MOST_STARTS, NO_SPLIT, NOBODY, room_sheet

SOME = settings(max_examples=25, deadline=None)
BEFORE, AFTER = Round


@SOME
@given(rooms())
def test_a_room_is_the_same_in_whatever_order_its_answers_come(room: list[Given]) -> None:
    one, other = collate(trainer(), room), collate(trainer(), room[::-1])
    assert one == other
    assert json.dumps(collated_data(one)) == json.dumps(collated_data(other))
    assert answers_csv(trainer(), room) == answers_csv(trainer(), room[::-1])


@SOME
@given(rooms())
def test_every_answer_is_counted_once_and_a_blank_is_counted_nowhere(room: list[Given]) -> None:
    found = collate(trainer(), room)
    for story in found.stories:
        for part, split in story.parts.items():
            for when in Round:
                mine = [
                    one.chosen[part]
                    for one in room
                    if (one.story, one.round) == (story.vignette.id, when) and part in one.chosen
                ]
                assert Counter(mine) == {one.value: one.count(when) for one in split.splits if one.count(when)}
                assert split.answered(when) == len(mine)
    assert {one.vignette.id for one in found.stories} == {one.story for one in room}
    text = as_text(room_sheet(trainer(), found))
    assert all(len(line) <= 78 for line in text.splitlines())


@SOME
@given(rooms())
def test_each_choice_is_marked_as_it_would_be_alone(room: list[Given]) -> None:
    stories = {one.id: one for one in STORIES}
    for one in room:
        found = verdicts(trainer(), stories[one.story], one)
        assert found.keys() == one.chosen.keys()
        if len(found) == len(Part):
            marked = mark(trainer(), stories[one.story], choice_of(one.chosen, 0))
            assert found == {part: marked.verdict(part) for part in Part}
            assert goes_the_rules_way(found) is marked.agrees
        else:
            assert goes_the_rules_way(found) is None


@SOME
@given(rooms())
def test_rounds_are_compared_over_what_was_answered_in_both_alone(room: list[Given]) -> None:
    found = collate(trainer(), room)
    places = {one.place for one in room}
    both = {
        (who, story) for who, when, story in places if (who, BEFORE, story) in places and (who, AFTER, story) in places
    }
    assert (found.pairs is not None) == bool(both)
    if found.pairs is not None:
        assert [one.answers for one in found.pairs] == [len(both), len(both)]
    if {one.round for one in room} == set(Round):
        assert found.alone == len(room) - 2 * len(both)


def rules_room(people: int = 3, *, rounds: tuple[Round, ...] = (BEFORE,), sure: int = 100) -> list[Given]:
    return [
        given_by(str(who), when, story.id, rules_choice(trainer(), story, sure))
        for who in range(1, people + 1)
        for when in rounds
        for story in STORIES
    ]


def test_a_room_that_goes_the_rules_way_does_not_split_and_is_as_sure_as_right() -> None:
    found = collate(trainer(), rules_room())
    assert {one.alpha for one in found.now.agreement.values()} <= {1.0, None}
    assert (found.now.whole, found.now.gap, found.now.counted) == (0, 0, 12)
    assert found.to_talk_about == ()
    text = as_text(room_sheet(trainer(), found))
    assert NO_SPLIT in text
    assert text.count("Everybody said:") == 4 * len(STORIES)
    assert "the room was about as sure as it was right" in " ".join(text.split())


def test_where_the_room_split_comes_first_and_less_safe_before_that() -> None:
    room = rules_room()
    last, middle = STORIES[3], STORIES[1]
    calm = Given("4", BEFORE, last.id, {Part.URGENCY: "information"}, 90)
    apart = Given("4", BEFORE, middle.id, {Part.URGENCY: "emergency"}, 90)
    found = collate(trainer(), [*room, calm, apart])
    assert trainer().path(last).urgency > Urgency.INFORMATION
    assert trainer().path(middle).urgency < Urgency.EMERGENCY
    assert [one.vignette.id for one in found.to_talk_about] == [last.id, middle.id]
    assert found.to_talk_about[0].split == (Part.URGENCY,)
    text = " ".join(as_text(room_sheet(trainer(), found)).split())
    assert f'START WITH: {last.title.upper()} The room first split at "how soon": 3 as the rules, 1 less safe.' in text
    assert f"THEN: {middle.title.upper()} The room first split" in text
    source, passage = trainer().rule_set.passage(last.points[0].because[0])
    assert f"{last.points[0].says} ({passage.title}, in {source.title}, {source.edition})" in text


def test_only_so_many_stories_are_named_to_begin_with_and_the_rest_after_them() -> None:
    calm = [Given("4", BEFORE, one.id, {Part.URGENCY: "information"}, 90) for one in STORIES]
    text = as_text(room_sheet(trainer(), collate(trainer(), [*rules_room(), *calm])))
    assert text.count("THEN: ") == MOST_STARTS - 1
    assert "After these: " in text


def test_stories_stand_as_on_the_sheet_and_carry_its_numbers() -> None:
    sheet = [one.id for one in reversed(STORIES)]
    found = collate(trainer(), rules_room(), sheet=sheet)
    assert [one.vignette.id for one in found.stories] == sheet
    assert found.stories[0].title == f"1. {STORIES[3].title}"


def test_what_the_rules_say_is_shown_also_when_nobody_said_it() -> None:
    story = STORIES[0]
    room = [Given(who, BEFORE, story.id, {Part.URGENCY: "information"}, None) for who in "123"]
    split = collate(trainer(), room).stories[0].parts[Part.URGENCY]
    right = [one for one in split.splits if one.verdict is Verdict.RIGHT]
    assert [(one.value, one.before) for one in right] == [(trainer().path(story).urgency.word, 0)]
    text = " ".join(as_text(room_sheet(trainer(), collate(trainer(), room))).split())
    assert "Everybody said: WRITE AND SHARE - as part of your usual work [less safe] The rules: " in text


def test_before_and_after_stand_side_by_side() -> None:
    before = [
        one if one.learner != "1" else Given("1", BEFORE, one.story, {**one.chosen, Part.URGENCY: "information"}, 100)
        for one in rules_room()
    ]
    found = collate(trainer(), [*before, *rules_room(rounds=(AFTER,))])
    assert found.pairs is not None
    one, other = found.pairs
    assert (one.agreement[Part.URGENCY].alpha or 0) < (other.agreement[Part.URGENCY].alpha or 0)
    text = " ".join(as_text(room_sheet(trainer(), found)).split())
    assert "compared over the 12 answers that 3 people gave both times." in text
    assert "closer together" in text
    assert "nearer" in text


def test_a_learner_twice_a_story_that_is_gone_and_other_rules_are_told() -> None:
    room = rules_room(1)
    gone = Given("2", BEFORE, "gone-story", {Part.URGENCY: "now"}, 50)
    found = collate(trainer(), [*room, room[0], gone], other_rules=1)
    assert (found.twice, found.unknown, found.other_rules, found.learners) == (("1",), ("gone-story",), 1, 1)
    text = " ".join(as_text(room_sheet(trainer(), found)).split())
    assert "More than one answer to a story in one round from: 1. All are counted." in text
    assert "Left out, as these rules have no such story: gone-story." in text
    assert "1 file was made under other rules" in text


def test_one_answer_and_none_are_met_calmly() -> None:
    assert NOBODY in as_text(room_sheet(trainer(), collate(trainer(), [])))
    one = Given("1", BEFORE, STORIES[0].id, {Part.URGENCY: "now"}, None)
    found = collate(trainer(), [one])
    assert found.now.agreement[Part.URGENCY].why_not is Unmeasured.FEW
    text = " ".join(as_text(room_sheet(trainer(), found)).split())
    assert "How soon: no figure, as no two people answered the same story." in text
    assert "Nobody filled in a whole answer and how sure they were" in text
    assert "These are 1 answer. One person more could change every figure" in text


@SOME
@given(rooms())
def test_the_spreadsheet_has_a_line_for_every_answer(room: list[Given]) -> None:
    rows = list(csv.DictReader(io.StringIO(answers_csv(trainer(), room))))
    assert len(rows) == len(room)
    held = {(row["learner"], row["round"], row["story"]): row for row in rows}
    for one in room:
        row = held[one.learner, one.round.value, one.story]
        assert tuple(row) == COLUMNS
        assert {part: row[part.value] for part in Part if row[part.value]} == one.chosen
        assert row["how sure"] == ("" if one.confidence is None else str(one.confidence))
        assert {part for part in Part if row[f"{part.value} mark"]} == one.chosen.keys()
        assert (row["rules' way"] == "") == (len(one.chosen) < len(Part))


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", " =1+1", "＝", "|cmd", "%0A=", "\r\n="])
def test_no_cell_of_a_spreadsheet_can_be_a_formula(begin: str) -> None:
    one = Given(f"{begin}cmd()", BEFORE, STORIES[0].id, {Part.FIRST_STEP: f"{begin}x"}, 5)
    row = next(csv.DictReader(io.StringIO(answers_csv(trainer(), [one]))))
    assert row["learner"].startswith("'")
    assert row["first step"].startswith("'")
    assert row["how sure"] == "5"
