"""Stories at the command line: picked, answered through a pipe, kept only when asked, collated and handed out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.running import Ran, triage
from rules.support import GOOD, good_copy

STORY = "hurt-at-home"
FILE = "rules/england/referral/vignettes.yaml"
ANSWERS = "1\n1\n1\n4\n80\n\n"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran, Ran]:
    """Two learners who answered the same story, each with a file of results; and what their runs said."""
    home = tmp_path_factory.mktemp("room")
    runs = [
        triage(home, "teach", "--results", str(home / f"{code}.json"), "--learner", code, typed=typed, rules=GOOD)
        for code, typed in (("A1", ANSWERS), ("B2", f"5\n1\n1\n2\n10\nt\n{ANSWERS}"))
    ]
    return home, runs[0], runs[1]


def test_a_story_is_read_answered_and_told_line_by_line(room: tuple[Path, Ran, Ran]) -> None:
    _, ran, again = room
    assert (ran.code, again.code) == (0, 0)
    assert "Drawn by lot. For the same again: --seed" in ran.out
    assert "A child of ten tells you" in ran.out
    assert "Danger comes first. Ring before you write." in ran.out
    assert "Let the room vote first." not in ran.out, "the speaker's note is not for learners"
    assert all(len(line) <= 78 for line in ran.out.splitlines())
    assert "You first part at: how soon." in again.out
    assert "Less safe. The child would wait longer than the rules allow." in again.out
    assert "Kept in" in again.err


def test_results_hold_first_and_last_and_nothing_but_choices(room: tuple[Path, Ran, Ran]) -> None:
    home, _, _ = room
    story = json.loads((home / "B2.json").read_text(encoding="utf-8"))["stories"][STORY]
    assert story["tries"] == 2
    assert (story["first"]["urgency"], story["last"]["urgency"]) == ("planned", "emergency")
    assert story["best"] == story["last"]
    assert story["first"]["marks"]["urgency"] == "less safe"


def test_a_room_is_collated_the_same_in_any_order(room: tuple[Path, Ran, Ran]) -> None:
    home, _, _ = room
    files = [str(home / "A1.json"), str(home / "B2.json")]
    one = triage(home, "teach", "collate", *files, files[0], "--csv", str(home / "answers.csv"), rules=GOOD)
    other = triage(home, "teach", "collate", *reversed(files), rules=GOOD)
    assert (one.code, one.out) == (0, other.out)
    assert "! 2 learners, 1 story." in one.out
    assert "2 learners before the discussion, 1 after it." in one.out
    assert "Before and after are compared over the 1 answer that 1 person gave both" in one.out
    assert len((home / "answers.csv").read_text(encoding="utf-8-sig").splitlines()) == 4
    data = json.loads(triage(home, "teach", "collate", *files, "--json", rules=GOOD).out)
    assert data["learners"] == 2


def test_nothing_is_kept_unless_asked(tmp_path: Path) -> None:
    ran = triage(tmp_path, "teach", "--story", STORY, typed=ANSWERS, rules=GOOD)
    assert ran.err.strip() == "Nothing was kept."
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("typed", ["", "q\n", "1\n", "1\nx\n", "1\n1\n1\n1\n", "1\n1\n1\n1\n101\nq\n", "s\n999\n"])
def test_leaving_or_an_input_that_ends_at_any_place_is_fine(typed: str, tmp_path: Path) -> None:
    ran = triage(tmp_path, "teach", "--story", STORY, typed=typed, rules=GOOD)
    assert ran.code == 0
    assert ran.out.rstrip().endswith("You can come back to any of these.")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--story", "hurt-at-hom"], 'Did you mean "hurt-at-home"?'),
        (["--topic", "referal"], 'Did you mean "referral"?'),
        (["--difficulty", "hard"], "triage teach list"),
        (["--results", "no/such/folder/a.json"], "It cannot be written"),
        (["collate", str(GOOD / FILE)], "It is not a file of teaching results."),
        (["handout", "--as", "word"], "Add --out"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(arguments: list[str], told: str, tmp_path: Path) -> None:
    ran = triage(tmp_path, "teach", *arguments, rules=GOOD)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_sheets_have_the_answers_only_where_asked(tmp_path: Path) -> None:
    sheet = triage(tmp_path, "teach", "handout", rules=GOOD)
    assert "Whom would you ring first?" in sheet.out
    assert "Let the room vote first." not in sheet.out
    assert "To take home" not in sheet.out
    answers = triage(tmp_path, "teach", "handout", "--answers", rules=GOOD)
    assert "Let the room vote first." in answers.out
    assert "Danger comes first, in A made-up handbook" in " ".join(answers.out.split())
    for form in ("html", "word"):
        out = tmp_path / f"sheet.{form}"
        assert triage(tmp_path, "teach", "handout", "--as", form, "--out", str(out), rules=GOOD).code == 0
        assert out.stat().st_size > 1000


def test_the_tests_tell_which_story_moved_and_still_pass(tmp_path: Path) -> None:
    text = (GOOD / FILE).read_text(encoding="utf-8")
    folder = good_copy(tmp_path, {FILE: text.replace("urgency: emergency", "urgency: today")})
    ran = triage(tmp_path, "test", str(folder), rules=None)
    assert f"{FILE}:5:9: MOVED hurt-at-home (A child who is hurt)" in ran.out
    assert "urgency: the notes were written for today; the rules say emergency" in ran.out
    assert "1 story for training, 1 moved." in ran.out
    assert "1 story for training, none moved." in triage(tmp_path, "test", str(GOOD), rules=None).out
