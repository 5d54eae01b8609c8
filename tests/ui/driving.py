"""Opens the app on the sample rules and drives it by real keys."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from textual.pilot import Pilot

from triage.rules.model import RuleSet
from triage.ui.app import AppContext, TriageApp
from ui.sample import NOW, sample_rules
from ui.screen_text import screen_text


@dataclass
class Driver:
    """The app with its pilot."""

    app: TriageApp
    pilot: Pilot[Any]

    async def press(self, *keys: str) -> None:
        """Press keys, one after another, and let the app settle."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, words: str) -> None:
        """Type words."""
        await self.press(*("space" if letter == " " else letter for letter in words))

    async def settle(self) -> None:
        """Wait until workers are done and the screen is painted."""
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    @property
    def text(self) -> str:
        """What is on the screen."""
        return screen_text(self.app)

    @property
    def words(self) -> str:
        """What is on the screen, without regard to where its lines break."""
        return " ".join(self.text.split())

    @property
    def place(self) -> str:
        """Which screen is in front."""
        return type(self.app.screen).__name__


def context(rule_set: RuleSet | None = None, **more: Any) -> AppContext:
    rules = rule_set or sample_rules()
    return AppContext(**({"load": lambda: rules, "now": lambda: NOW} | more))


@asynccontextmanager
async def opened(
    size: tuple[int, int] = (80, 24), rule_set: RuleSet | None = None, **more: Any
) -> AsyncIterator[Driver]:
    """The app, with its rules read, on the start page."""
    app = TriageApp(context(rule_set, **more))
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        yield driver
    if app.guide is not None:
        app.guide.close()


def drive(
    go: Callable[[Driver], Awaitable[None]],
    size: tuple[int, int] = (80, 24),
    rule_set: RuleSet | None = None,
    **more: Any,
) -> None:
    """Run ``go`` with the app open."""

    async def run() -> None:
        async with opened(size, rule_set, **more) as driver:
            await go(driver)

    asyncio.run(run())


DANGER_NONE = ("n", "enter")
TO_WORRY = ("1", *DANGER_NONE, "1", "enter")
"""From the start page to the page with 22 worries."""
TO_WEEKS = (*TO_WORRY, "1", "enter")
TO_PLAN = (*TO_WEEKS, "4", "enter")
"""To a plan to act on now, since the baby is four weeks old."""
