"""The workbench by real keys: browse, read, try answers, see problems, edit, and come back to what one was doing."""

from __future__ import annotations

import sys

import pytest

from policy.watch.changing import RULES, SCENARIOS, change
from triage.commands import Where, commands_at
from triage.rules.answers import number
from ui.editing import Editing, editing

TO_RULE = ("enter", "down", "enter")
"""From the topics to the second rule of the only topic: significant harm."""


def at_work(folder, go, size=(80, 24), **more):
    return editing(folder, go, size, door=True, **more)


def test_esc_leads_back_up_to_the_start_page_of_the_app(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press(*TO_RULE)
        for place in ("BrowseScreen", "BrowseScreen", "StartScreen"):
            await driver.press("escape")
            assert driver.place == place
        assert "Rules workbench" in driver.text
        await driver.press("f5")
        assert driver.place == "BrowseScreen"

    at_work(tmp_path, go)


def test_typing_searches_everything_and_esc_takes_the_words_back(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.type("signifcant")
        assert "significant-harm-ring-now" in driver.text
        await driver.press("enter")
        assert "[1 Rule]" in driver.text
        await driver.press("escape", "escape")
        assert "A small set of rules for tests" in driver.text
        await driver.type("zebra")
        assert 'Nothing found for "zebra"' in driver.text

    at_work(tmp_path, go)


def test_a_rule_shows_its_lines_with_numbers_and_its_meaning_in_words(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press(*TO_RULE)
        line = (tmp_path / RULES).read_text(encoding="utf-8").split("\n").index("  significant-harm-ring-now:") + 1
        assert f"rules/england/core/rules.yaml:{line}" in driver.text
        assert f"{line}  significant-harm-ring-now:" in driver.text
        assert f"{line + 1}    when: {{ harm_level: significant harm }}" in driver.text
        assert "harm level is significant harm (not sure counts)" in driver.text
        assert "ACT NOW" in driver.text

    at_work(tmp_path, go, (80, 48))


def test_from_a_rule_to_its_step_to_its_contact_and_back(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press(*TO_RULE, "down", "enter")
        assert "ring-front-door  step" in driver.words.replace("  ", " ") or "ring-front-door" in driver.text
        assert "[1 Step]" in driver.text
        await driver.press("down", "enter")
        assert "[1 Contact]" in driver.text
        await driver.press("4")
        assert "ring-front-door" in driver.text
        await driver.press("escape", "escape")
        assert "[1 Rule]" in driver.text

    at_work(tmp_path, go, (80, 48))


def test_answers_are_tried_live_and_every_mark_is_a_word(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press(*TO_RULE, "t")
        assert "Still open: answers to come decide it" in driver.text
        assert "open       harm level is significant harm" in driver.text
        await driver.press("space")
        assert "It holds  and asks for   ACT NOW" in driver.text
        assert "yes        harm level is significant harm" in driver.text
        await driver.press("space")
        assert "It does not hold" in driver.text
        assert "no         harm level is significant harm" in driver.text
        await driver.press("space")
        assert "Not sure" in driver.text
        assert "It holds" in driver.text  # not sure counts
        await driver.press("backspace")
        assert "Still open" in driver.text

    at_work(tmp_path, go, (80, 40))


def test_an_answer_is_chosen_on_the_page_as_people_see_it(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press(*TO_RULE, "t", "enter")
        assert "How serious is it, in your view?" in driver.text
        await driver.press("1")
        assert "It holds" in driver.text

    at_work(tmp_path, go, (80, 40))


def test_any_other_question_can_be_answered_and_raises_the_whole_case(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press(*TO_RULE, "t", "a")
        await driver.type("danger")
        await driver.press("enter")
        assert "Is any of this happening now?" in driver.words
        await driver.press("1", "2", "enter")
        assert "The case   EMERGENCY" in driver.text
        assert "Hurt now" in driver.text or "being hurt now" in driver.words
        await driver.press("x")
        assert "EMERGENCY" not in driver.text

    at_work(tmp_path, go, (80, 40))


def test_a_number_is_typed_and_a_wrong_one_is_told(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press(*TO_RULE, "t", "a")
        await driver.type("age")
        await driver.press("enter", "9", "9", "enter")
        assert "Enter a whole number from 0 to 17" in driver.text
        await driver.press("backspace", "backspace", "0", "enter")
        assert "0 years" in driver.text

    at_work(tmp_path, go, (80, 40))


def test_make_it_hold_adds_the_fewest_answers(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press(*TO_RULE, "m")
        assert "It holds" in driver.text
        assert set(driver.app.desk_here().answers) == {"harm_level"}

    at_work(tmp_path, go)


def test_a_scenarios_answers_are_taken_over(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press(*TO_RULE, "3")
        assert "passes  A ten-year-old who may be suffering significant harm" in driver.text
        await driver.press("enter")
        assert "[5 Try]" in driver.text
        assert "10 years" in driver.text
        assert "It holds" in driver.text

    at_work(tmp_path, go, (80, 40))


def test_on_a_wide_screen_the_answers_stand_beside_the_rule(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press(*TO_RULE)
        assert "when: { harm_level: significant harm }" in driver.text
        assert "Still open" in driver.text
        await driver.press("tab", "down", "space")
        assert "when: { harm_level: significant harm }" in driver.text
        assert "It holds" in driver.text

    at_work(tmp_path, go, (160, 48))


def test_e_opens_the_editor_at_the_line_and_what_is_saved_is_there_at_once(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press(*TO_RULE)
        line = driver.app.desk_here().bench.rule_set.rules["significant-harm-ring-now"].place.line
        driver.typing = lambda: change(tmp_path, "the child may be suffering significant harm", "it may be serious")
        await driver.press("e")
        await driver.settle()
        assert driver.edited[1:] == (f"+{line}", str((tmp_path / RULES).resolve()))
        assert "why: it may be serious" in driver.text

    at_work(tmp_path, go, (80, 40), environment={"EDITOR": "vim"})


def test_a_mistake_keeps_the_last_good_rules_and_is_shown_with_line_and_caret(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press(*TO_RULE, "t", "space")
        driver.typing = lambda: change(tmp_path, "harm_level: needs help", "harm_levl: needs help")
        await driver.press("e")
        await driver.settle()
        assert "It holds" in driver.text  # the answers and the rules stay
        assert "Problems 1" in driver.text
        await driver.press("p")
        lines = driver.text.splitlines()
        at = next(number for number, line in enumerate(lines) if "{ harm_levl: needs help }" in line)
        assert lines[at].index("harm_levl") == lines[at + 1].index("^")
        driver.typing = lambda: change(tmp_path, "harm_levl: needs help", "harm_level: needs help")
        await driver.press("e")
        await driver.settle()
        assert driver.edited[1] == next(
            f"+{number}" for number, line in enumerate((tmp_path / RULES).read_text(encoding="utf-8").split("\n"), 1)
            if "harm_level: needs help" in line
        )  # fmt: skip
        assert "No problems in the files." in driver.text

    at_work(tmp_path, go, environment={"EDITOR": "vim"})


def test_a_problem_leads_to_the_thing_it_lies_in(tmp_path):
    async def go(driver: Editing) -> None:
        driver.edit("steps: [tell-parents]", "steps: [tell-parnts]")
        await driver.look()
        await driver.press("f7", "enter")
        assert "parents-not-told  rule" in driver.text

    at_work(tmp_path, go)


def test_a_file_saved_elsewhere_is_seen_and_its_scenarios_are_run(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press(*TO_RULE)
        driver.edit("    urgency: emergency", "    urgency: now")
        await driver.look()
        await driver.settle()
        assert "1 scenario failed" in driver.text
        await driver.press("p")
        assert "FAILS   A child hurt now" in driver.text
        assert "expected urgency emergency" in driver.text
        await driver.press("down", "e")
        assert str(driver.edited[-1]).endswith("scenarios.yaml")

    at_work(tmp_path, go, (80, 40))


def test_a_changed_scenario_is_run_again_though_the_rules_are_the_same(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press(*TO_RULE, "3")
        assert "passes" in driver.text
        driver.edit("      urgency: now\n", "      urgency: today\n", SCENARIOS)
        await driver.look()
        await driver.settle()
        assert "FAILS" in driver.text
        assert "expected urgency today" in driver.text

    at_work(tmp_path, go, (80, 40))


def test_a_thing_that_is_taken_away_says_so(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press("enter")
        await driver.type("parents not told")
        await driver.press("enter")
        assert "[1 Rule]" in driver.text
        driver.edit("  parents-not-told:\n", "  nobody-told-them:\n")
        await driver.look()
        await driver.settle()
        assert "parents-not-told is not in the rules any more." in driver.text

    at_work(tmp_path, go)


def test_an_answer_that_is_no_answer_any_more_is_dropped_and_the_others_stay(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press(*TO_RULE, "3", "enter")
        desk = driver.app.desk_here()
        desk.answers["age"] = number(12)
        driver.edit("highest: 17", "highest: 11")
        await driver.look()
        await driver.settle()
        assert set(desk.answers) == {"danger", "harm_level"}

    at_work(tmp_path, go, (80, 40))


def test_rules_that_are_broken_from_the_start_open_on_what_is_wrong(tmp_path):
    async def go(driver: Editing) -> None:
        assert "The rules cannot be used" in driver.words or "no good rules yet" in driver.words
        driver.edit("harm_levl: needs help", "harm_level: needs help")
        await driver.look()
        await driver.settle()
        await driver.press("f5") if driver.place == "StartScreen" else await driver.settle()
        assert driver.place == "BrowseScreen"
        assert "A small set of rules for tests" in driver.text

    at_work(tmp_path, go, before=lambda: change(tmp_path, "harm_level: needs help", "harm_levl: needs help"))


def test_running_every_scenario_tells_how_many(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press("f7")
        assert "0 of 2 run" in driver.text
        await driver.press("f8")
        await driver.settle()
        assert "2 of 2 run, 0 failed" in driver.text

    at_work(tmp_path, go)


def test_no_editor_and_a_missing_one_are_told_in_a_line(tmp_path):
    async def go(driver: Editing) -> None:
        driver.app.context.door.environment["EDITOR"] = "no-such-editor-here"
        object.__setattr__(driver.app.context.door, "run", lambda command: _missing())
        await driver.press(*TO_RULE, "e")
        assert "no-such-editor-here could not be started" in driver.text

    def _missing() -> int:
        raise FileNotFoundError(2, "No such file or directory")

    at_work(tmp_path, go)


def test_where_the_terminal_cannot_be_given_away_the_place_is_named(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press(*TO_RULE, "e")
        assert "An editor cannot be opened from here. Open rules/england/core/rules.yaml:" in driver.text

    at_work(tmp_path, go, (120, 24), run=None, environment={"EDITOR": sys.executable})


def test_f3_shows_the_file_and_line_of_a_question_and_leads_to_it(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press("1", "f3")
        assert "rules/england/core/rules.yaml:7" in driver.text
        await driver.press("enter")
        assert "[1 Question]" in driver.text
        assert "Is any of this happening now?" in driver.words
        await driver.press("escape", "e")
        assert driver.edited[1:] == ("+7", str((tmp_path / RULES).resolve()))
        await driver.press("escape")
        assert driver.place == "QuestionScreen"

    at_work(tmp_path, go, environment={"EDITOR": "vim"}, first=False)


def test_f3_on_a_line_of_the_plan_names_step_rule_limit_contact_and_passage(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press("1", "1", "enter", "p", "f3")
        for words in (
            "step      ring-999",
            "rule      danger-ring-999",
            "contact   emergency-999",
            "passage   small-guide#",
        ):
            assert words in driver.text
        answers = driver.app.case.session.entries
        await driver.press("down", "enter")
        assert "danger-ring-999  rule" in driver.text
        await driver.press("escape", "escape")
        assert driver.place == "PlanScreen"
        assert driver.app.case.session.entries == answers

    at_work(tmp_path, go, (80, 40), first=False)


def test_a_worry_goes_on_where_it_was_after_a_visit_to_the_workbench(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press("1", "2", "f5")
        await driver.press(*TO_RULE, "m", "escape", "escape", "escape")
        assert driver.place == "QuestionScreen"
        assert driver.text.count("[x]") == 1
        assert driver.app.case.session.entries == ()

    at_work(tmp_path, go, first=False)


@pytest.mark.parametrize("keys", [(), ("enter",), TO_RULE, (*TO_RULE, "t"), (*TO_RULE, "t", "enter"), ("f7",)])
def test_the_emergency_card_and_blank_work_on_every_page(tmp_path, keys):
    async def go(driver: Editing) -> None:
        await driver.press(*keys, "f9")
        assert "Ring 999 now." in driver.text
        await driver.press("f9", "f10")
        assert driver.text.strip() == ""
        await driver.press("f10")
        assert driver.place in ("BrowseScreen", "ThingScreen", "AnswerScreen", "ProblemsPage")

    at_work(tmp_path, go)


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (60, 20), (200, 60)])
def test_every_page_survives_any_size(tmp_path, size):
    async def go(driver: Editing) -> None:
        for keys in (TO_RULE, ("2",), ("3",), ("4",), ("5",), ("m",), ("enter",), ("escape", "p"), ("escape", "f1")):
            await driver.press(*keys)
            assert driver.app.is_running
            assert driver.text.strip()

    at_work(tmp_path, go, size)


def test_help_names_every_command_of_the_workbench(tmp_path):
    async def go(driver: Editing) -> None:
        await driver.press(*TO_RULE, "f1")
        for command in commands_at(Where.WORKBENCH):
            if command.id not in ("workbench", "close"):
                assert command.help.split(".")[0][:40] in driver.words

    at_work(tmp_path, go, (100, 80))


def test_nothing_is_ever_written(tmp_path):
    async def go(driver: Editing) -> None:
        before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        await driver.press(*TO_RULE, "2", "3", "4", "5", "m", "space", "enter", "1", "x", "p", "f8", "e", "escape", "e")
        assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before

    at_work(tmp_path, go)
