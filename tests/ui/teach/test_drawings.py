"""The drawings of the Teach door from plain data, at any size."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan.test_difference import plans
from triage.plan.difference import Fate, plan_difference
from triage.plan.words import SHORT_WORDS
from triage.text import first_sentence
from triage.training.choosing import choice_of, picked_of
from triage.training.given import rules_choice
from triage.training.mark import mark
from triage.training.model import Part
from triage.training.offer import offer
from triage.training.results import Results
from triage.ui.glyphs import FULL
from triage.ui.lines import plain, width_of
from triage.ui.sheet import Pen, Room, Sheet
from triage.ui.teach.draw.asking import Attempt, part_drawing, sentences
from triage.ui.teach.draw.debrief import Debrief, debrief_drawing
from triage.ui.teach.draw.mark import MADE_UP, made_up
from triage.ui.teach.draw.projector import Beat, Shown, projector_drawing
from triage.ui.teach.draw.sides import NARROW, Side, draw_sides, draw_why
from triage.ui.teach.draw.stories import ALL, Listed, stories_drawing, topics_drawing
from triage.ui.teach.draw.strip import notes_drawing, pressed_drawing
from ui.teach.lessons import bank, trainer

STORY = bank().vignettes[0]
WIDTHS = st.integers(60, 130)


def text(sheet: Sheet) -> str:
    return "\n".join(plain(line).rstrip() for line in sheet.lines)


# Two plans


@settings(max_examples=60, deadline=None)
@given(plans, plans, WIDTHS, st.integers(4, 60))
def test_two_plans_fit_side_by_side_at_any_width_and_tell_every_difference(before, after, width, height):
    pen = Pen(width)
    found = draw_sides(pen, Side("Before", before), Side("After", after), height)
    assert found == plan_difference(before, after)
    drawn = [plain(line) for line in pen.lines]
    assert all(width_of(line) <= width for line in pen.lines)
    whole = "\n".join(drawn)
    assert whole.count("+ new") == len(found.with_fate(Fate.NEW))
    assert whole.count("- gone") == len(found.with_fate(Fate.GONE))
    assert whole.count("sooner") == len(found.with_fate(Fate.SOONER))
    assert whole.count("later") == len(found.with_fate(Fate.LATER))
    assert "Before" in whole
    assert "After" in whole
    if width < NARROW:
        assert SHORT_WORDS[before.urgency] in whole
        assert SHORT_WORDS[after.urgency] in whole


@settings(max_examples=40, deadline=None)
@given(plans, plans, WIDTHS)
def test_lines_that_stay_are_shown_or_counted_never_dropped(before, after, width):
    same = len(plan_difference(before, after).with_fate(Fate.SAME))
    for height in (1, 400):
        pen = Pen(width)
        draw_sides(pen, Side("Before", before), Side("After", after), height)
        whole = "\n".join(plain(line) for line in pen.lines)
        if height == 1 and same and len(pen.lines) > 1:
            said = "1 line of the plan stays" if same == 1 else f"{same} lines of the plan stay"
            assert said in whole
        if height == 400:
            assert "of the plan stay" not in whole


@settings(max_examples=40, deadline=None)
@given(plans, plans, WIDTHS)
def test_reasons_are_told_once_each_with_the_sign_of_their_side(before, after, width):
    found = plan_difference(before, after)
    pen = Pen(width)
    draw_why(pen, found.stopped, found.started)
    whole = "\n".join(plain(line) for line in pen.lines)
    assert whole.count("- No longer:") == len(found.stopped)
    assert whole.count("+ Now:") == len(found.started)
    assert all(f"{reason.rule} holds." in whole for reason in (*found.stopped, *found.started))


@pytest.mark.parametrize(
    ("told", "first"),
    [("Ring 999. Say where.", "Ring 999."), ("Ring 999.", "Ring 999."), ("Ring now", "Ring now"), ("", "")],
)
def test_the_first_sentence_alone(told, first):
    assert first_sentence(told) == first


# A story and its questions


@given(
    st.lists(
        st.sampled_from(['He says "no." ', "She waits. ", "Why? ", "It is late", "K is 1.5 years old. "]), min_size=1
    )
)
def test_sentences_lose_and_add_nothing(parts):
    told = "".join(parts)
    found = sentences(told)
    assert " ".join(found) == " ".join(told.split())
    assert all(found)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([*Part, None]), WIDTHS, st.integers(8, 60), st.booleans(), st.integers(0, 999))
def test_a_question_is_whole_at_any_size_and_marks_only_what_is_picked(part, width, height, beside, sure):
    offered = offer(trainer(), STORY)
    picked = offered.values(part)[0] if part is not None else ""
    typed = str(sure) if part is None else ""
    attempt = Attempt(STORY, 1, 3, offered, part, picked, typed, "Choose one.", beside)
    sheet = part_drawing(attempt)(Room(width, height))
    whole = text(sheet)
    assert all(width_of(line) <= width for line in sheet.lines)
    assert "There is a problem." in whole
    if part is None:
        assert sheet.caret is not None
        assert whole.count(FULL) == round(min(100, sure) * 40 / 100)
    else:
        assert whole.count("(•)") == 1
        assert whole.count("( )") == len(offered.parts[part]) - 1


def test_the_story_stands_above_a_question_only_where_both_fit():
    attempt = Attempt(STORY, 1, 1, offer(trainer(), STORY), Part.URGENCY)
    assert "You weigh K" not in text(part_drawing(attempt)(Room(80, 16)))
    tall = text(part_drawing(attempt)(Room(80, 40)))
    assert "You weigh K" in tall
    assert "shows the story again" not in tall
    assert "You weigh K" not in text(part_drawing(replace(attempt, beside=True))(Room(80, 40)))


# The debrief


def tried(*choices) -> Debrief:
    results = Results("", ("", ""))
    for choice in choices:
        marked = mark(trainer(), STORY, choice)
        results = results.with_try(marked)
    return Debrief(STORY, marked, trainer().rule_set, results.stories[STORY.id])


def test_a_debrief_tells_first_best_and_last_only_after_a_second_try_and_gives_no_grade():
    right = rules_choice(trainer(), STORY, 70)
    wrong = choice_of(picked_of(right) | {Part.URGENCY: "planned", Part.CONTACT: "nobody"}, 20)
    once = text(debrief_drawing(tried(wrong))(Room(80, 40)))
    assert "Your 2 tries" not in once
    again = text(debrief_drawing(tried(wrong, right))(Room(80, 60)))
    assert "Your 2 tries" in again
    assert "less safe: how soon, whom to ring" in " ".join(again.split())
    for word in ("score", "grade", "points", "correct", "wrong", "%!"):
        assert word not in again.lower().replace("grade:", "")


def test_while_it_is_worked_out_what_would_have_changed_it_is_promised():
    right = rules_choice(trainer(), STORY, 70)
    wrong = choice_of(picked_of(right) | {Part.URGENCY: "planned"}, 20)
    assert "Working out what would have changed it." in text(
        debrief_drawing(replace(tried(wrong), change=None))(Room(80, 40))
    )
    told = replace(tried(wrong), change=("How old is the baby? 30 weeks.", "Then it would be: PLAN IT."))
    assert "Unless     How old is the baby? 30 weeks." in text(debrief_drawing(told)(Room(80, 40)))


def test_the_last_story_leads_back_to_the_list():
    right = rules_choice(trainer(), STORY, 70)
    assert "Go on to the next story" in text(debrief_drawing(tried(right))(Room(80, 40)))
    assert "Back to the list of stories" in text(debrief_drawing(replace(tried(right), last=True))(Room(80, 40)))


# Lists, marks and strips


def listed(**more) -> Listed:
    facts = {"stories": bank().vignettes, "topics": {"topic": "The topic", "second": "A second topic"}, "topic": "",
             "level": "", "seed": None, "named": False, "kept": "", "tried": frozenset()}  # fmt: skip
    return Listed(**(facts | more))


@given(WIDTHS, st.sampled_from([None, 0, 4213]), st.sampled_from(["", "second"]), st.sampled_from(["", "hard"]))
def test_the_list_says_what_is_listed_in_which_order_at_any_width(width, seed, topic, level):
    whole = " ".join(text(stories_drawing(listed(seed=seed, topic=topic, level=level))(Room(width, 20))).split())
    assert f"3 stories: {'A second topic' if topic else 'every topic'}, {level or 'easy to hard'}" in whole
    assert (f"--seed {seed}" in whole) is (seed is not None)
    assert all(story.title in whole for story in bank().vignettes)


def test_what_was_tried_is_ticked_and_what_is_kept_is_said():
    whole = text(stories_drawing(listed(tried={"hurt-at-home"}, kept="Each try is kept in a7.json."))(Room(80, 20)))
    assert whole.count("[x]") == 1
    assert "[x] Hurt at home" in whole
    assert "Nothing is kept" not in whole


def test_the_topic_listed_now_is_said_in_words():
    drawing = topics_drawing({"topic": "The topic", "second": "A second topic"}, {"topic": 2, "second": 1}, "second")
    sheet = drawing(Room(80, 20))
    assert [row.id for row in sheet.rows] == [ALL, "topic", "second"]
    assert "A second topic  1 story  (listed now)" in text(sheet)


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_the_mark_is_whole_at_any_width(width):
    sheet = made_up(Room(width, 20))
    assert len(sheet.lines) == 1
    assert MADE_UP in text(sheet)
    assert width_of(sheet.lines[0]) <= width


def test_the_strip_is_always_one_line_so_that_nothing_moves():
    for key, does in (("", ""), ("Enter", "continue"), ("", "That was the last story.")):
        sheet = pressed_drawing(key, does)(Room(60, 20))
        assert len(sheet.lines) == 1
        assert does in text(sheet)


def test_no_notes_take_no_room():
    assert notes_drawing("")(Room(80, 20)).lines == ()
    assert "Let them vote." in text(notes_drawing("Let them vote.")(Room(80, 20)))


def test_a_thing_shown_without_a_question_cannot_be_asked_about():
    path = trainer().path(STORY)
    with pytest.raises(ValueError, match="Nothing is asked here"):
        projector_drawing(Shown(Beat.QUESTION, STORY, 1, 1, path))(Room(100, 23))
