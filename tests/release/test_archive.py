"""The file a release travels in has one form, and anything else is refused."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release.making import small_release
from triage.policy.release import archive
from triage.policy.release.archive import LARGEST_MEMBER, MOST_FILES, _packed, pack, safe_name, unfit, unpack
from triage.policy.release.refusal import Reason, ReleaseRefusedError

PARTS = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True).filter(safe_name)
NAMES = st.lists(PARTS, min_size=1, max_size=3).map("/".join)
MEMBERS = st.dictionaries(NAMES, st.binary(max_size=200), max_size=8)
SAMPLE = pack({"manifest.json": b"{}", "rules/england/pack.yaml": b"pack: england\n", "rules/a.yaml": b""})


def refused(data: bytes) -> ReleaseRefusedError:
    with pytest.raises(ReleaseRefusedError) as caught:
        unpack(data)
    assert caught.value.reason is Reason.DAMAGED
    assert caught.value.says.endswith(".")
    assert caught.value.remedy
    return caught.value


@given(MEMBERS)
@settings(max_examples=40)
def test_what_is_packed_comes_out_the_same(members: dict[str, bytes]) -> None:
    assert unpack(pack(members)) == members


@given(MEMBERS, st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_same_content_makes_the_same_bytes_in_whatever_order(members: dict[str, bytes], random) -> None:
    names = list(members)
    random.shuffle(names)
    assert pack({name: members[name] for name in names}) == pack(members)


@given(MEMBERS)
@settings(max_examples=40)
def test_any_zip_program_can_open_it(members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(pack(members))) as opened:
        assert opened.testzip() is None
        assert {one.filename: opened.read(one) for one in opened.infolist()} == members


@given(st.integers(0, len(SAMPLE) - 1), st.integers(1, 255))
@settings(max_examples=300)
def test_no_byte_can_be_changed_unless_the_content_shows_it(place: int, difference: int) -> None:
    """A byte of the container is refused here; one of a member's content needs its checksum changed as well."""
    changed = bytearray(SAMPLE)
    changed[place] ^= difference
    refused(bytes(changed))


@given(st.integers(0, len(SAMPLE) - 1))
def test_no_part_of_it_can_be_cut_off(length: int) -> None:
    refused(SAMPLE[:length])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"not a release",
        SAMPLE + b"x",
        b"x" + SAMPLE,
        b"#!/bin/sh\n" + SAMPLE,
        SAMPLE + SAMPLE,
        b"PK\x03\x04" + b"\xff" * 40,
        SAMPLE[:4] + b"\xff" * 26 + SAMPLE[30:],
    ],
)
def test_nothing_can_stand_before_after_or_instead(data: bytes) -> None:
    refused(data)


def zipped(*members: tuple[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in members:
            file.writestr(zipfile.ZipInfo(name), data, compression)
    return out.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../outside.yaml",
        "rules/../../outside.yaml",
        "/etc/passwd",
        "rules//a.yaml",
        "./rules/a.yaml",
        "rules/",
        "C:/a.yaml",
        "rules\\a.yaml",
        "rules/.hidden/a.yaml",
        "rules/nul.yaml",
        "rules/COM1/a.yaml",
        "rules/a.",
        "rules/a ",
        "rules/na\u00efve.yaml",
        "a/b/c/d/e.yaml",
        "rules/" + "a" * 200,
        "rules/a\x00.yaml",
        "rules/a\n.yaml",
    ],
)
def test_names_that_lead_elsewhere_are_neither_packed_nor_unpacked(name: str) -> None:
    assert not safe_name(name)
    with pytest.raises(ValueError, match="name"):
        pack({name: b"x"})
    refused(zipped((name, b"x")))
    if name.isascii():  # written byte for byte as a release is, so that only its name is against it
        with pytest.raises(ReleaseRefusedError, match="which is not a name for a rule file"):
            unpack(_packed({name: b"x"}))


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ({"rules/a.yaml": b"", "rules/A.yaml": b""}, "only in capital letters"),
        ({f"rules/{number}.yaml": b"" for number in range(MOST_FILES + 1)}, "it holds more than"),
        ({"rules/a.yaml": bytes(LARGEST_MEMBER + 1)}, "larger than a rule file may be"),
    ],
    ids=["capitals", "many", "large"],
)
def test_what_pack_would_not_write_is_not_unpacked_either(members: dict[str, bytes], says: str) -> None:
    with pytest.raises(ReleaseRefusedError, match=says):
        unpack(_packed(members))


def test_a_file_larger_than_any_release_is_not_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pack({"rules/a.yaml": b"x" * 100})
    monkeypatch.setattr(archive, "LARGEST_ARCHIVE", len(whole))
    assert unpack(whole) == {"rules/a.yaml": b"x" * 100}
    monkeypatch.setattr(archive, "LARGEST_ARCHIVE", len(whole) - 1)
    monkeypatch.setattr(archive, "_members", None)
    with pytest.raises(ReleaseRefusedError, match="is larger than"):
        unpack(whole)


@pytest.mark.parametrize(
    "name", ["rules/england/pack.yaml", "guidance/README.md", "manifest.json", "rules/a_b-1.2.yaml"]
)
def test_names_of_rule_files_are_fine(name: str) -> None:
    assert safe_name(name)


def test_a_bomb_is_not_unpacked() -> None:
    """Forty megabytes of nothing in forty kilobytes: members are never compressed here, so it is no release."""
    bomb = zipped(("rules/a.yaml", bytes(40_000_000)), compression=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 100_000
    refused(bomb)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused() -> None:
    refused(zipped(("rules/a.yaml", b"one"), ("rules/a.yaml", b"two")))


def test_names_that_are_one_on_some_systems_are_refused() -> None:
    assert "capital" in unfit({"rules/a.yaml": b"", "rules/A.yaml": b""})
    with pytest.raises(ValueError, match="capital"):
        pack({"rules/a.yaml": b"", "rules/A.yaml": b""})


def test_a_link_is_refused() -> None:
    link = zipfile.ZipInfo("rules/a.yaml")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(link, "/etc/passwd")
    refused(out.getvalue())


def test_sizes_and_counts_are_bounded() -> None:
    assert unfit({f"rules/{number}.yaml": b"" for number in range(MOST_FILES)}) == ""
    assert "more than" in unfit({f"rules/{number}.yaml": b"" for number in range(MOST_FILES + 1)})
    assert unfit({"rules/a.yaml": bytes(LARGEST_MEMBER)}) == ""
    assert "larger" in unfit({"rules/a.yaml": bytes(LARGEST_MEMBER + 1)})


def test_an_ordinary_zip_of_the_same_files_is_not_a_release() -> None:
    members = unpack(small_release())
    refused(zipped(*sorted(members.items())))
