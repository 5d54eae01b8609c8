"""Keys as files: what is written is read, nothing else is, and the private one is its owner's alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from release.making import KEY, OTHER_KEY, SECRET
from triage.policy.release.keys import (
    PublicKey,
    open_private,
    read_key_file,
    read_keys,
    trusted_keys,
    write_keys,
    write_pair,
)
from triage.policy.release.refusal import ReleaseStoppedError
from triage.policy.release.signing import KeyPair

PAIR = KeyPair(KEY.public, SECRET)
WORDS = "correct horse battery"


def test_a_key_is_one_line_that_can_be_sent_in_a_message() -> None:
    assert read_keys(f"{KEY.line}\n", "here") == (KEY,)
    assert read_keys(f"# a remark\n\n  {KEY.line}  \n{OTHER_KEY.line}\n{KEY.line}", "here") == (KEY, OTHER_KEY)
    assert read_keys(f"triage-key {KEY.public.hex()}", "here") == (PublicKey(KEY.public, ""),)


@pytest.mark.parametrize(
    "line", ["ssh-ed25519 AAAA", KEY.line[:-60].split(" W")[0][:40], "triage-key zz", KEY.line.replace("key", "kay")]
)
def test_a_line_that_is_no_key_is_named_with_its_place(line: str) -> None:
    with pytest.raises(ReleaseStoppedError) as stopped:
        read_keys(f"{KEY.line}\n{line}", "keys")
    assert stopped.value.place == "keys:2"


def test_the_owner_of_a_key_is_cleaned_before_it_is_shown() -> None:
    line = f"triage-key {KEY.public.hex()} Rules\x1b[31m owner\u202e" + "x" * 500
    (key,) = read_keys(line, "here")
    assert key.owner.startswith("Rules owner")
    assert "\x1b" not in key.owner
    assert len(key.owner) <= 100


def test_lists_of_trusted_keys_add_up_and_a_broken_one_trusts_nobody(tmp_path: Path) -> None:
    own, shared, broken = tmp_path / "own", tmp_path / "shared", tmp_path / "broken"
    write_keys(own, [KEY])
    write_keys(shared, [OTHER_KEY, PublicKey(KEY.public, "By another name")])
    broken.write_text(f"{PublicKey(bytes(32), 'Nobody').line}\nnonsense\n")
    assert trusted_keys([own, shared, broken, tmp_path / "missing", tmp_path]) == (KEY, OTHER_KEY)


def test_a_private_key_is_written_for_its_owner_alone_and_opens_with_the_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "settings" / "key"
    shown = write_pair(path, PAIR, KEY.owner, WORDS)
    assert read_key_file(shown) == (KEY,)
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
    assert SECRET.hex() not in path.read_text()
    assert open_private(path, WORDS) == (SECRET, KEY)
    with pytest.raises(ReleaseStoppedError, match="passphrase"):
        open_private(path, WORDS + "!")


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("mine")
    with pytest.raises(ReleaseStoppedError, match="already"):
        write_pair(path, PAIR, KEY.owner, WORDS)
    assert path.read_text() == "mine"
    path.rename(tmp_path / "key.pub")
    with pytest.raises(ReleaseStoppedError, match="already"):
        write_pair(path, PAIR, KEY.owner, WORDS)
    assert not path.exists()


def test_a_short_passphrase_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ReleaseStoppedError, match="12"):
        write_pair(tmp_path / "key", PAIR, KEY.owner, "short")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="permissions are kept otherwise there")
def test_a_private_key_others_can_read_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "key"
    write_pair(path, PAIR, KEY.owner, WORDS)
    path.chmod(0o644)
    with pytest.raises(ReleaseStoppedError, match="Other people") as stopped:
        open_private(path, WORDS)
    assert "chmod 600" in stopped.value.remedy


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"kind": "triage private key"}', KEY.line, "[" * 90_000])
def test_a_file_that_is_no_private_key_is_told_as_such(tmp_path: Path, text: str) -> None:
    path = tmp_path / "key"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(ReleaseStoppedError, match="private key") as stopped:
        open_private(path, WORDS)
    assert stopped.value.place == str(path)


def test_a_private_key_under_another_public_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key"
    write_pair(path, PAIR, KEY.owner, WORDS)
    path.write_text(path.read_text().replace(KEY.public.hex(), OTHER_KEY.public.hex()))
    with pytest.raises(ReleaseStoppedError, match="halves"):
        open_private(path, WORDS)


def test_a_missing_private_key_is_answered_with_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ReleaseStoppedError) as stopped:
        open_private(tmp_path / "none", WORDS)
    assert "--new-key" in stopped.value.remedy
