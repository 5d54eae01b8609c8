"""What a watcher tells of files that are written, replaced, emptied and taken away, driven by hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.policy.watching import EVERY, PATIENCE, SOON, Changed, Stamp, Watcher, stamps

A, B = "rules/england/pack.yaml", "rules/england/danger/rules.yaml"


class World:
    """Files and a clock that only the test moves."""

    def __init__(self, *names: str) -> None:
        self.files = {name: Stamp(1, 10, 1) for name in names}
        self.time = 0.0
        self.watcher = Watcher(lambda: dict(self.files), lambda: self.time)

    def poll(self, after: float = SOON) -> Changed:
        self.time += after
        return self.watcher.poll()

    def write(self, name: str, size: int = 10) -> None:
        before = self.files.get(name, Stamp(0, 0, 0))
        self.files[name] = Stamp(before.written + 1, size, before.file)

    def until_told(self, most: int = 50) -> Changed:
        return next((changed for _ in range(most) if (changed := self.poll())), Changed())


def test_nothing_is_told_while_nothing_happens() -> None:
    world = World(A, B)
    assert [world.poll(EVERY) for _ in range(3)] == [Changed()] * 3
    assert world.watcher.wait == EVERY


def test_a_save_is_told_once_when_two_looks_see_the_same() -> None:
    world = World(A, B)
    world.write(A)
    assert not world.poll()
    assert world.watcher.wait == SOON
    assert world.poll() == Changed(written=(A,))
    assert not world.poll()
    assert world.watcher.wait == EVERY


def test_a_file_written_bit_by_bit_is_told_when_it_is_whole() -> None:
    world = World(A)
    for size in (100, 200, 300):
        world.write(A, size)
        assert not world.poll()
    assert world.poll() == Changed(written=(A,))


def test_a_file_taken_away_and_put_back_is_one_save() -> None:
    world = World(A, B)
    kept = world.files.pop(A)
    assert not world.poll()
    assert not world.poll()
    world.files[A] = Stamp(kept.written + 5, 12, 99)
    assert not world.poll()
    assert world.poll() == Changed(written=(A,))


def test_a_file_that_stays_away_is_told_as_gone_after_a_while() -> None:
    world = World(A, B)
    del world.files[A]
    assert not world.poll()
    assert not world.poll(PATIENCE - 0.1)
    assert world.poll(0.2) == Changed(gone=(A,))


def test_a_file_emptied_before_it_is_filled_is_one_save() -> None:
    world = World(A)
    world.write(A, 0)
    assert not world.poll()
    assert not world.poll()
    world.write(A, 20)
    assert not world.poll()
    assert world.poll() == Changed(written=(A,))


def test_a_file_that_stays_empty_is_told_as_empty() -> None:
    world = World(A)
    world.write(A, 0)
    world.write(B, 0)
    assert not world.poll()
    assert world.poll(PATIENCE) == Changed(emptied=(B, A))


def test_what_is_undone_is_not_told() -> None:
    world = World(A)
    kept = world.files.pop(A)
    assert not world.poll()
    world.files[A] = kept
    assert [world.poll() for _ in range(3)] == [Changed()] * 3
    assert world.watcher.wait == EVERY


def test_several_files_saved_together_are_told_together() -> None:
    world = World(A)
    world.write(A)
    world.write(B)
    assert world.until_told() == Changed(written=(A,), added=(B,))
    assert world.watcher.files == 2


def test_what_is_told_names_each_file_once() -> None:
    assert Changed(written=(B, A), gone=(A,)).files == (B, A)
    assert not Changed()


EVENTS = st.lists(
    st.tuples(st.sampled_from([A, B, "guidance/x.md"]), st.sampled_from(["write", "empty", "take away", "wait"])),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(EVENTS)
def test_whatever_happens_all_that_differs_in_the_end_is_told(events: list[tuple[str, str]]) -> None:
    """The changes told, laid one over another, lead from the first state to the last one."""
    world = World(A, B)
    known = dict(world.files)
    for name, what in events:
        if what == "write":
            world.write(name)
        elif what == "empty":
            world.write(name, 0)
        elif what == "take away":
            world.files.pop(name, None)
        follow(known, world.poll(), world)
    for _ in range(3):
        follow(known, world.poll(PATIENCE), world)
    assert known == world.files


def follow(known: dict[str, Stamp], changed: Changed, world: World) -> None:
    for name in changed.gone:
        del known[name]
    for name in (*changed.written, *changed.added, *changed.emptied):
        assert (world.files[name].size == 0) == (name in changed.emptied)
        known[name] = world.files[name]


# The real disk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (A, B, "guidance/handbook.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    return tmp_path


def test_only_rule_and_guidance_files_are_looked_at(folder: Path) -> None:
    for name in ("rules/england/.pack.yaml.swp", "rules/england/#pack.yaml", "rules/england/pack.yaml~", "other.yaml",
                 "rules/.git/x.yaml", "rules/rule-set.schema.json"):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")
    assert set(stamps(folder)) == {A, B, "guidance/handbook.md"}


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert stamps(tmp_path / "nowhere") == {}


def test_an_editor_that_replaces_the_file_is_noticed_even_at_the_same_moment_and_length(folder: Path) -> None:
    before = stamps(folder)
    told = (folder / A).stat()
    other = folder / "rules" / "england" / "new.tmp"
    other.write_text("y", encoding="utf-8")
    os.utime(other, ns=(told.st_atime_ns, told.st_mtime_ns))
    other.replace(folder / A)
    assert stamps(folder)[A] != before[A]
    assert {name for name, stamp in stamps(folder).items() if before[name] != stamp} == {A}


def test_a_loop_of_links_ends(folder: Path) -> None:
    try:
        (folder / "rules" / "again").symlink_to(folder / "rules", target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    assert set(stamps(folder)) == {A, B, "guidance/handbook.md"}
