"""The sheets of a lesson: learners see every choice and no answer; the trainer sees the answer, why, and the passages."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from training.practice import trainer
from triage.documents.chart import Lettered
from triage.documents.paper import Paper, Point, Points, Rows
from triage.documents.writers.html import as_html
from triage.documents.writers.text import as_text
from triage.rules.vignettes import Vignette
from triage.training.sheets import answer_sheet, learner_sheet

STORIES = trainer().bank.vignettes[:6]


@cache
def answers() -> Paper:
    return answer_sheet(trainer(), STORIES)


def points_of(number: int) -> tuple[Point, ...]:
    (found,) = [block for block in answers().parts[number].blocks if isinstance(block, Points)]
    return found.points


@pytest.mark.parametrize(("number", "story"), list(enumerate(STORIES)))
def test_the_trainer_has_why_the_passages_what_to_take_home_and_what_to_discuss(number: int, story: Vignette) -> None:
    points = points_of(number)
    becauses = [point for point in points if point.text.startswith("Because ")]
    assert becauses
    assert all(detail.startswith("From: ") for point in becauses for detail in point.details)
    assert [point.text for point in points[len(becauses) :]] == ["To take home", "To discuss"]
    assert points[-2].details[0].startswith("Something to take home. (")
    assert points[-1].details == story.discuss


@pytest.mark.parametrize("number", range(len(STORIES)))
def test_a_caution_is_told_in_full_once_a_story(number: int) -> None:
    cited = [detail for point in points_of(number) for detail in point.details if detail.startswith("From: ")]
    cautions = Counter(
        detail.partition("Read: ")[2].rpartition("Checked ")[0] for detail in cited if "Read: " in detail
    )
    assert not [caution for caution, times in cautions.items() if times > 1]


def test_learners_see_every_choice_and_none_of_the_answers() -> None:
    paper = learner_sheet(trainer(), STORIES)
    text = as_text(paper)
    assert "Because " not in text
    assert "To take home" not in text
    for part in paper.parts[1:]:
        assert part.new_page
        assert len([block for block in part.blocks if isinstance(block, Lettered)]) == 4
        assert not [block for block in part.blocks if isinstance(block, Rows)]


def test_a_lead_in_stays_with_what_it_leads_to_on_the_page() -> None:
    page = as_html(answers())
    assert page.count("<strong>To discuss</strong>") == len(STORIES)
    assert ".points > li > strong { display: block; break-after: avoid; }" in page
    assert "figure.bars { margin: .5rem 0 .8rem; break-inside: avoid; }" in page
