"""Releases side by side on one computer: put there whole or not at all, and believed only after another look."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from release.making import KEY, OTHER_KEY, OTHER_SECRET, shelf_in, small_release
from triage.policy.release import shelf as shelf_module
from triage.policy.release.refusal import Reason, ReleaseRefusedError, ReleaseStoppedError
from triage.policy.release.shelf import BUILT_IN, USED

OLD, NEW = small_release("1.0"), small_release("1.1")


def left(folder: Path) -> list[str]:
    """Whatever lies in the folder of releases beside whole ones."""
    return [path.name for path in (folder / "releases").iterdir() if len(path.name) != 64 and path.name != USED]


def test_releases_lie_side_by_side(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    assert shelf.all() == ()
    one, other = shelf.install(NEW), shelf.install(OLD)
    assert [found.name for found in shelf.all()] == ["1.0", "1.1"]
    assert {one.hash, other.hash} == set(shelf.hashes())
    assert shelf.install(NEW) == one
    assert left(tmp_path) == []


def test_they_are_found_by_name_and_by_the_beginning_of_the_hash(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    one, other = shelf.install(OLD).hash, shelf.install(NEW).hash
    assert shelf.find("1.0") == shelf.find(one) == shelf.find(one[:8].upper()) == one
    assert shelf.find("1.1") == other
    for nothing in ("1.2", "", "1", one[:3], "../releases", "zzzzzz"):
        with pytest.raises(ReleaseStoppedError, match="installed"):
            shelf.find(nothing)


def test_two_of_one_name_are_told_apart_by_hash(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    one, other = shelf.install(NEW).hash, shelf.install(small_release("1.1", areas=False)).hash
    with pytest.raises(ReleaseStoppedError, match="more than one") as stopped:
        shelf.find("1.1")
    assert one[:12] in stopped.value.remedy
    assert other[:12] in stopped.value.remedy


def test_a_choice_is_remembered_and_so_are_the_ones_before(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    one, other = shelf.install(OLD).hash, shelf.install(NEW).hash
    assert shelf.used() == ()
    for chosen in (one, BUILT_IN, other, one):
        shelf.use(chosen)
    assert shelf.used() == (one, other, BUILT_IN)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"used": 7}', '{"used": [1, "x", "../.."]}', "[" * 100_000, "\x00"])
def test_a_choice_that_cannot_be_read_is_no_choice(tmp_path: Path, text: str) -> None:
    shelf = shelf_in(tmp_path)
    shelf.use(BUILT_IN)
    (tmp_path / "releases" / USED).write_text(text)
    assert shelf.used() == ()


def test_a_removed_release_is_neither_there_nor_chosen(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    one, other = shelf.install(OLD).hash, shelf.install(NEW).hash
    shelf.use(other)
    shelf.use(one)
    shelf.remove(one)
    assert shelf.hashes() == shelf.used() == (other,)
    assert left(tmp_path) == []


@pytest.mark.parametrize(
    "data", [small_release(secret=OTHER_SECRET), NEW[:-1], b"nonsense", small_release(needs="9.0")]
)
def test_what_is_refused_leaves_nothing_behind(tmp_path: Path, data: bytes) -> None:
    shelf = shelf_in(tmp_path)
    shelf.install(OLD)
    with pytest.raises(ReleaseRefusedError):
        shelf.install(data)
    assert [one.name for one in shelf.all()] == ["1.0"]
    assert left(tmp_path) == []


def test_a_full_disk_leaves_what_was_there_and_no_half_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = shelf_in(tmp_path)
    shelf.use(shelf.install(OLD).hash)

    def full(folder: Path, files: object) -> None:
        (folder / "rules").mkdir()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shelf_module, "write_files", full)
    with pytest.raises(OSError, match="space"):
        shelf.install(NEW)
    assert [one.name for one in shelf.all()] == ["1.0"]
    assert shelf.take(shelf.used()[0]).release is not None
    assert left(tmp_path) == []


def test_a_damaged_release_is_mended_by_installing_it_again(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    installed = shelf.install(NEW)
    (installed.folder / "rules" / "england" / "pack.yaml").unlink()
    damaged = shelf.take(installed.hash)
    assert damaged.release is None
    assert damaged.refused is not None
    assert "rules/england/pack.yaml is missing" in damaged.refused.says
    assert damaged.name == "1.1"
    assert shelf.install(NEW).release is not None
    assert left(tmp_path) == []


def test_a_genuine_release_in_the_place_of_another_is_refused(tmp_path: Path) -> None:
    """Somebody who puts an old release where a new one was does not get the old rules used under the new name."""
    shelf = shelf_in(tmp_path)
    one, other = shelf.install(OLD), shelf.install(NEW)
    other.folder.rename(tmp_path / "away")
    one.folder.rename(other.folder)
    found = shelf.take(other.hash)
    assert found.release is None
    assert found.refused is not None
    assert found.refused.reason is Reason.DAMAGED


def test_a_key_that_is_trusted_no_more_takes_its_releases_with_it(tmp_path: Path) -> None:
    installed = shelf_in(tmp_path, KEY).install(NEW)
    found = shelf_in(tmp_path, OTHER_KEY).take(installed.hash)
    assert found.release is None
    assert found.refused is not None
    assert found.refused.reason is Reason.UNKNOWN_KEY


@pytest.mark.parametrize("name", ["..", "../..", "1.1", "", "used.json", "A" * 64])
def test_only_a_hash_names_a_folder(tmp_path: Path, name: str) -> None:
    found = shelf_in(tmp_path).take(name)
    assert found.release is None
    assert found.refused is not None
    assert found.refused.reason is Reason.MISSING


def test_half_a_release_from_days_ago_is_swept_away_and_a_fresh_one_is_left(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    shelf.install(OLD)
    old, fresh = tmp_path / "releases" / ".new-1", tmp_path / "releases" / ".new-2"
    for half in (old, fresh):
        half.mkdir()
    os.utime(old, (1, 1))
    shelf.install(NEW)
    assert left(tmp_path) == [".new-2"]
    assert len(shelf.all()) == 2
