"""The shipped rules on the screen: every page fits, and three worries lead to a plan that can be acted on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from triage.rules.answers import NOT_SURE
from triage.rules.load import load
from triage.rules.model import QuestionType, RuleSet
from triage.session.paging import NONE_OF_THESE, make_page
from triage.ui.draw.question import Asking, question_drawing
from triage.ui.lines import plain
from triage.ui.sheet import Room
from ui.driving import Driver, drive

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 27, 16, 50)
LONG = {"worry"}
"""Pages too long for 80 by 24: they scroll, with "none of these" and "not sure" always in sight."""
LINES = 24 - 6
"""What is left of 24 lines beside the bars."""


@cache
def shipped() -> RuleSet:
    return load(ROOT, ("england", "gloucestershire"), NOW.date())


@pytest.mark.parametrize("name", shipped().questions)
def test_every_page_is_complete_on_a_terminal_of_80_by_24(name):
    question = shipped().questions[name]
    sheet = question_drawing(Asking(make_page(shipped(), question, None, 5)))(Room(80, LINES))
    fits = len(sheet.lines) <= LINES
    assert fits or name in LONG
    if not fits:
        tail = {row.id for row in sheet.rows if row.top >= len(sheet.lines) - sheet.tail}
        assert tail == {NONE_OF_THESE, NOT_SURE}
        assert sheet.pinned >= 2


@pytest.mark.parametrize("name", shipped().questions)
def test_every_answer_of_every_page_has_a_key(name):
    question = shipped().questions[name]
    sheet = question_drawing(Asking(make_page(shipped(), question, None, 5)))(Room(80, LINES))
    keyed = [row for row in sheet.rows if row.key]
    assert len(keyed) == len(question.options) + 1 + (question.type is QuestionType.SEVERAL)


@pytest.mark.parametrize("name", shipped().questions)
def test_every_page_can_be_read_on_60_by_20(name):
    question = shipped().questions[name]
    sheet = question_drawing(Asking(make_page(shipped(), question, None, 5)))(Room(60, 14))
    text = " ".join(" ".join(plain(line) for line in sheet.lines).split())
    for option in question.options:
        assert option.label.split()[0] in text


async def walk(driver: Driver, answers: dict[str, Sequence[str]]) -> None:
    """Answer each page asked by the keys it shows, until the plan is there; a page not named, by its calmest line."""
    await driver.press("1")
    for _ in range(12):
        case = driver.app.case
        assert case is not None
        page = case.view.page
        if page is None:
            break
        calmest = next(choice.value for choice in reversed(page.choices) if choice.value != NOT_SURE)
        keys = {row.id: row.key for row in driver.app.screen.main.sheet.rows}  # type: ignore[attr-defined]
        await driver.press(*(keys[value] for value in answers.get(page.question, [calmest])), "enter")
    assert driver.place == "PlanScreen"
    assert "Take care." not in driver.text


COMMON: dict[str, Sequence[str]] = {
    "danger": ["none of these"],
    "role": ["school staff"],
    "safe_to_tell": ["safe"],
}


def test_a_bruise_on_a_baby_who_cannot_roll_is_rung_in_now():
    async def go(driver: Driver) -> None:
        asked = {"situation": ["worried"], "worry": ["physical"], "injury_about": ["cannot move alone"]}
        await walk(driver, COMMON | asked)
        assert "ACT NOW" in driver.text
        assert "CHILD PROTECTION REFERRAL" in driver.text
        assert "Ring children's social care" in driver.text
        assert "01452 426565" in driver.text

    drive(go, size=(80, 60), rule_set=shipped(), now=lambda: NOW)


def test_small_worries_that_fit_a_pattern_are_talked_over_and_written_down_today():
    async def go(driver: Driver) -> None:
        asked = {"situation": ["worried"], "worry": ["many small worries"], "harm_level": ["extra support"]}
        await walk(driver, COMMON | asked)
        assert "TODAY" in driver.text
        assert "history" in driver.words
        assert "designated safeguarding lead" in driver.words

    drive(go, size=(80, 60), rule_set=shipped(), now=lambda: NOW)


def test_a_decision_you_disagree_with_is_taken_up_a_step():
    async def go(driver: Driver) -> None:
        asked = {
            "situation": ["disagree"],
            "worry": ["neglect"],
            "harm_level": ["needs help"],
            "dispute_stage": ["talked"],
        }
        await walk(driver, COMMON | asked)
        assert "decision and the reasons in writing" in driver.words
        await driver.press("w")
        assert "From" in driver.text

    drive(go, size=(80, 60), rule_set=shipped(), now=lambda: NOW)
