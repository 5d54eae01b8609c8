"""Signatures hold for one key and one text, and a secret key is only had back with its passphrase."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from release.making import KEY, OTHER_KEY, OTHER_SECRET, SECRET
from triage.policy.release import signing
from triage.policy.release.refusal import Reason, ReleaseRefusedError
from triage.policy.release.signing import (
    MOST_MEMORY,
    MOST_WORK,
    WrongPassphraseError,
    fingerprint,
    new_pair,
    public_of,
    seal,
    sign,
    signature_holds,
    unseal,
)

QUICK = {"work": 1, "memory": 8192}


@given(st.binary(max_size=300))
def test_a_signature_holds_for_its_key_and_text(text: bytes) -> None:
    signature = sign(SECRET, text)
    assert signature_holds(KEY.public, text, signature)
    assert signature == sign(SECRET, text)
    assert not signature_holds(OTHER_KEY.public, text, signature)
    assert not signature_holds(KEY.public, text + b"x", signature)


@given(st.binary(max_size=80), st.integers(0, 63), st.integers(1, 255))
def test_no_byte_of_a_signature_can_be_changed(text: bytes, place: int, difference: int) -> None:
    signature = bytearray(sign(SECRET, text))
    signature[place] ^= difference
    assert not signature_holds(KEY.public, text, bytes(signature))


@given(st.binary(max_size=100), st.binary(max_size=100))
def test_whatever_is_given_for_a_key_or_a_signature_is_only_ever_no(public: bytes, signature: bytes) -> None:
    assert not signature_holds(public, b"text", signature)


def test_a_signature_of_something_else_by_the_same_key_is_not_taken_for_one_of_a_release() -> None:
    from nacl.signing import SigningKey

    bare = bytes(SigningKey(SECRET).sign(b"text").signature)
    assert not signature_holds(KEY.public, b"text", bare)


def test_new_keys_are_new_and_belong_together() -> None:
    one, other = new_pair(), new_pair()
    assert one.secret != other.secret
    assert public_of(one.secret) == one.public


def test_a_sealed_key_opens_with_its_passphrase_alone() -> None:
    sealed = seal(SECRET, "four words of one's own", **QUICK)
    assert unseal(sealed, "four words of one's own") == SECRET
    assert SECRET not in sealed.box
    for wrong in ("", "four words of one's", "Four words of one's own"):
        with pytest.raises(WrongPassphraseError):
            unseal(sealed, wrong)


def test_two_seals_of_one_key_are_different() -> None:
    assert seal(SECRET, "four words", **QUICK) != seal(SECRET, "four words", **QUICK)


@pytest.mark.parametrize(
    "change",
    [
        {"work": 0},
        {"work": MOST_WORK + 1},
        {"memory": 0},
        {"memory": MOST_MEMORY + 1},
        {"salt": b"short"},
        {"box": b""},
        {"box": bytes(100)},
    ],
)
def test_a_changed_key_file_is_not_opened_and_keeps_nobody_busy(change) -> None:
    sealed = replace(seal(SECRET, "four words", **QUICK), **change)
    with pytest.raises(WrongPassphraseError):
        unseal(sealed, "four words")


@pytest.mark.parametrize(
    "change",
    [{"work": 0}, {"work": MOST_WORK + 1}, {"memory": 8191}, {"memory": MOST_MEMORY + 1}, {"salt": b"short"}],
)
def test_a_cost_out_of_bounds_is_refused_before_anything_is_worked_out(
    change: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = replace(seal(SECRET, "four words", **QUICK), **change)  # type: ignore[arg-type]
    monkeypatch.setattr(signing, "_stretched", None)
    with pytest.raises(WrongPassphraseError):
        unseal(sealed, "four words")


def test_what_was_sealed_and_is_no_key_is_not_taken_for_one() -> None:
    for secret in (SECRET[:-1], SECRET + b"x", b""):
        with pytest.raises(WrongPassphraseError):
            unseal(seal(secret, "four words", **QUICK), "four words")


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_or_signature_of_another_length_holds_for_nothing(length: int) -> None:
    assert not signature_holds(KEY.public[:length].ljust(length, b"x"), b"text", sign(SECRET, b"text"))
    assert not signature_holds(KEY.public, b"text", sign(SECRET, b"text")[:length])


def test_a_fingerprint_is_eight_groups_of_four() -> None:
    groups = fingerprint(KEY.public).split()
    assert [len(group) for group in groups] == [4] * 8
    assert fingerprint(public_of(OTHER_SECRET)) != fingerprint(KEY.public)


def test_without_the_library_nothing_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    signature = sign(SECRET, b"text")
    monkeypatch.setitem(sys.modules, "nacl.signing", None)
    with pytest.raises(ReleaseRefusedError) as caught:
        signature_holds(KEY.public, b"text", signature)
    assert caught.value.reason is Reason.NO_LIBRARY
