"""The ledger of what the rules carry has no empty row, names nothing that is not there, and its page is current."""

import re
import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import ledger

TODAY = date(2026, 11, 22)
DUTIES = 107
FOUNDING_DOCUMENTS = 5


@pytest.fixture(scope="module")
def rule_set():
    return ledger.whole_rule_set(TODAY)


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


def test_all_five_founding_documents_are_in_the_ledger():
    assert len({row.group for row in ledger.seed_rows()}) == FOUNDING_DOCUMENTS


def test_every_duty_of_the_procedures_stands_once():
    names = [row.name for row in ledger.duty_rows()]
    assert all(re.fullmatch(r"R\d{3}", name) for name in names)
    assert len(names) == len(set(names))
    assert len(names) >= DUTIES


def test_every_passage_is_used_or_left_to_judgement_with_a_reason(rule_set):
    idle = [f"{row.place} {row.name}" for row in ledger.passage_rows(rule_set) if not (row.rules or row.judgement)]
    assert idle == []


def test_the_page_says_what_the_ledger_and_the_rules_say_now(rule_set):
    assert ledger.PAGE.read_text(encoding="utf-8") == ledger.page(rule_set), "run: python scripts/ledger.py"
