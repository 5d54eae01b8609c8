"""``triage feedback``, as a person and a script use it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from case.making import AT
from cli.test_cases import folder, here, keep_case
from triage.case.differing import own_event
from triage.cli.exit_codes import ExitCode
from triage.plan.own_view import differing, more_urgent
from triage.rules.disagreeing import BUILT_IN

__all__ = ["folder", "here"]
RAISED = own_event(AT, more_urgent(BUILT_IN.safer[0]), ("significant-harm-ring-now",))
LESS = own_event(AT, differing(BUILT_IN.reasons[0]), ("gone-rule",))


@pytest.fixture
def told(folder: Path, here: Any) -> Any:
    for number in range(5):
        keep_case(folder, RAISED, *([LESS] if number == 0 else []), reference=f"w-{number}")
    return here


def test_counts_stand_under_their_rule_with_its_place(told: Any) -> None:
    ran = told("feedback")
    assert ran.code == ExitCode.FINE
    assert "5: A child may be in danger now (safer, ring-999)" in ran.out
    assert "fewer than 5: What I know makes me less worried (less safe, less-worried)" in ran.out
    assert "gone-rule (these rules do not have it)" in ran.out
    assert "can point to a case" in ran.err
    assert "w-0" not in ran.out + ran.err


def test_exact_numbers_are_given_when_asked_for(told: Any) -> None:
    ran = told("feedback", "--exact", "--json")
    lines = json.loads(ran.out)["lines"]
    assert [line["count"] for line in lines] == [5, 1]


def test_json_has_the_file_and_line_of_the_rule(told: Any) -> None:
    lines = json.loads(told("feedback", "--json").out)["lines"]
    known = next(line for line in lines if line["rule"] == "significant-harm-ring-now")
    assert known["place"].startswith("rules/england/core/")
    assert next(line for line in lines if line["rule"] == "gone-rule")["place"] == ""


def test_files_are_written_and_added_up(told: Any, tmp_path: Path) -> None:
    one = tmp_path / "a.json"
    ran = told("feedback", "--out", str(one))
    assert "Nothing is sent anywhere." in ran.err
    added = told("feedback", str(one), str(one))
    assert "10: A child may be in danger now" in added.out
    assert "2 to 8: What I know makes me less worried" in added.out


def test_since_leaves_out_what_was_said_before(told: Any) -> None:
    assert told("feedback", "--since", "2999-01-01").out.strip() == "Nobody has said that they see it differently."
    assert told("feedback", "--since", "soon").code == ExitCode.USAGE


@pytest.mark.parametrize("text", ["", "{", "[]", '{"kind": "plan"}', "[" * 100_000])
def test_another_file_is_refused_calmly(here: Any, tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(text, encoding="utf-8")
    ran = here("feedback", str(path))
    assert ran.code == ExitCode.USAGE
    assert "triage feedback --out FILE" in ran.err
    assert here("feedback", str(tmp_path / "none.json")).code == ExitCode.USAGE
