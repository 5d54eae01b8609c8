"""The plan as JSON: stable keys, nothing lost, and read back as it was."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC

import pytest
from hypothesis import given, settings

from plan.plan_rules import NO_ANSWERS, NOW, RULE_SET, decision, decisions
from triage.engine.decision import Decision
from triage.export.plan_json import FORMAT, key_of, plan_data, plan_json, read_plan
from triage.plan.build import build_plan
from triage.plan.model import Citation, Plan, PlanContact, PlanStep, Reason
from triage.rules.model import SendAs, Urgency
from triage.text import clean

# Keys other programs rely on. Add to them; never take one away within one format.
KEYS = {
    Plan: "urgency headline,send as,message,steps,do not,assumed,not known,fault,version,hash,made at",
    PlanStep: "id,number,kind,urgency,do,how,when,due,if late,contacts,say,write,tell,do not,if no answer,reasons,clock",
    PlanContact: "id,name,phone,detail,note,verified,fallback",
    Reason: "rule,why,answers,citations,place",
    Citation: "anchor,passage,source,publisher,edition,where,caution,checked on",
}


def a_plan(*rules: str) -> Plan:
    return build_plan(RULE_SET, decision(*(rules or RULE_SET.rules), open_rules=("hurt",)), NO_ANSWERS, NOW)


@pytest.mark.parametrize("kind", KEYS)
def test_keys_are_never_renamed(kind: type) -> None:
    promised = {
        key for part in KEYS[kind].split(",") for key in ([part] if part != "urgency headline" else part.split())
    }
    assert promised <= {key_of(field.name) for field in fields(kind)}


def test_the_shape_in_short() -> None:
    data = json.loads(plan_json(a_plan("unsafe")))
    assert (data["format"], data["kind"], data["urgency"], data["send as"]) == (
        1,
        "plan",
        "now",
        "child protection referral",
    )
    first = data["steps"][0]
    assert (first["id"], first["kind"], first["due"], first["number"]) == (
        "ring-front-door",
        "ring",
        "2026-11-20T17:30:00",
        1,
    )
    assert first["contacts"][2]["phone"] == "101"
    assert first["reasons"][0]["citations"][0]["checked on"] == "2026-11-02"
    assert data["made at"] == "2026-11-20T16:30:00"


@settings(max_examples=50, deadline=None)
@given(decisions)
def test_what_is_written_can_be_read_back(made: Decision) -> None:
    plan = build_plan(RULE_SET, made, {}, NOW)
    assert read_plan(plan_json(plan)) == plan


def test_a_time_zone_survives() -> None:
    plan = build_plan(RULE_SET, decision("unsafe"), NO_ANSWERS, NOW.replace(tzinfo=UTC))
    assert read_plan(plan_json(plan)) == plan


@pytest.mark.parametrize("urgency", Urgency)
@pytest.mark.parametrize("send_as", SendAs)
def test_every_level_is_written_in_the_words_of_the_rule_files(urgency: Urgency, send_as: SendAs) -> None:
    data = plan_data(replace(a_plan("floor"), urgency=urgency, send_as=send_as))
    assert (data["urgency"], data["send as"]) == (urgency.word, send_as.word)


def test_texts_are_cleaned() -> None:
    text = plan_json(replace(a_plan("floor"), fault="\x1b[31mred\u202e\ud800 end"))
    assert json.loads(text)["fault"] == "red end"
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not json", "not JSON"),
        ("[]", "not a plan"),
        ('{"kind": "case"}', "not a plan"),
        ('{"kind": "plan", "format": 99}', "format 99"),
        ('{"kind": "plan", "format": 1}', "missing"),
    ],
)
def test_anything_else_is_refused_in_plain_words(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_plan(text)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("urgency", "soon"),
        ("made at", "yesterday"),
        ("headline", 5),
        ("steps", [{}]),
        ("steps", 7),
        ("do not", [1]),
        ("send as", None),
    ],
)
def test_a_wrong_value_is_refused(key: str, value: object) -> None:
    data = {**plan_data(a_plan("floor")), key: value}
    with pytest.raises(ValueError, match="cannot be read"):
        read_plan(json.dumps(data))


def test_keys_added_later_do_not_stop_reading() -> None:
    plan = a_plan("floor")
    assert read_plan(json.dumps({**plan_data(plan), "something new": 1})) == plan
    assert FORMAT == 1
