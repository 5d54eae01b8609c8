"""A demonstration on the sample rules, and the player driven by real keys."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from textual.pilot import Pilot

from triage.rules.answers import chosen, number, ticked
from triage.rules.demonstrations import Beat, Demonstration
from triage.rules.model import Place
from triage.ui.demo.player import DemoApp
from ui.driving import context

HERE = Place("rules/sample/demonstrations.yaml", 3, 5)


def beat(say: str = "", **more) -> Beat:
    return Beat(say, HERE, **more)


BEATS = (
    beat("A baby of four weeks."),
    beat("It begins with danger.", do="new"),
    beat("Nothing now.", answers=(("danger", ticked()),)),
    beat("Who, and what.", answers=(("role", chosen("gp")), ("worry", ticked("kind 1", "kind 12")))),
    beat("Four weeks old.", answers=(("weeks", number(4)),)),
    beat("Ring within the hour.", do="plan"),
    beat("The form comes after.", to="send-form"),
    beat("", do="why"),
    beat("Then she is hurt.", do="close"),
    beat("Danger again.", do="danger"),
    beat("So it is said.", answers=(("danger", ticked("hurt now")),)),
    beat("Now it is 999.", do="plan"),
)
WALK = Demonstration("baby", "A baby", "It shows a baby.", ("topic",), BEATS, HERE, "sample")
OTHER = Demonstration("other", "Something else", "Only words.", ("topic",), (beat("Words."),), HERE, "sample")


def show(
    go: Callable[[DemoApp, Pilot], Awaitable[None]],
    chosen: Demonstration | None = WALK,
    speed: int = 1000,
    size: tuple[int, int] = (80, 24),
    **more,
) -> DemoApp:
    """Run ``go`` while the app plays."""
    app = DemoApp(context(**more), [WALK, OTHER], chosen, speed)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await app.ready()
            await pilot.pause()
            await go(app, pilot)

    asyncio.run(run())
    if app.guide is not None:
        app.guide.close()
    return app
