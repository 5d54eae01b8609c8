"""The app on rules in a folder that the test edits, with the clock of its watcher in the test's hand."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from pathlib import Path

from policy.watch.changing import RULES, change, small_rules
from triage.policy.watching import PATIENCE, Watcher, stamps
from triage.rules.checking import check
from triage.rules.load import load
from triage.ui.app import TriageApp
from triage.ui.guide import Door, Live
from ui.driving import Driver, context
from ui.sample import NOW

TODAY: date = NOW.date()


class Editing(Driver):
    """The app with its pilot, the folder and the clock. ``edited`` is how the editor was last started."""

    folder: Path
    time = 0.0
    edited: Sequence[str] = ()
    typing: Callable[[], None] = staticmethod(lambda: None)

    def run(self, command: Sequence[str]) -> int:
        """Stand in for an editor: note how it was started, and do what ``typing`` does."""
        self.edited = command
        self.typing()
        return 0

    def edit(self, old: str, new: str, file: str = RULES) -> None:
        change(self.folder, old, new, file)

    async def look(self, times: int = 2) -> None:
        """Let the app look at its files, often enough for a change to settle."""
        for _ in range(times):
            self.time += PATIENCE + 1
            assert self.app.follower is not None
            self.app.follower.look()
            await self.settle()


def editing(
    folder: Path,
    go: Callable[[Editing], Awaitable[None]],
    size: tuple[int, int] = (80, 24),
    before: Callable[[], None] = lambda: None,
    door: bool = False,
    **more: object,
) -> TriageApp:
    """Run ``go`` with the app open on a copy of the small rules, on which ``before`` was done.

    ``door``: with a workbench, opened at once unless ``more`` says otherwise. ``more`` is for the door.
    """
    small_rules(folder)
    before()
    driver: Editing

    def live() -> Live:
        return Live(Watcher(lambda: stamps(folder), lambda: driver.time), lambda: check(folder, TODAY), every=None)

    there = {"environment": {"EDITOR": "true"}, "first": True, "run": lambda command: driver.run(command)}
    opened = Door(lambda: folder, live, **(there | more)) if door else None  # type: ignore[arg-type]
    app = TriageApp(context(load=lambda: load(folder, ["england"], TODAY), live=live, door=opened))

    async def run() -> None:
        nonlocal driver
        async with app.run_test(size=size) as pilot:
            driver = Editing(app, pilot)
            driver.folder = folder
            await driver.settle()
            await go(driver)
        for guide in (app.guide, app.in_use):
            if guide is not None:
                guide.close()

    driver = Editing(app, None)  # type: ignore[arg-type]
    asyncio.run(run())
    return app
