"""Vignettes are read as written, told off with places where they are wrong, and change no rule set."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.support import GOOD, TODAY, codes, good_copy, good_rules
from triage.rules.checking import check
from triage.rules.load import load
from triage.rules.model import SendAs, Urgency
from triage.rules.problems import Collector, RulesRefused
from triage.rules.vignettes import Outcome, Parents, read_bank, read_vignettes, vignettes_into

FILE = "rules/england/referral/vignettes.yaml"
TEXT = (GOOD / FILE).read_text(encoding="utf-8")
RULES = good_rules()


def test_a_vignette_is_read_as_it_stands() -> None:
    bank = read_bank(GOOD, ["england"], RULES)
    (one,) = bank.vignettes
    assert (one.id, one.difficulty, one.topics, one.otherwise) == ("hurt-at-home", "easy", ("referral",), "calmest")
    assert one.story.startswith("A child of ten tells you")
    assert one.answers["danger"].values == ("hurt now",)
    assert one.expect == Outcome(
        Urgency.EMERGENCY,
        SendAs.INFORMATION_ONLY,
        "ring-999",
        ("police-999",),
        Parents.DOES_NOT_MATTER,
    )
    assert [(point.says, point.because) for point in one.points] == [
        ("Danger comes first. Ring before you write.", ("handbook#danger",))
    ]
    assert one.discuss == ("What would you say to her?",)
    assert one.speaker == "Let the room vote first."
    assert (one.place.file, one.pack, one.topic) == (FILE, "england", "referral")
    assert bank.parents == {"ring-front-door": Parents.NOT_YET}
    assert read_vignettes(GOOD, ["england"], RULES) == bank.vignettes


def test_no_rule_set_is_another_because_of_its_vignettes(tmp_path: Path) -> None:
    before = load(good_copy(tmp_path / "with"), ["england"], TODAY)
    without = good_copy(tmp_path / "without")
    (without / FILE).unlink()
    broken = good_copy(tmp_path / "broken", {FILE: "vignettes: [\n"})
    assert load(without, ["england"], TODAY) == before
    assert load(broken, ["england"], TODAY).hash == before.hash


def test_a_pack_without_vignettes_has_none(tmp_path: Path) -> None:
    folder = good_copy(tmp_path)
    (folder / FILE).unlink()
    assert read_vignettes(folder, ["england"], RULES) == ()


def test_what_steps_about_parents_mean_can_stand_alone(tmp_path: Path) -> None:
    folder = good_copy(tmp_path, {FILE: "tell parents: { tell them: ring-front-door }\n"})
    bank = read_bank(folder, ["england"], RULES)
    assert (bank.vignettes, bank.parents) == ((), {"ring-front-door": Parents.TELL})


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("urgency: emergency", "urgency: emergancy", "did you mean 'emergency'?"),
        ("first step: ring-999", "first step: ring-99", "did you mean 'ring-999'?"),
        ("contacts: [police-999]", "contacts: [police-99]", "did you mean 'police-999'?"),
        ("topics: [referral]", "topics: [floors]", "TR605 there is no topic called 'floors'"),
        ("handbook#danger", "handbook#dangers", "did you mean 'handbook#danger'?"),
        ("difficulty: easy", "difficulty: simple", "use easy, middle or hard."),
        ("id: hurt-at-home", "id: Hurt at home", "write 'hurt-at-home'."),
        ("tell parents: does", "tell parents: it does", "TR204"),
        ("danger: hurt now", "danger: hurt", "did you mean 'hurt now'?"),
        ("    otherwise: calmest\n", "", "has no 'otherwise:'"),
        ("    points:", "    point:", "did you mean 'points:'?"),
        ("not yet: [ring-front-door]", "later: [ring-front-door]", "TR201 'later' is not a key of 'tell parents:'."),
        ("vignettes:\n", "vignettes: none\nvignettes_:\n", "'vignettes:' takes a list"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(old: str, new: str, told: str, tmp_path: Path) -> None:
    assert old in TEXT
    folder = good_copy(tmp_path, {FILE: TEXT.replace(old, new)})
    with pytest.raises(RulesRefused) as refused:
        read_vignettes(folder, ["england"], RULES)
    assert told in str(refused.value)
    assert all(problem.place.file == FILE for problem in refused.value.problems)


def test_nobody_rung_can_be_expected(tmp_path: Path) -> None:
    folder = good_copy(tmp_path, {FILE: TEXT.replace("contacts: [police-999]", "contacts: []")})
    (one,) = read_vignettes(folder, ["england"], RULES)
    assert one.expect.contacts == ()


@pytest.mark.parametrize("text", ["- a list\n", "words\n", "vignettes:\n  - words\n", "vignettes: {}\n", "", "{}\n"])
def test_a_file_of_another_shape_is_told_and_never_breaks_the_reader(text: str, tmp_path: Path) -> None:
    out = Collector()
    assert vignettes_into(good_copy(tmp_path, {FILE: text}), ["england"], RULES, out).vignettes == ()
    assert out.all()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("A child of ten tells you", "word " * 26 + "tells you", "TR410"),
        ("Ring before you write.", "You should have rung.", "TR413"),
        ("What would you say to her?", "Would you write a CAF?", "TR411"),
    ],
)
def test_the_check_holds_vignettes_to_the_words_of_everything_else(
    old: str, new: str, code: str, tmp_path: Path
) -> None:
    found = check(good_copy(tmp_path, {FILE: TEXT.replace(old, new)}), TODAY)
    assert codes(found) == [code]
    assert found[0].place.file == FILE


def test_people_in_a_story_may_speak_as_they_do(tmp_path: Path) -> None:
    said = TEXT.replace("A child of ten tells you", "It is your fault, says a child who tells you")
    assert check(good_copy(tmp_path, {FILE: said}), TODAY) == ()
