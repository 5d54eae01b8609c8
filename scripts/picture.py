"""Draws the pictures in the README from the app itself: ``python scripts/picture.py`` writes docs/screen-*.svg.

The clock is fixed, so the same rules always give the same pictures.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from triage.policy.watching import Watcher, stamps
from triage.rules.checking import check
from triage.rules.load import load
from triage.rules.model import RuleSet
from triage.rules.vignettes import read_bank
from triage.ui.app import AppContext, TriageApp
from triage.ui.guide import Door, Lessons, Live

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 11, 27, 16, 50)
SIZE = (128, 36)
ROOM = (100, 30)
"""What a projector usually shows of a terminal."""
PACKS = ("england", "gloucestershire")
WALK = (
    ("danger", ("none of these",)),
    ("situation", ("worried",)),
    ("role", ("nurse midwife or health visitor",)),
    ("worry", ("physical",)),
    ("injury_about", ("cannot move alone",)),
)
"""A bruise on a baby who cannot move about yet. The last page is the one in the first picture."""
WHAT_IF = (("injury_about", ("cannot move alone",)),)
FONTS = "'DejaVu Sans Mono', Menlo, Consolas, monospace"


def tidied(svg: str) -> str:
    """The picture without addresses of fonts elsewhere: it is drawn with a font the reader has."""
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family:\s*[^;]*;", f"font-family: {FONTS};", svg)
    return re.sub(r"\n\s*\n+", "\n", svg) + "\n"


async def pictures() -> dict[str, str]:
    """The pictures by name."""
    rule_set = load(ROOT, PACKS, NOW.date())
    app = TriageApp(AppContext(load=lambda: rule_set, now=lambda: NOW))
    drawn: dict[str, str] = {}
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("1")
        for question, values in WALK:
            await _pick(app, pilot, question, values)
            if question == WALK[-1][0]:
                drawn["screen-question"] = tidied(app.export_screenshot())
            await pilot.press("enter")
            await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
        drawn["screen-plan"] = tidied(app.export_screenshot())
    if app.guide is not None:
        app.guide.close()
    return drawn | {"screen-workbench": await _workbench(rule_set), "screen-projector": await _projector(rule_set)}


async def _projector(rule_set: RuleSet) -> str:
    """What if, in front of a room: one answer of a story changed, with both plans side by side."""
    lessons = Lessons(
        lambda rules: read_bank(ROOT, [pack.id for pack in rules.packs], rules),
        lambda: 0,
        chosen=("a-shin-like-any-toddlers",),
        first=True,
        projector=True,
    )
    app = TriageApp(AppContext(load=lambda: rule_set, now=lambda: NOW, lessons=lessons))
    async with app.run_test(size=ROOM) as pilot:
        await _settled(app, pilot)
        await pilot.press("x")
        await _settled(app, pilot)
        for question, values in WHAT_IF:
            rows = {row.id: row.key for row in app.screen.main.sheet.rows}
            await pilot.press(rows[question])
            await pilot.pause()
            rows = {row.id: row.key for row in app.screen.main.sheet.rows}
            await pilot.press(*(rows[value] for value in values), "enter")
            await _settled(app, pilot)
        app.screen.forget_key()
        await pilot.pause()
        drawn = tidied(app.export_screenshot())
    app.end_lessons()
    if app.guide is not None:
        app.guide.close()
    return drawn


async def _settled(app: TriageApp, pilot: Any) -> None:
    """Wait until nothing is being worked out any more."""
    for _ in range(3):  # a thread may start another
        await app.workers.wait_for_complete()
        await pilot.pause()


async def _workbench(rule_set: RuleSet) -> str:
    """A rule on the workbench, with answers tried beside it."""

    def live() -> Live:
        return Live(Watcher(lambda: stamps(ROOT), lambda: 0.0), lambda: check(ROOT, NOW.date()), every=None)

    door = Door(lambda: ROOT, live, {}, first=True)
    app = TriageApp(AppContext(load=lambda: rule_set, now=lambda: NOW, live=live, door=door))
    async with app.run_test(size=SIZE) as pilot:
        for keys in ((), tuple("mobile"), ("enter",), ("m",), ("1",)):
            await pilot.press(*keys)
            await _settled(app, pilot)
        drawn = tidied(app.export_screenshot())
    if app.guide is not None:
        app.guide.close()
    return drawn


async def _pick(app: TriageApp, pilot: object, question: str, values: Sequence[str]) -> None:
    """Press the keys of these answers on the page that asks ``question``."""
    page = app.case.view.page if app.case is not None else None
    if page is None or page.question != question:
        raise SystemExit(f"The walk no longer fits the rules: {question} was expected.")
    rows = {row.id: row.key for row in app.screen.main.sheet.rows}
    await pilot.press(*(rows[value] for value in values))
    await pilot.pause()


def main() -> None:
    """Write the pictures."""
    for name, svg in asyncio.run(pictures()).items():
        path = ROOT / "docs" / f"{name}.svg"
        path.write_text(svg, encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
