"""A rule is changed in a copy of the shipped rules: the stories it moves are named, and their debriefs follow by
themselves. Nothing else is touched. docs/teaching.md shows the same change."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from training.practice import NOW
from triage.cli.main import run
from triage.documents.writers.text import as_text
from triage.engine.decide import Decider
from triage.locate import data_folder
from triage.plain.debrief import write_debrief
from triage.plain.lines import Lines
from triage.rules.load import load
from triage.rules.model import Urgency
from triage.rules.vignettes import Vignette, read_bank
from triage.training.given import rules_choice
from triage.training.mark import mark
from triage.training.model import Choice, Part, Verdict
from triage.training.moved import moved
from triage.training.path import Trainer
from triage.training.sheets import answer_sheet

FILE = "rules/england/handover/rules.yaml"
RULE = """\
  handover-not-accepted:
    when: { handover_gaps: { includes: not accepted } }
    urgency: today
"""
MOVED = ("a-chair-with-a-name-on-it", "between-two-councils")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the rules in which a handover that nobody took is for now, not for today. One word is another."""
    folder = tmp_path_factory.mktemp("changed")
    for name in ("rules", "guidance"):
        copytree(data_folder() / name, folder / name)
    path = folder / FILE
    text = path.read_text(encoding="utf-8")
    assert text.count(RULE) == 1
    path.write_text(text.replace(RULE, RULE.replace("today", "now")), encoding="utf-8")
    return folder


def trainer_of(folder: Path) -> Trainer:
    rule_set = load(folder, ["england"], date(2026, 11, 22))
    return Trainer(rule_set, Decider(rule_set, None), read_bank(folder, ["england"], rule_set), NOW)


@pytest.fixture(scope="module")
def both(changed: Path) -> tuple[Trainer, Trainer]:
    return trainer_of(data_folder()), trainer_of(changed)


def story(trainer: Trainer, name: str) -> Vignette:
    return next(one for one in trainer.bank.vignettes if one.id == name)


def debrief(trainer: Trainer, name: str, choice: Choice) -> str:
    out = io.StringIO()
    write_debrief(Lines(io.StringIO(), out, echo=False), mark(trainer, story(trainer, name), choice), (), ())
    return out.getvalue()


def test_exactly_the_two_stories_are_named_and_what_moved_in_each(both: tuple[Trainer, Trainer]) -> None:
    before, after = both
    assert moved(before, before.bank.vignettes) == ()
    found = {one.vignette.id: one.differences for one in moved(after, after.bank.vignettes)}
    assert tuple(found) == MOVED
    for differences in found.values():
        assert ("urgency", "today", "now") in differences


def test_the_tests_of_the_rules_name_them_and_ask_for_their_notes(
    changed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(changed))
    run(["test", str(changed / "rules" / "england" / "handover")])
    out = capsys.readouterr().out
    assert [line.split("MOVED ")[1].split()[0] for line in out.splitlines() if "MOVED" in line] == list(MOVED)
    assert out.count("urgency: the notes were written for today; the rules say now") == 2
    assert out.count("Read its story, points and notes again") == 2
    assert " stories for training, 2 moved." in out


@pytest.mark.parametrize("name", MOVED)
def test_their_debriefs_change_by_themselves(both: tuple[Trainer, Trainer], name: str) -> None:
    """Whoever went the rules' way yesterday is told today where they and the rules part, and why."""
    before, after = both
    yesterday = rules_choice(before, story(before, name), 80)
    assert mark(before, story(before, name), yesterday).agrees
    marked = mark(after, story(after, name), yesterday)
    assert marked.divergence is not None
    assert (marked.divergence.part, marked.divergence.verdict) == (Part.URGENCY, Verdict.LESS_SAFE)
    assert marked.path.urgency is Urgency.NOW
    assert marked.divergence.because == "until someone accepts, it may be that nobody is watching over the child"
    assert "ACT NOW - within the hour" not in debrief(before, name, yesterday)
    told = debrief(after, name, yesterday)
    assert "ACT NOW - within the hour" in told
    assert "You first part at: how soon." in told
    assert mark(after, story(after, name), rules_choice(after, story(after, name))).agrees


def test_nothing_else_has_to_be_written_and_no_other_story_changes(both: tuple[Trainer, Trainer]) -> None:
    before, after = both
    for one in before.bank.vignettes:
        other = story(after, one.id)
        assert (one.story, one.answers, one.points) == (other.story, other.answers, other.points)
        sheets = [
            as_text(answer_sheet(trainer, [each])).split("Rules: ")[0]
            for trainer, each in zip(both, (one, other), strict=True)
        ]
        assert (sheets[0] == sheets[1]) == (one.id not in MOVED), one.id
