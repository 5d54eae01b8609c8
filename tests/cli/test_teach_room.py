"""A room at the command line: made, its papers typed or read from a file, put together, and written as sheets."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from cli.running import Ran, triage
from rules.support import GOOD, good_copy

FILE = "rules/england/referral/vignettes.yaml"
TYPED = "1 AAAA70\nu\n1 AAAA70\n2 faad90\nJane\n2 AAAA50\ns 1\nl\nafter\n1 A?AA80\n?\nr\nq\n"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """A room with three papers, and what was said while they were typed."""
    home = tmp_path_factory.mktemp("room")
    return home / "room.json", triage(home, "teach", "room", str(home / "room.json"), typed=TYPED, rules=GOOD)


def test_papers_are_typed_a_line_each_and_said_back_at_once(room: tuple[Path, Ran]) -> None:
    file, ran = room
    assert ran.code == 0
    said = ran.out.split("before> ")
    assert "1   A child who is hurt" in said[0]
    assert "Learner 1, before:\n  1 AAAA70   emergency;" in said[1]
    assert "Kept. 1 before, 0 after so far." in said[1]
    assert "Taken back: learner 1, before (1AAAA70). 0 before, 0 after so far." in said[2]
    assert "1 FAAD90   information;" in said[4]
    assert "Not taken in. Start with the learner's number" in said[5]
    assert "Not taken in. Learner 2 has a paper for this round (before) already. To" in said[6]
    assert "A   EMERGENCY - ring 999 now" in said[7]
    assert "Before: 1, 2.\nAfter: none yet." in said[8]
    after = ran.out.split("after> ")
    assert "what first: blank" in after[1]
    assert "take back the last paper" in after[2]
    assert "What the room said" in after[3]
    assert all(len(line) <= 78 for line in ran.out.splitlines())
    assert f"triage teach collate {file}" in ran.err


def test_every_line_is_in_the_file_as_soon_as_it_is_typed(room: tuple[Path, Ran]) -> None:
    file, _ = room
    papers = json.loads(file.read_text(encoding="utf-8"))["papers"]
    assert papers == [
        {"learner": "1", "round": "before", "codes": {"1": "AAAA70"}},
        {"learner": "2", "round": "before", "codes": {"1": "FAAD90"}},
        {"learner": "1", "round": "after", "codes": {"1": "A?AA80"}},
    ]


def test_a_room_goes_on_where_it_was_left(room: tuple[Path, Ran], tmp_path: Path) -> None:
    file = tmp_path / "room.json"
    file.write_bytes(room[0].read_bytes())
    ran = triage(tmp_path, "teach", "room", str(file), "--round", "after", typed="2 AAAA60\nu 1\nu 9\n", rules=GOOD)
    assert "2 before, 1 after so far" in ran.out
    assert "Taken back: learner 1, after (1A?AA80). 2 before, 1 after so far." in ran.out
    assert "Learner 9 has no paper in this round." in ran.out
    again = triage(tmp_path, "teach", "room", str(file), "--count", "1", rules=GOOD)
    assert (again.code, "This room has its stories already." in again.err) == (2, True)


def test_papers_from_a_spreadsheet_are_taken_in_whole_or_not_at_all(room: tuple[Path, Ran], tmp_path: Path) -> None:
    file = tmp_path / "room.json"
    file.write_bytes(room[0].read_bytes())
    sheet = tmp_path / "papers.csv"
    sheet.write_text("learner,round,1\n3,before,AAAA20\n1,before,AAAA70\n4,before,ZAAA1\n", encoding="utf-8")
    ran = triage(tmp_path, "teach", "room", str(file), "--papers", str(sheet), rules=GOOD)
    assert ran.code == 1
    assert f"{sheet}:3: Learner 1 has a paper for this round" in ran.err
    assert f'{sheet}:4: Story 1, "How soon": there is no Z.' in ran.err
    assert file.read_bytes() == room[0].read_bytes()
    sheet.write_bytes("learner;round;1\r\n3;before;AAAA20\r\n4;;aaaa 1\r\n".encode("utf-16"))
    ran = triage(tmp_path, "teach", "room", str(file), "--papers", str(sheet), rules=GOOD)
    assert (ran.code, "2 papers taken in." in ran.err) == (0, True)


def test_paper_and_files_are_put_together(room: tuple[Path, Ran], tmp_path: Path) -> None:
    file = room[0]
    alone = tmp_path / "7.json"
    choices = ("--room", str(file), "--results", str(alone), "--learner", "7", "--round", "before")
    held_back = triage(tmp_path, "teach", *choices, typed="1\n1\n1\n4\n80\n", rules=GOOD)
    assert "What the rules say comes when the room has talked about it." in held_back.out
    assert "[as the rules]" not in held_back.out
    assert "To take home" not in held_back.out
    out = tmp_path / "answers.csv"
    ran = triage(tmp_path, "teach", "collate", str(file), str(alone), "--csv", str(out), rules=GOOD)
    assert ran.code == 0
    assert "! 3 learners, 1 story." in ran.out
    assert "3 learners before the discussion, 1 after it." in ran.out
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["learner"], row["round"]) for row in rows] == [("1", "after"), *((who, "before") for who in "127")]
    assert rows[-1]["urgency mark"] == "as the rules"
    wrong = triage(tmp_path, "teach", *choices[:-1], "after", rules=GOOD)
    assert (wrong.code, "What it holds belongs to the round before." in wrong.err) == (2, True)


@pytest.mark.parametrize("form", ["html", "word", "markdown"])
def test_a_room_and_a_learner_are_written_as_sheets(room: tuple[Path, Ran], tmp_path: Path, form: str) -> None:
    for act in (["collate"], ["results", "--learner", "2"], ["handout", "--room"]):
        out = tmp_path / f"{act[0]}.{form}"
        ran = triage(tmp_path, "teach", *act, str(room[0]), "--as", form, "--out", str(out), rules=GOOD)
        assert (ran.code, ran.out) == (0, "")
        text = ZipFile(out).read("word/document.xml").decode() if form == "word" else out.read_text(encoding="utf-8")
        assert "A child who is hurt" in text
        assert ("<svg" in text) == (form == "html" and act[0] == "collate")
        if act[0] == "handout":
            assert "To hand in" in text
            assert "Danger comes first" not in text


def test_what_one_learner_chose_is_set_beside_the_rules(room: tuple[Path, Ran], tmp_path: Path) -> None:
    ran = triage(tmp_path, "teach", "results", str(room[0]), "--learner", "1", rules=GOOD)
    text = " ".join(ran.out.split())
    assert "not a certificate" in text
    assert "After the discussion: (blank)" in text
    assert "Danger comes first" in text
    asked = triage(tmp_path, "teach", "results", str(room[0]), rules=GOOD)
    assert (asked.code, "There is: 1, 2." in asked.err) == (2, True)


def test_sheets_are_refused_when_the_rules_offer_something_else_now(room: tuple[Path, Ran], tmp_path: Path) -> None:
    file = tmp_path / "room.json"
    data = json.loads(room[0].read_text(encoding="utf-8"))
    data["stories"][0]["letters"]["contact"].reverse()
    file.write_text(json.dumps(data), encoding="utf-8")
    ran = triage(tmp_path, "teach", "handout", "--room", str(file), rules=GOOD)
    assert (ran.code, "other choices are offered in: hurt-at-home" in ran.err) == (2, True)
    text = (GOOD / FILE).read_text(encoding="utf-8").replace("id: hurt-at-home", "id: another")
    folder = good_copy(tmp_path, {FILE: text})
    ran = triage(tmp_path, "teach", "handout", "--room", str(file), rules=folder)
    assert (ran.code, "no story hurt-at-home any more" in ran.err) == (2, True)
    assert (
        "Left out, as these rules have no such story"
        in triage(tmp_path, "teach", "collate", str(file), rules=folder).out
    )


def test_the_stories_there_are_can_be_counted(tmp_path: Path) -> None:
    ran = triage(tmp_path, "teach", "list", "--table", rules=GOOD)
    assert "BY TOPIC" in ran.out
    data = json.loads(triage(tmp_path, "teach", "list", "--table", "--json", rules=GOOD).out)
    assert data["stories"] == 1
    assert data["topics"]["referral"] == {"easy": 1}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["room", "no/such/folder/room.json"], "It cannot be written"),
        (["room", str(GOOD / FILE)], "It is not a file of teaching results."),
        (["collate", "no-such.json"], "It cannot be read"),
        (["handout", "--room", str(GOOD / FILE)], "It is not a file of teaching results."),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(arguments: list[str], told: str, tmp_path: Path) -> None:
    ran = triage(tmp_path, "teach", *arguments, rules=GOOD)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
