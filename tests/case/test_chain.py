"""Whatever is done to the entries of a case is found and said; what was not touched is left in peace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from case.making import AT, a_case, cases, first, later
from triage.case.audit import Weight, audit, intact
from triage.case.canonical import canonical_bytes, digest
from triage.case.chain import BEGINNING, Case, Entry, Receipt, new_case, read_entry, read_receipt
from triage.case.events import Event, noted

NOTES = [noted(later(n), f"note {n}") for n in range(1, 6)]
SIX = a_case(*NOTES)


def codes(case: Case, *receipts: Receipt) -> list[tuple[str, int]]:
    return [(one.code, one.entry) for one in audit(case, receipts) if one.weight is Weight.BROKEN]


@given(cases())
def test_a_case_as_it_was_written_is_intact(case: Case) -> None:
    assert intact(audit(case, [case.receipt, *(case.until(n).receipt for n in range(1, len(case.entries)))]))


@given(cases(), st.data())
def test_every_cut_swap_repeat_and_change_is_found(case: Case, data: st.DataObject) -> None:
    entries = list(case.entries)
    place = data.draw(st.integers(0, len(entries) - 1))
    other = data.draw(st.integers(0, len(entries) - 1))
    how = data.draw(st.sampled_from(["cut", "swap", "repeat", "change", "time", "kind", "hash"]))
    entry = entries[place]
    if how == "cut":
        assume(place < len(entries) - 1)  # from the end it takes a receipt
        del entries[place]
    elif how == "swap":
        assume(place != other)
        entries[place], entries[other] = entries[other], entries[place]
    elif how == "repeat":
        entries.insert(other, entry)
    elif how == "change":
        entries[place] = replace(entry, body={**entry.body, "note": "quite other"})
    elif how == "time":
        entries[place] = replace(entry, at=entry.at + timedelta(seconds=1))
    elif how == "kind":
        entries[place] = replace(entry, kind="archived" if entry.kind != "archived" else "reopened")
    else:
        entries[place] = replace(entry, hash=digest("another"))
        assume(place < len(entries) - 1 or digest(entry.plain) != entries[place].hash)
    assert not intact(audit(Case(tuple(entries))))


@given(cases(), st.data())
def test_what_is_cut_from_the_end_is_found_by_a_receipt(case: Case, data: st.DataObject) -> None:
    assume(len(case.entries) > 1)
    short = case.until(data.draw(st.integers(0, len(case.entries) - 1)))
    if short.entries:
        assert intact(audit(short))
    assert not intact(audit(short, [case.receipt]))


@given(cases(), st.data())
def test_a_history_written_afresh_is_found_by_a_receipt_only(case: Case, data: st.DataObject) -> None:
    """Whoever can open the case can work out every hash anew; the receipt given out before tells."""
    place = data.draw(st.integers(1, len(case.entries)))
    rewritten = case.until(place - 1)
    for entry in case.entries[place - 1 :]:
        body = {**entry.body, "note": "quite other"} if entry.number == place else entry.body
        rewritten = rewritten.add(Event(entry.kind, entry.at, body))
    assume(rewritten.head != case.head)
    assert intact(audit(rewritten))
    assert codes(rewritten, case.receipt) == [("written-afresh", len(case.entries))]


def without(place: int) -> Case:
    return Case(SIX.entries[: place - 1] + SIX.entries[place:])


def swapped() -> Case:
    e = SIX.entries
    return Case((e[0], e[2], e[1], *e[3:]))


def resealed() -> Case:
    """One entry replaced by another with a right hash of its own."""
    entries = list(SIX.entries)
    entries[2] = SIX.until(2).add(noted(AT, "another")).entries[2]
    return Case(tuple(entries))


@pytest.mark.parametrize(
    ("case", "receipt", "says"),
    [
        (lambda: Case(()), None, "nothing in this case"),
        (lambda: without(1), None, "The beginning is missing"),
        (lambda: without(3), None, "Entry 4 stands in place 3: entries before it are missing"),
        (swapped, None, "Entry 3 stands in place 2"),
        (swapped, None, "Entry 2 stands in place 3: it was put in twice, or the order was changed."),
        (resealed, None, "Entry 4 does not follow from the one before it"),
        (
            lambda: Case((*SIX.entries[:5], replace(SIX.entries[5], body={"text": "x"}))),
            None,
            "Entry 6 was changed after",
        ),
        (lambda: SIX.until(5), SIX.receipt, "1 entry is missing from the end: there are 5, and a receipt shows"),
        (lambda: SIX.until(2), SIX.receipt, "4 entries are missing from the end"),
        (lambda: a_case(noted(AT, "x")), SIX.until(2).receipt, "The history up to entry 2 is not the one a receipt"),
    ],
)
def test_what_was_done_is_said_in_words(case: Callable[[], Case], receipt: Receipt | None, says: str) -> None:
    findings = audit(case(), [receipt] if receipt else [])
    assert any(says in one.says for one in findings), [one.says for one in findings]
    assert not intact(findings)


def test_a_clock_that_was_moved_back_is_said_and_nothing_is_broken() -> None:
    case = a_case(noted(later(10), "a"), noted(later(5), "b"), noted(later(7), "c"), noted(later(11), "d"))
    findings = audit(case)
    assert [(one.code, one.entry, one.weight) for one in findings] == [
        ("clock-moved-back", 3, Weight.NOTE),
        ("clock-moved-back", 4, Weight.NOTE),
    ]
    assert "Entry 3 says Friday 20 November 2026, 4:05 pm, which is earlier than entry 2" in findings[0].says
    assert intact(findings)


def test_summer_time_ending_is_no_clock_moved_back() -> None:
    from datetime import datetime, timezone

    summer = datetime(2026, 10, 25, 1, 50, tzinfo=timezone(timedelta(hours=1)))
    winter = datetime(2026, 10, 25, 1, 10, tzinfo=timezone(timedelta(0)))
    case = new_case(first(at=summer)).add(noted(winter, "twenty minutes later"))
    assert audit(case) == ()


def test_kinds_from_a_newer_version_are_worth_a_note() -> None:
    case = a_case(Event("sung about", AT, {}), Event("note", AT, {"tune": "x"}))
    assert [(one.code, one.weight) for one in audit(case)] == [
        ("unknown-kind", Weight.NOTE),
        ("unknown-form", Weight.NOTE),
    ]


def test_a_case_begins_as_it_should() -> None:
    case = new_case(first())
    assert case.entries[0].before == BEGINNING == Case(()).head
    assert (case.id, Case(()).id) == ("c" * 32, "")
    with pytest.raises(ValueError, match="started"):
        new_case(noted(AT, "x"))


def test_an_empty_case_and_one_that_begins_with_something_else_have_no_beginning() -> None:
    (empty,) = audit(Case(()))
    assert (empty.code, empty.entry, empty.weight) == ("empty", 0, Weight.BROKEN)
    head = SIX.entries[0]
    note = {**head.plain, "kind": "note", "body": {"text": "x"}}
    joined = {**head.plain, "before": digest("another")}
    for plain in (note, joined):
        case = Case((read_entry(canonical_bytes(plain), digest(plain)),))
        assert codes(case) == [("no-beginning", 1)]


def test_a_receipt_of_nothing_asks_for_nothing_and_shows_sixteen_letters_otherwise() -> None:
    assert audit(SIX, [Case(()).receipt]) == ()
    assert str(SIX.receipt) == f"6-{SIX.head[:16]}"
    assert str(Case(()).receipt) == "0-" + "0" * 16


@pytest.mark.parametrize(
    ("place", "number", "says"),
    [
        (3, 4, "Entry 4 stands in place 3: entries before it are missing, or the order was changed."),
        (3, 2, "Entry 2 stands in place 3: it was put in twice, or the order was changed."),
    ],
)
def test_an_entry_out_of_its_place_says_which_way(place: int, number: int, says: str) -> None:
    entries = list(SIX.entries)
    plain = {**entries[place - 1].plain, "number": number}
    entries[place - 1] = read_entry(canonical_bytes(plain), digest(plain))
    assert [one.says for one in audit(Case(tuple(entries))) if one.code == "out-of-place"] == [says]


def test_two_cases_never_share_a_history() -> None:
    assert new_case(first("7-blue")).head != new_case(first("8-blue")).head


@given(cases())
def test_a_receipt_is_read_as_it_is_written(case: Case) -> None:
    read = read_receipt(f" {case.receipt} ")
    assert read.entries == len(case.entries)
    assert case.head.startswith(read.hash)
    assert codes(case, read) == []


@pytest.mark.parametrize("text", ["", "12", "12-abc", "x-0123456789abcdef", "12-0123456789abcdeg", "-0123456789abcdef"])
def test_what_is_no_receipt_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="such as 12-"):
        read_receipt(text)


def bytes_of(entry: Entry, **changes: object) -> bytes:
    return canonical_bytes({**entry.plain, **changes})  # type: ignore[dict-item]


@pytest.mark.parametrize(
    "changes", [{"number": "1"}, {"body": []}, {"kind": 3}, {"at": "today"}, {"before": None}, {"more": 1}]
)
def test_bytes_that_hold_no_entry_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        read_entry(bytes_of(SIX.entries[1], **changes), SIX.head)
    with pytest.raises(ValueError):
        read_entry(b"[]", SIX.head)
