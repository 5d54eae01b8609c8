"""A form written to a file: in which format, under which name, and what a saved case notes of it."""

from __future__ import annotations

from datetime import datetime

import pytest

from case.making import AT, Remembered, a_case
from documents.shipped import RULE_SET, paper_of
from documents.test_shipped_forms import BRUISE
from triage.case.autosave import Autosave
from triage.case.keeping import CannotSaveError
from triage.case.replay import replay
from triage.documents.kept import KeptFile, keep_form, nowhere
from triage.documents.writers import SUFFIXES, Format


def clock() -> datetime:
    return AT


def keeper() -> tuple[Remembered, Autosave]:
    case = a_case()
    store = Remembered(case)
    return store, Autosave(store, case, RULE_SET, clock)


class Desk:
    """Keeps what is written, or nothing."""

    def __init__(self, *, saved: bool = True) -> None:
        self.files: list[tuple[str, bytes]] = []
        self._saved = saved

    def keep(self, name: str, data: bytes) -> KeptFile:
        self.files.append((name, data))
        return KeptFile("Saved as that." if self._saved else "It could not be saved.", saved=self._saved)


@pytest.mark.parametrize("form", Format)
def test_a_form_is_kept_under_its_name_in_the_format_asked_for(form: Format) -> None:
    desk = Desk()
    assert keep_form(paper_of("referral", BRUISE), form, desk.keep) == "Saved as that."
    (name, data) = desk.files[0]
    assert name == f"referral{SUFFIXES[form]}"
    starts = {Format.WORD: b"PK", Format.HTML: b"<!DOCTYPE html>", Format.MARKDOWN: b"**CHILD", Format.TEXT: b"CHILD"}
    assert data.startswith(starts[form])


def test_a_saved_case_notes_that_a_form_left_it_with_the_receipt_it_carries() -> None:
    store, kept = keeper()
    entries, head = len(kept.case.entries), kept.case.head
    keep_form(paper_of("referral", BRUISE), Format.TEXT, Desk().keep, kept)
    entry = store.cases["7-blue"].entries[-1]
    assert entry.kind == "exported"
    assert entry.body["what"] == "form referral"
    assert (entry.body["entries"], entry.body["head"]) == (entries, head)


def test_nothing_is_noted_of_a_form_that_was_not_saved() -> None:
    store, kept = keeper()
    said = keep_form(paper_of("referral", BRUISE), Format.TEXT, Desk(saved=False).keep, kept)
    assert said == "It could not be saved."
    assert len(store.cases["7-blue"].entries) == 1


def test_a_case_that_cannot_note_it_says_so_and_the_file_stays() -> None:
    store, kept = keeper()
    store.trouble = CannotSaveError("The disk is full.")
    desk = Desk()
    said = keep_form(paper_of("referral", BRUISE), Format.TEXT, desk.keep, kept)
    assert said.startswith("Saved as that. NOT noted in the case: ")
    assert len(desk.files) == 1
    assert replay(store.cases["7-blue"]).reference == "7-blue"


def test_where_nothing_can_be_kept_the_text_can_be_copied() -> None:
    assert not nowhere("referral.txt", b"one").saved
    assert "copy" in nowhere("referral.txt", b"one").says
