"""From a made-up story to two editions of the rules and back: offered where it gives nothing away."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from triage.engine.decide import Decider
from triage.rules.model import RuleSet
from triage.rules.vignettes import Vignette
from triage.training.editions.cases import story_case
from triage.training.editions.comparing import compare
from triage.training.editions.model import Compared, Edition, NoEditionError
from triage.ui.lines import plain
from triage.ui.sheet import Room
from triage.ui.teach.draw.edition_columns import Shown, Two
from triage.ui.teach.draw.editions import editions_drawing
from ui.driving import Driver
from ui.sample import NOW
from ui.teach.lessons import bank, rules, taught
from ui.teach.test_goldens import TO_DEBRIEF

GOLDENS = Path(__file__).parent / "goldens"
NONE = "There is no older edition here.\nName one: triage teach editions --old"


def edition(name: str, rule_set: RuleSet) -> Edition:
    return Edition(name, rule_set, Decider(rule_set, None))


def hold(story: Vignette) -> Compared:
    """Against an edition without the rule about young babies."""
    newer = rules()
    older = replace(newer, rules={name: one for name, one in newer.rules.items() if name not in ("young", "still")})
    return compare(edition("the older ones", older), edition("the newer ones", newer), story_case(story), NOW)


def none(story: Vignette) -> Compared:
    raise NoEditionError(NONE)


def test_the_list_opens_the_story_under_two_editions_and_leads_back() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("e")
        assert driver.place == "EditionsScreen"
        assert "MADE-UP STORY" in driver.text
        assert "It is more urgent in the newer edition." in driver.words
        assert "Only the newer edition says" in driver.words
        await driver.press("escape")
        assert driver.place == "StoriesScreen"

    taught(go, size=(80, 60), editions=hold)


def test_a_story_offers_it_only_after_the_debrief() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("1", "e")
        assert driver.place == "StoryScreen"
        await driver.press("escape", *TO_DEBRIEF, "e")
        assert driver.place == "EditionsScreen"
        await driver.press("escape")
        assert driver.place == "StoryScreen"

    taught(go, editions=hold)


def test_without_an_older_edition_it_says_so_and_how_to_name_one() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("e")
        assert driver.place == "EditionsScreen"
        assert "There is no older edition here." in driver.text
        assert "triage teach editions --old" in driver.text
        await driver.press("e", "o", "enter", "escape")
        assert driver.place == "StoriesScreen"

    taught(go, editions=none)


def test_while_a_room_has_still_to_talk_it_is_not_offered() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("e")
        assert driver.place == "StoriesScreen"

    taught(go, editions=hold, debrief=False)


def test_where_nothing_holds_stories_against_editions_it_is_not_offered() -> None:
    async def go(driver: Driver) -> None:
        await driver.press("e")
        assert driver.place == "StoriesScreen"
        await driver.press("f1")
        assert "older edition" not in driver.words

    taught(go, size=(80, 40))


@pytest.mark.parametrize("shown", Shown)
@pytest.mark.parametrize("width", [80, 100, 140])
def test_the_page_is_as_it_was_kept(width: int, shown: Shown) -> None:
    """To take new ones: TRIAGE_GOLDENS=write pytest tests/ui/teach/test_editions_door.py"""
    kept = GOLDENS / f"editions-{shown.name.lower()}-{width}.txt"
    sheet = editions_drawing(Two(hold(bank().vignettes[0]), shown))(Room(width, 40))
    text = "\n".join(plain(line).rstrip() for line in sheet.lines) + "\n"
    if os.environ.get("TRIAGE_GOLDENS") == "write":
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")
