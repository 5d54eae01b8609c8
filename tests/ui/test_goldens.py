"""Each screen, letter by letter. To take new ones after a change: TRIAGE_GOLDENS=write pytest tests/ui/test_goldens.py"""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from ui.driving import TO_PLAN, TO_WEEKS, TO_WORRY, Driver, drive
from ui.kept import assert_kept

FOLDER = Path(__file__).parent / "goldens"
SIZES = {"80x24": (80, 24), "160x48": (160, 48), "60x20": (60, 20)}
SCREENS = {
    "start": (),
    "danger": ("1",),
    "danger-ticked": ("1", "2", "u"),
    "problem": ("1", "enter"),
    "long-page": (*TO_WORRY, "2"),
    "number": (*TO_WEEKS, "4"),
    "plan": TO_PLAN,
    "plan-in-full": (*TO_PLAN, "space", "o"),
    "emergency": ("1", "1", "enter", "p"),
    "so-far": ("1", "n", "enter", "p"),
    "why": (*TO_PLAN, "w"),
    "why-not": (*TO_PLAN, "n"),
    "what-if": (*TO_PLAN, "x"),
    "passage": (*TO_PLAN, "g"),
    "answers": (*TO_PLAN, "a"),
    "fuller": (*TO_PLAN, "f"),
    "contacts": ("c", "down", "down"),
    "guidance": ("g",),
    "card": ("f9",),
    "help": (*TO_PLAN, "h"),
    "palette": ("1", "ctrl+p"),
    "leaving": ("1", "n", "enter", "q"),
}
AT = [(name, size) for name in SCREENS for size in SIZES if size != "60x20" or name in ("long-page", "plan", "danger")]


@pytest.mark.parametrize(("name", "size"), AT, ids=[f"{name}-{size}" for name, size in AT])
def test_the_screen_is_as_it_was_kept(name, size):
    shown: list[str] = []

    async def go(driver: Driver) -> None:
        await driver.press(*SCREENS[name])
        shown.append(driver.text)

    drive(go, size=SIZES[size])
    assert_kept(FOLDER / f"{name}-{size}.txt", shown[0])


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_no_kept_screen_is_wider_or_longer_than_its_terminal_or_without_the_way_to_help(path):
    width, height = SIZES[path.stem.rpartition("-")[2]]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= height
    assert all(cell_len(line) <= width for line in lines)
    assert "F9 999" in lines[-1]
    assert "F10 blank" in lines[-1]


def test_no_golden_is_left_over():
    assert {path.stem for path in FOLDER.glob("*.txt")} == {f"{name}-{size}" for name, size in AT}
