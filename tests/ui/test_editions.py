"""Two editions on the screen: side by side or one under the other, flipped, shortened, and every line to be reached."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import cache

import pytest
from textual.pilot import Pilot

from training.practice import rules
from training.test_editions import BRUISE, LATER, LONGER, NO_TALK, OTHER_WORDS, held, shipped, usual
from triage.training.editions.cases import story_case
from triage.training.editions.model import Became, Compared
from triage.training.editions.overview import overview
from triage.ui.lines import Ink, plain, width_of
from triage.ui.screens.reading import SourceScreen, WhyScreen
from triage.ui.sheet import Room
from triage.ui.teach.draw.edition_columns import Shown, Two
from triage.ui.teach.draw.editions import BESIDE, editions_drawing, overview_drawing
from triage.ui.teach.editions import Editions, EditionsApp, EditionsScreen, EveryStoryScreen
from triage.ui.theme import PALETTES, ink_style
from ui.driving import context
from ui.screen_text import screen_text

STORIES = (BRUISE, "did-not-wake", "a-shin-like-any-toddlers", "the-choir-leader")


@cache
def compared(name: str) -> Compared:
    return usual() if name == BRUISE else held(name, LATER, NO_TALK, OTHER_WORDS, LONGER)


def shown(two: Two, width: int) -> str:
    return "\n".join(plain(line) for line in editions_drawing(two)(Room(width, 40)).lines)


def test_every_line_and_passage_is_a_row_in_any_width() -> None:
    for width in (60, 80, BESIDE, 140):
        sheet = editions_drawing(Two(usual()))(Room(width, 40))
        rows = [row.id for row in sheet.rows]
        assert rows == [f"step {line.step.id}" for line in usual().lines] + [
            "passage bedfordshire-bruising#refer-every-time"
        ]
        assert all(width_of(line) <= width for line in sheet.lines)


def test_side_by_side_each_edition_keeps_to_its_own_column() -> None:
    lines = shown(Two(usual()), 120).splitlines()
    gone = [line for line in lines if "[-" in line]
    assert gone
    assert all(line.index("[-") < 60 for line in gone)
    assert all(line.index("[+") > 60 for line in lines if "[+" in line and "words" not in line)
    assert any("Not in this plan." in line and line.startswith("  +") for line in lines)


def test_one_under_the_other_both_wordings_stand_in_one_line() -> None:
    text = " ".join(shown(Two(usual()), 80).split())
    assert "[-talked over with a manager first.-] [+referred at once, whatever the story.+]" in text
    assert "Older The rules" not in text
    assert "Older The older ones: England" in text


@pytest.mark.parametrize(("which", "has", "has_not"), [(Shown.OLDER, "[-", "[+e"), (Shown.NEWER, "[+", "[-t")])
def test_one_edition_can_be_shown_alone(which: Shown, has: str, has_not: str) -> None:
    text = shown(Two(usual(), which), 140)
    assert which.value in text
    assert has in text
    assert has_not not in text.lower()
    new = next(line.step.do for line in usual().lines if line.became is Became.NEW)
    assert (" ".join(new.split())[:30] in " ".join(text.split())) is (which is Shown.NEWER)


def test_lines_that_are_the_same_can_be_left_out() -> None:
    sheet = editions_drawing(Two(usual(), whole=False))(Room(80, 40))
    steps = {row.id for row in sheet.rows if row.id.startswith("step ")}
    assert steps == {f"step {line.step.id}" for line in usual().lines if line.became is not Became.SAME}


def test_changed_words_are_marked_by_more_than_colour() -> None:
    for look in PALETTES:
        assert ink_style(look, Ink.GONE, "paper").strike
        assert ink_style(look, Ink.ADDED, "paper").underline
    inks = {
        bit.ink
        for line in editions_drawing(Two(usual()))(Room(80, 40)).lines
        for bit in line
        if bit.text[:2] in ("[-", "[+")
    }
    assert {Ink.GONE, Ink.ADDED} <= inks


def test_cautions_stand_at_the_top() -> None:
    found = replace(usual(), new=replace(usual().new, only_here=("mark_doubt",)))
    text = shown(Two(found), 80)
    assert text.index("Take care.") < text.index("Older")


def test_the_list_has_a_row_for_each_story_that_differs() -> None:
    found = overview([compared(name) for name in STORIES])
    sheet = overview_drawing(found, "the older", "the newer")(Room(80, 40))
    assert [row.id for row in sheet.rows] == [one.case.id for one in found.found]
    text = " ".join(plain(line) for line in sheet.lines)
    assert "In 4 of 4 stories: Choose a day to look at this again" in text


# The app


def run(
    go: Callable[[EditionsApp, Pilot], Awaitable[None]],
    chosen: str | None = BRUISE,
    size: tuple[int, int] = (80, 24),
    compare=lambda case: compared(case.id),
) -> EditionsApp:
    cases = tuple(story_case(shipped(name)) for name in STORIES)
    first = next((case for case in cases if case.id == chosen), None)
    app = EditionsApp(context(rules()), Editions(compare, cases, "the older", "the newer", first))

    async def drive() -> None:
        async with app.run_test(size=size) as pilot:
            await settle(app, pilot)
            await go(app, pilot)

    asyncio.run(drive())
    if app.guide is not None:
        app.guide.close()
    return app


async def settle(app: EditionsApp, pilot: Pilot) -> None:
    for _ in range(3):
        await pilot.pause()
        await app.workers.wait_for_complete()
    await pilot.pause()


def test_keys_flip_between_the_editions_and_shorten_the_plan() -> None:
    async def go(app: EditionsApp, pilot: Pilot) -> None:
        seen = [screen_text(app)]
        for _ in range(3):
            await pilot.press("e")
            await pilot.pause()
            seen.append(screen_text(app))
        assert [next(one.value for one in Shown if one.value in text) for text in seen] == [
            "both editions",
            "only the older edition",
            "only the newer edition",
            "both editions",
        ]
        before = len(app.screen.main.sheet.rows)
        await pilot.press("o")
        await pilot.pause()
        assert len(app.screen.main.sheet.rows) < before

    run(go)


def test_enter_says_why_a_line_is_there_and_opens_a_passage() -> None:
    async def go(app: EditionsApp, pilot: Pilot) -> None:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WhyScreen)
        await pilot.press("escape", "end", "enter")
        await settle(app, pilot)
        assert isinstance(app.screen, SourceScreen)
        assert "refer every time" in screen_text(app).lower()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, EditionsScreen)

    run(go)


def test_a_story_of_the_list_opens_and_closes_again() -> None:
    async def go(app: EditionsApp, pilot: Pilot) -> None:
        assert isinstance(app.screen, EveryStoryScreen)
        assert "4 of 4 stories differ" in screen_text(app)
        await pilot.press("enter")
        await settle(app, pilot)
        assert isinstance(app.screen, EditionsScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, EveryStoryScreen)
        await pilot.press("escape")

    assert run(go, chosen=None).return_code == 0


def test_a_fault_while_comparing_closes_the_app_and_is_raised() -> None:
    begun = threading.Event()

    def fails(case):
        begun.wait(20)
        raise RuntimeError("a fault")

    cases = (story_case(shipped(BRUISE)),)
    app = EditionsApp(context(rules()), Editions(fails, cases, "a", "b", cases[0]))

    async def drive() -> None:
        async with app.run_test():
            begun.set()
            for _ in range(300):
                if app.stopped_by is not None:
                    return
                await asyncio.sleep(0.02)

    asyncio.run(drive())
    assert str(app.stopped_by) == "a fault"
