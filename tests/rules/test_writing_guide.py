"""The guide for policy owners has every key, and its worked example works over the shipped rules."""

from __future__ import annotations

import re
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from triage.engine.decide import build_decider
from triage.locate import GUIDANCE, RULES, data_folder
from triage.policy.scenarios import run_scenarios
from triage.rules import keys
from triage.rules.checking import check
from triage.rules.conditions_reader import COMPARISONS
from triage.rules.load import load
from triage.rules.model import Confidence, SendAs, Standing, StepKind, Urgency
from triage.rules.names import CONDITION_WORDS
from triage.rules.problems import render
from triage.rules.scenarios import read_scenarios

PAGE = (Path(__file__).parents[2] / "docs" / "writing-rules.md").read_text(encoding="utf-8")
QUOTED = set(re.findall(r"`([^`\n]+)`", PAGE))
EXAMPLES = dict(re.findall(r"^```yaml example (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
TODAY = date(2026, 11, 22)


def all_keys() -> set[str]:
    found = {name for known in keys.KEYS_OF.values() for name in known} | set(keys.OPTION_KEYS) - {"label"}
    for known in (keys.PACK_KEYS, keys.SECTION_KEYS, keys.SWITCH_KEYS, keys.WORD_KEYS, keys.SCENARIO_KEYS):
        found |= set(known)
    return found | set(keys.EXPECT_KEYS) | set(keys.SOURCE_KEYS) | set(keys.PASSAGE_KEYS)


@pytest.mark.parametrize("key", sorted(all_keys()))
def test_every_key_is_told(key: str) -> None:
    assert key in QUOTED or f"{key}: " in "\n".join(QUOTED)


@pytest.mark.parametrize("word", [*CONDITION_WORDS, *COMPARISONS, "includes"])
def test_every_word_of_conditions_is_told(word: str) -> None:
    assert any(f"{word}: " in quoted for quoted in QUOTED)


@pytest.mark.parametrize("word", [str(word) for kind in (Confidence, StepKind, Standing) for word in kind])
def test_every_fixed_word_is_told(word: str) -> None:
    assert word in QUOTED


def test_every_urgency_and_kind_of_message_is_told() -> None:
    assert {level.word for level in [*Urgency, *SendAs]} <= QUOTED


def test_the_worked_example_works(tmp_path: Path) -> None:
    for part in (RULES, GUIDANCE):
        shutil.copytree(data_folder() / part, tmp_path / part)
    assert len(EXAMPLES) == 2
    for name, text in EXAMPLES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    told = [render(problem) for problem in check(tmp_path, TODAY) if "damp-home" in problem.place.file]
    assert told == []
    rules = load(tmp_path, ["england"], TODAY)
    assert rules.questions["damp_home"].not_sure_says == "To be safe, this counts as: Yes, but nobody is ill"
    assert rules.rules["damp-home-help"].urgency is Urgency.DAYS
    scenarios = [case for case in read_scenarios(tmp_path, ["england"], rules) if case.topic == "damp-home"]
    report = run_scenarios(rules, build_decider(rules), scenarios, datetime(2026, 11, 22, 17, 0))
    assert [result.passed for result in report.results] == [True]
