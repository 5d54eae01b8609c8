"""What the Teach door remembers: which stories are listed and in which order, the tries, and the rules they rest on."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.rules.model import Place
from triage.rules.problems import Problem, RulesRefused
from triage.rules.vignettes import DIFFICULTIES
from triage.training.given import rules_choice
from triage.training.mark import mark
from triage.ui.guide import RealGuide
from triage.ui.teach.classroom import LEVELS, Classroom
from ui.driving import Driver, opened
from ui.sample import NOW
from ui.teach.lessons import bank, lessons, rules, taught, trainer
from ui.test_hostile import GROUPS, TEXTS, assert_harmless


class NoApp:
    """The classroom asks nothing of the app while stories are only chosen."""


def room(**more) -> Classroom:
    made = Classroom(NoApp(), lessons(**more))
    made.trainer = trainer()
    return made


def names(made: Classroom) -> list[str]:
    return [one.id for one in made.stories]


@given(st.sampled_from(["", "topic", "second"]), st.sampled_from(LEVELS), st.one_of(st.none(), st.integers(0, 999_999)))
def test_what_is_listed_is_every_story_that_fits_and_no_other(topic, level, seed):
    made = room()
    made.only(topic=topic, level=level)
    if seed is not None:
        made.draw(seed)
    wanted = [
        one.id for one in bank().vignettes if (not topic or topic in one.topics) and level in ("", one.difficulty)
    ]
    assert sorted(names(made)) == sorted(wanted)
    if seed is None:
        assert names(made) == wanted
    again = room(seed=seed)
    again.only(topic=topic, level=level)
    assert names(again) == names(made)


def test_how_hard_goes_round_in_a_circle():
    made = room()
    seen = []
    for _ in LEVELS:
        made.next_level()
        seen.append(made.level)
    assert seen == [*DIFFICULTIES, ""]


def test_the_next_story_is_the_next_of_the_list_and_there_is_none_after_the_last():
    made = room()
    first, second, third = made.stories
    assert made.after(first) == second
    assert made.after(third) is None
    assert made.place_of(second) == (2, 3)
    made.only(level="hard")
    assert made.after(first) == third, "it is no longer in the list: the list begins"
    assert made.place_of(first) == (1, 1)


def test_topics_are_those_that_have_stories_with_how_many():
    assert room().topics() == {"topic": 2, "second": 2}


def test_stories_asked_for_by_name_stay_in_that_order_until_others_are_listed():
    made = room(chosen=("hurt-at-home", "not-there", "a-small-mark"))
    assert names(made) == ["hurt-at-home", "a-small-mark"]
    assert made.named
    made.only(level="easy")
    assert not made.named
    assert names(made) == ["a-small-mark"]


def test_tries_are_remembered_and_what_is_kept_counts_for_more():
    made = room()
    story = made.stories[0]
    assert made.tries(story) is None
    marked = mark(trainer(), story, rules_choice(trainer(), story))
    assert made.tried(marked).count == 1
    assert made.tried(marked).count == 2
    kept = replace(made.tries(story), count=9)
    telling = room(tell=lambda _marked: kept)
    assert telling.tried(marked).count == 9
    assert telling.tries(story) is kept


# The rules and the files


def test_files_that_cannot_be_used_are_told_with_their_places_and_read_once():
    reads: list[int] = []
    wrong = [True]

    def read(_rules):
        reads.append(1)
        if wrong[0]:
            raise RulesRefused([Problem(Place("rules/x/vignettes.yaml", 3, 1), "TR101", "This is wrong.")])
        return bank()

    async def run() -> None:
        async with opened((80, 24), rules(), lessons=replace(lessons(), bank=read)) as driver:
            await driver.settle()
            assert "rules/x/vignettes.yaml:3:1" in driver.text
            assert "This is wrong." in driver.words
            assert "Everything else works as ever." in driver.words
            await driver.press("enter", "p", "t")
            assert driver.place == "StoriesScreen"
            assert len(reads) == 1, "not again and again"
            wrong[0] = False
            await driver.press("escape", "p")
            await driver.settle()
            assert "3 stories" in driver.words
            driver.app.end_lessons()

    asyncio.run(run())


def test_new_rules_are_taken_up_with_their_stories():
    async def go(driver: Driver) -> None:
        made = driver.app.classroom_here()
        old = made.trainer
        await driver.press("escape")
        newer = RealGuide(replace(rules(), hash="other"), lambda: NOW)
        driver.app.take_newer(newer, _News())
        driver.app.open_teach()
        await driver.settle()
        assert made.trainer is not old
        assert made.trainer.rule_set.hash == "other"
        assert "3 stories" in driver.words

    taught(go)


class _News:
    """Rules were read again, and are good."""

    broken = changed = unread = False
    problems = warnings = ()
    at = NOW


# Text from the files


@pytest.mark.parametrize("group", GROUPS)
def test_hostile_stories_are_shown_as_they_are_and_the_app_goes_on(group):
    text = " ".join(TEXTS[name] for name in group.split())

    async def go(driver: Driver) -> None:
        for keys in ((), ("t",), ("escape", "1"), ("enter",), ("1", "enter"), ("1", "enter"), ("1", "enter"),
                     ("1", "enter"), ("5", "enter"), ("w",), ("escape", "x"), ("1",), ("escape", "escape", "p"),
                     ("n",), *((("enter",),) * 7)):  # fmt: skip
            await driver.press(*keys)
            assert_harmless(driver)
        assert driver.app.is_running

    taught(go, say=lambda said: f"{text} {said} {text}")
