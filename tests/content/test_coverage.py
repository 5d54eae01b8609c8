"""The ledger of what the rules carry has no empty row, names nothing that is not there, and its page is current."""

import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import ledger

TODAY = date(2026, 11, 22)
DUTIES = 181
FOUNDING_DOCUMENTS = 5
CLAIMS = {"confirmed": 82, "corrected": 23, "still-unverified": 14}
DANGEROUS_CLAIMS = {
    "D-TRANSFER-IN",
    "D-EPO",
    "D-FGM-MAX",
    "D-PF-START",
    "D-RR",
    "R033; R054; fact 4.6 'agreement needed, keep offer open'",
    "Facts 4.5 lawful bases; row 12",
    "R078",
    "R170",
    "R172; R173",
}


@pytest.fixture(scope="module")
def rule_set():
    return ledger.whole_rule_set(TODAY)


@pytest.fixture(scope="module")
def areas():
    return ledger.each_area(TODAY)


def anchors(rule_set):
    return {f"{source.id}#{passage.anchor}" for source in rule_set.sources.values() for passage in source.passages}


@pytest.mark.parametrize("rows", [ledger.seed_rows, ledger.duty_rows], ids=["seeds", "duties"])
def test_every_row_is_carried_by_something_or_says_why_not(rows):
    empty = [f"{row.place} {row.says}" for row in rows() if not (row.rules or row.judgement) or not row.says]
    assert empty == []


@pytest.mark.parametrize("rows", [ledger.seed_rows, ledger.duty_rows], ids=["seeds", "duties"])
def test_every_row_names_rules_and_passages_that_exist(rows, rule_set):
    known = anchors(rule_set)
    wrong = [
        f"{row.place} {name}"
        for row in rows()
        for name in (*row.rules, *row.passages)
        if name not in rule_set.rules and name not in known
    ]
    assert wrong == []


def names_in(rule_set):
    """Everything a claim may be carried by, but passages."""
    kinds = (rule_set.rules, rule_set.deadlines, rule_set.contacts, rule_set.switches)
    return {name for kind in kinds for name in kind}


def test_every_claim_that_was_checked_is_carried_by_something_that_exists_or_says_why_not(rule_set):
    known = names_in(rule_set) | anchors(rule_set)
    rows = ledger.correction_rows()
    assert [row.name for row in rows if not row.says or not (row.rules or row.passages or row.judgement)] == []
    assert [f"{row.place} {name}" for row in rows for name in (*row.rules, *row.passages) if name not in known] == []


def test_every_claim_that_was_checked_stands_once_with_its_verdict():
    items = yaml.safe_load((ledger.LEDGER / "corrections.yaml").read_text(encoding="utf-8"))
    assert Counter(item["verdict"] for item in items) == CLAIMS
    assert len({item["brief"] for item in items}) == len(items) == len(ledger.correction_rows())
    assert {item["brief"] for item in items if item.get("dangerous")} == DANGEROUS_CLAIMS


def test_no_claim_that_was_wrong_is_left_to_judgement_or_carried_by_words_alone():
    rows = [row for row in ledger.correction_rows() if row.group in (ledger.DANGEROUS, "corrected")]
    assert [row.name for row in rows if row.judgement or not row.rules] == []


def test_all_five_founding_documents_are_in_the_ledger():
    assert len({row.group for row in ledger.seed_rows()}) == FOUNDING_DOCUMENTS


def test_every_duty_of_the_procedures_stands_once():
    names = [row.name for row in ledger.duty_rows()]
    assert all(re.fullmatch(r"R\d{3}", name) for name in names)
    assert len(names) == len(set(names))
    assert len(names) >= DUTIES


def test_every_passage_is_used_or_left_to_judgement_with_a_reason(rule_set, areas):
    rows = ledger.passage_rows(rule_set, areas)
    idle = [f"{row.place} {row.name}" for row in rows if not (row.rules or row.judgement)]
    assert idle == []


def test_the_page_says_what_the_ledger_and_the_rules_say_now(rule_set, areas):
    assert ledger.PAGE.read_text(encoding="utf-8") == ledger.page(rule_set, areas), "run: python scripts/ledger.py"
