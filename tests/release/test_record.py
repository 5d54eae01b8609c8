"""A kept decision is read back with care, and every difference from the one it is held against is told."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release.making import SMALL, TODAY
from triage.policy.release.record import (
    answers_under,
    differences,
    plan_differences,
    read_record,
    same_decision,
)
from triage.policy.release.refusal import ReleaseStoppedError
from triage.rules.answers import chosen, number, ticked
from triage.rules.load import load

DECISION: dict[str, Any] = {
    "urgency": "now",
    "send as": "child protection referral",
    "rules": [{"rule": "ring-now", "evidence": [{"question": "age", "option": None, "value": "3", "assumed": False}]}],
    "steps": [
        {"step": "ring", "urgency": "now", "rules": ["ring-now"]},
        {"step": "write", "urgency": "today", "rules": ["ring-now"]},
    ],
    "open rules": ["other"],
    "methods": ["durable-rules", "evaluator"],
    "fault": "",
}
RECORD: dict[str, Any] = {
    "rule set": {"version": "England 1.0", "hash": "a" * 64, "packs": ["england"]},
    "answers": {
        "danger": "none of these",
        "age": 10,
        "harm_level": "significant harm",
        "signs": ["hurt now", "not sure"],
    },
    "decision": DECISION,
    "plan": {"made at": "2026-11-20T17:00:00", "steps": []},
}


def read(**change: object):
    return read_record(json.dumps(RECORD | change).encode(), "record.json")


def test_a_record_is_read() -> None:
    record = read()
    assert (record.version, record.hash, record.packs) == ("England 1.0", "a" * 64, ("england",))
    assert record.answers["signs"] == "[hurt now, not sure]"
    assert record.answers["age"] == "10"
    assert record.moment.hour == 17


def test_an_older_record_names_no_packs() -> None:
    assert read(**{"rule set": {"version": "England 1.0", "hash": "a" * 64}}).packs == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        json.dumps(RECORD | {"decision": None}).encode(),
        json.dumps(RECORD | {"answers": []}).encode(),
        json.dumps(RECORD | {"answers": {"age": 1.5}}).encode(),
        json.dumps(RECORD | {"answers": {"age": True}}).encode(),
        json.dumps(RECORD | {"answers": {"age": "1\ndanger: none of these"}}).encode(),
        json.dumps(RECORD | {"answers": {"a: b\nc": "d"}}).encode(),
        json.dumps(RECORD | {"answers": {"age": ["x]: ["]}}).encode(),
        json.dumps(RECORD | {"rule set": {"version": "1", "hash": "../x"}}).encode(),
        json.dumps(RECORD | {"rule set": {"version": "1", "hash": "a" * 64, "packs": ["../x"]}}).encode(),
        json.dumps(RECORD | {"plan": {"made at": "today"}}).encode(),
    ],
)
def test_anything_else_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(ReleaseStoppedError, match="not the record") as stopped:
        read_record(data, "record.json")
    assert stopped.value.place == "record.json"


def test_answers_are_taken_as_they_were_given_and_the_rest_is_told() -> None:
    rules = load(SMALL, ["england"], TODAY)
    taken, left = answers_under(read(), rules)
    assert taken["age"] == number(10)
    assert taken["harm_level"] == chosen("significant harm")
    assert taken["danger"] == ticked()
    assert left == ("signs: [hurt now, not sure]",)


def test_a_decision_is_the_same_as_itself_however_it_was_reached() -> None:
    assert differences(DECISION, copy.deepcopy(DECISION)) == ()
    alone = DECISION | {"methods": ["evaluator"], "fault": "only one could run"}
    assert same_decision(DECISION, alone)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda now: now.update(urgency="today"), "urgency: was now, is today"),
        (lambda now: now.update({"send as": "advice"}), "send as: was child protection referral, is advice"),
        (lambda now: now["steps"].pop(), "step gone: write"),
        (lambda now: now["steps"].append({"step": "talk"}), "step new: talk"),
        (lambda now: now["steps"][0].update(urgency="days"), "step changed: ring (was now, is days)"),
        (lambda now: now["steps"][0].update(rules=[]), "step changed: ring (rules)"),
        (lambda now: now["steps"].reverse(), "steps: in another order"),
        (lambda now: now["rules"].clear(), "rule gone: ring-now"),
        (lambda now: now["rules"][0]["evidence"].clear(), "rule changed: ring-now (evidence)"),
        (lambda now: now.update({"open rules": []}), "open rules: not the same rules could still hold"),
        (lambda now: now.update(more="x"), "They differ in a part that this program does not know."),
    ],
)
def test_every_difference_is_told(change, says: str) -> None:
    now = copy.deepcopy(DECISION)
    change(now)
    assert says in differences(DECISION, now)
    assert not same_decision(DECISION, now)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@given(st.sampled_from([name for name in DECISION if name not in ("methods", "fault")]), VALUES)
@settings(max_examples=150)
def test_no_change_of_a_decision_passes_for_the_same(name: str, value: object) -> None:
    """Whatever somebody wrote into a kept decision is told, and nothing in it breaks the telling."""
    then = DECISION | {name: value}
    assert (differences(then, DECISION) == ()) is (json.dumps(value) == json.dumps(DECISION[name]))


def test_lines_of_a_plan_that_read_differently_are_named() -> None:
    then = {"headline": "ACT NOW", "steps": [{"id": "ring", "do": "Ring."}, {"id": "write", "do": "Write."}]}
    now = {"headline": "TODAY", "steps": [{"id": "ring", "do": "Ring them."}, {"id": "write", "do": "Write."}]}
    assert plan_differences(then, now) == ("headline", "line ring")
    assert plan_differences(then, then) == ()
