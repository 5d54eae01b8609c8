from __future__ import annotations

import pytest

from triage.ui.search import find, words_in

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
