"""The first page from the few files read first is the first page of all the rules."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from triage.engine.decide import Decider
from triage.locate import data_folder
from triage.rules.load import available_packs, load
from triage.rules.opening import load_opening
from triage.session.interview import Interview
from triage.session.session import Session

TODAY = date(2026, 11, 22)
PACKS = [pack.id for pack in available_packs(data_folder())]


def first_page(rule_set):
    return replace(Interview(rule_set, Decider(rule_set, None)).view(Session()).page, about_left=0)


@pytest.mark.parametrize("pack", PACKS)
def test_it_opens_with_the_page_that_all_the_rules_open_with(pack: str) -> None:
    opening, whole = load_opening(data_folder(), [pack]), load(data_folder(), [pack], TODAY)
    assert opening is not None
    assert first_page(opening) == first_page(whole)
    assert opening.version == whole.version


@pytest.mark.parametrize("pack", PACKS)
def test_nothing_can_be_decided_from_it(pack: str) -> None:
    opening = load_opening(data_folder(), [pack])
    assert opening is not None
    assert [*opening.rules, *opening.steps, *opening.facts, *opening.contacts, *opening.deadlines] == []


def test_a_pack_that_is_not_there_has_no_opening() -> None:
    assert load_opening(data_folder(), ["nowhere"]) is None


def test_no_packs_have_no_opening(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    assert load_opening(tmp_path, []) is None
    assert load_opening(tmp_path, ["england"]) is None


@pytest.mark.parametrize("spoilt", ["pack.yaml", "danger/rules.yaml"])
def test_files_that_cannot_be_read_have_no_opening(tmp_path: Path, spoilt: str) -> None:
    shutil.copytree(data_folder() / "rules", tmp_path / "rules")
    (tmp_path / "rules" / "england" / spoilt).write_text("section: danger\n\tx: [", encoding="utf-8")
    assert load_opening(tmp_path, ["england"]) is None
