"""A session with a room of twelve, from start to end, as a trainer would hold it on a projector of 100 by 30.

``scripts/room_session.py`` plays it in full and leaves every sheet to be looked at; here a little less is written.
"""

from __future__ import annotations

import asyncio
import csv
import json
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "room_session.py"


@pytest.fixture(scope="module")
def session() -> ModuleType:
    spec = spec_from_file_location("room_session", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["room_session"] = module
    spec.loader.exec_module(module)
    return module


def test_a_room_answers_twice_and_everything_is_put_together(
    session: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    answers = {when: session.made_up(when) for when in session.LIKELY}
    extent = session.Extent(forms=(("html", "html"),), machines=1, results=(12,))
    said = session.play_answers(tmp_path, answers, extent)
    assert "Taken back: learner 12, before" in said["typed before"]
    assert "7 papers taken in." in said["sheet before"]
    assert "12 learners, 5 stories." in said["collated before"]
    assert "before the discussion" not in said["collated before"]
    together = said["collated after"]
    assert together.count("12 learners before the discussion, 12 after it.") == 5
    assert "compared over the 60 answers that 12 people gave both" in together
    assert together.count("closer together") >= 3
    assert "START WITH: " in together
    lines = [line for text in said.values() for line in text.splitlines() if str(tmp_path) not in line]
    assert max(map(len, lines)) <= session.SIZE[0]
    _as_answered(session, tmp_path, answers)
    for name, has in (
        ("learner-sheet", "To hand in"),
        ("answer-sheet", "To take home"),
        ("room", "<svg"),
        ("learner-12", "not a certificate"),
    ):
        assert has in (tmp_path / f"{name}.html").read_text(encoding="utf-8"), name


def _as_answered(session: ModuleType, folder: Path, answers: dict[str, dict[int, list[tuple[str, int]]]]) -> None:
    """Every letter of every learner has come through, whichever way it was handed in."""
    key = {
        one["story"]: one["letters"]
        for one in json.loads((folder / "room.json").read_text(encoding="utf-8"))["stories"]
    }
    with (folder / "answers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {(row["learner"], row["round"], row["story"]): row for row in csv.DictReader(file)}
    assert len(rows) == 2 * 12 * 5
    for when, by_learner in answers.items():
        for learner, codes in by_learner.items():
            for story, (letters, sure) in zip(session.STORIES, codes, strict=True):
                row = rows[str(learner), when, story]
                assert row["how sure"] == str(sure)
                for part, letter in zip(("urgency", "first step", "contact", "parents"), letters, strict=True):
                    assert row[part] == key[story][part]["ABCDEFG".index(letter)]


def test_the_projector_goes_through_a_story_with_the_room_voting(session: ModuleType) -> None:
    story = session.STORIES[0]
    answers = {learner: [("BAAB", 70)] if learner % 3 else [("CBAB", 50)] for learner in range(1, 13)}
    screens = asyncio.run(session.projector(answers, [story]))
    assert all(len(line) <= session.SIZE[0] for screen in screens for line in screen.splitlines())
    assert all(len(screen.splitlines()) == session.SIZE[1] for screen in screens)
    assert sum("8 hands" in screen for screen in screens) >= 2
    assert any("12 hands" in screen for screen in screens)
    assert "A bruise at the eight-week check" in screens[0]
    whole = " ".join(" ".join(screens).split())
    assert "A bruise on a baby who cannot move about is referred at once" in whole
