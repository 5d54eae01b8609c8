"""What if, on the screen: what is shown is the difference of the two decisions."""

from __future__ import annotations

import pytest

from triage.plan.difference import Fate
from triage.rules.answers import number
from triage.training.what_if import what_if
from triage.ui.lines import plain
from triage.ui.sheet import Room
from triage.ui.teach.draw.what_if import sides_drawing
from ui.driving import Driver
from ui.teach.lessons import numbers, taught, trainer

SIZES = [(100, 30), (80, 24), (60, 24)]


def to_answers(go, size=(100, 30)):
    async def run(driver: Driver) -> None:
        await driver.press("x")
        await go(driver)

    taught(run, size, projector=True, chosen=("a-small-mark",))


def test_answers_that_change_how_soon_come_first():
    async def go(driver: Driver) -> None:
        first, rest = driver.words.split("The rest of the story")
        assert "Another answer here changes how soon" in first
        assert "How old is the baby?" in first
        assert "What is your role?" in rest

    to_answers(go)


@pytest.mark.parametrize("size", SIZES)
def test_one_answer_is_changed_and_both_plans_are_shown_with_why(size):
    async def go(driver: Driver) -> None:
        await driver.press(numbers(driver)["weeks"])
        assert "How old is the baby?" in driver.words
        await driver.press("backspace", "4", "0", "enter")
        assert driver.place == "BothPlansScreen"
        assert "4 weeks → 40 weeks" in driver.words
        assert "No longer: a mark on a baby who cannot move is never yours alone" in driver.words
        assert "- gone" in driver.words
        assert "As told" in driver.text
        await driver.press("escape")
        assert "(changed)" in driver.words

    to_answers(go, size)


def test_a_yes_or_no_turns_at_once_and_back_again():
    async def go(driver: Driver) -> None:
        await driver.press(numbers(driver)["told"])
        assert driver.place == "BothPlansScreen"
        assert "Yes → No" in driver.words
        assert "+ new" in driver.words
        await driver.press("escape")
        await driver.press(numbers(driver)["told"])
        assert driver.place == "AnswersToldScreen"
        assert "(changed)" not in driver.words

    to_answers(go)


def test_all_changes_can_be_taken_back_in_one():
    async def go(driver: Driver) -> None:
        await driver.press(numbers(driver)["told"], "escape")
        await driver.press(numbers(driver)["weeks"], "backspace", "9", "enter", "escape")
        assert "2 answers changed" in driver.words
        await driver.press("home", "enter")
        assert "changed)" not in driver.words
        assert "Back to the story as told" not in driver.words

    to_answers(go)


def test_an_answer_that_moves_nothing_says_so():
    async def go(driver: Driver) -> None:
        await driver.press(numbers(driver)["weeks"], "backspace", "5", "enter")
        assert "4 weeks → 5 weeks" in driver.words
        assert "Nothing changes: the plan stays line for line as it was." in driver.words

    to_answers(go)


def test_a_reason_opens_its_passage():
    async def go(driver: Driver) -> None:
        await driver.press(numbers(driver)["told"], "down", "enter")
        assert driver.place == "SourceScreen"
        assert "Share what you know." in driver.words

    to_answers(go)


@pytest.mark.parametrize("width", [60, 72, 80, 100, 118])
@pytest.mark.parametrize("weeks", [3, 40])
def test_each_line_that_differs_is_there_with_its_sign_at_every_width(width, weeks):
    made = trainer()
    found = what_if(made, made.bank.vignettes[0], {"weeks": number(weeks)})
    for height in (12, 60):
        sheet = sides_drawing(found, 9)(Room(width, height))
        lines = [plain(line) for line in sheet.lines]
        assert all(len(line) <= width for line in lines)
        text = "\n".join(lines)
        assert text.count("- gone") == len(found.difference.with_fate(Fate.GONE))
        assert text.count("+ new") == len(found.difference.with_fate(Fate.NEW))
        assert text.count("No longer:") == len(found.difference.stopped)
        assert text.count("Now:") == len(found.difference.started)
