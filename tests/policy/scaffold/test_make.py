"""New parts of rules: whole, reached by a case, tried before they are written, and never written over anything."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from triage.policy.scaffold.make import (
    Made,
    NeverHoldsError,
    ThereAlreadyError,
    example_for,
    make_pack,
    make_rule,
    make_source,
    make_topic,
)
from triage.policy.scaffold.parts import NewContact, NewPack, NewQuestion, NewRule, NewSource, NewStep, NewTopic
from triage.policy.scaffold.trial import ChangedMeanwhileError, new_problems, read, write
from triage.rules.guidance import read_guidance
from triage.rules.load import load
from triage.rules.model import Urgency
from triage.rules.problems import Collector
from triage.rules.scenarios import read_scenarios

SMALL = Path(__file__).parents[2] / "cli" / "small"
DAY = date(2026, 11, 22)
RULE = NewRule("damp-help", "{ damp_help: yes }", "days", ("damp-help",), "the home is damp", ("small-guide#write",))
STEP = NewStep("damp-help", "support", "Ask what would help.", "What they said.")
QUESTION = NewQuestion("damp_help", "Is the home damp?", "Damp makes children ill.")
SOURCE = NewSource(
    "new-guide", "A guide: to homes", "A council", "first", "example.org", "Publisher copyright", "in force", "V",
    DAY, date(2027, 5, 1), "The page itself.", "About homes.", "damp", "Damp", "Damp makes asthma worse.",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "all")
    return tmp_path / "all"


def kept(folder: Path, made: Made) -> Made:
    assert made.sound, made.problems
    write(folder, made.files, made.before)
    return made


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def with_rule(folder: Path, rule: NewRule = RULE, **more: object) -> Made:
    given = {"case": "A damp flat", "today": DAY, "step": STEP, "question": QUESTION} | more
    return make_rule(folder, "england", "core", rule, **given)  # type: ignore[arg-type]


def test_a_rule_comes_with_its_question_its_step_and_a_case_that_reaches_it(folder: Path) -> None:
    made = kept(folder, with_rule(folder))
    rule_set = load(folder, ["england"], DAY)
    assert rule_set.rules["damp-help"].urgency is Urgency.DAYS
    assert rule_set.questions["damp_help"].not_sure_means == ("yes",)
    assert rule_set.steps["damp-help"].do == "Ask what would help."
    scenario = read_scenarios(folder, ["england"], rule_set)[-1]
    assert (scenario.name, scenario.expect.rules) == ("A damp flat", ("damp-help",))
    assert made.reached is not None
    assert scenario.expect.urgency is made.reached.urgency is Urgency.TODAY  # the floor of the small rules
    assert scenario.expect.steps == ("damp-help",)


def test_trying_writes_nothing(folder: Path) -> None:
    before = snapshot(folder)
    with_rule(folder)
    make_source(folder, SOURCE, DAY)
    assert snapshot(folder) == before


def test_only_the_files_made_are_touched_and_what_stood_in_them_stays(folder: Path) -> None:
    before = snapshot(folder)
    made = kept(folder, with_rule(folder))
    after = snapshot(folder)
    assert {name for name in after if after[name] != before.get(name)} == {str(Path(name)) for name in made.files}
    for name in before:
        rest = iter(after[name].splitlines())
        assert all(line in rest for line in before[name].splitlines() if line.strip())


def test_a_rule_that_always_holds_has_a_case_too(folder: Path) -> None:
    made = with_rule(folder, replace(RULE, when="always", steps=("tell-lead",)), step=None, question=None)
    assert made.sound
    assert made.reached is not None
    assert made.reached.answers


def test_a_rule_that_can_never_hold_is_refused(folder: Path) -> None:
    never = replace(RULE, when="{ all: [{ harm_level: needs help }, { harm_level: significant harm }] }")
    with pytest.raises(NeverHoldsError):
        with_rule(folder, never, question=None)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"when": "{ nobody: yes }"}, "TR301"),
        ({"steps": ("nothing",)}, "TR304"),
        ({"because": ("small-guide#nothing",)}, "TR307"),
        ({"urgency": "soon"}, "TR204"),
    ],
)
def test_a_rule_with_a_mistake_is_told_and_not_kept(folder: Path, change: dict[str, object], code: str) -> None:
    made = with_rule(folder, replace(RULE, **change))  # type: ignore[arg-type]
    assert not made.sound
    assert code in {problem.code for problem in made.problems}


def test_a_warning_is_told_and_does_not_stop_it(folder: Path) -> None:
    made = make_source(folder, SOURCE, DAY)
    assert made.sound
    assert [problem.code for problem in made.problems] == ["TR408"]
    assert make_source(folder, replace(SOURCE, left_to_judgement="it differs"), DAY).problems == ()


def test_a_source_is_read_back_as_it_was_given(folder: Path) -> None:
    kept(folder, make_source(folder, SOURCE, DAY))
    out = Collector()
    source = read_guidance((folder / "guidance" / "new-guide.md").read_bytes(), "guidance/new-guide.md", out)
    assert source is not None
    assert (source.title, source.edition, source.introduction) == ("A guide: to homes", "first", "About homes.")
    assert (source.passages[0].anchor, source.passages[0].text) == ("damp", "Damp makes asthma worse.")
    assert (source.checked_on, source.review_by) == (DAY, date(2027, 5, 1))
    assert out.all() == ()


def test_a_topic_can_be_empty_and_then_filled(folder: Path) -> None:
    kept(folder, make_topic(folder, "england", NewTopic("homes", "Cold: and damp homes", "worry"), DAY))
    given = {"case": "A damp flat", "today": DAY, "step": STEP, "question": QUESTION}
    kept(folder, make_rule(folder, "england", "homes", RULE, **given))  # type: ignore[arg-type]
    rule_set = load(folder, ["england"], DAY)
    assert rule_set.topics["homes"] == "Cold: and damp homes"
    assert rule_set.rules["damp-help"].topic == "homes"
    assert rule_set.questions["damp_help"].section == "worry"


def test_a_pack_fills_in_contacts_and_carries_a_case_over(folder: Path) -> None:
    rule_set = load(folder, ["england"], DAY)
    example = example_for(rule_set, read_scenarios(folder, ["england"], rule_set))
    assert example is not None
    door = NewContact(
        "front-door", "Eastshire front door", "new worries", "Social care", "01632 960002", (), "small-guide"
    )
    pack = NewPack("eastshire", "Eastshire", "The rules owner", "england", DAY, date(2027, 2, 20), (door,))
    made = kept(folder, make_pack(folder, pack, example, DAY))
    assert len(made.files) == 4
    eastshire = load(folder, ["eastshire"], DAY)
    assert eastshire.contacts["front-door"].phone == "01632 960002"
    (carried,) = read_scenarios(folder, ["eastshire"], eastshire)
    assert carried.answers == example.answers
    assert carried.name == "Eastshire, a ten-year-old who may be suffering significant harm"


def test_the_example_is_the_most_urgent_that_rings_a_local_contact(folder: Path) -> None:
    rule_set = load(folder, ["england"], DAY)
    scenarios = read_scenarios(folder, ["england"], rule_set)
    calm = replace(scenarios[1], name="calm", expect=replace(scenarios[1].expect, urgency=Urgency.DAYS))
    found = example_for(rule_set, [calm, *scenarios])
    assert found is scenarios[1]
    assert example_for(rule_set, [scenarios[0]]) is None  # it does not say how other pages are answered


def test_nothing_is_made_where_something_is(folder: Path) -> None:
    with pytest.raises(ThereAlreadyError, match=r"rules/england/core/rules\.yaml"):
        make_topic(folder, "england", NewTopic("core", "T", "worry"), DAY)
    pack = NewPack("westshire", "W", "o", "england", DAY, DAY)
    with pytest.raises(ThereAlreadyError, match=r"rules/westshire/pack\.yaml"):
        make_pack(folder, pack, None, DAY)
    with pytest.raises(ThereAlreadyError):
        make_source(folder, replace(SOURCE, id="small-guide"), DAY)


def test_a_file_changed_meanwhile_is_left_alone(folder: Path) -> None:
    made = with_rule(folder)
    file = folder / "rules" / "england" / "core" / "rules.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# a colleague was here\n", encoding="utf-8")
    before = snapshot(folder)
    with pytest.raises(ChangedMeanwhileError, match=r"core/rules\.yaml"):
        write(folder, made.files, made.before)
    assert snapshot(folder) == before


def test_writing_never_follows_into_a_file_that_appeared(folder: Path) -> None:
    made = make_source(folder, SOURCE, DAY)
    (folder / "guidance" / "new-guide.md").write_text("mine", encoding="utf-8")
    with pytest.raises(ChangedMeanwhileError):
        write(folder, made.files, made.before)
    assert read(folder, "guidance/new-guide.md") == "mine"


def test_problems_that_were_there_before_are_not_told_again(folder: Path, tmp_path: Path) -> None:
    kept(folder, make_source(folder, SOURCE, DAY))  # leaves a passage unused
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    rules = other / "rules" / "england" / "core" / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("questions:", "\n# moved\nquestions:"), encoding="utf-8")
    assert new_problems(folder, other, DAY) == ()
    (other / "guidance" / "new-guide.md").write_text("broken", encoding="utf-8")
    assert {problem.code for problem in new_problems(folder, other, DAY)} == {"TR507"}
