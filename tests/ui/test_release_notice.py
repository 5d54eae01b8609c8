"""When the chosen release is refused, the start page says so calmly, the card is a key away, and there is a plan."""

from __future__ import annotations

from pathlib import Path

from release.making import SMALL, TODAY, shelf_in, small_release
from triage.policy.release.choose import choices
from triage.rules.load import load
from ui.driving import Driver, drive


def damaged(tmp_path: Path):
    """The rules used instead of a release that was changed on the disk, with what must be told."""
    shelf = shelf_in(tmp_path)
    installed = shelf.install(small_release())
    path = installed.folder / "rules" / "england" / "core" / "rules.yaml"
    path.write_bytes(path.read_bytes().replace(b"urgency: now", b"urgency: days"))
    found, _ = choices(shelf, SMALL, installed.hash, ("westshire",), TODAY)
    rules = load(found[0].folder, ["westshire"], TODAY)
    return {"load": lambda: rules, "notice": lambda: found[0].notice}


def test_the_start_page_says_what_is_wrong_what_is_used_and_what_to_do(tmp_path: Path) -> None:
    async def go(driver: Driver) -> None:
        assert "Take care. Release 1.1 is damaged: rules/england/core/rules.yaml was changed." in driver.words
        assert "the rules that came with the program are used" in driver.words
        assert "send it again" in driver.words
        assert "England 1.0" in driver.words

    drive(go, size=(80, 30), **damaged(tmp_path))


def test_the_card_and_a_new_worry_are_a_key_away(tmp_path: Path) -> None:
    async def go(driver: Driver) -> None:
        await driver.press("f9")
        assert "Ring 999 now" in driver.words
        await driver.press("escape", "1")
        assert driver.place == "QuestionScreen"

    drive(go, **damaged(tmp_path))


def test_the_plan_says_it_too(tmp_path: Path) -> None:
    """Somebody may pass the start page in a second, and a plan is copied without it."""

    async def go(driver: Driver) -> None:
        await driver.press("1", "1", "enter", "p")
        assert driver.place == "PlanScreen"
        assert "Take care. Release 1.1 is damaged" in driver.words

    drive(go, size=(80, 60), **damaged(tmp_path))


def test_what_to_do_first_stays_on_a_small_screen(tmp_path: Path) -> None:
    """The notice comes after the menu, so that it never pushes the way in or 999 off the screen."""

    async def go(driver: Driver) -> None:
        assert "ring 999" in driver.words
        assert "New worry" in driver.words
        assert "Take care." in driver.words

    drive(go, size=(80, 24), **damaged(tmp_path))


def test_nothing_is_said_when_nothing_is_wrong() -> None:
    async def go(driver: Driver) -> None:
        assert "Take care" not in driver.words

    drive(go)
