"""A manifest is read only in the exact words it is written in."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release.making import small_draft
from triage.policy.release.manifest import (
    MANIFEST,
    FileNote,
    content_hash,
    file_notes,
    manifest_bytes,
    name_fits,
    read_manifest,
    version_fits,
    version_key,
)
from triage.policy.release.refusal import Reason, ReleaseRefusedError

MADE = small_draft()
DATA = MADE.members[MANIFEST]


def refused(data: bytes) -> ReleaseRefusedError:
    with pytest.raises(ReleaseRefusedError) as caught:
        read_manifest(data)
    return caught.value


def with_data(**change: object) -> bytes:
    return (json.dumps(json.loads(DATA) | change, ensure_ascii=True, sort_keys=True, indent=1) + "\n").encode()


def test_what_is_written_is_read() -> None:
    assert read_manifest(DATA) == MADE.manifest
    assert manifest_bytes(MADE.manifest) == DATA


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
@settings(max_examples=200)
def test_a_changed_byte_is_refused_or_is_another_manifest(place: int, difference: int) -> None:
    changed = bytearray(DATA)
    changed[place] ^= difference
    try:
        manifest = read_manifest(bytes(changed))
    except ReleaseRefusedError:
        return
    assert manifest != MADE.manifest


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"[" * 100_000,
        DATA + b"\n",
        b" " + DATA,
        DATA.replace(b"\n", b"\r\n"),
        json.dumps(json.loads(DATA)).encode(),
        with_data(kind="something else"),
        with_data(name="../x"),
        with_data(name=""),
        with_data(name=7),
        with_data(packs=None),
        with_data(packs=[{}]),
        with_data(since=["a"]),
        with_data(more="x"),
        with_data(files={"../x": [1, "a" * 64]}),
        with_data(files={"rules/a.yaml": [-1, "a" * 64]}),
        with_data(files={"rules/a.yaml": [True, "a" * 64]}),
        with_data(files={"rules/a.yaml": [1, "A" * 64]}),
        with_data(files={"rules/a.yaml": [1, "a"]}),
        with_data(needs="soon"),
        with_data(content="x"),
        with_data(**{"made on": "2026-13-01"}),
        with_data(**{"approved by": ["x" * 2_000]}),
        DATA.replace(b'"format": 1', b'"format": 1, "format": 1'),
    ],
)
def test_anything_else_is_damage(data: bytes) -> None:
    assert refused(data).reason is Reason.DAMAGED


def test_a_form_of_the_future_is_told_as_such() -> None:
    assert refused(with_data(format=2)).reason is Reason.TOO_NEW


@given(st.dictionaries(st.sampled_from(["a", "b", "rules/c"]), st.binary(max_size=9)), st.binary(max_size=9))
def test_the_hash_of_the_content_changes_with_every_file(files: dict[str, bytes], data: bytes) -> None:
    before = content_hash(file_notes(files))
    assert content_hash(file_notes({**files, "d": data})) != before
    assert content_hash(file_notes(dict(reversed(files.items())))) == before


def test_a_note_has_size_and_hash() -> None:
    assert file_notes({"a": b""})["a"] == FileNote(
        0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )


@pytest.mark.parametrize(("name", "fits"), [("1.1", True), ("2026.2-b", True), ("built-in", False), ("a b", False), ("-x", False), ("", False), ("x" * 41, False)])  # fmt: skip
def test_names(name: str, fits: bool) -> None:
    assert name_fits(name) is fits


@pytest.mark.parametrize(("version", "fits"), [("1", True), ("1.2.3", True), ("1.2.3.4.5", False), ("1.x", False), ("", False), ("1.", False)])  # fmt: skip
def test_versions(version: str, fits: bool) -> None:
    assert version_fits(version) is fits


def test_versions_are_compared_as_numbers() -> None:
    assert version_key("1.10.0") > version_key("1.9.5")
    assert version_key("1.0.0") == version_key("1") == version_key("1.0")


def test_every_pack_keeps_its_dates_and_hash() -> None:
    pack = MADE.manifest.packs[0]
    other = replace(MADE.manifest, packs=(replace(pack, hash="0" * 64),))
    assert read_manifest(manifest_bytes(other)).packs[0].hash == "0" * 64
