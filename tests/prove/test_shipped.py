"""The shipped rules: everything is proved, and one slip in one corner is found with its case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from triage.locate import data_folder
from triage.policy.prove.proof import Verdict
from triage.policy.prove.run import PackProofs, prove_pack
from triage.policy.prove.vignette import proof_lines
from triage.rules.conditions import All, Always, Is, NoneOf
from triage.rules.files import pack_names
from triage.rules.load import load
from triage.rules.model import RuleSet, Urgency
from triage.rules.statements import EveryCase
from triage.rules.statements_reader import read_statements

TODAY = date(2026, 11, 22)
FOLDER = data_folder()
ENGLAND = load(FOLDER, ["england"], TODAY)
STATEMENTS = read_statements(FOLDER, ["england"], ENGLAND)


def failures(found: PackProofs) -> str:
    return "\n".join(line for proof in found.failed for line in proof_lines(proof))


@pytest.mark.parametrize("pack", pack_names(FOLDER))
def test_everything_is_proved(pack: str) -> None:
    rule_set = load(FOLDER, [pack], TODAY)
    packs = [one.id for one in rule_set.packs]
    below = load(FOLDER, packs[:-1], TODAY) if len(packs) > 1 else None
    statements = read_statements(FOLDER, packs, rule_set)
    found = prove_pack(rule_set, statements, below)
    assert failures(found) == ""
    assert {one.pack for one in statements} == set(packs), "every pack says what must be so in it"


def test_there_are_many_statements_and_each_is_a_sentence() -> None:
    assert len(STATEMENTS) >= 20
    for statement in STATEMENTS:
        assert statement.says.endswith(".")
        assert len(statement.says.split()) <= 25


def only(name: str, rule_set: RuleSet) -> PackProofs:
    return prove_pack(rule_set, [one for one in STATEMENTS if one.id == name])


def with_rule(name: str, **changes: object) -> RuleSet:
    return replace(ENGLAND, rules={**ENGLAND.rules, name: replace(ENGLAND.rules[name], **changes)})  # type: ignore[arg-type]


def test_an_urgency_lowered_in_one_corner_behind_three_conditions_is_found_with_its_case() -> None:
    rule = ENGLAND.rules["significant-harm-ring-now"]
    corner = All((Is("role", ("housing",)), Is("social_worker", ("early help",)), Is("crime", ("no",), exactly=True)))
    spoilt = with_rule(rule.id, when=All((rule.when, NoneOf((corner,)))))
    (proof,) = (one for one in only("significant-harm-is-a-referral-now", spoilt).failed)
    assert proof.verdict is Verdict.FAILS
    sheet = proof.examples[0].outcome.sheet
    assert sheet["harm_level"].values == ("significant harm",)
    told = proof.examples[0].decisive
    assert "harm_level" in told
    assert len(told) < len(sheet)


@pytest.mark.parametrize(
    ("statement", "rule", "changes"),
    [
        ("danger-ends-in-999", "danger-ring-999", {"urgency": Urgency.NOW}),
        ("danger-ends-in-999", "danger-ring-999", {"send_as": None}),
        ("no-safe-place-is-now", "danger-left-alone", {"urgency": Urgency.TODAY}),
        ("unsafe-child-is-not-argued-over", "unsafe-while-you-argue", {"send_as": None}),
        ("never-to-the-person-in-charge", "worker-harmed-tell-manager", {"when": Is("role", ("police",))}),
        ("every-case-has-a-way-on", "floor", {"steps": ("talk-to-lead",)}),
        ("public-disagreement-has-a-next-rung", "public-still-worried", {"steps": ("record-today",)}),
    ],
)
def test_a_weakened_rule_is_found_out(statement: str, rule: str, changes: dict[str, object]) -> None:
    assert not [proof for proof in only(statement, ENGLAND).failed if proof.name.startswith(statement)]
    found = [proof for proof in only(statement, with_rule(rule, **changes)).failed if proof.name.startswith(statement)]
    assert found
    assert all(proof.verdict is Verdict.FAILS and proof.examples for proof in found)


def test_no_statement_is_about_a_rules_own_words_only() -> None:
    """Each statement about cases can fail: with no rules but the floor, none but those that ask for it holds."""
    bare = replace(ENGLAND, rules={"floor": ENGLAND.rules["floor"]})
    asked = [one for one in STATEMENTS if isinstance(one, EveryCase) and not (one.never and not one.steps)]
    floor = [one for one in asked if isinstance(one.when, Always)]
    failing = {proof.name for proof in prove_pack(bare, asked).failed}
    assert {one.id for one in asked if one not in floor} <= failing
    assert not {one.id for one in floor} & failing, "the floor holds by itself"
    weaker = with_rule("floor", steps=ENGLAND.rules["floor"].steps[:-1])
    assert {one.id for one in floor} <= {proof.name for proof in prove_pack(weaker, floor).failed}
    assert floor
