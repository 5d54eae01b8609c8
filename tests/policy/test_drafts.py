"""Scenarios are written as files have them: what is written is read again as the same, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.support import GOOD, TODAY, good_copy
from triage.policy.drafts import CannotAddError, Draft, both, draft_text, name_of, quoted_text, with_drafts
from triage.rules.answers import Answer, chosen, not_sure, number, skipped, ticked
from triage.rules.load import load
from triage.rules.model import RuleSet, SendAs, Urgency
from triage.rules.scenarios import Expect, Scenario, read_scenarios

RULES: RuleSet = load(GOOD, ["england"], TODAY)
HEAD = "# yaml-language-server: $schema=../../scenarios.schema.json"
FULL = Expect(
    Urgency.NOW,
    SendAs.ADVICE,
    steps=("ring-999", "write-it-down"),
    not_steps=("look-again",),
    rules=("danger-ring-999",),
    not_rules=("serious-ring-now",),
    contacts=("police-999", "front-door"),
    by={"ring-999": "ring-back", "look-again": "24 hours"},
    soon={"ring-999": Urgency.EMERGENCY},
    says={"ring-999": ("Ring: now, at once", 'say "please"', "no # sign")},
    rings={"ring-999": ("police-999",)},
    asked=("danger",),
    not_asked=("age",),
)


def read_back(folder: Path, *drafts: Draft) -> list[Scenario]:
    path = good_copy(folder) / "rules/england/floor/scenarios.yaml"
    path.write_text(with_drafts("", drafts, HEAD), encoding="utf-8")
    rules = load(path.parents[3], ["england"], TODAY)
    return [one for one in read_scenarios(path.parents[3], ["england"], rules) if one.topic == "floor"]


def test_what_is_written_is_read_again_as_the_same(tmp_path: Path) -> None:
    answers = {"danger": ticked("hurt now", rest_not_sure=True), "age": number(3), "role": skipped()}
    drafts = [Draft("A case: with a colon", answers, "calmest", FULL, "T9"), Draft("Another", {}, "", FULL)]
    found = read_back(tmp_path, *drafts)
    assert [one.name for one in found] == ["A case: with a colon", "Another"]
    assert found[0].expect == found[1].expect == FULL
    assert (found[0].answers, found[0].otherwise, found[0].ref) == (answers, "calmest", "T9")
    assert (found[1].answers, found[1].otherwise) == ({}, "")


NAMES = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=60).filter(
    lambda text: text == " ".join(text.split())
)


@settings(max_examples=20, deadline=None)
@given(NAMES, st.lists(NAMES, min_size=1, max_size=8, unique=True))
def test_any_words_survive(tmp_path_factory: pytest.TempPathFactory, name: str, words: list[str]) -> None:
    expect = Expect(Urgency.TODAY, says={"ring-999": tuple(words)})
    (found,) = read_back(tmp_path_factory.mktemp("words"), Draft(name, {}, "calmest", expect))
    assert found.name == name
    assert found.expect.says == {"ring-999": tuple(words)}


def test_a_long_list_goes_over_several_lines() -> None:
    steps = tuple(f"a-step-with-a-long-name-{place}" for place in range(12))
    text = draft_text(Draft("Long", {}, "", Expect(Urgency.TODAY, steps=steps)))
    assert max(map(len, text.splitlines())) <= 120
    assert sum("a-step-with" in line for line in text.splitlines()) > 2


def test_what_is_there_stays_as_it_is_and_comments_with_it() -> None:
    before = f"{HEAD}\nscenarios:\n  # Keep this.\n  - name: Old   # and this\n    answers: {{}}\n"
    after = with_drafts(before, [Draft("New", {}, "", Expect(Urgency.TODAY))], "")
    assert after.startswith(before)
    assert after.count("- name:") == 2


@pytest.mark.parametrize("text", ["Ring Anna.\n", "rules:\n  a: b\n", "scenarios: []\n", "scenarios:\n- name: x\n"])
def test_what_is_no_list_of_scenarios_is_not_added_to(text: str) -> None:
    with pytest.raises(CannotAddError):
        with_drafts(text, [Draft("New", {}, "", Expect(Urgency.TODAY))], HEAD)


def test_two_expectations_of_one_case_become_one() -> None:
    one = Expect(Urgency.NOW, steps=("a", "b"), says={"x": ("1",)}, by={"x": "24 hours"})
    other = Expect(Urgency.NOW, SendAs.ADVICE, steps=("b", "c"), says={"x": ("2", "1"), "y": ("3",)})
    merged = both(one, other)
    assert merged.steps == ("a", "b", "c")
    assert merged.says == {"x": ("1", "2"), "y": ("3",)}
    assert (merged.send_as, merged.by) == (SendAs.ADVICE, {"x": "24 hours"})


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words", "plain words"),
        ("a, b", '"a, b"'),
        ('say "x"', '"say \\"x\\""'),
        ("yes: no", '"yes: no"'),
        ("[x]", '"[x]"'),
        ("don't wait", "don't wait"),
        ("Null", '"Null"'),
    ],
)
def test_quotes_stand_only_where_they_must(text: str, written: str) -> None:
    assert quoted_text(text) == written


def test_a_case_is_called_by_what_is_answered() -> None:
    answers: dict[str, Answer] = {"danger": ticked(), "role": not_sure(), "harm_level": chosen("needs help")}
    whole = name_of(RULES.questions, answers)
    assert whole.startswith("None of these; ")
    assert name_of(RULES.questions, answers, 1) == RULES.questions["harm_level"].label("needs help")
    assert name_of(RULES.questions, {}) == "The calmest answer on every page"
