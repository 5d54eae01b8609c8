"""What is kept comes back; what cannot be kept is said in one line and changes nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case.making import AT, cases, later
from store.keeping_cases import LIGHT, PASSPHRASE, SECRET, another, create, new_place, reopened
from triage.case import events
from triage.case.canonical import canonical_bytes
from triage.case.chain import Case
from triage.case.events import Event
from triage.case.keeping import (
    CasesError,
    ChangedElsewhereError,
    DamagedError,
    NoSuchCaseError,
    WrongPassphraseError,
    summaries,
    to_look_at_again,
)
from triage.case.replay import replay
from triage.case.shelf import sound
from triage.store import database, keyfile, opening, tables
from triage.store.cases import SavedCases
from triage.store.exchange import MARK, read_case_file
from triage.store.sealing import WeakPassphraseError, lock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cases"


@pytest.fixture
def place(folder: Path) -> Iterator[SavedCases]:
    made = new_place(folder)
    yield made
    made.close()


def note(text: str = "x") -> Event:
    return events.noted(AT, text)


# Keeping and finding


def test_a_case_comes_back_as_it_was_after_everything_was_closed(folder: Path, place: SavedCases) -> None:
    case = place.append(create(place), [note("a"), events.answered(AT, "age", replay_number(3))])
    place.close()
    again = reopened(folder)
    assert again.load("7-blue") == again.load(" 7-BLUE ") == case
    assert again.references() == ("7-blue",)
    assert sound(again, case)
    again.close()


def replay_number(value: int) -> Any:
    from triage.rules.answers import number

    return number(value)


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_any_event_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    place = new_place(tmp_path_factory.mktemp("any") / "cases")
    wanted = data.draw(cases().filter(lambda case: all(entry.kind != "renamed" for entry in case.entries)))
    case = place.create(Event(wanted.entries[0].kind, wanted.entries[0].at, wanted.entries[0].body))
    for entry in wanted.entries[1:]:
        case = place.append(case, [Event(entry.kind, entry.at, entry.body)])
    assert case == wanted
    assert place.all() == (wanted,)
    assert place.reload(case) == wanted
    place.close()


def test_a_reference_names_one_case_only(place: SavedCases) -> None:
    first = create(place)
    with pytest.raises(CasesError, match='called "7-BLUE" already'):
        create(place, "7-BLUE")
    create(place, "8-red")
    with pytest.raises(CasesError, match="already"):
        place.append(first, [events.renamed(AT, "8-Red")])
    assert place.load("7-blue") == first
    renamed = place.append(first, [events.renamed(AT, "7-Blue"), events.renamed(AT, "9")])
    assert place.load("9") == renamed
    with pytest.raises(NoSuchCaseError, match='no saved case called "7-blue"'):
        place.load("7-blue")


def test_the_list_tells_when_what_is_due_and_last_changed_first(place: SavedCases) -> None:
    old = create(place, "old")
    place.append(
        create(place, "new"), [events.owed(later(9), "x", "y", later(20)), events.retention_set(AT, date(2027, 1, 4))]
    )
    place.append(old, [events.archived(later(5))])
    new, put_away = summaries(place, later(10))
    assert (new.reference, new.next_due, new.look_again, new.entries) == ("new", later(20), date(2027, 1, 4), 3)
    assert (put_away.reference, put_away.archived, put_away.next_due) == ("old", True, None)
    assert to_look_at_again((new, put_away), date(2027, 1, 3)) == ()
    assert to_look_at_again((put_away, new), date(2027, 1, 4)) == (new,)


def test_two_windows_on_one_case(folder: Path, place: SavedCases) -> None:
    case = create(place)
    other = reopened(folder)
    longer = other.append(other.load("7-blue"), [note("theirs")])
    with pytest.raises(ChangedElsewhereError, match="changed in another window"):
        place.append(case, [note("mine")])
    assert place.reload(case) == longer
    both = place.append(longer, [note("mine")])
    assert [one.text for one in replay(both).notes] == ["theirs", "mine"]
    other.close()


def test_all_events_of_one_writing_are_kept_or_none(place: SavedCases) -> None:
    case = create(place)
    create(place, "8-red")
    with pytest.raises(CasesError):
        place.append(case, [note("a"), events.renamed(AT, "8-red")])
    assert place.reload(case) == case
    assert sound(place, case)


def test_deleting_is_for_good(folder: Path, place: SavedCases) -> None:
    case = place.append(create(place), [note(SECRET * 50) for _ in range(40)])
    kept = create(place, "8-red")
    full = (folder / database.NAME).stat().st_size + (folder / f"{database.NAME}-wal").stat().st_size
    place.delete(case)
    assert place.all() == (kept,)
    assert place.references() == ("8-red",)
    assert (folder / database.NAME).stat().st_size < full / 3
    assert (folder / f"{database.NAME}-wal").stat().st_size == 0
    for act in (lambda: place.reload(case), lambda: place.append(case, [note()]), lambda: place.receipt(case)):
        with pytest.raises(NoSuchCaseError, match="deleted in another window"):
            act()
    assert create(place).id == case.id


def test_nobody_can_change_or_take_out_an_entry_by_hand(place: SavedCases) -> None:
    case = place.append(create(place), [note("a")])
    for statement in ("UPDATE entries SET data = x''", "DELETE FROM entries WHERE number = 2"):
        with pytest.raises(CasesError):
            place._database.run(statement)
    assert place.reload(case) == case


def test_an_entry_cut_from_the_end_is_told_by_what_stands_beside_it(place: SavedCases) -> None:
    case = place.append(create(place), [note("a"), note("b")])
    place._database.run("DROP TRIGGER entries_go_only_with_their_case")
    place._database.run("DELETE FROM entries WHERE number = 3")
    assert not sound(place, place.reload(case))


def test_an_entry_that_is_none_is_damage(place: SavedCases) -> None:
    case = create(place)
    place._database.run("INSERT INTO entries VALUES (?, 2, 'x', 'y')", [case.id])
    with pytest.raises(DamagedError):
        place.load("7-blue")


# Exchange


def test_a_case_goes_to_another_place_and_comes_back_with_what_was_added(tmp_path: Path, place: SavedCases) -> None:
    case = place.append(create(place), [note(SECRET)])
    data = place.export_case(case, "a passphrase to tell")
    assert SECRET.encode() not in data
    assert b"7-blue" not in data
    there = new_place(tmp_path / "there")
    taken = there.import_case(data, "a passphrase to tell", later(5))
    assert taken.entries[:2] == case.entries
    assert taken.entries[2].kind == "imported"
    longer = there.append(taken, [note("there")])
    back = place.import_case(there.export_case(longer, "and back it goes"), "and back it goes", later(9))
    assert back.entries[:4] == longer.entries
    assert [entry.kind for entry in back.entries[4:]] == ["imported"]
    assert place.load("7-blue") == back, "what was added is kept, and not only shown"
    assert sound(place, back)
    with pytest.raises(CasesError, match="with all that the file has"):
        place.import_case(data, "a passphrase to tell", AT)
    there.close()


def test_two_copies_that_both_grew_are_not_mixed(tmp_path: Path, place: SavedCases) -> None:
    case = create(place)
    there = new_place(tmp_path / "there")
    taken = there.import_case(place.export_case(case, PASSPHRASE), PASSPHRASE, AT)
    here = place.append(case, [note("here")])
    with pytest.raises(CasesError, match="both copies have been added to"):
        place.import_case(there.export_case(taken, PASSPHRASE), PASSPHRASE, AT)
    assert place.reload(case) == here
    there.close()


def test_a_reference_that_is_in_use_can_be_changed_on_the_way_in(tmp_path: Path, place: SavedCases) -> None:
    create(place)
    there = new_place(tmp_path / "there")
    data = there.export_case(there.create(another("7-blue", "d" * 32)), PASSPHRASE)
    with pytest.raises(CasesError, match="already"):
        place.import_case(data, PASSPHRASE, AT)
    assert replay(place.import_case(data, PASSPHRASE, AT, "8-red")).reference == "8-red"
    assert place.references() == ("7-blue", "8-red")
    there.close()


@pytest.mark.parametrize(
    ("spoil", "kind", "says"),
    [
        (lambda data: data, WrongPassphraseError, "does not open this file"),
        (lambda data: b"hello", DamagedError, "not a case"),
        (lambda data: b"", DamagedError, "not a case"),
        (lambda data: data[: len(data) // 2], DamagedError, "not a case"),
        (lambda data: data.replace(b'"form":1', b'"form":2'), CasesError, "newer version"),
        (lambda data: data.replace(b'"passes":1', b'"passes":2'), DamagedError, "damaged"),
        (lambda data: data[:-100] + bytes([data[-100] ^ 1]) + data[-99:], DamagedError, "damaged|not a case"),
    ],
)
def test_a_file_that_cannot_be_taken_in_is_told_in_words(place: SavedCases, spoil: Any, kind: type, says: str) -> None:
    data = place.export_case(create(place), PASSPHRASE)
    with pytest.raises(kind, match=says):
        place.import_case(spoil(data), "another passphrase", AT)


OTHERS = [
    [],
    3,
    "triage case",
    {},
    {"mark": "another program"},
    {"form": 1, "box": {}},
    {"mark": MARK, "form": "2", "box": None},
    {"mark": MARK, "form": 1},
]
INSIDES = [
    [],
    3,
    {},
    {"receipt": "1-" + "0" * 64},
    {"receipt": "none", "entries": []},
    {"receipt": "1-" + "0" * 64, "entries": {}},
    {"receipt": "1-" + "0" * 64, "entries": "ab"},
    {"receipt": "1-" + "0" * 64, "entries": [3]},
    {"receipt": "1-" + "0" * 64, "entries": [["{}"]]},
    {"receipt": "1-" + "0" * 64, "entries": [["{}", "x", "y"]]},
    {"receipt": "1-" + "0" * 64, "entries": [["{}", "x"]]},
]


@pytest.mark.parametrize("outside", OTHERS, ids=str)
def test_what_another_program_wrote_is_no_case(outside: Any) -> None:
    with pytest.raises(DamagedError, match=r"not a case that this program wrote|This file is damaged"):
        read_case_file(canonical_bytes(outside), PASSPHRASE)


@pytest.mark.parametrize("inside", INSIDES, ids=str)
def test_what_stands_in_the_lock_and_is_no_case_is_damage_and_no_fault(inside: Any) -> None:
    box = lock(canonical_bytes(inside), PASSPHRASE, LIGHT)
    with pytest.raises(DamagedError, match="This file is damaged"):
        read_case_file(canonical_bytes({"mark": MARK, "form": 1, "box": box}), PASSPHRASE)


def test_a_case_with_nothing_in_it_is_not_taken_in() -> None:
    inside = canonical_bytes({"receipt": "0-" + "0" * 64, "entries": []})
    with pytest.raises(DamagedError, match="not in order"):
        read_case_file(canonical_bytes({"mark": MARK, "form": 1, "box": lock(inside, PASSPHRASE, LIGHT)}), PASSPHRASE)


def test_a_file_whose_history_is_not_in_order_is_refused(place: SavedCases) -> None:
    case = place.append(create(place), [note("a"), note("b")])
    cut = Case(case.entries[:1] + case.entries[2:])
    place.delete(case)
    with pytest.raises(DamagedError, match="not in order"):
        place.import_case(place.export_case(cut, PASSPHRASE), PASSPHRASE, AT)
    assert place.all() == ()


# Setting up, opening, locking


def test_nothing_is_kept_until_it_is_asked_for(folder: Path) -> None:
    assert not opening.is_on(folder)
    with pytest.raises(opening.CasesOffError):
        reopened(folder)
    assert not folder.exists()


def test_the_folders_above_are_made_when_saving_is_asked_for(tmp_path: Path) -> None:
    place = new_place(tmp_path / "not" / "yet" / "there")
    created = create(place)
    place.close()
    again = reopened(tmp_path / "not" / "yet" / "there")
    assert again.load("7-blue") == created
    again.close()


def test_setting_up_twice_touches_nothing(folder: Path, place: SavedCases) -> None:
    case = create(place)
    with pytest.raises(CasesError, match="set up already"):
        new_place(folder)
    assert place.reload(case) == case


def test_a_weak_passphrase_leaves_no_folder(folder: Path) -> None:
    with pytest.raises(WeakPassphraseError):
        opening.set_up(folder, "short", LIGHT)
    assert not folder.exists()


def test_what_fails_half_way_through_setting_up_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise CasesError("The disk is full.")

    monkeypatch.setattr(keyfile, "write_key_file", full)
    with pytest.raises(CasesError, match="full"):
        new_place(folder)
    assert list(folder.iterdir()) == []


def test_folder_and_files_are_for_this_person_only(folder: Path, place: SavedCases) -> None:
    create(place)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert {path.name for path in folder.iterdir()} == {"cases.db", "cases.db-wal", "cases.db-shm", "cases.key"}


def test_a_wrong_passphrase_and_damage_are_told_apart(folder: Path, place: SavedCases) -> None:
    place.close()
    with pytest.raises(WrongPassphraseError, match="does not open your saved cases"):
        opening.open_cases(folder, lambda: "another passphrase", LIGHT)
    (folder / database.NAME).write_bytes(b"\x00" * 8192)
    with pytest.raises(DamagedError, match=r"cases\.db is damaged, or belongs to another key file"):
        reopened(folder)
    (folder / database.NAME).unlink()
    with pytest.raises(CasesError, match=r"cases\.db is missing"):
        reopened(folder)
    assert not (folder / database.NAME).exists()


def test_key_and_database_of_two_places_do_not_mix(tmp_path: Path, folder: Path, place: SavedCases) -> None:
    place.close()
    new_place(tmp_path / "there").close()
    (folder / keyfile.NAME).write_bytes((tmp_path / "there" / keyfile.NAME).read_bytes())
    with pytest.raises(DamagedError, match="another key file"):
        reopened(folder)


def test_the_passphrase_can_be_changed(folder: Path, place: SavedCases) -> None:
    case = create(place)
    with pytest.raises(WrongPassphraseError):
        opening.change_passphrase(folder, lambda: "not the old one", "quite a new one", LIGHT)
    with pytest.raises(WeakPassphraseError):
        opening.change_passphrase(folder, lambda: PASSPHRASE, "new", LIGHT)
    opening.change_passphrase(folder, lambda: PASSPHRASE, "quite a new one", LIGHT)
    with pytest.raises(WrongPassphraseError):
        reopened(folder)
    again = opening.open_cases(folder, lambda: "quite a new one", LIGHT)
    assert again.reload(case) == case
    again.close()


@pytest.mark.parametrize("name", ["cryptography.hazmat.primitives.kdf.argon2", "sqlcipher3.dbapi2"])
def test_without_its_parts_nothing_is_saved_and_nothing_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    assert not database.available()
    for act in (new_place, reopened):
        with pytest.raises(CasesError, match="nothing is saved"):
            act(folder)
    assert not folder.exists()


def test_a_database_that_does_not_encrypt_is_never_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    monkeypatch.setattr(database, "_module", lambda: sqlite3)
    with pytest.raises(CasesError, match="nothing is saved"):
        new_place(folder)
    assert list(folder.iterdir()) == []


def test_every_setting_that_keeps_answers_safe_is_on(place: SavedCases) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "temp_store": 2, "fullfsync": 1}
    assert {name: place._database.first(f"PRAGMA {name}")[0] for name in wanted} == wanted


def test_a_setting_that_does_not_hold_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_SETTINGS", (("journal_mode", "DELETE", "wal"),))
    with pytest.raises(CasesError, match="setting journal_mode does not hold"):
        new_place(folder)


@pytest.mark.parametrize(
    ("message", "kind", "says"),
    [
        ("database or disk is full", "CannotSaveError", "The disk is full."),
        ("disk I/O error", "CannotSaveError", "could not be written"),
        ("attempt to write a readonly database", "CannotSaveError", "may not be written to"),
        ("unable to open database file", "CannotSaveError", "may not be written to"),
        ("database is locked", "CannotSaveError", "Another window"),
        ("file is not a database", "DamagedError", "damaged, or belongs"),
        ("database disk image is malformed", "DamagedError", "is damaged"),
        ("UNIQUE constraint failed: Jane", "CannotSaveError", "could not be used"),
    ],
)
def test_errors_of_the_database_are_put_into_words(message: str, kind: str, says: str) -> None:
    told = database.in_words(message, Path("folder/cases.db"))
    assert type(told).__name__ == kind
    assert says in told.says
    assert "Jane" not in told.says + told.remedy


# Later versions of the tables


def test_tables_are_brought_up_to_date_and_keep_what_is_there(folder: Path, place: SavedCases) -> None:
    case = create(place)
    steps = {**tables.STEPS, 2: "ALTER TABLE cases ADD COLUMN colour TEXT; CREATE TABLE more (x TEXT)"}
    tables.bring_up_to_date(place._database, steps)
    assert place._database.first("PRAGMA user_version")[0] == 2
    assert place._database.run("SELECT colour FROM cases") == [(None,)]
    assert place._load(case.id) == case
    place.close()
    with pytest.raises(CasesError, match="newer version"):
        reopened(folder)


def test_a_step_that_fails_changes_nothing(place: SavedCases) -> None:
    with pytest.raises(CasesError):
        tables.bring_up_to_date(place._database, {**tables.STEPS, 2: "CREATE TABLE more (x); CREATE TABLE cases (x)"})
    assert place._database.first("PRAGMA user_version")[0] == 1
    assert place._database.run("SELECT name FROM sqlite_master WHERE name = 'more'") == []


# The keyring of the system


class Ring(SimpleNamespace):
    """A keyring that remembers, or refuses."""

    def __init__(self, works: bool = True) -> None:
        super().__init__(kept={}, works=works)

    def set_password(self, service: str, name: str, value: str) -> None:
        if not self.works:
            raise RuntimeError("no backend")
        self.kept[service, name] = value

    def get_password(self, service: str, name: str) -> str | None:
        if not self.works:
            raise RuntimeError("no backend")
        found: str | None = self.kept.get((service, name))
        return found

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


def never() -> str:
    raise AssertionError("the passphrase was asked for")


def test_the_keyring_can_stand_in_for_the_passphrase(
    folder: Path, place: SavedCases, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = Ring()
    monkeypatch.setitem(sys.modules, "keyring", ring)
    opening.remember(folder, lambda: PASSPHRASE)
    assert PASSPHRASE not in str(ring.kept)
    opening.open_cases(folder, never, LIGHT).close()
    ring.kept.clear()  # another computer, or it was cleaned out
    reopened(folder).close()
    opening.remember(folder, lambda: PASSPHRASE)
    opening.forget(folder)
    opening.forget(folder)
    assert ring.kept == {}
    with pytest.raises(AssertionError, match="asked for"):
        opening.open_cases(folder, never, LIGHT)


@pytest.mark.parametrize("ring", [None, Ring(works=False)])
def test_without_a_keyring_the_passphrase_goes_on_being_asked(
    folder: Path, place: SavedCases, monkeypatch: pytest.MonkeyPatch, ring: Any
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", ring)
    with pytest.raises(CasesError, match="no keyring"):
        opening.remember(folder, lambda: PASSPHRASE)
    reopened(folder).close()
