"""The calendar file keeps to RFC 5545, whatever words are in it."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case.making import AT, LONDON
from triage.export.calendar_file import LINE, Entry, calendar_file, escaped, folded

SUMMER = datetime(2026, 7, 1, 17, 0, tzinfo=LONDON)
any_text = st.text(st.characters(codec="utf-8"), max_size=200)


def unfolded(text: str) -> list[str]:
    """The lines as a calendar program puts them together again."""
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def unescaped(text: str) -> str:
    plain, rest = "", text
    while rest:
        plain, rest = (plain + rest[1], rest[2:]) if rest.startswith("\\") else (plain + rest[0], rest[1:])
    return plain


@given(any_text, any_text)
def test_whatever_is_in_it_every_line_is_short_and_is_read_back_whole(reference: str, words: str) -> None:
    text = calendar_file([Entry("k", reference, words, SUMMER)], AT)
    assert all(len(line.encode()) <= LINE for line in text.split("\r\n"))
    lines = unfolded(text)
    assert [line for line in lines if line.startswith("BEGIN:")] == ["BEGIN:VCALENDAR", "BEGIN:VEVENT"]
    (summary,) = (line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:"))
    assert "\n" not in summary
    assert summary == escaped(f"{reference}: {words}")


@given(st.text("ab\\;, é", max_size=120))
def test_a_reader_gets_the_words_back(words: str) -> None:
    assert unescaped(escaped(words)) == words.strip()
    assert "".join(piece if n == 0 else piece[1:] for n, piece in enumerate(folded(words))) == words


def test_the_form_of_a_calendar_with_two_entries() -> None:
    entries = [Entry("7/step/ring", "7", "Ring, now", SUMMER), Entry("8/step/write", "8", "Write", AT)]
    lines = unfolded(calendar_file(entries, AT))
    uids = [line for line in lines if line.startswith("UID:")]
    assert all(re.fullmatch(r"UID:[0-9a-f]{32}@triage", uid) for uid in uids)
    assert lines == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//triage//saved cases//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        uids[0],
        "DTSTAMP:20261120T160000Z",
        "DTSTART:20260701T160000Z",
        "SUMMARY:7: Ring\\, now",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "BEGIN:VEVENT",
        uids[1],
        "DTSTAMP:20261120T160000Z",
        "DTSTART:20261120T160000Z",
        "SUMMARY:8: Write",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


@given(st.text("a é€\U0001f600", min_size=70, max_size=400))
def test_a_long_line_is_folded_as_late_as_can_be_and_never_inside_a_letter(line: str) -> None:
    pieces = list(folded(line))
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(piece.startswith(" ") for piece in pieces[1:])
    sizes = [len(piece.encode()) for piece in pieces]
    assert max(sizes) <= 75
    assert all(size + len(after[1].encode()) > 75 for size, after in zip(sizes, pieces[1:], strict=False))


@pytest.mark.parametrize(("length", "pieces"), [(74, 1), (75, 1), (76, 2), (149, 2), (150, 3)])
def test_a_line_of_seventy_five_bytes_is_not_folded(length: int, pieces: int) -> None:
    assert len(list(folded("x" * length))) == pieces


def test_reading_it_again_moves_an_entry_and_never_doubles_it() -> None:
    def uid(key: str, due: datetime) -> str:
        return next(
            line for line in unfolded(calendar_file([Entry(key, "7", "Ring", due)], AT)) if line.startswith("UID:")
        )

    assert uid("a", AT) == uid("a", SUMMER)
    assert uid("a", AT) != uid("b", AT)


def test_an_empty_one_is_still_a_calendar() -> None:
    assert unfolded(calendar_file([], AT))[-1] == "END:VCALENDAR"


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        calendar_file([Entry("k", "7", "Ring", datetime(2026, 7, 1))], AT)
