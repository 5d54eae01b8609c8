"""Rules of past cases are found in what is in use, in the program, and in every sound release, and loaded only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from release.making import SMALL, TODAY, Dates, shelf_in, small_release
from triage.cli import past_rules
from triage.cli.settings import Settings
from triage.rules.load import load

OLD = Dates(starts=TODAY.replace(year=2024), review_by=TODAY.replace(year=2025))
SETTINGS = Settings(SMALL, "--rules", ())


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shelf = shelf_in(tmp_path)
    monkeypatch.setattr(past_rules, "open_shelf", lambda: shelf)
    return shelf


def test_the_rules_in_use_and_those_of_an_old_release_are_found(shelf) -> None:
    installed = shelf.install(small_release("0.9", OLD))
    in_use = load(SMALL, ["england"], TODAY).hash
    long_ago = load(installed.folder, ["westshire"], TODAY).hash
    with past_rules.finder(SETTINGS, TODAY) as find:
        assert find.rule_set.hash == in_use
        for wanted in (in_use, long_ago, load(SMALL, ["westshire"], TODAY).hash):
            decider = find.decider(wanted)
            assert decider is not None
            assert decider.decide({}).hash == wanted
            assert find.decider(wanted) is decider


def test_rules_that_are_nowhere_or_not_as_they_were_signed_are_not_found(shelf) -> None:
    installed = shelf.install(small_release("0.9", OLD))
    long_ago = load(installed.folder, ["england"], TODAY).hash
    (installed.folder / "notes.md").write_text("changed")
    with past_rules.finder(SETTINGS, TODAY) as find:
        assert find.decider("0" * 64) is None
        assert find.decider(long_ago) is None


def test_nothing_is_looked_for_while_the_rules_in_use_are_enough(shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> None:
        raise AssertionError

    monkeypatch.setattr(past_rules, "open_shelf", never)
    with past_rules.finder(SETTINGS, TODAY) as find:
        assert find.decider(find.rule_set.hash) is not None
