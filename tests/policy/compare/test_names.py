"""The same thing under another name is the same thing: wherever the old name stood, nothing changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.random_rules import random_rule_set
from policy.compare.edited import (
    CASES,
    CONTACTS,
    FLOOR,
    LIMITS,
    PACK,
    REFERRAL,
    SAFETY,
    base_copy,
    changes_of,
    packs_of,
)
from rules.support import TODAY
from triage.policy.compare.folders import compare_folders
from triage.policy.compare.model import Kind
from triage.policy.compare.names import renamed, rewritten
from triage.policy.compare.opening import Opened
from triage.policy.compare.run import compare
from triage.rules.model import Urgency

RENAMED: list[tuple[str, str, list[str]]] = [
    ("serious-ring-now", "serious-means-now", [REFERRAL, CASES]),
    ("in_danger", "danger_now", [REFERRAL, SAFETY]),
    ("harm_level", "how_serious", [REFERRAL, CASES, SAFETY, "rules/fenshire/local/rules.yaml"]),
    ("significant harm", "serious harm", [REFERRAL, "rules/fenshire/local/rules.yaml"]),
    ("ring-999", "call-999", [REFERRAL, CASES, SAFETY]),
    ("police-999", "police-emergency", [REFERRAL, CONTACTS, CASES, SAFETY]),
    ("look-again", "see-again", [FLOOR, LIMITS]),
    ("new-duty", "duty-to-share", [REFERRAL, PACK]),
]


@pytest.mark.parametrize(("before", "after", "files"), RENAMED, ids=[name for name, _, _ in RENAMED])
def test_a_name_that_changed_everywhere_changes_nothing_else(
    before: str, after: str, files: list[str], tmp_path: Path
) -> None:
    old, new = base_copy(tmp_path / "old"), base_copy(tmp_path / "new")
    for file in files:
        path = new / file
        text = path.read_text(encoding="utf-8")
        # The label "..., significant harm" and the sentence about it are words, and stay.
        text = text.replace(before, after).replace(f"suffer, {after}", f"suffer, {before}")
        path.write_text(text.replace(f"suffering {after}", f"suffering {before}"), encoding="utf-8")
    found = compare_folders(Opened(old, "old"), Opened(new, "new"), (), TODAY)
    changes = [change for one in found for change in one.differences.changes]
    assert {change.code for change in changes} == {"renamed"}
    assert {change.kind for change in changes} == {Kind.WORDING}


def test_a_step_renamed_and_given_another_limit_is_two_steps(tmp_path: Path) -> None:
    changes = changes_of(
        tmp_path,
        (FLOOR, "steps: [write-it-down", "steps: [write-down"),
        (FLOOR, "  write-it-down:\n", "  write-down:\n"),
        (FLOOR, "    by: record\n", "    by: look-again\n"),
    )
    codes = {(change.kind, change.code) for change in changes}
    assert (Kind.LESS_SAFE, "step-gone") in codes, "it cannot be taken for the same step"
    assert (Kind.SAFER, "step-added") in codes


def test_a_scenario_and_a_statement_renamed_are_the_same_ones(tmp_path: Path) -> None:
    found = packs_of(
        tmp_path,
        (CASES, "name: A child is being hurt", "name: Hurt now"),
        (SAFETY, "danger-is-999:", "danger-means-999:"),
    )
    changes = [change for one in found for change in one.differences.changes]
    assert {change.code for change in changes} == {"renamed"}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_random_rules_by_other_names_are_found_to_be_the_same(seed: int) -> None:
    old = random_rule_set(seed, 6)
    old = replace(
        old,
        questions={name: replace(one, ask=name) for name, one in old.questions.items()},
        steps={name: replace(one, do=name) for name, one in old.steps.items()},
        facts={name: replace(one, says=name) for name, one in old.facts.items()},
        rules={name: replace(one, why=name) for name, one in old.rules.items()},
    )
    names = {
        "question": {name: f"new_{name}" for name in old.questions},
        "step": {name: f"new-{name}" for name in old.steps},
        "fact": {name: f"new_{name}" for name in old.facts},
        "rule": {name: f"new-{name}" for name in old.rules},
    }
    new = rewritten(old, names)
    assert renamed(old, new)[1] == {kind: found for kind, found in names.items() if found}
    assert {change.code for change in compare(old, new).changes} == {"renamed"}


def test_what_could_be_either_of_two_is_not_taken_for_one() -> None:
    old = random_rule_set(3, 6)
    rule = replace(next(iter(old.rules.values())), urgency=Urgency.NOW)
    one = replace(old, rules={"a": replace(rule, id="a"), "b": replace(rule, id="b")})
    other = replace(old, rules={"c": replace(rule, id="c"), "d": replace(rule, id="d")})
    assert "rule" not in renamed(one, other)[1]
