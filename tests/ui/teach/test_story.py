"""A story by real keys: chosen, read, answered, debriefed, tried again, and never mistaken for a real case."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triage.commands import Where, commands_at
from triage.training.model import Marked, Verdict
from triage.training.results import Results
from triage.ui.teach.draw.mark import MADE_UP
from triage.ui.teach.story import StoryScreen
from ui.driving import TO_WORRY, Driver, opened
from ui.teach.lessons import choose, lessons, numbers, other_step, rules, taught

RIGHT = ("now", "ring-front-door", "front-door", "not yet")
WIDE = (140, 40)


async def answered(driver: Driver, *rows: str, sure: str = "80") -> None:
    """From the list through the first story to its debrief."""
    await driver.press("1", "enter")
    await choose(driver, *rows)
    await driver.press(*sure, "enter")


def test_the_list_is_there_at_once_and_the_first_key_cannot_begin_a_real_worry():
    async def go(driver: Driver) -> None:
        assert driver.place == "StoriesScreen"
        assert "3 stories: every topic, easy to hard" in driver.words
        assert "Nothing is kept" in driver.words
        await driver.press("enter")
        assert driver.place == "StoryScreen"
        assert driver.app.case is None

    taught(go)


def test_a_story_is_read_answered_and_told_beside_the_rules():
    async def go(driver: Driver) -> None:
        await driver.press("1")
        assert "You weigh K, who is four weeks old." in driver.text
        assert "Let the room vote first" not in driver.words
        await driver.press("enter")
        for row, asked in zip(RIGHT, ("How soon", "do first", "ring first", "the parents"), strict=True):
            assert asked in driver.words
            await choose(driver, row)
        assert "How sure are you" in driver.words
        await driver.press("8", "0", "enter")
        assert "You and the rules go the same way throughout." in driver.words
        assert "You were 80% sure, and you went the rules' way." in driver.words
        assert "A mark on a baby is never yours alone to explain." in driver.words

    taught(go)


@pytest.mark.parametrize("size", [(80, 24), (60, 40), WIDE])
def test_where_the_paths_part_is_told_in_words_with_its_passage(size):
    async def go(driver: Driver) -> None:
        await answered(driver, "today", "ring-front-door", "front-door", "not yet")
        assert "YOU PART HERE" in driver.words
        assert "You part at: how soon." in driver.words
        await driver.press("end")
        assert "Share early" in driver.words

    taught(go, size)


def test_the_two_paths_stand_side_by_side_where_it_is_wide():
    async def go(driver: Driver) -> None:
        await answered(driver, "today", "ring-front-door", "front-door", "not yet")
        line = next(line for line in driver.text.splitlines() if "How soon" in line and "TODAY" in line)
        assert "ACT NOW" in line

    taught(go, WIDE)


def test_try_again_keeps_what_came_before_the_parting():
    async def go(driver: Driver) -> None:
        await answered(driver, "now", other_step(), "front-door", "not yet")
        assert "You part at: what first." in driver.words
        await driver.press("t")
        assert "What would you do first?" in driver.words
        await choose(driver, "ring-front-door", "front-door", "not yet")
        await driver.press("9", "enter")
        assert "the same way throughout" in driver.words
        await driver.press("end")
        assert "Your 2 tries" in driver.words

    taught(go)


def test_going_back_keeps_what_was_picked_and_the_story_can_be_read_again():
    async def go(driver: Driver) -> None:
        await driver.press("1", "enter")
        await choose(driver, "today")
        await driver.press("b")
        assert "(•)  TODAY" in driver.text
        await driver.press("enter", "s")
        assert "You weigh K" in driver.text
        await driver.press("enter")
        assert "What would you do first?" in driver.words
        await driver.press("b", "b")
        assert "You weigh K" in driver.text

    taught(go)


def test_nothing_is_picked_beforehand_and_enter_alone_asks_for_a_choice():
    async def go(driver: Driver) -> None:
        await driver.press("1", "enter")
        assert "(•)" not in driver.text
        await driver.press("enter")
        assert "Choose one of the lines." in driver.words
        assert "How soon would you act?" in driver.words

    taught(go)


@pytest.mark.parametrize(("typed", "shown"), [(("1", "0", "1"), "101"), ((), "")])
def test_how_sure_is_a_whole_number_up_to_a_hundred(typed, shown):
    async def go(driver: Driver) -> None:
        await driver.press("1", "enter")
        await choose(driver, *RIGHT)
        await driver.press(*typed, "enter")
        assert "Type a whole number from 0 to 100." in driver.words
        assert shown in driver.text
        await driver.press(*("backspace",) * 3, "right", "right", "left", "enter")
        assert "You were 10% sure" in driver.words

    taught(go)


def test_nothing_is_given_away_before_the_debrief():
    async def go(driver: Driver) -> None:
        await driver.press("1", "enter")
        for key in ("x", "w", "d", "t"):
            await driver.press(key)
            assert driver.place == "StoryScreen"
        offered = {command.id for command in driver.app.screen.commands()}
        assert not offered & {"what-if", "whole-plan", "discuss", "try-again"}
        assert {"contacts", "card", "blank"} <= offered

    taught(go)


def test_after_the_debrief_there_is_the_whole_plan_and_what_to_discuss():
    async def go(driver: Driver) -> None:
        await answered(driver, *RIGHT)
        await driver.press("w")
        assert "Ring children's social care" in driver.words
        await driver.press("enter")
        assert "Who took the call" in driver.words
        await driver.press("escape", "d")
        assert "What would you say to her mother?" in driver.words
        await driver.press("escape", "n")
        assert "Two things. Neither is much." in driver.words

    taught(go)


def test_a_passage_opens_from_the_debrief():
    async def go(driver: Driver) -> None:
        await answered(driver, "today", "ring-front-door", "front-door", "not yet")
        await driver.press("down", "enter")
        assert driver.place == "SourceScreen"
        assert "Share what you know." in driver.words
        await driver.press("escape")
        assert driver.place == "StoryScreen"

    taught(go)


def test_after_the_last_story_comes_the_list_again():
    async def go(driver: Driver) -> None:
        await driver.press("3", "n")
        assert driver.place == "StoriesScreen"

    taught(go)


# Choosing


def test_topic_and_difficulty_limit_the_list():
    async def go(driver: Driver) -> None:
        await driver.press("t", "3")
        assert "2 stories: A second topic, easy to hard" in driver.words
        await driver.press("l")
        assert "0 stories: A second topic, easy" in driver.words
        assert "There is no such story." in driver.words
        await driver.press("l", "l")
        assert "1 story: A second topic, hard" in driver.words
        assert "Hurt at home" in driver.words
        await driver.press("t", "1")
        assert "1 story: every topic, hard" in driver.words

    taught(go)


def test_a_draw_shows_its_number_and_the_same_number_draws_the_same():
    async def go(driver: Driver) -> None:
        room = driver.app.classroom_here()
        await driver.press("r")
        assert "draw 4213" in driver.words
        drawn = [one.id for one in room.stories]
        await driver.press("n", *"17", "enter")
        assert "draw 17" in driver.words
        await driver.press("n", *"4213", "enter")
        assert [one.id for one in room.stories] == drawn
        await driver.press("n", *"x1", "enter")
        assert "Type a whole number" in driver.words

    taught(go)


def test_one_story_asked_for_by_name_opens_at_once():
    async def go(driver: Driver) -> None:
        assert driver.place == "StoryScreen"
        assert "Neither is much" in driver.words

    taught(go, chosen=("two-small-worries",))


# What is kept


def test_every_try_is_told_to_whoever_keeps_them_and_what_they_hold_is_shown():
    kept = Results("A7", ("1", "x"))

    def tell(marked: Marked):
        nonlocal kept
        kept = kept.with_try(marked)
        return kept.stories[marked.vignette]

    async def go(driver: Driver) -> None:
        assert "Each try is kept in a7.json." in driver.words
        await answered(driver, "planned", other_step(), "nobody", "ask them")
        await driver.press("t")
        await choose(driver, *RIGHT)
        await driver.press("5", "enter")

    taught(go, tell=tell, kept="Each try is kept in a7.json.")
    tries = kept.stories["a-small-mark"]
    assert tries.count == 2
    assert Verdict.LESS_SAFE in tries.first.marks.values()
    assert tries.last == tries.best


# Never a real case


def test_every_page_of_a_story_says_that_it_is_made_up():
    async def go(driver: Driver) -> None:
        places = set()
        for keys in ((), ("t",), ("escape", "1"), ("enter",), ("1", "enter"), ("1", "enter"), ("1", "enter"),
                     ("1", "enter"), ("5", "enter"), ("w",), ("escape", "d"), ("escape", "x"), ("1",), ("1", "enter"),
                     ("escape", "escape", "p"), ("enter",), ("x",)):  # fmt: skip
            await driver.press(*keys)
            places.add(driver.place)
            assert MADE_UP in driver.text, driver.place
        assert len(places) >= 8, places

    taught(go)


def test_the_card_and_the_blank_key_work_on_every_page():
    async def go(driver: Driver) -> None:
        for keys in ((), ("1",), ("enter",), ("p",), ("enter", "enter", "x")):
            await driver.press(*keys)
            await driver.press("f9")
            assert "Ring 999 now" in driver.words
            await driver.press("f9", "f10")
            assert "K" not in driver.text
            assert "MADE-UP" not in driver.text
            await driver.press("f10")
            assert MADE_UP in driver.text

    taught(go)


KEYS = sorted(
    {
        key
        for where in (Where.STORIES, Where.STORY, Where.PROJECTOR, Where.READING)
        for command in commands_at(where)
        for key in command.keys
        if command.id not in ("quit", "close", "workbench", "palette")
    }
    | {"up", "down", "space", "enter", "1", "2", "3", "8"}
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(keys=st.lists(st.sampled_from(KEYS), min_size=5, max_size=25))
def test_no_key_in_the_teach_door_changes_the_worry_that_was_begun(keys):
    async def run() -> None:
        async with opened((80, 24), rules(), lessons=lessons(first=False)) as driver:
            await driver.press(*TO_WORRY, "1", "enter")
            case = driver.app.case
            before = case.session
            driver.app.open_teach()
            await driver.settle()
            await driver.press(*keys)
            assert driver.app.case is case
            assert case.session == before
            driver.app.end_lessons()

    asyncio.run(run())


def test_the_way_there_from_the_start_page_and_back_to_the_worry_begun():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_WORRY)
        question = driver.text
        driver.app.open_start()
        await driver.settle()
        assert "Practise" in driver.text
        await driver.press("p")
        assert driver.place == "StoriesScreen"
        await driver.press("escape", "1")
        assert driver.text == question

    taught(go, first=False)


def test_without_stories_the_door_is_not_offered():
    async def run() -> None:
        async with opened((80, 24), rules()) as driver:
            assert "Practise" not in driver.text
            await driver.press("p")
            assert driver.place == "StartScreen"

    asyncio.run(run())


def test_the_first_line_of_a_page_is_a_row_of_its_own_number():
    async def go(driver: Driver) -> None:
        await driver.press("1", "enter")
        keys = numbers(driver)
        assert list(keys.values()) == [str(place) for place in range(1, len(keys) + 1)]
        assert isinstance(driver.app.screen, StoryScreen)
        assert driver.app.screen.digits() == len(keys)

    taught(go)


def test_before_a_room_talks_nothing_of_the_rules_is_shown():
    told: list[Marked] = []

    async def go(driver: Driver) -> None:
        await driver.press("p")
        assert driver.place == "StoriesScreen"
        await answered(driver, "today", "ring-front-door", "front-door", "not yet")
        assert len(told) == 1
        assert "What the rules say comes when the room has talked about it." in driver.words
        for key in ("x", "w", "t", "d", "p"):
            await driver.press(key)
            assert driver.place == "StoryScreen"
        assert "The rules" not in driver.text
        await driver.press("enter")
        assert "Two things. Neither is much." in driver.words

    taught(go, debrief=False, tell=told.append)


def test_help_contacts_guidance_and_the_palette_open_over_a_story_and_lead_back():
    async def go(driver: Driver) -> None:
        await driver.press("1", "enter")
        page = driver.text
        for key, words in (("h", "What you can do here"), ("c", "Council front door"), ("g", "Working with others"),
                           ("ctrl+p", "The next story")):  # fmt: skip
            await driver.press(key)
            assert words in driver.words
            await driver.press("escape")
            assert driver.text == page

    taught(go)


def test_the_palette_carries_out_a_command_of_the_story_behind_it():
    async def go(driver: Driver) -> None:
        await driver.press("1", "ctrl+p")
        await driver.type("next story")
        await driver.press("enter")
        assert "Two things. Neither is much." in driver.words

    taught(go)


def test_leaving_from_a_story_asks_nothing_since_there_is_nothing_to_lose():
    async def go(driver: Driver) -> None:
        await driver.press("1", "enter", "1", "enter", "q")
        assert driver.app.return_code == 0

    taught(go)
