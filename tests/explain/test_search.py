from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from triage.explain.search import find, look_up, tell_term, terms_named, words_in
from triage.rules.load import load

THINGS = ["Bruises on babies", "Consent to share", "A baby in hospital", "Share early"]


def found(wanted: str) -> list[str]:
    return find(wanted, THINGS, lambda thing: ((thing, 1),))


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("bruises", "Bruises on babies"),
        ("bruis", "Bruises on babies"),
        ("BRUSES", "Bruises on babies"),
        ("consnet", "Consent to share"),
        ("share", "Consent to share"),
        ("early share", "Share early"),
        ("hosp", "A baby in hospital"),
    ],
)
def test_half_words_and_slips_are_forgiven(wanted, first):
    assert found(wanted)[0] == first


def test_every_word_must_be_there():
    assert found("baby hospital") == ["A baby in hospital"]
    assert found("baby zebra") == []


@pytest.mark.parametrize("wanted", ["", "   ", "!?", "\x1b[31m"])
def test_no_words_find_nothing(wanted):
    assert found(wanted) == []


def test_a_heavier_field_comes_first():
    things = [("text about consent", "Other"), ("other text", "Consent")]
    assert find("consent", things, lambda thing: ((thing[1], 4), (thing[0], 1)))[0] == things[1]


def test_words_are_plain_letters():
    assert words_in("The child's [b]words[/b], 2026") == ["the", "childs", "b", "words", "b", "2026"]


RULES = load(Path(__file__).parents[1] / "rules" / "good", ["england"], date(2026, 11, 22))


@pytest.mark.parametrize(
    ("typed", "old"),
    [
        ("caf", "common assessment framework"),
        ("What is a CAF?", "common assessment framework"),
        ("common assesment framework", "common assessment framework"),
        ("caf form", "common assessment framework"),
        ("lscbs", "safeguarding children board"),
        ("social servic", "social services"),
    ],
)
def test_old_terms_are_known_in_any_case_and_nearly_spelt(typed, old):
    assert [term.old for term in terms_named(RULES, typed)] == [old]


@pytest.mark.parametrize(
    "typed", ["", " ", "!", "ca", "assessment", "framework", "social", "board meeting", "cafe bar"]
)
def test_other_words_are_no_old_terms(typed):
    assert terms_named(RULES, typed) == ()


def test_an_old_term_brings_the_passage_it_rests_on_first():
    looked_up = look_up(RULES, "caf")
    assert looked_up.passages[0].anchor == "handbook#danger"
    assert len({one.anchor for one in looked_up.passages}) == len(looked_up.passages)


def test_words_without_an_old_term_bring_passages_alone():
    looked_up = look_up(RULES, "police")
    assert looked_up.terms == ()
    assert [one.anchor for one in looked_up.passages] == ["handbook#danger"]
    assert look_up(RULES, "zebra").passages == ()


def test_a_term_is_told_with_what_changed_when_and_how_far_it_was_checked():
    caf, board, services = RULES.terms
    assert tell_term(caf) == (
        '"Common assessment framework" (CAF) is an old term. Today: early help assessment. '
        "Areas moved to another assessment. Since 2019. Read second-hand."
    )
    assert tell_term(board).endswith("Boards were replaced. Since 2019.")
    assert tell_term(services).startswith('"Social services" is an old term.')
    assert tell_term(services).endswith("Long known, but not read again.")
