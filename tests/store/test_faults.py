"""Whatever happens to the machine: no answer that was said to be saved is lost, and none stands on the disk in plain
words.

``TRIAGE_KILLS=200`` kills the writer that often; the usual run does it :data:`USUAL_KILLS` times.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from case.making import AT, later
from store.keeping_cases import LIGHT, PASSPHRASE, create, new_place, reopened
from store.writer import MOST, SECRET
from triage.case.audit import audit, intact
from triage.case.chain import Case
from triage.case.events import noted
from triage.case.keeping import CannotSaveError, CasesError, DamagedError
from triage.case.replay import replay
from triage.case.shelf import sound
from triage.store import database, keyfile, opening
from triage.store.cases import SavedCases

USUAL_KILLS = 15
KILLS = int(os.environ.get("TRIAGE_KILLS", USUAL_KILLS))
WORDS = (SECRET.encode(), b"7-blue", b"SQLite format 3", PASSPHRASE.encode())

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs processes that can be forked and killed")


def in_plain_words(folder: Path) -> list[str]:
    """The files in and below ``folder`` in which something stands that must not."""
    return [
        path.name for path in folder.rglob("*") if path.is_file() and any(word in path.read_bytes() for word in WORDS)
    ]


class Writer:
    """A process that forks others which write, and tells what they said."""

    def __init__(self, temp: Path) -> None:
        self.temp = temp
        source = os.pathsep.join(sys.path)
        surroundings = os.environ | {"PYTHONPATH": source, "TMPDIR": str(temp), "SQLITE_TMPDIR": str(temp)}
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("writer.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=surroundings,
        )

    def begin(self, first: object, second: object) -> int:
        """Start one writer and give its process number."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{first} {second}\n")
        self._process.stdin.flush()
        return int(self.read().removeprefix("pid "))

    def read(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the writer has gone"
        return line.strip()

    def said(self) -> list[str]:
        """What was said to be saved, until the writer that was started has ended."""
        found = []
        while not (line := self.read()).startswith("ended"):
            found.append(line.removeprefix("saved "))
        return found

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    temp = tmp_path / "temp"
    temp.mkdir()
    made = Writer(temp)
    yield made
    made.close()


def notes(case: Case) -> list[str]:
    return [" ".join(note.text.split()[1:3]) for note in replay(case).notes]


@posix
def test_killed_while_writing_nothing_saved_is_lost_and_nothing_stands_in_plain_words(
    tmp_path: Path, writer: Writer
) -> None:
    chance = random.Random(7)
    folder = tmp_path / "cases"
    place = new_place(folder)
    create(place)
    place.close()
    promised: list[str] = []
    for turn in range(KILLS):
        pid = writer.begin(folder, turn)
        seen = [writer.read().removeprefix("saved ") for _ in range(chance.randrange(1, MOST // 2))]
        time.sleep(chance.random() / 500)
        os.kill(pid, signal.SIGKILL)
        promised += seen + writer.said()
        assert in_plain_words(tmp_path) == []
        if turn % 5 == 0 or turn == KILLS - 1:
            store = reopened(folder)
            case = store.load("7-blue")
            written = notes(case)
            assert [one for one in written if one in set(promised)] == promised
            assert len(written) <= len(promised) + turn + 1, "at most the note being written each time"
            assert sound(store, case)
            store.close()
    assert len(promised) > KILLS


@posix
def test_killed_while_being_set_up_it_can_be_set_up_again(tmp_path: Path, writer: Writer) -> None:
    chance = random.Random(8)
    for turn in range(max(6, KILLS // 3)):
        folder = tmp_path / f"cases{turn}"
        pid = writer.begin("set-up", folder)
        time.sleep(chance.random() / 40)
        os.kill(pid, signal.SIGKILL)
        done = writer.said()
        assert not (done and not opening.is_on(folder)), "it said it was set up"
        store = reopened(folder) if opening.is_on(folder) else new_place(folder)
        assert store.all() == ()
        create(store)
        store.close()
        assert in_plain_words(folder) == []
        shutil.rmtree(folder)


@posix
def test_what_a_broken_off_set_up_left_makes_room_but_a_lost_key_does_not(tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    place = new_place(folder)
    create(place)
    place.close()
    (folder / keyfile.NAME).rename(folder / "elsewhere")
    with pytest.raises(CasesError, match="set up already"):
        new_place(folder)
    with pytest.raises(CasesError, match=r"cases\.key is missing"):
        reopened(folder)
    (folder / "elsewhere").rename(folder / keyfile.UNFINISHED)
    assert new_place(folder).all() == ()


@posix
def test_two_writers_at_once_lose_nothing(tmp_path: Path, writer: Writer) -> None:
    folder = tmp_path / "cases"
    place = new_place(folder)
    case = create(place)
    writer.begin(folder, "other")
    mine = 0
    while mine < 20:
        case = place.reload(case)
        try:
            case = place.append(case, [noted(AT, f"{SECRET} mine {mine}")])
        except CannotSaveError:
            continue
        mine += 1
    theirs = writer.said()
    case = place.reload(case)
    assert sorted(notes(case)) == sorted([*theirs, *(f"mine {number}" for number in range(20))])
    assert len(theirs) == MOST
    assert sound(place, case)
    place.close()


@posix
def test_a_full_disk_is_said_and_everything_before_it_is_there(tmp_path: Path) -> None:
    """The largest size a file may have is set to what the files have, as a full disk does it."""
    import resource

    folder = tmp_path / "cases"
    place = new_place(folder)
    case = place.append(create(place), [noted(AT, "before")])
    size = max(path.stat().st_size for path in folder.iterdir())
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    saved = 0
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100_000, hard))
    said = ""
    try:
        while not said and saved < 200:
            case = place.append(case, [noted(AT, f"{SECRET} full {saved} " + "x" * 9_000)])
            saved += 1
    except CannotSaveError as trouble:
        said = trouble.says
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert "disk" in said
    assert saved > 0
    assert place.reload(case) == case
    case = place.append(case, [noted(AT, "after")])
    place.close()
    again = reopened(folder)
    assert again.load("7-blue") == case
    assert len(replay(case).notes) == saved + 2
    again.close()


@posix
def test_a_folder_that_may_not_be_written_to_is_said() -> None:
    """As somebody without the right to: a person who may do anything is never refused."""
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "cases"
        place = new_place(folder)
        create(place)
        place.close()
        shut = ((folder / keyfile.NAME, 0o444), (folder / database.NAME, 0o444), (folder, 0o555), (Path(name), 0o555))
        for path, mode in shut:
            path.chmod(mode)
        if root:
            os.seteuid(65534)
        try:
            with pytest.raises(CannotSaveError, match="may not be written to"):
                reopened(folder)
            with pytest.raises(CannotSaveError, match="cannot be made"):
                new_place(Path(name) / "other" / "cases")
        finally:
            if root:
                os.seteuid(0)
            Path(name).chmod(0o755)
            folder.chmod(0o755)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Case]:
    """A closed place with one case of some pages."""
    folder = tmp_path_factory.mktemp("written") / "cases"
    place = new_place(folder)
    case = place.append(create(place), [noted(AT, f"{SECRET} page {n} " + "x" * 500) for n in range(60)])
    place.close()
    return folder, case


@pytest.mark.parametrize("seed", range(40))
def test_one_bit_turned_is_found_or_makes_no_difference(written: tuple[Path, Case], tmp_path: Path, seed: int) -> None:
    folder, case = written
    spoilt = tmp_path / "cases"
    shutil.copytree(folder, spoilt)
    path = spoilt / database.NAME
    data = bytearray(path.read_bytes())
    chance = random.Random(seed)
    place = chance.randrange(16) if seed == 0 else chance.randrange(len(data))
    data[place] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    try:
        store = reopened(spoilt)
        found = store.load("7-blue")
        store.close()
    except DamagedError as damage:
        found, says = None, damage.says
    assert found == case or "is damaged" in says


@pytest.mark.parametrize("seed", range(12))
def test_a_journal_that_was_spoilt_never_gives_anything_but_what_was_written(tmp_path: Path, seed: int) -> None:
    """What was saved last may be gone then, as if an older copy had been put back: a receipt tells."""
    place = new_place(tmp_path / "cases")
    case = create(place)
    for number in range(12):
        case = place.append(case, [noted(AT, f"{SECRET} wal {number}")])
    shutil.copytree(tmp_path / "cases", tmp_path / "copy")
    place.close()
    path = tmp_path / "copy" / f"{database.NAME}-wal"
    data = bytearray(path.read_bytes())
    chance = random.Random(seed)
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    try:
        store = reopened(tmp_path / "copy")
        found = store.load("7-blue")
    except CasesError:
        return
    assert found.entries == case.entries[: len(found.entries)]
    assert intact(audit(found, [case.receipt])) == (found == case)
    store.close()


def test_an_older_copy_put_back_is_found_by_a_receipt_and_by_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    place = new_place(folder)
    case = create(place)
    place.close()
    shutil.copytree(folder, tmp_path / "old")
    place = reopened(folder)
    longer = place.append(case, [noted(AT, "taken back")])
    place.close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "old", folder)
    place = reopened(folder)
    assert sound(place, place.load("7-blue"))
    assert not intact(audit(place.load("7-blue"), [longer.receipt]))
    place.close()


def test_a_clock_moved_back_loses_nothing(tmp_path: Path) -> None:
    place = new_place(tmp_path / "cases")
    case = place.append(create(place), [noted(later(60), "a")])
    case = place.append(case, [noted(later(0, days=-400), "b"), noted(later(70), "c")])
    place.close()
    again = reopened(tmp_path / "cases")
    assert [note.text for note in replay(again.load("7-blue")).notes] == ["a", "b", "c"]
    assert replay(case).moved_back == (3,)
    assert sound(again, case)
    again.close()


def everything_done(folder: Path) -> SavedCases:
    """A place in which a case was written, changed, exported, taken in, deleted, and its passphrase changed."""
    place = new_place(folder)
    case = create(place)
    for number in range(30):
        case = place.append(case, [noted(AT, f"{SECRET} {number} " * 20)])
    (folder / "7.case").write_bytes(place.export_case(case, PASSPHRASE))
    place.delete(case)
    place.import_case((folder / "7.case").read_bytes(), PASSPHRASE, AT)
    opening.change_passphrase(folder, lambda: PASSPHRASE, "another passphrase", LIGHT)
    opening.change_passphrase(folder, lambda: "another passphrase", PASSPHRASE, LIGHT)
    return place


def test_no_word_stands_on_the_disk_while_it_is_open_nor_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path / "temp"))
    place = everything_done(tmp_path / "cases")
    assert in_plain_words(tmp_path) == []
    assert {path.name for path in (tmp_path / "cases").iterdir()} == {
        "cases.db",
        "cases.db-wal",
        "cases.db-shm",
        "cases.key",
        "7.case",
    }
    place.close()
    assert in_plain_words(tmp_path) == []
    assert list((tmp_path / "temp").iterdir()) == []


def test_the_search_for_plain_words_finds_them(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "journal").write_bytes(b"\x00" + SECRET.encode() + b"\x00")
    assert in_plain_words(tmp_path) == ["journal"]
