"""Demonstrations on the screen: what is pressed, how long it stays, and who steers."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from triage.rules.answers import chosen, not_sure, skipped, ticked
from triage.ui.demo import pace
from triage.ui.demo.beats import Lost, keys_of
from triage.ui.demo.caption import Caption, caption_drawing, keys_words
from triage.ui.demo.player import THE_END, DemoApp
from triage.ui.lines import plain, width_of
from triage.ui.screens.plan import PlanScreen
from triage.ui.screens.question import QuestionScreen
from triage.ui.screens.reading import CardScreen
from triage.ui.sheet import Room
from ui.driving import TO_PLAN, TO_WORRY, Driver, drive
from ui.screen_text import screen_text
from ui.showing import BEATS, WALK, beat, show

# How long


def test_only_words_count_and_only_once() -> None:
    seen = pace.Seen()
    lines = ["  1  [ ]  Ring 999 now", "────", "  ↓ 3 lines more below", ""]
    assert seen.new_words(lines) == 8
    assert seen.new_words(lines) == 0
    assert seen.new_words([*lines, "Ring again"]) == 2


@given(st.integers(0, 5000), st.integers(pace.SLOWEST, pace.FASTEST), st.integers(pace.SLOWEST, pace.FASTEST))
def test_slower_is_never_shorter_and_nothing_is_gone_at_once_or_stays_for_ever(
    count: int, one: int, other: int
) -> None:
    slow, fast = sorted((one, other))
    assert pace.shown_for(count, slow) >= pace.shown_for(count, fast) >= pace.LEAST
    assert pace.shown_for(count, pace.SPEED) <= pace.MOST
    assert pace.shown_for(count + 1, one) >= pace.shown_for(count, one)


def test_words_for_the_room_are_read_at_the_speed_asked_for() -> None:
    assert pace.said_for("one two three four five six seven eight nine ten", 200) == 3.0
    assert pace.said_for("one two three four five six seven eight nine ten", 100) == 6.0
    assert pace.said_for("", 200) == 0.0


@given(st.integers(-10_000, 10_000))
def test_any_speed_becomes_one_that_can_be_used(speed: int) -> None:
    assert pace.SLOWEST <= pace.within(speed) <= pace.FASTEST


# The line for the room


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400), st.integers(30, 200), st.booleans())
def test_the_line_for_the_room_keeps_its_height_and_width(says: str, width: int, recorded: bool) -> None:
    shown = Caption(says, 3, 12, playing=True, speed=200, pressed=("down",) * 9, recorded=recorded)
    sheet = caption_drawing(shown)(Room(width, 40))
    assert len(sheet.lines) in (4, 5)
    assert all(width_of(line) <= width for line in sheet.lines)


def test_keys_are_told_by_name_and_runs_of_one_are_counted() -> None:
    assert keys_words(("down", "down", "down", "enter", "1")) == "[Down] x3 [Enter] [1]"


def test_the_state_is_told_in_words() -> None:
    def foot(**more: bool) -> str:
        shown = Caption("Words.", 3, 12, playing=more.pop("playing", True), speed=200, **more)
        return plain(caption_drawing(shown)(Room(100, 40)).lines[-1])

    assert "playing" in foot()
    assert "paused" in foot(playing=False)
    assert "stopped here" in foot(lost=True)
    assert "the end" in foot(over=True)
    assert "playing" not in foot(recorded=True)
    assert foot(choosing=True) == ""


# What is pressed


def pressed(app, wanted) -> list[str]:
    return list(keys_of(app, wanted))


def test_answers_are_found_by_what_they_mean() -> None:
    async def go(driver: Driver) -> None:
        app = driver.app
        await driver.press("1")
        assert pressed(app, beat(answers=(("danger", ticked("left alone")),))) == ["2", "enter"]
        assert pressed(app, beat(answers=(("danger", ticked()),))) == ["n", "enter"]
        assert pressed(app, beat(answers=(("danger", not_sure()),))) == ["u", "enter"]
        assert pressed(app, beat(answers=(("danger", ticked("hurt now", rest_not_sure=True)),))) == ["1", "u", "enter"]
        assert pressed(app, beat(answers=(("danger", skipped()),))) == ["s"]
        await driver.press("1")
        assert pressed(app, beat(answers=(("danger", ticked("left alone")),))) == ["1", "2", "enter"], "1 is taken back"
        assert pressed(app, beat(answers=(("danger", ticked()),))) == ["n", "enter"], (
            "none of these takes back the rest"
        )

    drive(go)


def test_a_line_without_a_key_of_its_own_is_gone_to() -> None:
    async def go(driver: Driver) -> None:
        await driver.press(*TO_WORRY)
        keys = keys_of(driver.app, beat(answers=(("worry", ticked("kind 22")),)))
        for key in keys:
            await driver.press(key)
        assert driver.app.case.session.answers["worry"] == ticked("kind 22")

    drive(go)


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (beat(answers=(("role", chosen("gp")),)), 'would answer "GP or practice staff" to "What is your role?" here'),
        (beat(do="plan"), 'would use "The plan so far" here, which this screen does not have'),
        (beat(to="ring-999"), "would go to the line called ring-999, which is not on the screen"),
    ],
)
def test_a_screen_it_was_not_made_for_is_told_in_a_sentence(wanted, says: str) -> None:
    async def go(driver: Driver) -> None:
        with pytest.raises(Lost) as lost:
            pressed(driver.app, wanted)
        assert says in lost.value.says

    drive(go)


def test_the_cursor_goes_to_a_line_of_the_plan() -> None:
    async def go(driver: Driver) -> None:
        await driver.press(*TO_PLAN)
        for key in keys_of(driver.app, beat(to="look-again")):
            await driver.press(key)
        assert driver.app.screen.main.cursor == "look-again"
        for key in keys_of(driver.app, beat(to="ring-front-door")):
            await driver.press(key)
        assert driver.app.screen.main.cursor == "ring-front-door"

    drive(go)


# Playing


async def until(app: DemoApp, so, most: float = 20.0) -> None:
    waited = 0.0
    while not so() and waited < most:
        await asyncio.sleep(0.02)
        waited += 0.02
    assert so(), screen_text(app)


async def on(app: DemoApp, pilot: Pilot, beats: int) -> None:
    """Step until so many beats are done."""
    while app.done < beats:
        before = app.done, app.caption
        await pilot.press("right")
        await until(app, lambda before=before: (app.done, app.caption) != before or app.done >= beats)


def test_it_plays_the_real_app_step_by_step_and_back() -> None:
    async def go(app: DemoApp, pilot: Pilot) -> None:
        await pilot.press("space")
        await until(app, lambda: not app.playing)
        await on(app, pilot, 6)
        assert isinstance(app.screen, PlanScreen)
        assert app.case.plan.urgency.word == "now"
        await on(app, pilot, len(BEATS))
        await until(app, lambda: app.caption.over or isinstance(app.screen, PlanScreen))
        assert app.case.plan.urgency.word == "emergency"
        await pilot.press("right")
        await until(app, lambda: app.caption.over)
        assert THE_END in screen_text(app)
        await pilot.press("left")
        await until(app, lambda: app.done == len(BEATS) - 1 and not app.caption.over)
        assert app.caption.says == BEATS[-1].say

    show(go)


def test_it_plays_by_itself_to_the_end() -> None:
    short = replace(WALK, beats=BEATS[:4])

    async def go(app: DemoApp, pilot: Pilot) -> None:
        await until(app, lambda: app.done >= 2 and isinstance(app.screen, QuestionScreen), most=40)
        for _ in range(9):
            await pilot.press("right")
        await until(app, lambda: app.caption.over, most=40)
        assert set(app.case.session.answers) == {"danger", "role", "worry"}

    show(go, chosen=short)


def test_paused_it_stays_until_it_is_told_to_go_on() -> None:
    async def go(app: DemoApp, pilot: Pilot) -> None:
        await pilot.press("space")
        await until(app, lambda: not app.playing)
        done = app.done
        await asyncio.sleep(2 * pace.LEAST)
        assert app.done == done
        assert "paused" in screen_text(app)
        await pilot.press("space")
        await until(app, lambda: app.done > done)

    show(go)


def test_it_can_be_made_faster_and_slower_within_bounds() -> None:
    async def go(app: DemoApp, pilot: Pilot) -> None:
        await pilot.press("space")
        await pilot.press("plus", "plus", "minus")
        assert app.speed == 200 + pace.STEP
        await until(app, lambda: app.caption.speed == app.speed)
        await pilot.press(*["minus"] * 50)
        assert app.speed == pace.SLOWEST

    show(go, speed=200)


def test_keys_and_clicks_of_the_person_never_reach_the_worry_shown() -> None:
    async def go(app: DemoApp, pilot: Pilot) -> None:
        await pilot.press("space")
        await on(app, pilot, 2)
        await pilot.press("1", "2", "enter", "n", "ctrl+n", "tab")
        await pilot.click(offset=(6, 5))
        assert app.case.session.answers == {}
        assert app.screen.picked == frozenset()

    show(go)


def test_the_emergency_card_opens_over_it_and_closes_again() -> None:
    async def go(app: DemoApp, pilot: Pilot) -> None:
        await on(app, pilot, 2)
        await pilot.press("f9")
        await until(app, lambda: isinstance(app.screen, CardScreen))
        await until(app, lambda: not app.playing)
        await pilot.press("escape")
        await until(app, lambda: isinstance(app.screen, QuestionScreen))
        done = app.done
        await pilot.press("right")
        await until(app, lambda: app.done > done or app.caption.says != BEATS[1].say)

    show(go)


def test_where_it_no_longer_fits_it_stops_and_says_so() -> None:
    wrong = replace(WALK, beats=(BEATS[0], BEATS[1], BEATS[4]))

    async def go(app: DemoApp, pilot: Pilot) -> None:
        await pilot.press("space")
        for _ in range(4):
            await pilot.press("right")
        await until(app, lambda: app.caption.lost)
        assert "This walk would answer" in " ".join(screen_text(app).split())
        assert "stopped here" in screen_text(app)

    show(go, chosen=wrong)


def test_without_a_name_one_is_chosen_from_a_list_and_the_list_comes_back() -> None:
    async def go(app: DemoApp, pilot: Pilot) -> None:
        await until(app, lambda: app.screen.query("#main") and "Something else" in screen_text(app))
        await pilot.press("2")
        await until(app, lambda: app.caption.says == "Words.")
        await pilot.press("escape")
        await until(app, lambda: app.demonstration is None and "Something else" in screen_text(app))
        await pilot.press("escape")
        await until(app, lambda: app.return_code is not None)

    assert show(go, chosen=None).return_code == 0


@pytest.mark.parametrize("key", ["escape", "q"])
def test_it_can_be_left_at_any_moment_and_loses_nothing(key: str) -> None:
    async def go(app: DemoApp, pilot: Pilot) -> None:
        await pilot.press("space")
        await on(app, pilot, 3)
        await pilot.press(key)
        await until(app, lambda: app.return_code is not None)

    assert show(go).return_code == 0
