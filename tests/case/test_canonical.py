"""The same data always has the same bytes, and different data never has."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.case.canonical import DEEPEST, canonical_bytes, digest, read_plain
from triage.case.moments import moment_text, read_day, read_moment

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=4), inner)
    ),
    max_leaves=10,
)


@given(plain)
def test_what_is_written_is_read_back(data: Any) -> None:
    assert read_plain(canonical_bytes(data)) == data
    assert canonical_bytes(read_plain(canonical_bytes(data))) == canonical_bytes(data)


@given(st.dictionaries(st.text("abc", max_size=3), st.integers(), max_size=6), st.randoms())
def test_the_order_of_keys_makes_no_difference(data: dict[str, int], random: Any) -> None:
    keys = list(data)
    random.shuffle(keys)
    assert digest({key: data[key] for key in keys}) == digest(data)


@given(plain, plain)
def test_only_equal_data_has_an_equal_digest(one: Any, other: Any) -> None:
    assert (digest(one) == digest(other)) == (json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True))


def test_letters_stay_letters_and_nothing_is_padded() -> None:
    assert canonical_bytes({"b": [1, "é"], "a": None}) == '{"a":null,"b":[1,"é"]}'.encode()


def nested(depth: int) -> Any:
    data: Any = []
    for _ in range(depth):
        data = [data]
    return data


@pytest.mark.parametrize("data", [0.5, float("nan"), {1: 2}, {"a": b"x"}, {"a": {1}}, "\ud800", nested(DEEPEST + 1)])
def test_what_has_no_one_form_is_refused(data: Any) -> None:
    with pytest.raises(ValueError):
        canonical_bytes(data)


@pytest.mark.parametrize(
    "data", [b"0.5", b"NaN", b"[1e3]", b"{", b"\xff", b"", b"[" * 100_000, canonical_bytes(nested(DEEPEST)) * 2]
)
def test_bytes_that_hold_anything_else_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        read_plain(data)


@given(st.datetimes(), st.integers(-12, 14))
def test_a_moment_is_read_back_to_the_second(moment: datetime, hours: int) -> None:
    moment = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert read_moment(moment_text(moment)) == moment.replace(microsecond=0)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        moment_text(datetime(2026, 11, 20))


@pytest.mark.parametrize("text", ["", "2026-11-20", "2026-11-20T17:00:00", "20261120T170000+0000", "yesterday"])
def test_a_moment_is_written_in_one_way_only(text: str) -> None:
    with pytest.raises(ValueError):
        read_moment(text)
    assert read_moment("2026-11-20T17:00:00+00:00") == datetime(2026, 11, 20, 17, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "20261120", "2026-13-01", "2026-11-20T17:00:00+00:00"])
def test_a_day_is_written_in_one_way_only(text: str) -> None:
    with pytest.raises(ValueError):
        read_day(text)
