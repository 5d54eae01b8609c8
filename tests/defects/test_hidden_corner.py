"""An edit that lowers urgency in one corner of the answers, behind three conditions: proof and comparison tell its story.

No scenario stands in that corner: an older one would have to be there by luck.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from defects.finders import Clean, look, prove_one
from defects.seeded import all_defects, put_in, scratch_copy
from triage.policy.compare.model import Kind
from triage.policy.compare.run import compare
from triage.policy.compare.words import differences_text
from triage.policy.prove.vignette import proof_lines
from triage.rules.load import load
from triage.rules.model import RuleSet, Urgency

NOW = datetime(2026, 11, 22, 9, 0)
CORNER = next(one for one in all_defects() if one.kind == "hidden corner")
BEHIND = ("role", "social_worker", "crime")


@pytest.fixture(scope="module")
def clean() -> Clean:
    return Clean(NOW)


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RuleSet]:
    folder = scratch_copy(tmp_path_factory.mktemp("corner"))
    put_in(CORNER, folder)
    return folder, load(folder, ["england"], NOW.date())


def words(text: str) -> str:
    return " ".join(text.split())


def test_neither_check_nor_a_scenario_sees_it(clean: Clean, tmp_path: Path) -> None:
    said = look(CORNER, scratch_copy(tmp_path), clean, ("check", "test")).by
    assert dict(said) == {"check": "", "test": ""}


def test_the_proof_tells_its_case_with_the_two_plans(clean: Clean, spoilt: tuple[Path, RuleSet]) -> None:
    folder, rule_set = spoilt
    failed = {proof.name: proof for proof in prove_one(folder, "england", rule_set, clean).failed}
    proof = failed["significant-harm-is-a-referral-now"]
    (example,) = proof.examples
    assert example.outcome.urgency is not None
    assert example.outcome.urgency < Urgency.NOW
    assert set(BEHIND) | {"harm_level"} <= set(example.decisive), "the three conditions are in the story"
    told = "\n".join(proof_lines(proof))
    assert "at least now" in told
    assert "as it must be" in told
    assert words(rule_set.questions["social_worker"].ask) in words(told)


def test_the_comparison_tells_it_as_less_safe_with_a_story(clean: Clean, spoilt: tuple[Path, RuleSet]) -> None:
    found = compare(clean.rules["england"], spoilt[1])
    lowered = next(one for one in found.of(Kind.LESS_SAFE) if one.code == "urgency-lowered")
    assert "significant-harm-ring-now" in lowered.subject
    assert lowered.story is not None
    before, after = lowered.story.before.outcome, lowered.story.after.outcome
    assert before.urgency is not None
    assert after.urgency is not None
    assert before.urgency is Urgency.NOW
    assert after.urgency < before.urgency
    assert set(BEHIND) <= set(lowered.story.answers)
    assert "LESS SAFE" in differences_text(found)
