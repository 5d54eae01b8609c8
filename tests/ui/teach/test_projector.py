"""The projector by real keys: one thing at a time, each key shown, hands counted, and nothing kept anywhere."""

from __future__ import annotations

import builtins
import io
from pathlib import Path

import pytest

from triage.ui.teach.draw.mark import MADE_UP
from triage.ui.teach.projector import LOOK
from ui.driving import Driver
from ui.teach.lessons import taught

SIZE = (100, 30)
ON = ("enter",)
TO_VOTE = ON * 4
TO_ANSWER = ON * 5


def shown(go, size=SIZE, **more):
    taught(go, size, projector=True, **more)


def strip(driver: Driver) -> str:
    """The strip with the key pressed, which stands above the keys."""
    return driver.text.splitlines()[-3].strip()


def test_a_story_is_shown_step_by_step_and_nothing_comes_early():
    async def go(driver: Driver) -> None:
        assert driver.place == "ProjectorScreen"
        assert "A small mark" in driver.words
        assert "letters larger" in driver.words
        for words in ("K cannot roll yet.", "How soon would you act?", "B ACT NOW - within the hour", "1-6 hands",
                      "The rules say → B", "A mark on a baby who cannot move is never yours alone"):  # fmt: skip
            assert words not in driver.words
            await driver.press("enter")
            assert words in driver.words
        assert "Share early" in driver.words
        assert "Working with others, paragraph 12. A department, March 2026." in driver.words

    shown(go)


@pytest.mark.parametrize("key", ["enter", "space", "right", "pagedown"])
def test_every_key_that_goes_on_is_shown_by_its_name(key):
    names = {"enter": "Enter", "space": "Space", "right": "Right", "pagedown": "Page Down"}

    async def go(driver: Driver) -> None:
        await driver.press(key)
        assert "K cannot roll yet." in driver.words
        assert strip(driver).startswith(names[key])
        assert strip(driver).endswith("continue")

    shown(go)


def test_the_key_goes_away_by_itself_and_with_the_next():
    async def go(driver: Driver) -> None:
        await driver.press("enter")
        await driver.press("b")
        assert strip(driver) == "b  → back"
        driver.app.screen.forget_key()
        await driver.settle()
        assert strip(driver) == ""

    shown(go)


def test_the_look_is_the_one_with_the_highest_contrast_and_goes_back():
    async def go(driver: Driver) -> None:
        assert driver.app.theme == LOOK
        await driver.press("escape")
        assert driver.place == "StoriesScreen"
        assert driver.app.theme == "triage-light"
        await driver.press("p")
        assert driver.app.theme == LOOK

    shown(go, context={"theme": "triage-light"})


def test_hands_are_counted_while_the_room_votes_and_shown_beside_the_rules():
    async def go(driver: Driver) -> None:
        await driver.press("2")
        assert "hand" not in driver.words.split("letters")[0]
        await driver.press(*TO_VOTE)
        await driver.press("3", "3", "2", "9", "3")
        assert strip(driver) == "3  → a hand for C"
        await driver.press("backspace")
        assert strip(driver) == "Backspace  → one hand back"
        assert "C TODAY - before you stop for the day ██ 2 hands" in driver.words
        assert "B ACT NOW - within the hour █ 1 hand" in driver.words
        await driver.press("enter")
        assert "B █ 1 the rules" in driver.words
        assert "C ██ 2" in driver.words
        await driver.press("home", *TO_ANSWER)
        assert "C ██ 2" not in driver.words

    shown(go)


def test_back_takes_the_last_thing_away_and_the_story_can_be_seen_again():
    async def go(driver: Driver) -> None:
        await driver.press(*TO_ANSWER)
        assert "The rules say" in driver.words
        await driver.press("b")
        assert "The rules say" not in driver.words
        await driver.press("s")
        assert "K cannot roll yet." in driver.words
        await driver.press("s")
        assert "F WRITE AND SHARE" in driver.words
        await driver.press("left", "pageup", "b", "b", "b")
        assert "letters larger" in driver.words

    shown(go)


def test_notes_are_hidden_until_asked_for_and_belong_to_one_story():
    async def go(driver: Driver) -> None:
        for key in ON * 6:
            assert "Let the room vote first." not in driver.words
            await driver.press(key)
        await driver.press("n")
        assert "Let the room vote first." in driver.words
        await driver.press("n")
        assert "Let the room vote first." not in driver.words
        await driver.press("n", "end")
        assert "Let the room vote first." not in driver.words
        await driver.press("n")
        assert "There are no notes for this story." in driver.words

    shown(go, chosen=("a-small-mark", "two-small-worries"))


def test_after_the_last_thing_comes_the_next_story_and_after_the_last_story_nothing():
    async def go(driver: Driver) -> None:
        await driver.press("end")
        assert "Hurt at home" in driver.words
        for _ in range(40):
            await driver.pilot.press("enter")
        await driver.settle()
        assert "To take home" in driver.words
        assert "That was the last story." in driver.words
        await driver.press("p")
        assert driver.place == "StoriesScreen"

    shown(go, chosen=("a-small-mark", "hurt-at-home"))


def test_what_the_rules_say_nothing_about_is_not_asked():
    async def go(driver: Driver) -> None:
        seen = ""
        for _ in range(20):
            await driver.pilot.press("enter")
            seen += driver.words
        assert "Whom would you ring first?" in seen
        assert "What about the parents?" in seen

    shown(go, chosen=("a-small-mark",))


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (60, 20)])
def test_everything_fits_without_scrolling_and_is_marked_as_made_up(size):
    async def go(driver: Driver) -> None:
        for _ in range(22):
            assert MADE_UP in driver.text
            assert "more below" not in driver.text
            assert len(driver.text.splitlines()) <= size[1]
            assert "F9 999" in driver.text.splitlines()[-1]
            await driver.pilot.press("enter")

    shown(go, size, chosen=("a-small-mark",))


def test_the_projector_is_a_key_away_from_a_story_and_leads_back_to_it():
    async def go(driver: Driver) -> None:
        await driver.press("1", "enter", "p")
        assert driver.place == "ProjectorScreen"
        await driver.press("p")
        assert driver.place == "StoryScreen"
        assert "How soon would you act?" in driver.words

    taught(go)


def test_in_front_of_a_room_every_page_shows_the_key_pressed():
    async def go(driver: Driver) -> None:
        await driver.press("x")
        assert driver.place == "AnswersToldScreen"
        await driver.press("down")
        assert strip(driver) == "Down  → down"
        await driver.press("enter")
        await driver.press("w")
        await driver.press("escape", "escape", "w")
        assert driver.place == "WholePlanScreen"
        await driver.press("enter")
        assert strip(driver) == "Enter  → choose"

    shown(go)


def test_nothing_is_told_to_whoever_keeps_tries_and_nothing_is_written(monkeypatch, tmp_path):
    told: list[object] = []
    written: list[str] = []
    real = io.open

    def watched(file, mode="r", *args, **more):
        if set(mode) & set("wax+"):
            written.append(str(file))
        return real(file, mode, *args, **more)

    async def go(driver: Driver) -> None:
        monkeypatch.setattr(builtins, "open", watched)
        monkeypatch.setattr(io, "open", watched)
        for _ in range(24):
            await driver.pilot.press("1", "enter")
        await driver.press("x", "1", "1", "enter", "escape", "escape", "n", "w", "escape")
        monkeypatch.undo()

    monkeypatch.chdir(tmp_path)
    shown(go, chosen=("a-small-mark",), tell=told.append)
    assert told == []
    assert written == []
    assert list(Path(tmp_path).rglob("*")) == []
