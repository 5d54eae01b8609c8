"""What a learner takes home: first, best and last try, each once, beside the rules. No grade, no total."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from training.practice import choices, trainer
from training.rooms import STORIES, answers
from triage.documents.chart import Grid
from triage.documents.writers.text import as_text
from triage.training.given import Given, given_by, rules_choice, verdicts
from triage.training.mark import mark
from triage.training.model import Choice, Part, Round
from triage.training.results import Results
from triage.training.results_sheet import BLANK, NOT_A_CERTIFICATE, results_sheet, rounds_of, tries_of
from triage.training.words import CALLED, SAME_WAY

SOME = settings(max_examples=25, deadline=None)
STORY = STORIES[0]


def results(tries: list[Choice]) -> Results:
    found = Results("7", ("England", "hash"))
    for choice in tries:
        found = found.with_try(mark(trainer(), STORY, choice))
    return found


@SOME
@given(st.lists(choices(), min_size=1, max_size=5))
def test_first_best_and_last_are_shown_once_each_with_all_their_names(tries: list[Choice]) -> None:
    kept = results(tries).stories[STORY.id]
    shown = tries_of(results(tries))
    if len(tries) == 1:
        assert [one.name for one in shown] == [""]
    else:
        names = [name for one in shown for name in re.findall("first|best|last", one.name.lower())]
        assert sorted(names) == ["best", "first", "last"]
    assert len({(tuple(one.given.chosen.items()), one.given.confidence) for one in shown}) == len(shown)
    for name, made in (("first", kept.first), ("best", kept.best), ("last", kept.last)):
        one = next(each for each in shown if not each.name or name in each.name.lower())
        assert one.given == given_by("7", Round.BEFORE, STORY.id, made.choice)


@SOME
@given(st.lists(answers("7"), min_size=1, max_size=4, unique_by=lambda one: one.place))
def test_every_answer_stands_beside_the_rules_and_a_blank_is_a_blank(found: list[Given]) -> None:
    paper = results_sheet(trainer(), "7", rounds_of(found))
    stories = {one.id: one for one in STORIES}
    grids = [next(block for block in part.blocks if isinstance(block, Grid)) for part in paper.parts]
    assert len(grids) == len({one.story for one in found})
    for name, grid in zip(dict.fromkeys(one.story for one in found), grids, strict=True):
        mine = [one for one in found if one.story == name]
        rows = {row[0]: row[1:] for row in grid.rows}
        for at, one in enumerate(mine):
            marks = verdicts(trainer(), stories[name], one)
            for part in Part:
                cell = rows[CALLED[part]][at]
                assert cell == BLANK if part not in marks else cell.endswith(f"[{marks[part].value}]")
            assert (rows["How sure"][at] == BLANK) == (one.confidence is None)
    text = as_text(paper)
    assert NOT_A_CERTIFICATE in " ".join(text.split())
    assert all(len(line) <= 78 for line in text.splitlines())
    assert not re.search(r"score|grade|out of|%|points", " ".join(part.heading for part in paper.parts))


def test_the_passage_is_where_the_paths_part_and_agreement_is_said_plainly() -> None:
    right = rules_choice(trainer(), STORY, 90)
    assert SAME_WAY in " ".join(as_text(results_sheet(trainer(), "7", tries_of(results([right])))).split())
    wrong = next(one for one in STORIES if trainer().path(one).urgency > 0)
    calm = Given("7", Round.BEFORE, wrong.id, {Part.URGENCY: "information"}, 90)
    text = " ".join(as_text(results_sheet(trainer(), "7", rounds_of([calm]))).split())
    assert "You first part at: how soon. Less safe." in text
    assert "From: " in text
    assert SAME_WAY not in text
    half = Given("7", Round.BEFORE, STORY.id, {Part.URGENCY: trainer().path(STORY).urgency.word}, 90)
    assert SAME_WAY not in as_text(results_sheet(trainer(), "7", rounds_of([half])))


def test_a_story_that_is_gone_is_named() -> None:
    gone = Given("7", Round.AFTER, "gone-story", {Part.URGENCY: "now"}, 5)
    paper = results_sheet(trainer(), "7", rounds_of([gone]))
    assert paper.parts == ()
    assert any("gone-story" in notice for notice in paper.notices)
