"""A release is used only if every byte of every file is what a trusted key signed, and no file is missing or extra."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release.making import KEY, OTHER_KEY, OTHER_SECRET, SECRET, small_draft, small_release
from triage.policy.release.archive import pack, unpack
from triage.policy.release.contents import write_files
from triage.policy.release.manifest import MANIFEST, NOTES, SIGNATURE, program_version, read_manifest
from triage.policy.release.refusal import Reason, ReleaseRefusedError
from triage.policy.release.signing import sign
from triage.policy.release.verify import LITTER, read_folder, signature_bytes, verify_folder, verify_members

MEMBERS = unpack(small_release())
PROGRAM = program_version()


def refused(members: dict[str, bytes], *keys, program: str = PROGRAM) -> ReleaseRefusedError:
    with pytest.raises(ReleaseRefusedError) as caught:
        verify_members(members, keys or (KEY,), program)
    assert caught.value.says.endswith(".")
    assert caught.value.remedy.endswith(".")
    return caught.value


def test_a_whole_release_is_verified() -> None:
    release = verify_members(MEMBERS, [OTHER_KEY, KEY], PROGRAM)
    assert (release.name, release.key) == ("1.1", KEY)
    assert release.manifest.approved_by == ("Head of safeguarding (JB)",)


@given(st.sampled_from(sorted(MEMBERS)), st.data())
@settings(max_examples=200)
def test_no_byte_of_any_file_can_be_changed(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(MEMBERS[name]) - 1))
    changed = bytearray(MEMBERS[name])
    changed[place] ^= data.draw(st.integers(1, 255))
    refused({**MEMBERS, name: bytes(changed)})


@given(st.integers(0, len(small_release()) - 1), st.integers(1, 255))
@settings(max_examples=200)
def test_no_byte_of_the_file_that_travels_can_be_changed(place: int, difference: int) -> None:
    changed = bytearray(small_release())
    changed[place] ^= difference
    with pytest.raises(ReleaseRefusedError):
        verify_members(unpack(bytes(changed)), [KEY], PROGRAM)


@pytest.mark.parametrize("name", sorted(MEMBERS))
def test_no_file_can_be_left_out_emptied_or_cut(name: str) -> None:
    rest = {other: data for other, data in MEMBERS.items() if other != name}
    assert name in refused(rest).says
    refused({**MEMBERS, name: b""})
    refused({**MEMBERS, name: MEMBERS[name][:-1]})


@pytest.mark.parametrize(
    "name", ["rules/england/core/more.yaml", "guidance/more.md", "rules/northshire/pack.yaml", "x.txt"]
)
def test_no_file_can_be_added(name: str) -> None:
    assert name in refused({**MEMBERS, name: b"x"}).says


def test_two_files_cannot_change_places() -> None:
    one, other = "rules/england/core/rules.yaml", "rules/england/core/scenarios.yaml"
    refused({**MEMBERS, one: MEMBERS[other], other: MEMBERS[one]})


def test_a_changed_file_with_a_manifest_that_agrees_is_still_not_signed() -> None:
    """Whoever rewrites the hashes as well still lacks the key."""
    other = dict(small_draft("6.6").members)
    assert refused({**other, SIGNATURE: MEMBERS[SIGNATURE]}).reason is Reason.WRONG_SIGNATURE


def test_an_unknown_key_is_named_by_its_fingerprint() -> None:
    members = unpack(small_release(secret=OTHER_SECRET))
    found = refused(members)
    assert found.reason is Reason.UNKNOWN_KEY
    assert OTHER_KEY.fingerprint in found.says
    assert "triage trust" in found.remedy
    assert refused(members, *()).reason is Reason.UNKNOWN_KEY


def test_a_signature_by_one_key_in_the_name_of_another_is_refused() -> None:
    manifest = MEMBERS[MANIFEST]
    forged = signature_bytes(KEY.public, sign(OTHER_SECRET, manifest))
    assert refused({**MEMBERS, SIGNATURE: forged}).reason is Reason.WRONG_SIGNATURE


def test_a_manifest_that_contradicts_itself_is_refused_though_it_is_signed() -> None:
    content = read_manifest(MEMBERS[MANIFEST]).content
    manifest = MEMBERS[MANIFEST].replace(content.encode(), b"0" * len(content))
    assert manifest != MEMBERS[MANIFEST]
    members = {**MEMBERS, MANIFEST: manifest, SIGNATURE: signature_bytes(KEY.public, sign(SECRET, manifest))}
    assert "contradicts itself" in refused(members).says


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"[" * 100_000, b'{"key": 1, "signature": 2}'])
def test_a_signature_that_is_none_is_damage(data: bytes) -> None:
    assert refused({**MEMBERS, SIGNATURE: data}).reason is Reason.DAMAGED


def test_rules_for_a_newer_program_are_refused_with_the_version() -> None:
    members = unpack(small_release(needs="9.0"))
    found = refused(members, program="1.0.0")
    assert found.reason is Reason.TOO_NEW
    assert "9.0" in found.says
    assert verify_members(members, [KEY], "9.0.0").name == "1.1"
    assert verify_members(members, [KEY], "10.0").name == "1.1"


def test_signing_the_same_draft_again_gives_the_same_file() -> None:
    assert small_release() == pack({**MEMBERS})
    assert sign(SECRET, MEMBERS[MANIFEST]) == sign(SECRET, MEMBERS[MANIFEST])


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "unpacked"
    write_files(place, MEMBERS)
    yield place
    shutil.rmtree(place, ignore_errors=True)


def test_an_unpacked_release_is_verified_from_the_disk(folder: Path) -> None:
    assert read_folder(folder) == MEMBERS
    assert verify_folder(folder, [KEY], PROGRAM).name == "1.1"


@pytest.mark.parametrize("name", sorted(LITTER))
def test_what_a_file_browser_leaves_behind_does_no_harm(folder: Path, name: str) -> None:
    (folder / "rules" / name).write_bytes(b"x")
    assert verify_folder(folder, [KEY], PROGRAM).name == "1.1"


def test_a_link_in_it_is_refused_even_to_the_same_text(folder: Path, tmp_path: Path) -> None:
    inside = folder / NOTES
    outside = tmp_path / "notes.md"
    inside.rename(outside)
    inside.symlink_to(outside)
    with pytest.raises(ReleaseRefusedError, match="is a link"):
        verify_folder(folder, [KEY], PROGRAM)


def test_a_linked_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "guidance").rename(tmp_path / "guidance")
    (folder / "guidance").symlink_to(tmp_path / "guidance")
    with pytest.raises(ReleaseRefusedError, match="is a link"):
        verify_folder(folder, [KEY], PROGRAM)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files here")
def test_what_is_no_ordinary_file_is_refused_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "rules" / "pipe.yaml")
    with pytest.raises(ReleaseRefusedError, match="is not an ordinary file"):
        verify_folder(folder, [KEY], PROGRAM)


def test_a_disk_that_cannot_be_read_is_told_with_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("triage.policy.release.verify.os.scandir", broken)
    with pytest.raises(ReleaseRefusedError) as caught:
        verify_folder(folder, [KEY], PROGRAM)
    assert "cannot be read: Input/output error." in caught.value.says
    assert "triage install" in caught.value.remedy
    monkeypatch.undo()


def test_folders_in_folders_without_end_are_refused(folder: Path) -> None:
    (folder / "rules" / "/".join("abcdefghij")).mkdir(parents=True)
    with pytest.raises(ReleaseRefusedError, match="too many"):
        verify_folder(folder, [KEY], PROGRAM)


def test_a_file_too_large_to_be_a_rule_file_is_refused_and_not_read_whole(folder: Path) -> None:
    with (folder / "rules" / "england" / "pack.yaml").open("r+b") as file:
        file.truncate(500_000_000)
    with pytest.raises(ReleaseRefusedError, match="was changed"):
        verify_folder(folder, [KEY], PROGRAM)


def test_a_folder_that_is_gone_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(ReleaseRefusedError) as caught:
        verify_folder(tmp_path / "none", [KEY], PROGRAM)
    assert caught.value.reason is Reason.MISSING
