"""Each page of the workbench, letter by letter. After a change: TRIAGE_GOLDENS=write pytest tests/ui/test_workbench_pages.py"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rich.cells import cell_len

from ui.editing import Editing, editing
from ui.test_workbench import TO_RULE

FOLDER = Path(__file__).parent / "goldens" / "workbench"
SMALL, WIDE = (80, 24), (160, 48)
PAGES = {
    "workbench-topics": ((), SMALL),
    "workbench-topic": (("enter",), SMALL),
    "workbench-search": (tuple("hurt"), WIDE),
    "workbench-rule": (TO_RULE, SMALL),
    "workbench-rule-wide": (TO_RULE, WIDE),
    "workbench-guidance": ((*TO_RULE, "2"), SMALL),
    "workbench-scenarios": ((*TO_RULE, "3"), SMALL),
    "workbench-users": ((*TO_RULE, "4"), SMALL),
    "workbench-try": ((*TO_RULE, "t"), SMALL),
    "workbench-holds": ((*TO_RULE, "m"), WIDE),
    "workbench-answer": ((*TO_RULE, "t", "enter"), SMALL),
    "workbench-problems": (("f7",), SMALL),
}


@pytest.mark.parametrize("name", PAGES)
def test_page(tmp_path, name):
    keys, size = PAGES[name]

    async def go(driver: Editing) -> None:
        for key in keys:
            await driver.press(key)
        await driver.settle()
        shown = driver.text
        assert max(map(cell_len, shown.splitlines())) <= size[0]
        path = FOLDER / f"{name}.txt"
        if os.environ.get("TRIAGE_GOLDENS") == "write":
            path.write_text(shown, encoding="utf-8")
        assert shown == path.read_text(encoding="utf-8")

    editing(tmp_path, go, size, door=True)
