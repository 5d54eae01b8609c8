"""The registry of what a person can do hangs together, and everything in it is understood somewhere."""

from __future__ import annotations

from itertools import combinations

import pytest

from triage.commands import BY_ID, COMMANDS, DIGITS, EVERYWHERE, Command, Where, commands_at, find_word, key_label
from triage.plain.acts import ACTS

READ_AS_ANSWERS = {"not-sure", "none"}
"""Commands that plain mode takes as an answer to the page, so that they need no act."""


@pytest.mark.parametrize("where", list(Where))
def test_no_key_and_no_word_means_two_things_in_one_place(where: Where) -> None:
    for one, other in combinations(commands_at(where), 2):
        if not (one.widget and other.widget):  # told in help only, so that neither is bound to anything
            assert not set(one.keys) & set(other.keys), f"{one.id} and {other.id} share a key at {where}"
        assert not set(one.words) & set(other.words), f"{one.id} and {other.id} share a word at {where}"


def test_ids_are_unique() -> None:
    assert len(BY_ID) == len(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_is_described_and_can_be_reached(command: Command) -> None:
    assert command.help.endswith(".")
    assert command.title[0].isupper()
    assert command.short
    assert command.keys or command.words
    assert command.where
    assert all(word == word.lower().strip() for word in command.words)


@pytest.mark.parametrize("command", [one for one in COMMANDS if one.words], ids=lambda command: command.id)
def test_plain_mode_can_do_whatever_it_understands(command: Command) -> None:
    assert command.id in ACTS or command.id in READ_AS_ANSWERS
    for where in command.where & {Where.QUESTION, Where.PLAN}:
        for word in command.words:
            assert find_word(word, where) == (command, "")
            if command.takes:
                assert find_word(f"{word} 3", where) == (command, "3")


def test_plain_mode_does_nothing_that_is_not_in_the_registry() -> None:
    assert {name for name in ACTS if name not in BY_ID} == set()
    assert {name for name in ACTS if not BY_ID[name].words} == {"continue"}  # the Enter key, in both


@pytest.mark.parametrize("command", ["card", "help", "contacts", "quit", "blank"])
def test_what_must_be_reachable_from_everywhere_is(command: str) -> None:
    assert BY_ID[command].where == EVERYWHERE


def test_danger_is_one_key_away_while_anything_is_being_answered() -> None:
    assert {Where.QUESTION, Where.ANSWERS, Where.PLAN} <= BY_ID["danger"].where
    assert BY_ID["danger"].keys == ("d",)


@pytest.mark.parametrize(
    ("key", "label"),
    [("question_mark", "?"), ("f10", "F10"), ("ctrl+p", "Ctrl+P"), ("enter", "Enter"), ("b", "b"), ("1", "1")],
)
def test_keys_are_named_as_they_are_printed(key: str, label: str) -> None:
    assert key_label(key) == label


def test_nine_digits_are_shown_as_a_range() -> None:
    assert BY_ID["choose"].keys == DIGITS
    assert BY_ID["choose"].keys_shown == "1-9"
    assert BY_ID["help"].keys_shown == "F1 or h"


@pytest.mark.parametrize("line", ["", "zz", "b 3", "why not 3", "999 now"])
def test_what_is_no_command_is_none(line: str) -> None:
    assert find_word(line, Where.PLAN) is None


def test_the_longer_word_wins() -> None:
    found = find_word("Why  NOT", Where.PLAN)
    assert found is not None
    assert found[0].id == "why-not"
