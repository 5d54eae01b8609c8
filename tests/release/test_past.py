"""The rules of a past case are found by the hash the case carries, wherever on the computer they are."""

from __future__ import annotations

from itertools import chain, combinations
from pathlib import Path

import pytest

from release.making import SMALL, TODAY, Dates, shelf_in, small_release
from triage.locate import data_folder
from triage.policy.release.past import rule_sets_by_hash
from triage.policy.release.shelf import BUILT_IN
from triage.rules.load import load

LATE = Dates(review_by=TODAY.replace(year=2025), starts=TODAY.replace(year=2024))
SHIPPED = data_folder()


@pytest.mark.parametrize("packs", [("england",), ("westshire",)])
def test_the_hash_is_the_one_that_plans_carry(tmp_path: Path, packs: tuple[str, ...]) -> None:
    wanted = load(SMALL, packs, TODAY).hash
    found = rule_sets_by_hash(shelf_in(tmp_path), SMALL)[wanted]
    assert (found.packs, found.release) == (packs, BUILT_IN)
    assert found.load(TODAY).hash == wanted


LOCAL = ("gloucestershire", "sussex")


@pytest.mark.parametrize("packs", list(chain([("england",)], combinations(LOCAL, 1), combinations(LOCAL, 2))))
def test_the_shipped_packs_are_found_alone_and_together(tmp_path: Path, packs: tuple[str, ...]) -> None:
    found = rule_sets_by_hash(shelf_in(tmp_path), SHIPPED)
    assert found[load(SHIPPED, packs, TODAY).hash].packs == packs


def test_a_release_is_found_although_it_is_long_out_of_date(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    installed = shelf.install(small_release("0.9", LATE))
    wanted = load(installed.folder, ["westshire"], TODAY).hash
    found = rule_sets_by_hash(shelf, SMALL)[wanted]
    assert (found.release, found.name, found.words) == (installed.hash, "0.9", "release 0.9")
    assert found.load(TODAY).hash == wanted


def test_a_damaged_release_is_not_found(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    installed = shelf.install(small_release("0.9", LATE))
    wanted = load(installed.folder, ["westshire"], TODAY).hash
    (installed.folder / "notes.md").write_text("changed")
    assert wanted not in rule_sets_by_hash(shelf, SMALL)


def test_rules_in_two_places_are_taken_from_the_program(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    shelf.install(small_release())
    assert {one.release for one in rule_sets_by_hash(shelf, SMALL).values()} == {BUILT_IN}


def test_packs_that_are_named_are_tried_together(tmp_path: Path) -> None:
    named = ("england", "westshire")
    found = rule_sets_by_hash(shelf_in(tmp_path), SMALL, named)
    assert found[load(SMALL, named, TODAY).hash].packs == named
    assert rule_sets_by_hash(shelf_in(tmp_path), SMALL, ("england", "elsewhere"))
