"""The Teach door, letter by letter. To take new ones: TRIAGE_GOLDENS=write pytest tests/ui/teach/test_goldens.py"""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from ui.driving import Driver
from ui.kept import assert_kept
from ui.teach.lessons import taught

FOLDER = Path(__file__).parent / "goldens" / "stories"
SIZES = {"80x24": (80, 24), "100x30": (100, 30), "60x20": (60, 20), "150x40": (150, 40)}
ON = "enter"
TO_DEBRIEF = ("1", ON, "3", ON, "1", ON, "1", ON, "1", ON, "7", "0", ON)
TEACH = {
    "list": (),
    "topics": ("t",),
    "story": ("1",),
    "how-soon": ("1", ON, "3"),
    "debrief": TO_DEBRIEF,
    "what-if": (*TO_DEBRIEF, "x"),
}
SHOW = {
    "room-title": (),
    "room-story": (ON,),
    "room-question": (ON,) * 2,
    "room-vote": (*(ON,) * 4, "3", "3", "2"),
    "room-answer": (*(ON,) * 4, "3", "3", "2", ON),
    "room-why": (ON,) * 6,
    "room-first": (ON,) * 10,
    "room-both-plans": ("x", "3", "backspace", "4", "0", ON),
}
AT = [
    *((name, size) for name in TEACH for size in ("80x24", "150x40")),
    *((name, size) for name in SHOW for size in ("100x30", "80x24", "60x20")),
]


@pytest.mark.parametrize(("name", "size"), AT, ids=[f"{name}-{size}" for name, size in AT])
def test_the_screen_is_as_it_was_kept(name, size):
    shown: list[str] = []

    async def go(driver: Driver) -> None:
        await driver.press(*(TEACH | SHOW)[name])
        if driver.app.screen.query("#pressed"):
            driver.app.screen.forget_key()
            await driver.settle()
        shown.append(driver.text)

    taught(go, SIZES[size], projector=name in SHOW)
    assert_kept(FOLDER / f"{name}-{size}.txt", shown[0])


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_no_kept_screen_is_wider_or_longer_than_its_terminal_or_unmarked(path):
    width, height = SIZES[path.stem.rpartition("-")[2]]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= height
    assert all(cell_len(line) <= width for line in lines)
    assert "F9 999" in lines[-1]
    assert "F10 blank" in lines[-1]
    assert any("MADE-UP STORY: practice" in line for line in lines)


def test_no_golden_is_left_over():
    assert {path.stem for path in FOLDER.glob("*.txt")} == {f"{name}-{size}" for name, size in AT}
