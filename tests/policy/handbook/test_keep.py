"""A handbook goes into a folder of its own, and never over anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.policy.handbook.keep import LIST, NotAHandbookError, keep


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_it_is_written_into_a_new_folder(tmp_path: Path) -> None:
    keep(tmp_path / "a" / "b", {"index.html": "é\n", "x.css": ""})
    assert (tmp_path / "a" / "b" / "index.html").read_bytes() == "é\n".encode()
    assert names(tmp_path / "a" / "b") == {"index.html", "x.css", LIST}


def test_pages_that_are_gone_are_taken_away_and_other_files_stay(tmp_path: Path) -> None:
    keep(tmp_path, {"index.html": "1", "topic-old.html": "1"})
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    keep(tmp_path, {"index.html": "2"})
    assert names(tmp_path) == {"index.html", "mine.txt", LIST}
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "2"


def test_the_same_handbook_is_the_same_files(tmp_path: Path) -> None:
    files = {"b.html": "b", "a.html": "a"}
    keep(tmp_path, files)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    keep(tmp_path, dict(reversed(files.items())))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(NotAHandbookError):
        keep(tmp_path, {"index.html": "1"})
    assert names(tmp_path) == {"mine.txt"}
    (tmp_path / LIST).write_text("something else\nmine.txt\n", encoding="utf-8")
    with pytest.raises(NotAHandbookError):
        keep(tmp_path, {"index.html": "1"})
    with pytest.raises(NotAHandbookError):
        keep(tmp_path / "mine.txt", {"index.html": "1"})


def test_a_list_that_was_tampered_with_reaches_nothing_outside(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    keep(folder, {"index.html": "1"})
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with (folder / LIST).open("a", encoding="utf-8") as listed:
        listed.write("../mine.txt\n..\n/etc/hostname\n\n")
    keep(folder, {"index.html": "2"})
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"
