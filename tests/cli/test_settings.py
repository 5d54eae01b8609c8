"""Which rules are used and which way is asked: options, environment and terminal."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest

from cli.running import SMALL, broken_rules
from triage.cli.errors import Stop
from triage.cli.settings import Settings, load_rules, packs_to_load, plain_wanted, settings_from
from triage.locate import data_folder
from triage.rules.load import available_packs
from triage.rules.problems import RulesRefused

TODAY = date(2026, 11, 20)


def given(**more: object) -> Namespace:
    return Namespace(**{"areas": None, "rules": None, "release": None, "plain": False, **more})


def test_an_option_counts_for_more_than_the_environment() -> None:
    environment = {"TRIAGE_RULES": "elsewhere", "TRIAGE_AREA": "north, south"}
    assert settings_from(given(), environment) == Settings(Path("elsewhere"), "TRIAGE_RULES", ("north", "south"))
    assert settings_from(given(rules="here", areas=["west"]), environment) == Settings(
        Path("here"), "--rules", ("west",)
    )


def test_without_settings_the_supplied_rules_are_used() -> None:
    assert settings_from(given(), {}) == Settings(data_folder(), "supplied with the program", ())


@pytest.mark.parametrize(
    ("arguments", "environment", "folder", "release"),
    [
        (given(release="1.1"), {}, None, ("1.1", "--release")),
        (given(), {"TRIAGE_RELEASE": "1.1"}, None, ("1.1", "TRIAGE_RELEASE")),
        (given(release="1.2"), {"TRIAGE_RELEASE": "1.1"}, None, ("1.2", "--release")),
        (given(release="1.1"), {"TRIAGE_RULES": "elsewhere"}, None, ("1.1", "--release")),
        (given(), {"TRIAGE_RELEASE": "1.1", "TRIAGE_RULES": "elsewhere"}, None, ("1.1", "TRIAGE_RELEASE")),
        (given(rules="here"), {"TRIAGE_RELEASE": "1.1"}, "here", ("", "")),
        (given(), {"TRIAGE_RELEASE": ""}, None, ("", "")),
    ],
)
def test_which_release_is_asked_for(
    arguments: Namespace, environment: dict[str, str], folder: str | None, release: tuple[str, str]
) -> None:
    found = settings_from(arguments, environment)
    assert (found.release, found.release_by) == release
    assert found.folder == (Path(folder) if folder else data_folder())
    assert found.folder_named is bool(folder)


def test_a_folder_and_a_release_cannot_both_be_asked_for() -> None:
    with pytest.raises(Stop, match="different rules"):
        settings_from(given(rules="here", release="1.1"), {})


@pytest.mark.parametrize(
    ("arguments", "environment", "terminals", "plain"),
    [
        (given(), {"TERM": "xterm"}, True, False),
        (given(plain=True), {"TERM": "xterm"}, True, True),
        (given(), {"TERM": "xterm"}, False, True),
        (given(), {"TERM": "dumb"}, True, True),
        (given(), {"TERM": "xterm", "TRIAGE_PLAIN": "1"}, True, True),
        (given(), {"TERM": "xterm", "TRIAGE_PLAIN": "0"}, True, False),
        (given(), {"TERM": "xterm", "TRIAGE_PLAIN": ""}, True, False),
        (given(), {"TERM": "xterm", "NO_COLOR": "1"}, True, False),
    ],
)
def test_when_to_ask_line_by_line(
    arguments: Namespace, environment: dict[str, str], terminals: bool, plain: bool
) -> None:
    assert plain_wanted(arguments, environment, terminals=terminals) is plain


@pytest.mark.parametrize(
    ("areas", "packs"),
    [
        ((), ("england",)),
        (("westshire",), ("westshire",)),
        (("Westshire",), ("westshire",)),
        (("England",), ("england",)),
        (("westshire", "WESTSHIRE"), ("westshire",)),
    ],
)
def test_areas_are_found_by_id_or_name(areas: tuple[str, ...], packs: tuple[str, ...]) -> None:
    assert packs_to_load(SMALL, available_packs(SMALL), areas) == packs


def test_an_unknown_area_is_answered_with_the_nearest() -> None:
    with pytest.raises(Stop) as stop:
        packs_to_load(SMALL, available_packs(SMALL), ["wetshire"])
    assert stop.value.remedy == 'Did you mean "westshire"?'


def test_a_local_pack_brings_the_national_one() -> None:
    rule_set = load_rules(Settings(SMALL, "--rules", ("westshire",)), TODAY)
    assert [pack.id for pack in rule_set.packs] == ["england", "westshire"]


def test_a_folder_without_rules_is_said_with_how_it_was_chosen(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="TRIAGE_RULES"):
        load_rules(Settings(tmp_path, "TRIAGE_RULES", ()), TODAY)


@pytest.mark.parametrize("areas", [(), ("westshire",)])
def test_a_broken_pack_file_is_told_as_such_and_not_as_a_missing_area(tmp_path: Path, areas: tuple[str, ...]) -> None:
    folder = broken_rules(tmp_path, "in force from: 2026-01-01", "in force from: soon")
    with pytest.raises(RulesRefused) as refused:
        load_rules(Settings(folder, "--rules", areas), TODAY)
    assert any("pack.yaml" in problem.place.file for problem in refused.value.problems)
