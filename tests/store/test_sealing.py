"""Only the passphrase opens what was locked; a wrong one and damage are told apart; nothing is guessed at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.keeping_cases import LIGHT, PASSPHRASE
from triage.case.canonical import canonical_bytes, digest, read_plain
from triage.case.keeping import CasesError, DamagedError, WrongPassphraseError
from triage.store import keyfile
from triage.store.sealing import MOST_MEMORY, USUAL, Cost, WeakPassphraseError, _cost, check_passphrase, lock, unlock

BOX = lock(b"the key of the database", PASSPHRASE, LIGHT)


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=200), st.text(min_size=1, max_size=40))
def test_what_was_locked_is_opened_with_the_same_words(secret: bytes, passphrase: str) -> None:
    box = read_plain(canonical_bytes(lock(secret, passphrase, LIGHT)))
    assert unlock(box, passphrase) == secret
    with pytest.raises(WrongPassphraseError):
        unlock(box, passphrase + "x")


def test_a_letter_can_be_typed_in_more_than_one_way() -> None:
    assert unlock(lock(b"x", "caf\u00e9 noir et blanc", LIGHT), "cafe\u0301 noir et blanc") == b"x"


def test_the_same_secret_is_never_locked_alike() -> None:
    again = lock(b"the key of the database", PASSPHRASE, LIGHT)
    assert all(again[name] != BOX[name] for name in ("salt", "nonce", "check", "locked"))


def test_neither_secret_nor_passphrase_stands_in_the_box() -> None:
    written = json.dumps(BOX)
    assert b"the key of".hex() not in written
    assert PASSPHRASE not in written
    assert PASSPHRASE.encode().hex() not in written


@settings(deadline=None)
@given(st.data())
def test_every_change_is_damage_and_never_another_secret(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(BOX)))
    value = BOX[name]
    other: Any
    if isinstance(value, int):
        other = data.draw(st.integers(-1, 10**7).filter(lambda one: one != value))
    else:
        text = str(value)
        place = data.draw(st.integers(0, len(text) - 1))
        other = text[:place] + ("0" if text[place] != "0" else "1") + text[place + 1 :]
    with pytest.raises(DamagedError):
        unlock({**BOX, name: other}, PASSPHRASE)


@pytest.mark.parametrize(
    "changes",
    [
        {"memory": 2**31},
        {"memory": 1},
        {"passes": 0},
        {"lanes": 0},
        {"memory": True},
        {"memory": "64"},
        {"salt": ""},
        {"salt": "zz" * 16},
        {"nonce": "00"},
        {"check": 3},
        {"locked": "zz"},
    ],
)
def test_a_box_made_to_do_harm_is_refused_before_it_can(changes: dict[str, Any]) -> None:
    """With a sum that is right, as somebody would write it who wants the program to use all memory."""
    box = {**BOX, **changes}
    box.pop("sum")
    with pytest.raises(DamagedError):
        unlock({**box, "sum": digest(box)}, PASSPHRASE)


@pytest.mark.parametrize(
    ("memory", "passes", "lanes", "taken"),
    [
        (64, 1, 8, True),
        (63, 1, 8, False),
        (512, 100, 64, True),
        (512, 101, 64, False),
        (520, 1, 65, False),
        (MOST_MEMORY, 1, 1, True),
        (MOST_MEMORY + 1, 1, 1, False),
    ],
)
def test_what_a_guess_may_cost_has_bounds(memory: int, passes: int, lanes: int, taken: bool) -> None:
    head = {"memory": memory, "passes": passes, "lanes": lanes}
    if taken:
        assert _cost(head) == Cost(memory, passes, lanes)
    else:
        with pytest.raises(ValueError, match="no cost"):
            _cost(head)


@pytest.mark.parametrize("change", [{"locked": "00" * 40}, {"way": "another"}])
def test_a_change_with_a_sum_made_to_fit_is_found_by_the_lock_itself(change: dict[str, str]) -> None:
    box = {**BOX, **change}
    box.pop("sum")
    with pytest.raises(DamagedError):
        unlock({**box, "sum": digest(box)}, PASSPHRASE)


@pytest.mark.parametrize("box", [None, 3, [], {}, {"locked": 3}, "box"])
def test_what_is_no_box_is_refused(box: Any) -> None:
    with pytest.raises(DamagedError):
        unlock(box, PASSPHRASE)


def test_each_guess_costs_what_it_should() -> None:
    assert (USUAL.memory, USUAL.passes, USUAL.lanes) == (65536, 3, 4)
    box = lock(b"x", PASSPHRASE)
    assert (box["memory"], box["passes"], box["lanes"]) == (65536, 3, 4)


@pytest.mark.parametrize("passphrase", ["", "short", "elevenchars", "aaaaaaaaaaaaaaaa", "ababababababab"])
def test_a_passphrase_not_worth_having_is_refused_with_advice(passphrase: str) -> None:
    with pytest.raises(WeakPassphraseError, match="Four words"):
        check_passphrase(passphrase)


def test_a_good_passphrase_is_taken() -> None:
    check_passphrase("four plain words here")


# The key file


def test_the_key_file_is_for_this_person_only_and_holds_no_key(tmp_path: Path) -> None:
    keys, key = keyfile.new_key_file(PASSPHRASE, LIGHT)
    keyfile.write_key_file(tmp_path, keys)
    path = tmp_path / keyfile.NAME
    assert path.stat().st_mode & 0o777 == 0o600
    assert key.hex() not in path.read_text(encoding="utf-8")
    assert keyfile.read_key_file(tmp_path) == keys
    assert keys.open(PASSPHRASE) == key
    assert [one.name for one in tmp_path.iterdir()] == [keyfile.NAME]


def test_another_passphrase_opens_the_same_key(tmp_path: Path) -> None:
    keys, key = keyfile.new_key_file(PASSPHRASE, LIGHT)
    changed = keys.locked_with(key, "quite another one", LIGHT)
    assert changed.open("quite another one") == key
    with pytest.raises(WrongPassphraseError, match="saved cases"):
        changed.open(PASSPHRASE)


@pytest.mark.parametrize(
    ("data", "kind", "says"),
    [
        (b"", DamagedError, "damaged"),
        (b"{}", DamagedError, "damaged"),
        (b"\x00" * 400, DamagedError, "damaged"),
        (b'{"store":"x","form":1}', DamagedError, "damaged"),
        (b'{"store":"x","form":2}', CasesError, "newer version"),
    ],
)
def test_a_key_file_of_another_kind_is_told_in_words(tmp_path: Path, data: bytes, kind: type, says: str) -> None:
    (tmp_path / keyfile.NAME).write_bytes(data)
    with pytest.raises(kind, match=says):
        keyfile.read_key_file(tmp_path).open(PASSPHRASE)


def test_a_key_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match=r"cases\.key is missing"):
        keyfile.read_key_file(tmp_path)


def test_a_key_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys, _ = keyfile.new_key_file(PASSPHRASE, LIGHT)
    keyfile.write_key_file(tmp_path, keys)
    before = (tmp_path / keyfile.NAME).read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CasesError, match="No space left"):
        keyfile.write_key_file(tmp_path, keyfile.new_key_file(PASSPHRASE, LIGHT)[0])
    assert [one.name for one in tmp_path.iterdir()] == [keyfile.NAME]
    assert (tmp_path / keyfile.NAME).read_bytes() == before
