"""The bench: what can be browsed, found, and read of the files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from policy.watch.changing import RULES, SCENARIOS, SMALL, TODAY, change, small_rules
from triage.policy.uses.things import Kind
from triage.policy.workbench.bench import SHOWN, Bench, bench_of, key, kinds_of
from triage.rules.load import load
from triage.rules.model import Place


@cache
def bench() -> Bench:
    return bench_of(SMALL, load(SMALL, ["england"], TODAY))


def test_everything_with_a_name_is_on_it_once_kind_by_kind() -> None:
    keys = [key(one) for one in bench().things]
    assert len(set(keys)) == len(keys)
    assert {kind for kind, _ in kinds_of(bench().things)} == set(SHOWN)
    assert [kind for kind, _ in kinds_of(bench().things)] == list(SHOWN)
    assert "rule:significant-harm-ring-now" in keys
    assert "scenario:A child hurt now" in keys


def test_every_thing_is_in_exactly_one_topic() -> None:
    inside = [key(one) for topic in bench().topics for one in topic.things]
    assert sorted(inside) == sorted(key(one) for one in bench().things)
    assert [topic.id for topic in bench().topics] == ["core", ":contact", ":deadline", ":source"]
    assert bench().topic("core").title == "A small set of rules for tests"
    assert bench().topic("nowhere") is None


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("significant harm", "rule:significant-harm-ring-now"),
        ("baby", "rule:baby-ring-now"),
        ("bayb ring", "rule:baby-ring-now"),
        ("signifcant", "rule:significant-harm-ring-now"),
        ("parents_know", "question:parents_know"),
        ("ten year old", "scenario:A ten-year-old who may be suffering significant harm"),
    ],
)
def test_a_search_finds_by_name_by_words_and_by_near_misses(words: str, first: str) -> None:
    assert key(bench().search(words)[0]) == first


def test_a_search_for_what_is_not_there_finds_nothing() -> None:
    assert bench().search("zebra crossing") == []


@pytest.mark.parametrize("name", [key(one) for one in bench().things])
def test_every_thing_shows_its_own_lines(name: str) -> None:
    thing = bench().thing(name)
    assert thing is not None
    assert thing.place is not None
    lines = bench().excerpt(thing.place).lines
    words = thing.name if thing.kind in (Kind.SCENARIO, Kind.SOURCE) else f"{thing.name}:"
    assert words in lines[0]


def test_a_place_belongs_to_the_thing_it_lies_in() -> None:
    rule = bench().thing("rule:danger-ring-999")
    assert rule is not None
    assert rule.place is not None
    inside = Place(rule.place.file, rule.place.line + 2, 9)
    assert bench().at(inside) == rule
    assert bench().at(Place("rules/nowhere.yaml", 3)) is None
    assert bench().at(Place(rule.place.file, 1)) is None


def test_the_lines_stay_as_they_were_when_the_file_changes(tmp_path: Path) -> None:
    folder = small_rules(tmp_path)
    before = bench_of(folder, load(folder, ["england"], TODAY))
    change(folder, "urgency: emergency", "urgency: now")
    place = before.rule_set.rules["danger-ring-999"].place
    assert any("urgency: emergency" in line for line in before.excerpt(place).lines)
    after = bench_of(folder, load(folder, ["england"], TODAY))
    assert after.changed_since(before) == (RULES,)


def test_broken_scenarios_are_left_out_and_the_rules_stay(tmp_path: Path) -> None:
    folder = small_rules(tmp_path)
    change(folder, "urgency: now", "urgency: noww", SCENARIOS)
    found = bench_of(folder, load(folder, ["england"], TODAY))
    assert found.scenarios == ()
    assert found.thing("rule:danger-ring-999") is not None
