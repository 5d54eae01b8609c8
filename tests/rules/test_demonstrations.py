"""Demonstrations are read as written, told off with places where they are wrong, and change no rule set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rules.support import DEMONSTRATION, DEMONSTRATIONS, GOOD, TODAY, good_copy, good_rules
from triage.commands import BY_ID
from triage.locate import RULES, data_folder
from triage.rules.answers import not_sure, ticked
from triage.rules.checking import check
from triage.rules.demonstrations import DOES, KEYS, Shows, demonstrations_into, read_demonstrations
from triage.rules.load import load
from triage.rules.model import SendAs, Urgency
from triage.rules.problems import Collector, RulesRefused

FILE = DEMONSTRATIONS
TEXT = (
    DEMONSTRATION
    + """\
      - do: new
      - answer: { danger: [hurt now], role: not sure }
        say: She is hurt now.
        expect: { urgency: emergency, send as: information only, steps: [ring-999], not steps: follow-up-in-writing }
      - to: ring-999
      - press: [down, 3, f9]
"""
)
SCHEMA = json.loads((data_folder() / RULES / "demonstrations.schema.json").read_text(encoding="utf-8"))


def test_a_demonstration_is_read_as_it_stands(tmp_path: Path) -> None:
    (one,) = read_demonstrations(good_copy(tmp_path, {FILE: TEXT}), ["england"], good_rules())
    assert (one.id, one.title, one.topics, one.pack) == (
        "hurt-at-home",
        "A child who is hurt",
        ("referral",),
        "england",
    )
    first, new, answered, moved, pressed = one.beats
    assert (first.say, first.acts) == ("It is Friday.", False)
    assert (new.do, new.acts) == ("new", True)
    assert answered.answers == (("danger", ticked("hurt now")), ("role", not_sure()))
    steps = ("ring-999",), ("follow-up-in-writing",)
    assert answered.shows == Shows(Urgency.EMERGENCY, SendAs.INFORMATION_ONLY, *steps)
    assert moved.to == "ring-999"
    assert pressed.press == ("down", "3", "f9")
    assert (answered.place.file, answered.place.line) == (FILE, 10)


def test_the_check_finds_nothing_wrong_with_a_good_one(tmp_path: Path) -> None:
    assert check(good_copy(tmp_path, {FILE: TEXT}), TODAY) == ()


def test_no_rule_set_is_another_because_of_them(tmp_path: Path) -> None:
    before = load(GOOD, ["england"], TODAY)
    assert load(good_copy(tmp_path / "with", {FILE: TEXT}), ["england"], TODAY) == before
    assert load(good_copy(tmp_path / "broken", {FILE: "beats: [\n"}), ["england"], TODAY).hash == before.hash


def test_a_pack_without_any_has_none() -> None:
    assert read_demonstrations(GOOD, ["england"], good_rules()) == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("do: new", "do: nwe", "did you mean 'new'?"),
        ("to: ring-999", "to: ring-99", "did you mean 'ring-999'?"),
        ("press: [down, 3, f9]", "press: { down: 3 }", "TR203"),
        ("    beats:\n", "    beat:\n", "did you mean 'beats:'?"),
        ("      - do: new\n", "      - do: new\n        to: ring-999\n", "a beat does one thing"),
        ("      - say: It is Friday.\n", "      - {}\n", "TR2"),
        ("id: hurt-at-home", "id: Hurt at home", "write 'hurt-at-home'."),
        ("urgency: emergency", "urgency: emergancy", "did you mean 'emergency'?"),
        ("[hurt now]", "[hurt]", "did you mean 'hurt now'?"),
        ("    about: A teacher is told that a child is being hurt.\n", "", "has no 'about:'"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(old: str, new: str, told: str, tmp_path: Path) -> None:
    assert old in TEXT
    folder = good_copy(tmp_path, {FILE: TEXT.replace(old, new)})
    with pytest.raises(RulesRefused) as refused:
        read_demonstrations(folder, ["england"], good_rules())
    assert told in str(refused.value)
    assert all(problem.place.file == FILE for problem in refused.value.problems)


@pytest.mark.parametrize(
    "text", ["- a list\n", "words\n", "demonstrations:\n  - words\n", "demonstrations: {}\n", "{}\n"]
)
def test_a_file_of_another_shape_is_told_and_never_breaks_the_reader(text: str, tmp_path: Path) -> None:
    out = Collector()
    assert demonstrations_into(good_copy(tmp_path, {FILE: text}), ["england"], good_rules(), out) == ()
    assert out.all()


def test_what_can_be_done_is_what_the_app_can_do_and_the_schema_says() -> None:
    beat = SCHEMA["definitions"]["beat"]["properties"]
    assert beat["do"]["enum"] == list(DOES)
    assert all(BY_ID[name].keys for name in DOES)
    assert SCHEMA["definitions"]["key"]["anyOf"][0]["enum"] == list(KEYS)
