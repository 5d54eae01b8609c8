"""The shipped demonstrations in the real app over the live rules: every beat finds its screen, to the end."""

from __future__ import annotations

import asyncio
from datetime import datetime
from functools import cache

import pytest

from training.practice import rules
from triage.locate import data_folder
from triage.rules.demonstrations import Demonstration, read_demonstrations
from triage.ui.demo.app import ShownApp
from ui.driving import context

NOW = datetime(2026, 11, 27, 16, 50)


@cache
def shipped() -> dict[str, Demonstration]:
    return {one.id: one for one in read_demonstrations(data_folder(), ["england"], rules())}


@pytest.mark.parametrize("name", list(shipped()))
@pytest.mark.parametrize("size", [(80, 24), (100, 30)], ids=["80x24", "100x30"])
def test_every_beat_is_carried_out_in_the_real_app(name: str, size: tuple[int, int]) -> None:
    walk = shipped()[name]
    app = ShownApp(context(rules(), now=lambda: NOW), walk, 200)

    async def go() -> None:
        async with app.run_test(size=size):
            await app.ready()
            for beat in walk.beats:
                async for key in app.strokes(beat):
                    app.press(key)
                    await app.settle()
                if beat.shows is not None:
                    plan = app.case.plan
                    assert plan.urgency is beat.shows.urgency
                    assert beat.shows.send_as in (None, plan.send_as)
                    assert set(beat.shows.steps) <= {step.id for step in plan.steps}
                if beat.to:
                    assert app.screen.main.cursor == beat.to

    asyncio.run(go())
    if app.guide is not None:
        app.guide.close()
