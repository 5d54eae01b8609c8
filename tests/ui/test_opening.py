"""The first question is shown while the rules are being read, and cannot be left before they are."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from dataclasses import replace

from triage.rules.model import Place, RuleSet
from triage.rules.problems import Problem, RulesRefused
from triage.ui.app import TriageApp
from ui.driving import Driver, context
from ui.sample import sample_rules

RULES = sample_rules()
FIRST = next(question for question in RULES.questions.values() if question.always_ask and question.ask_when is None)
OPENING = replace(RULES, questions={FIRST.id: FIRST}, facts={}, rules={}, steps={}, contacts={}, deadlines={})


class Held:
    """Rules that are not read until they are let go."""

    def __init__(self, wrong: bool = False) -> None:
        self.go = threading.Event()
        self.wrong = wrong

    def load(self) -> RuleSet:
        assert self.go.wait(30)
        if self.wrong:
            raise RulesRefused([Problem(Place("rules/x.yaml", 3, 1), "TR101", "This is wrong.")])
        return RULES


def on_the_first_page(then, held: Held) -> None:
    async def run() -> None:
        app = TriageApp(context(load=held.load, opening=lambda: OPENING))
        async with app.run_test(size=(80, 24)) as pilot:
            driver = Driver(app, pilot)
            try:
                while app.opening is None:
                    await pilot.pause(0.01)
                await pilot.press("1")
                await pilot.pause()
                await then(driver, held)
            finally:
                held.go.set()
                await driver.settle()
        if app.guide is not None:
            app.guide.close()

    asyncio.run(run())


def test_the_first_question_is_there_before_the_rules() -> None:
    async def then(driver: Driver, held: Held) -> None:
        assert driver.app.guide is None
        assert FIRST.ask in driver.words
        assert "left" not in driver.words.split(FIRST.ask)[0]

    on_the_first_page(then, Held())


def test_enter_waits_for_the_rules_and_then_goes_on_with_what_was_picked() -> None:
    async def then(driver: Driver, held: Held) -> None:
        await driver.pilot.press("1", "enter")
        await driver.pilot.pause()
        assert "One moment. The rules are being read" in driver.words
        assert driver.app.case.session.entries == ()
        held.go.set()
        await driver.settle()
        assert [question for question, _ in driver.app.case.session.entries] == [FIRST.id]
        assert driver.app.case.guide is driver.app.guide

    on_the_first_page(then, Held())


def test_what_was_picked_stays_when_the_rules_arrive() -> None:
    async def then(driver: Driver, held: Held) -> None:
        await driver.pilot.press("1")
        held.go.set()
        await driver.settle()
        assert driver.app.case.session.entries == ()
        assert "[x]" in driver.text or "(•)" in driver.text
        assert "One moment" not in driver.words

    on_the_first_page(then, Held())


def test_no_plan_comes_before_the_rules() -> None:
    async def then(driver: Driver, held: Held) -> None:
        for key in ("p", "a", "s", "enter"):
            await driver.pilot.press(key)
            await driver.pilot.pause()
            assert driver.place == "QuestionScreen"
        assert driver.app.case.session.entries == ()

    on_the_first_page(then, Held())


def test_the_emergency_card_is_there_before_the_rules() -> None:
    async def then(driver: Driver, held: Held) -> None:
        await driver.pilot.press("f9")
        await driver.pilot.pause()
        assert "Ring 999 now" in driver.words

    on_the_first_page(then, Held())


def test_refused_rules_show_what_is_wrong_and_the_card_not_a_plan() -> None:
    async def then(driver: Driver, held: Held) -> None:
        await driver.pilot.press("1", "enter")
        held.go.set()
        await driver.settle()
        assert driver.place == "ProblemsScreen"
        assert "1 problem in the rule files" in driver.words
        assert "999" in driver.words
        assert driver.app.case is None

    on_the_first_page(then, Held(wrong=True))


def test_an_opening_that_fails_is_passed_over() -> None:
    def broken() -> RuleSet:
        raise OSError

    async def run() -> None:
        app = TriageApp(context(opening=broken))
        async with app.run_test(size=(80, 24)) as pilot:
            driver = Driver(app, pilot)
            await driver.settle()
            await driver.press("1")
            assert FIRST.ask in driver.words
        if app.guide is not None:
            app.guide.close()

    asyncio.run(run())


def test_the_first_page_needs_neither_what_builds_the_rules_nor_the_engine() -> None:
    code = (
        "import sys\n"
        "from datetime import datetime\n"
        "from triage.locate import data_folder\n"
        "from triage.rules.opening import load_opening\n"
        "from triage.session.session import Session\n"
        "from triage.ui.case import Case\n"
        "from triage.ui.guide import RealGuide\n"
        "import triage.ui.screens.question\n"
        "guide = RealGuide(load_opening(data_folder(), ['england']), datetime.now, opening=True)\n"
        "assert Case(guide).view.page is not None\n"
        "print(*sys.modules)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    later = {"triage.rules.load", "triage.rules.build", "triage.engine.durable", "triage.engine.compile", "jsonschema"}
    assert not later & set(told.stdout.split())
