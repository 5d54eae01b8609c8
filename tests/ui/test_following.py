"""Rule files edited while the app is open: checked first, the last good ones stay, a worry keeps its version."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from pathlib import Path

import pytest

from policy.watch.changing import RULES, change, small_rules
from triage.rules.load import load
from triage.ui.app import TriageApp
from triage.ui.following import told
from ui.driving import Driver, context
from ui.editing import TODAY, Editing, editing

HARM = "How serious is it, in your view?"
NEW_HARM = "How bad is it, do you think?"
TO_HARM = ("1", "n", "enter", "5", "enter")
"""From the start page to the page on harm."""


def test_a_new_worry_uses_a_change_and_the_one_that_was_begun_does_not(tmp_path: Path) -> None:
    async def go(driver: Editing) -> None:
        await driver.press(*TO_HARM)
        assert HARM in driver.text
        before = driver.text
        driver.edit(HARM, NEW_HARM)
        await driver.look()
        newest, kept = driver.app.guide, driver.app.case.guide
        assert newest is not None
        assert newest is not kept
        assert "rules changed: new worries use England 1.0 (" in driver.text
        assert driver.text.splitlines()[1:] == before.splitlines()[1:]  # nothing else moved
        await driver.press("2", "enter", "a")
        assert HARM in driver.text
        assert NEW_HARM not in driver.text
        await driver.press("b", "p", "ctrl+n", "2", "n", "enter", "5", "enter")
        assert NEW_HARM in driver.text
        assert "rules changed" not in driver.text

    editing(tmp_path, go)


def test_no_answer_and_no_draft_is_lost_by_a_change(tmp_path: Path) -> None:
    async def go(driver: Editing) -> None:
        await driver.press("1", "1", "2")
        driver.edit(HARM, NEW_HARM)
        await driver.look()
        assert driver.text.count("[x]") == 2
        await driver.press("enter")
        entries = driver.app.case.session.entries
        assert [answer.values for _, answer in entries] == [("hurt now", "left alone")]

    editing(tmp_path, go)


def test_a_broken_file_leaves_the_last_good_rules_and_shows_the_line_and_a_caret(tmp_path: Path) -> None:
    async def go(driver: Editing) -> None:
        await driver.press(*TO_HARM)
        driver.edit("harm_level: needs help", "harm_levl: needs help")
        await driver.look()
        assert "a rule file has a problem: the last good rules stay" in driver.text
        await driver.press("f6")
        assert driver.place == "FilesScreen"
        assert "rules/england/core/rules.yaml:" in driver.text
        line = next(one for one in driver.text.splitlines() if "{ harm_levl: needs help }" in one)
        caret = driver.text.splitlines()[driver.text.splitlines().index(line) + 1]
        assert caret.strip() == "^"
        assert line.index("harm_levl") == caret.index("^")
        driver.edit("harm_levl: needs help", "harm_level: needs help")
        await driver.look()
        assert "and fine" in driver.text
        await driver.press("f6")
        assert HARM in driver.text
        assert "problem" not in driver.text

    editing(tmp_path, go)


def test_a_file_that_vanishes_for_a_moment_is_not_missed(tmp_path: Path) -> None:
    async def go(driver: Editing) -> None:
        away = tmp_path / "away.yaml"
        (tmp_path / RULES).rename(away)
        await driver.look(1)
        (tmp_path / RULES).write_bytes(away.read_bytes())
        await driver.look(3)
        assert driver.app.news is not None
        assert not driver.app.news.broken
        assert driver.app.guide is driver.app.in_use

    editing(tmp_path, go)


def test_a_folder_that_is_taken_away_leaves_the_worry_as_it_is(tmp_path: Path) -> None:
    async def go(driver: Editing) -> None:
        await driver.press(*TO_HARM)
        (tmp_path / "rules").rename(tmp_path / "elsewhere")
        await driver.look()
        assert "the last good rules stay" in driver.text
        await driver.press("1", "enter", "p")
        assert "Ring children's social care" in driver.words

    editing(tmp_path, go)


def test_a_change_that_only_check_refuses_is_not_taken_up(tmp_path: Path) -> None:
    async def go(driver: Editing) -> None:
        good = driver.app.guide
        driver.edit("when: always", "when: { harm_level: needs help }")  # loads, but there is no floor any more
        await driver.look()
        assert load(tmp_path, ["england"], TODAY)
        assert driver.app.news is not None
        assert driver.app.news.broken
        assert driver.app.guide is good

    editing(tmp_path, go)


def test_rules_that_were_refused_at_the_start_are_taken_up_once_they_are_good(tmp_path: Path) -> None:
    async def go(driver: Editing) -> None:
        assert "The rules cannot be used" in driver.words
        driver.edit("harm_levl: needs help", "harm_lvel: needs help")
        await driver.look()
        assert "harm_lvel" in driver.words
        await driver.press("f9")
        driver.edit("harm_lvel: needs help", "harm_level: needs help")
        await driver.look()
        await driver.press("f9")
        assert driver.place == "StartScreen"
        await driver.press(*TO_HARM)
        assert HARM in driver.text
        await driver.press("q", "2")

    app = editing(tmp_path, go, (80, 40), lambda: change(tmp_path, "harm_level: needs help", "harm_levl: needs help"))
    assert app.return_code == 0


def test_the_start_page_tells_of_a_change_and_of_a_problem(tmp_path: Path) -> None:
    async def go(driver: Editing) -> None:
        driver.edit(HARM, NEW_HARM)
        await driver.look()
        assert "read again at 17:05" in driver.words
        driver.edit("harm_level: needs help", "harm_levl: needs help")
        await driver.look()
        assert "A rule file has a problem since 17:05. The last good rules stay. F6 shows it." in driver.words

    editing(tmp_path, go, size=(80, 40))


def test_saving_a_file_as_it_was_changes_nothing(tmp_path: Path) -> None:
    async def go(driver: Editing) -> None:
        good = driver.app.guide
        driver.edit(HARM, HARM)
        await driver.look()
        assert driver.app.guide is good
        assert driver.app.news is not None

    editing(tmp_path, go)


def test_many_changes_leave_no_engine_behind(tmp_path: Path) -> None:
    closed: list[object] = []

    async def go(driver: Editing) -> None:
        make = driver.app.follower._make_guide

        def noted(rule_set):
            guide = make(rule_set)
            close = guide.close
            guide.close = lambda: (closed.append(guide), close())
            return guide

        driver.app.follower._make_guide = noted
        asks = [HARM, "One?", "Two?", "Three?"]
        for old, new in pairwise(asks):
            driver.edit(old, new)
            await driver.look()
        assert len(closed) == 2
        await driver.press(*TO_HARM)
        assert "Three?" in driver.text

    editing(tmp_path, go)


def test_without_being_asked_to_the_files_are_not_followed() -> None:
    async def run() -> None:
        app = TriageApp(context())
        async with app.run_test(size=(80, 24)) as pilot:
            driver = Driver(app, pilot)
            await driver.settle()
            assert app.follower is None
            await driver.press("f6")
            assert driver.place == "StartScreen"
            await driver.press("f1")
            assert "F6" not in driver.text
        assert app.guide is not None
        app.guide.close()

    asyncio.run(run())


@pytest.mark.parametrize("where", ["f9", "f10", "c", "g", "ctrl+p"])
def test_a_change_while_another_page_is_open_moves_nothing_there(tmp_path: Path, where: str) -> None:
    async def go(driver: Editing) -> None:
        await driver.press("1", where)
        before = driver.text.splitlines()[1:]
        driver.edit(HARM, NEW_HARM)
        await driver.look()
        assert driver.text.splitlines()[1:] == before

    editing(tmp_path, go)


def test_versions_alike_are_told_apart(tmp_path: Path) -> None:
    small_rules(tmp_path)
    one = load(tmp_path, ["england"], TODAY)
    change(tmp_path, HARM, NEW_HARM)
    other = load(tmp_path, ["england"], TODAY)
    assert told(one, None) == told(one, one) == "England 1.0"
    assert told(one, other) != told(other, one)
    change(tmp_path, 'version: "1.0"', 'version: "1.1"', "rules/england/pack.yaml")
    assert told(load(tmp_path, ["england"], TODAY), one) == "England 1.1"
