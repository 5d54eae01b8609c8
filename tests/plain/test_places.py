"""The places of a case line by line: everything the full screen can do there, by typed words and numbers."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from case.making import AT, Remembered
from case.standing import CALM, UNSAFE, keeper_of, the_store
from documents.shipped import RULE_SET
from plain.talking import Written
from store.small_desk import SmallDesk
from triage.case import events
from triage.case.events import Event
from triage.case.keeping import CannotSaveError
from triage.case.replay import replay
from triage.case.schema import Handover, Help, Meeting
from triage.case.schema import Rung as Came
from triage.case.state import CaseState
from triage.engine.decide import Decider
from triage.plain.conversation import converse
from triage.plain.guide import Guide, make_guide
from triage.plain.lines import Lines
from triage.rules.answers import Answer

CALLED = events.happened(AT, "meeting called", meeting="core group", meets=AT + timedelta(days=14))
OWED = events.owed(AT, "The outcome", "social care", AT + timedelta(days=1))


TO_A_PLAN = ("n", "3", *["u"] * 9)
"""Told of a disagreement, and not sure of anything else."""


@cache
def shipped() -> Guide:
    return make_guide(RULE_SET, Decider(RULE_SET, None), lambda: AT.replace(tzinfo=None))


def talk(store: Remembered | None, *typed: str, now: datetime = AT, desk: SmallDesk | None = None) -> str:
    writer = Written()
    lines = Lines(io.StringIO("".join(f"{line}\n" for line in typed)), writer, echo=True)
    converse(shipped(), lines, keeper=keeper_of(store, now) if store is not None else None, desk=lambda: desk)
    return " ".join(writer.getvalue().split())


def said(*typed: str, told: tuple[Event, ...] = (), answers: Mapping[str, Answer] = CALM, now: datetime = AT) -> str:
    return talk(the_store(*told, answers=answers), *typed, now=now)


def kept(store: Remembered) -> CaseState:
    return replay(store.load("7-blue"))


def test_the_whole_case_is_one_letter_away_and_enter_goes_back_to_the_plan() -> None:
    shown = said("k", "", "q")
    assert "Case 7-blue: this case" in shown
    assert "3 When you disagree: not taken up." in shown
    assert "9 The record, and its check" in shown
    assert shown.rstrip().endswith("> q")


def test_a_case_of_which_something_is_owed_begins_with_the_whole_of_it() -> None:
    shown = said("q", told=(OWED,), now=AT + timedelta(days=2))
    assert "The outcome (social care)" in shown
    assert shown.index("OVERDUE") < shown.index("What next?")
    assert "Type k for this page with all its ways" in shown
    assert "Type k for this page" not in said("q")


def test_a_disagreement_from_the_first_rung_to_settled() -> None:
    store = the_store()
    shown = talk(
        store, "ladder", "1", "15:00", "by phone", "3", "", "they said no", "1", "", "", "2", "", "", "", "", "q"
    )
    assert "NOT TAKEN UP YET" in shown
    assert "You are on rung 1 of 4." in shown
    assert "GO TO RUNG 2 NOW." in shown
    assert "SETTLED." in shown
    assert [(one.what, one.note) for one in kept(store).told] == [
        ("", "by phone"),
        (Came.NOT_SETTLED, "they said no"),
        ("", ""),
        (Came.SETTLED, ""),
    ]


@pytest.mark.parametrize(("typed", "says"), [("23:59", "still to come"), ("soon", "is not a time")])
def test_a_wrong_time_is_one_clear_line_and_nothing_is_written(typed: str, says: str) -> None:
    store = the_store()
    shown = talk(store, "ladder 1", typed, "", "q")
    assert says in shown
    assert "Nothing was written." in shown
    assert not kept(store).told


def test_the_ladder_of_an_unsafe_child_begins_with_999_and_the_front_door() -> None:
    shown = said("l", "", "", "q", answers=UNSAFE)
    page = shown[shown.index("> l ") :]
    assert page.removeprefix("> l ").startswith("IN DANGER NOW? RING 999. IF NOT, RING THE FRONT DOOR TODAY.")


def test_all_the_rest_of_a_page_is_read_by_a_word() -> None:
    assert "If the ladder itself fails" not in said("l", "", "", "q")
    assert "If the ladder itself fails" in said("l", "more", "", "", "q")


def test_saying_that_something_has_changed_asks_the_question_again() -> None:
    shown = said("l", "5", "1", "q")
    assert shown.index("Something has changed") < shown.index("How far has it got?")


def test_a_meeting_is_noted_and_ticked_and_its_report_written() -> None:
    store = the_store()
    shown = talk(store, "meetings", "1", "4/12/2026 10:00", "2", "", "2", "", "", "1", "", "", "q")
    assert "First child protection conference: 10 am on Friday 4 December" in shown
    assert "Your report: Sent." in shown
    assert "From the saved case 7-blue." in shown
    assert [one.what for one in kept(store).told] == [Meeting.REPORT_SENT]
    assert kept(store).meetings[0].report_due is not None


def test_early_help_and_a_handover_are_told() -> None:
    store = the_store()
    talk(store, "early help", "3", "2", "", "", "handover", "2", "1", "", "", "3", "1", "", "by e-mail", "", "", "q")
    assert [(one.what, one.who) for one in kept(store).told] == [
        (Help.LEAD, "the health visitor"),
        (Handover.OFFERED, "the new worker"),
        (Handover.ACCEPTED, "the new worker"),
    ]


def test_the_record_is_checked() -> None:
    shown = said("record", "more", "", "", "q")
    assert "IN ORDER." in shown
    assert "comes out the same, byte for byte" in shown
    assert "1. Friday 20 November 2026, 4 pm: Case 7-blue started." in shown


def test_other_places_and_everything_at_the_plan_can_be_typed_there() -> None:
    shown = said("k", "ladder", "999", "c", "zz", "99", "meetings", "b", "p", "q")
    assert "Ring 999 now." in shown
    assert "They are numbered from 1 to" in shown
    assert "No meeting is noted." in shown


def test_the_pages_of_a_case_are_reached_by_number() -> None:
    store = the_store()
    shown = talk(store, "k", "2", "", "7", "1", "", "", "8", "1", "1", "q")
    assert "Your answers:" in shown
    assert "Saved: They say they have it." in shown
    assert "Forms and letters, filled from your answers." in shown
    assert [one.what for one in kept(store).happenings] == ["acknowledged"]


def test_a_page_is_not_read_out_twice_when_nothing_of_it_changed() -> None:
    shown = said("early help", "zz", "", "", "q")
    assert shown.count("Call a team around the family.") == 1


def test_when_the_input_ends_at_a_place_the_conversation_is_over() -> None:
    assert "Case 7-blue: this case" in said("k")


def test_without_a_case_the_places_are_read_and_nothing_is_told() -> None:
    typed = (*TO_A_PLAN, "k", "3", "3", "", "4", "1", "", "", "7", "record", "", "q", "y")
    shown = talk(None, *typed)
    assert "This worry is not saved: this case" in shown
    assert "This worry is not saved: when you disagree" in shown
    assert "no clock can run" in shown
    assert "triage cases on" in shown
    assert "That needs a saved case." in shown


def test_a_worry_is_kept_as_a_case_with_all_there_is_of_it(tmp_path: Path) -> None:
    store = Remembered()
    desk = SmallDesk(store, tmp_path, lambda: AT)
    shown = talk(None, *TO_A_PLAN, "v 1", "k", "7", "9-green", "3", "1", "", "", "", "", "q", desk=desk)
    assert "This worry is saved as 9-green from now on" in shown
    assert "Case 9-green: this case" in shown
    state = replay(store.load("9-green"))
    assert state.decision is not None
    assert len(state.session.entries) >= 4
    assert [one.direction for one in state.disagreements] == ["safer"]
    assert "Nothing is kept. Type y to leave" not in shown


@pytest.mark.parametrize("typed", [("*?",), ("Alex Smith", "")])
def test_a_reference_that_may_name_somebody_keeps_nothing(typed: tuple[str, ...], tmp_path: Path) -> None:
    store = Remembered()
    desk = SmallDesk(store, tmp_path, lambda: AT)
    shown = talk(None, *TO_A_PLAN, "k", "7", *typed, "", "q", "y", desk=desk)
    assert "Nothing was kept." in shown
    assert not store.cases


def test_what_cannot_be_kept_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    store = Remembered()
    store.trouble = CannotSaveError("The disk is full.", "Free some space.")
    shown = talk(None, *TO_A_PLAN, "k", "7", "", "", "q", "y", desk=SmallDesk(store, tmp_path, lambda: AT))
    assert "NOT SAVED: The disk is full. Free some space." in shown
