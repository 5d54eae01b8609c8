"""Keys, palette and help come from the one list of commands, and every command in it is carried out somewhere."""

from __future__ import annotations

from itertools import pairwise

import pytest

from triage.commands import BY_ID, COMMANDS, DIGITS, Where, commands_at
from triage.ui.bindings import SPARE_LETTERS, bindings_for, first_key, key_of, line_keys, shown_in_bar
from triage.ui.screens.answers import AnswersScreen
from triage.ui.screens.place import PlaceScreen
from triage.ui.screens.plan import PlanScreen
from triage.ui.screens.question import QuestionScreen
from triage.ui.screens.reading import CardScreen, ReadingScreen
from triage.ui.screens.start import StartScreen
from triage.ui.teach.editions import EditionsScreen
from triage.ui.teach.projector import ProjectorScreen
from triage.ui.teach.stories import StoriesScreen
from triage.ui.teach.story import StoryScreen
from triage.ui.workbench.thing import ThingScreen

SCREENS = {
    Where.START: StartScreen,
    Where.QUESTION: QuestionScreen,
    Where.ANSWERS: AnswersScreen,
    Where.PLAN: PlanScreen,
    Where.CASE: PlaceScreen,
    Where.READING: ReadingScreen,
    Where.WORKBENCH: ThingScreen,
    Where.STORIES: StoriesScreen,
    Where.STORY: StoryScreen,
    Where.PROJECTOR: ProjectorScreen,
    Where.EDITIONS: EditionsScreen,
}


@pytest.mark.parametrize("where", Where)
def test_every_command_of_a_part_is_carried_out_there(where):
    missing = [
        command.id
        for command in commands_at(where)
        if command.keys and not command.widget and command.keys != DIGITS
        if not hasattr(SCREENS[where], f"do_{command.id.replace('-', '_')}")
    ]
    assert missing == []


@pytest.mark.parametrize("where", Where)
def test_a_screen_carries_out_nothing_that_is_not_in_the_list(where):
    methods = {name.removeprefix("do_").replace("_", "-") for name in dir(SCREENS[where]) if name.startswith("do_")}
    assert methods <= {command.id for command in commands_at(where)}


@pytest.mark.parametrize("where", Where)
def test_no_key_means_two_things_in_one_place(where):
    keys = [key for command in commands_at(where) for key in command.keys if not command.widget]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("where", Where)
def test_each_key_of_the_list_is_bound(where):
    bound = {binding.key for binding in bindings_for(where)}
    wanted = {
        key for command in commands_at(where) if not command.widget and command.keys != DIGITS for key in command.keys
    }
    assert wanted <= bound


def test_the_emergency_card_and_blank_are_bound_and_shown_everywhere():
    for where in Where:
        keys = {binding.key for binding in bindings_for(where)}
        assert {"f9", "f10", "ctrl+c"} <= keys
        assert [command.id for command in shown_in_bar(where)][:2] == ["card", "blank"]


def test_screens_pushed_over_others_have_the_same_keys():
    assert "f9" in {binding.key for binding in CardScreen._merged_bindings.key_to_bindings["f9"]}


@pytest.mark.parametrize("where", [Where.QUESTION, Where.ANSWERS])
def test_letters_for_later_lines_are_no_commands_there(where):
    taken = {key for command in commands_at(where) for key in command.keys}
    assert not taken & set(SPARE_LETTERS)
    assert len(SPARE_LETTERS) + len(DIGITS) >= 22


def test_each_line_has_a_key_of_its_own_as_long_as_there_are_keys():
    keys = line_keys(30)
    assert keys[:9] == DIGITS
    assert all(key != other for key, other in pairwise(sorted(key for key in keys if key)))
    assert keys[-1] == ""


def test_keys_are_named_as_printed_and_as_the_library_names_them():
    assert key_of("card") == "F9"
    assert first_key("card") == "f9"
    assert key_of("why-ask") == "?"


def test_every_command_has_a_place():
    assert all(command.where for command in COMMANDS)
    assert BY_ID["card"].where == frozenset(Where)
