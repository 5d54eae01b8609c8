"""Text from a rule file, a guidance file or a person is shown as it is: never obeyed, never markup."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from triage.rules.model import Place
from triage.rules.problems import Problem, RulesRefused
from triage.ui.widgets.painted import Painted
from ui.driving import Driver, drive
from ui.sample import sample_rules
from ui.walks import WALKS

TEXTS = {
    "action": "[@click=app.quit]press me[/]",
    "closing": "see [/b] and [/]",
    "speech": "he said [I hate you]",
    "link": "[link=https://example.invalid]here[/link]",
    "clipboard": "\x1b]52;c;QUJD\x07after",
    "colour": "\x1b[31mred\x1b[0m and \x9b31m",
    "bidi": "\u202edlihc\u202c \u2066x\u2069",
    "hidden": "a\u200bb\ufeffc\u00add",
    "surrogate": "half \ud83d letter",
    "lines": "one\r\ntwo\x0bthree\x85four",
    "template": "{lead} $x %s {{ x }} ${y}",
    "wide": "日本語のテキスト" * 6,
    "marks": "Z\u0351\u0352\u0353\u0354\u0355\u0356\u0357a" * 4,
}


def assert_harmless(driver: Driver) -> str:
    """Nothing painted is obeyed by a terminal, clickable or a link. Gives all that is painted."""
    painted = []
    for widget in driver.app.screen.query(Painted):
        for y in range(widget.size.height):
            for text, style, control in widget.render_line(y):
                assert control is None
                assert all(letter.isprintable() for letter in text), repr(text)
                assert style is None or (style.link is None and not style.meta)
                painted.append(text)
    return "".join(painted)


GROUPS = ["action closing speech link", "clipboard colour bidi", "hidden surrogate lines", "template wide marks"]


@pytest.mark.parametrize("group", GROUPS)
def test_every_screen_shows_hostile_rules_and_goes_on(group):
    text = " ".join(TEXTS[name] for name in group.split())

    async def go(driver: Driver) -> None:
        for keys in (WALKS["start"], WALKS["danger"], ("b",), ("c", "down", "escape"), ("g", "down", "escape")):
            await driver.press(*keys)
            assert_harmless(driver)
        await driver.press("ctrl+n", *(("2",) if driver.place == "SureScreen" else ()))
        assert driver.app.is_running

    drive(go, rule_set=sample_rules(lambda said: f"{text} {said} {text}"))


@pytest.mark.parametrize("keys", WALKS.values(), ids=WALKS)
def test_every_screen_shows_square_brackets_as_they_are(keys):
    everything = " ".join(TEXTS.values())

    async def go(driver: Driver) -> None:
        await driver.press(*keys)
        assert_harmless(driver)
        assert driver.app.is_running
        assert driver.app.return_code is None

    drive(go, size=(160, 48), rule_set=sample_rules(lambda said: f"{said} {everything}"))


def test_brackets_are_shown_letter_by_letter():
    async def go(driver: Driver) -> None:
        await driver.press("1")
        assert "he said [I hate you]" in assert_harmless(driver)

    drive(go, rule_set=sample_rules(lambda said: f"{said} he said [I hate you]"))


def test_what_is_pasted_into_a_search_is_cleaned_before_it_is_shown():
    async def go(driver: Driver) -> None:
        await driver.press("g")
        box = driver.app.screen.query_one(Input)
        box.value = "".join(TEXTS.values())
        await driver.settle()
        assert "\x1b" not in box.value
        assert "\u202e" not in box.value
        assert "[@click=app.quit]press me[/]" in box.value
        assert "Nothing found" in assert_harmless(driver)
        assert driver.app.is_running

    drive(go)


def test_problems_in_rule_files_cannot_do_anything_either():
    problem = Problem(Place(TEXTS["clipboard"], 1, 2), "TR101", TEXTS["action"], TEXTS["bidi"], TEXTS["colour"])

    def refuse():
        raise RulesRefused([problem])

    async def go(driver: Driver) -> None:
        assert "[@click=app.quit]press me[/]" in assert_harmless(driver)
        assert "Ring 999 now." in driver.text

    drive(go, size=(80, 40), load=refuse)
