"""The seeded defects fit the rules as they are, the page tells of each, and a sample is still found by what it names."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from defects.finders import Clean, Found, look
from defects.seeded import FINDERS, HERE, ROOT, WITHOUT_OLD, Defect, DoesNotFitError, all_defects, scratch_copy
from defects.table import page

DEFECTS = all_defects()
NOW = datetime(2026, 11, 22, 9, 0)
KINDS = {
    "gap", "overlap", "shadow", "typo", "swapped outcome", "weakened overlay", "stale contact", "lowered urgency",
    "dropped step", "longer deadline", "not sure made calmer", "too wide", "too narrow", "wrong contact",
    "removed always-ask", "dropped do-not", "superseded source", "out-of-date term", "weakened statement",
    "loosened scenario", "contradiction", "hidden corner",
}  # fmt: skip
SAMPLE = {
    "typo-in-step": "check",
    "helpline-not-checked-for-a-year": "check",
    "can-never-hold": "check",
    "left-alone-waits": "prove",
    "wales-gets-scotland": "test",
    "digits-swapped": "diff",
}
"""One of several kinds, each with a command that must find it."""


def named(name: str) -> Defect:
    return next(one for one in DEFECTS if one.name == name)


@pytest.fixture(scope="module")
def clean() -> Clean:
    return Clean(NOW)


def test_there_are_enough_of_them_of_every_kind_and_from_all_over_the_rules() -> None:
    assert len(DEFECTS) >= 60
    assert set(Counter(one.kind for one in DEFECTS)) >= KINDS
    files = Counter(one.file for one in DEFECTS)
    assert len(files) >= 25
    assert max(files.values()) <= len(DEFECTS) / 4


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda one: one.name)
def test_a_defect_fits_the_rules_as_they_are_and_is_told_in_full(defect: Defect) -> None:
    text = (ROOT / defect.file).read_text(encoding="utf-8")
    spoilt = defect.applied(text)
    assert spoilt != text
    assert abs(spoilt.count("\n") - text.count("\n")) <= 12, "a small edit"
    assert defect.thought.endswith((".", "?"))
    assert defect.finders, "what must find it"
    assert set(defect.finders) <= set(FINDERS)
    assert yaml.safe_load((HERE / "seeded" / f"{defect.name}.yaml").read_text(encoding="utf-8"))["name"] == defect.name


def test_nothing_is_said_of_the_rules_as_they_are(clean: Clean, tmp_path: Path) -> None:
    unspoilt = Defect("none", "none", "rules/england/danger/rules.yaml", "Nothing.", (), to="# A note.\n")
    said = look(unspoilt, scratch_copy(tmp_path), clean, ("check", "test", "prove", "diff")).by
    assert dict(said) == {"check": "", "test": "", "prove": "", "diff": ""}


@pytest.mark.parametrize("name", SAMPLE)
def test_a_sample_is_found_by_what_must_find_it(name: str, clean: Clean, tmp_path: Path) -> None:
    assert SAMPLE[name] in named(name).finders
    found = look(named(name), scratch_copy(tmp_path), clean, (SAMPLE[name],))
    assert found.finds(SAMPLE[name])


def test_the_page_tells_of_every_defect_and_of_95_in_100_that_they_are_found() -> None:
    """The whole of it is made by ``python scripts/seeded_defects.py``; here it is held against the folder."""
    text = (ROOT / "docs" / "defects.md").read_text(encoding="utf-8")
    rows = {line.split(" | ")[0].removeprefix("| "): line for line in text.splitlines() if line.count(" | ") == 7}
    columns = ("check", "test", "prove", "mutate", "diff")
    found = 0
    for defect in DEFECTS:
        _, kind, thought, *said = rows[defect.name].removesuffix(" |").split(" | ")
        assert (kind, thought) == (defect.kind, defect.thought), "run: python scripts/seeded_defects.py"
        says = {name for name, cell in zip(columns, said, strict=True) if cell.strip() not in ("", ".", "–")}
        assert set(defect.finders) <= says, "run: python scripts/seeded_defects.py"
        found += bool(says)
    assert len(rows) == len(DEFECTS) + 1
    assert found >= 0.95 * len(DEFECTS)
    assert f"**{found} of {len(DEFECTS)} are found" in text


def test_an_edit_that_fits_nowhere_or_twice_is_refused() -> None:
    text = "rules:\n  a:\n    urgency: now\n  b:\n    urgency: now\n"
    twice = Defect("x", "k", "f", "t.", (), change="urgency: now", to="urgency: days")
    with pytest.raises(DoesNotFitError, match="stands 2 times"):
        twice.applied(text)
    in_b = Defect("x", "k", "f", "t.", (), entry="b", change="urgency: now", to="urgency: days")
    assert in_b.applied(text) == "rules:\n  a:\n    urgency: now\n  b:\n    urgency: days\n"
    gone = Defect("x", "k", "f", "t.", (), entry="a", remove=True)
    assert gone.applied(text) == "rules:\n  b:\n    urgency: now\n"
    with pytest.raises(DoesNotFitError, match="nothing in f is called c"):
        Defect("x", "k", "f", "t.", (), entry="c", remove=True).applied(text)


def test_the_page_counts_what_is_found_and_by_what() -> None:
    one = Found(named("digits-swapped"), {"check": "", "test": "", "prove": "", "mutate": "", "diff": "number-changed"})
    two = Found(named("typo-in-step"), {"check": "TR301", "test": "–", "prove": "–", "mutate": "–", "diff": "–"})
    none = Found(named("floor-removed"), {"check": "", "test": "", "prove": "", "diff": ""})
    assert (one.found, one.without_old) == (True, False)
    assert (two.found, two.without_old) == (True, True)
    assert not none.found
    text = page([one, two, none])
    assert "**2 of 3 are found (66.7 %)**; 1 of 3 (33.3 %) without an older version" in text
    assert "| `triage diff` alone | 1 |" in text
    assert "| nothing | 1: floor-removed |" in text
    assert set(WITHOUT_OLD) < set(FINDERS)
