"""What is answered is kept at once; what cannot be kept is said, stays on the screen, and is tried again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from case.making import AT, Remembered, a_case, later
from plain.talking import guide
from triage.case import events
from triage.case.autosave import STILL_HERE, TAKEN_IN, Autosave, Kept
from triage.case.chain import Case
from triage.case.events import answered
from triage.case.keeping import CannotSaveError, ChangedElsewhereError
from triage.case.replay import replay
from triage.rules.answers import Answer, chosen, number, ticked
from triage.session.session import Session

FULL = CannotSaveError("The disk is full.", "Free some space.")


def keeper(store: Remembered, case: Case | None = None, clock: Callable[[], datetime] = lambda: AT) -> Autosave:
    return Autosave(store, case or store.load("7-blue"), guide().rule_set, clock)


def change(autosave: Autosave, session: Session) -> Kept:
    view = guide().view(session)
    return autosave.changed(session, view, lambda: guide().plan(view))


def answer(autosave: Autosave, session: Session, question: str, given: Answer) -> Session:
    kept = change(autosave, session.answer(question, given))
    assert (kept.says, autosave.saved) == ("", True)
    return kept.session


def kinds(store: Remembered) -> list[str]:
    return [entry.kind for entry in store.load("7-blue").entries]


def test_every_answer_is_kept_and_a_decision_once_there_is_enough() -> None:
    store = Remembered(a_case())
    autosave = keeper(store)
    session = answer(autosave, autosave.opening.session, "danger", ticked())
    session = answer(autosave, session, "age", number(9))
    assert kinds(store) == ["started", "answered", "answered"]
    session = answer(autosave, session, "harm_level", chosen("needs help"))
    assert kinds(store)[-2:] == ["answered", "decided"]
    assert replay(store.load("7-blue")).session == session
    assert autosave.state.session == session
    assert autosave.reference == "7-blue"


def test_nothing_new_writes_nothing() -> None:
    store = Remembered(a_case())
    autosave = keeper(store)
    session = answer(autosave, Session(), "danger", ticked("hurt now"))
    before = store.appended
    for same in (
        session,
        session.change("danger"),
        session.fuller("worry"),
        session.answer("danger", ticked("hurt now")),
    ):
        assert change(autosave, same).says == ""
    assert store.appended == before


def test_a_changed_answer_keeps_the_old_one_in_the_history() -> None:
    store = Remembered(a_case())
    autosave = keeper(store)
    session = answer(autosave, Session(), "age", number(3))
    answer(autosave, session.change("age"), "age", number(4))
    assert [entry.body["answer"] for entry in store.load("7-blue").entries if entry.kind == "answered"] == [
        {"kind": "number", "number": 3},
        {"kind": "number", "number": 4},
    ]


def test_what_could_not_be_kept_is_said_and_tried_again_with_the_next() -> None:
    store = Remembered(a_case())
    autosave = keeper(store)
    store.trouble = FULL
    session = Session().answer("danger", ticked())
    kept = change(autosave, session)
    assert kept == Kept(session, f"NOT SAVED: The disk is full. Free some space. {STILL_HERE}")
    assert autosave.saved is False
    session = answer(autosave, session, "age", number(3))
    assert replay(store.load("7-blue")).session == session


def test_two_windows_on_one_case_lose_nothing_and_are_told() -> None:
    store = Remembered(a_case())
    one, other = keeper(store), keeper(store)
    here = answer(one, Session(), "danger", ticked())
    kept = change(other, Session().answer("age", number(3)))
    assert kept.says == TAKEN_IN
    assert kept.session.entries == (("danger", ticked()), ("age", number(3)))
    assert replay(store.load("7-blue")).session.entries == kept.session.entries
    kept = change(one, here.answer("harm_level", chosen("needs help")))
    assert kept.says == TAKEN_IN
    assert set(kept.session.answers) == {"danger", "age", "harm_level"}


def test_when_both_windows_answer_one_question_the_later_counts_and_both_are_kept() -> None:
    store = Remembered(a_case())
    one, other = keeper(store), keeper(store)
    answer(one, Session(), "age", number(3))
    kept = change(other, Session().answer("age", number(4)))
    assert kept.session.answers["age"] == number(4)
    assert kinds(store).count("answered") == 2


def test_a_decision_over_both_windows_is_recorded_once_it_is_looked_at() -> None:
    store = Remembered(a_case())
    one, other = keeper(store), keeper(store)
    answer(one, Session(), "age", number(3))
    kept = change(other, Session().answer("danger", ticked("hurt now")))
    assert "decided" not in kinds(store)
    assert change(other, kept.session).says == ""
    assert kinds(store)[-1] == "decided"


def test_a_case_that_changes_all_the_time_gives_up_and_says_so() -> None:
    store = Remembered(a_case())
    autosave = keeper(store)

    class Busy(Remembered):
        def append(self, case: Case, events: object) -> Case:
            raise ChangedElsewhereError("It was changed.")

    autosave.store = Busy(a_case())
    kept = change(autosave, Session().answer("age", number(3)))
    assert "changed in another window all the time. Close one of the two." in kept.says
    with pytest.raises(CannotSaveError):
        autosave.write(lambda at: events.noted(at, "x"))


def test_other_events_are_written_after_whatever_another_window_wrote() -> None:
    store = Remembered(a_case())
    one, other = keeper(store), keeper(store, clock=lambda: later(9))
    answer(one, Session(), "age", number(3))
    other.write(lambda at: events.step_done(at, "ring"))
    assert kinds(store) == ["started", "answered", "step done"]
    assert other.state.steps["ring"].when == later(9)


def test_what_an_event_could_not_be_written_for_is_raised() -> None:
    store = Remembered(a_case())
    store.trouble = FULL
    with pytest.raises(CannotSaveError, match="full"):
        keeper(store).write(lambda at: events.noted(at, "x"))


def test_other_rules_are_noted_before_the_first_answer_under_them() -> None:
    store = Remembered(a_case(answered(AT, "age", number(3)), answered(AT, "gone", chosen("yes"))))
    autosave = Autosave(store, store.load("7-blue"), guide("westshire").rule_set, lambda: AT)
    assert autosave.opening.session.entries == (("age", number(3)),)
    assert "The rules have changed" in autosave.opening.says
    view = guide("westshire").view(session := autosave.opening.session.answer("danger", ticked()))
    assert autosave.changed(session, view, lambda: guide("westshire").plan(view)).says == ""
    assert kinds(store)[-2:] == ["rules noted", "answered"]
    assert replay(store.load("7-blue")).rules_hash == guide("westshire").rule_set.hash
    assert replay(store.load("7-blue")).session.answers["gone"] == chosen("yes")
