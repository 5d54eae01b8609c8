"""A conversation about a saved case says what is saved, and what is not."""

from __future__ import annotations

import io

from case.making import AT, Remembered, a_case
from plain.talking import Written, conversation, guide
from triage.case import events
from triage.case.autosave import Autosave
from triage.case.keeping import CannotSaveError
from triage.case.replay import replay
from triage.case.state import Status
from triage.plain.conversation import converse
from triage.plain.lines import Lines
from triage.rules.answers import chosen, number, ticked


def talk(store: Remembered, *typed: str) -> str:
    keeper = Autosave(store, store.load("7-blue"), guide().rule_set, lambda: AT)
    writer = Written()
    converse(guide(), Lines(io.StringIO("".join(f"{line}\n" for line in typed)), writer, echo=True), keeper=keeper)
    return writer.getvalue()


def answers(store: Remembered) -> dict[str, object]:
    return dict(replay(store.load("7-blue")).session.answers)


def test_each_answer_is_saved_before_the_next_question() -> None:
    store = Remembered(a_case())
    assert "saved as 7-blue after every answer" in talk(store, "n", "9")
    assert answers(store) == {"danger": ticked(), "age": number(9)}
    said = talk(store, "b", "3", "1", "q")
    assert answers(store) == {"danger": ticked(), "age": number(3), "harm_level": chosen("significant harm")}
    assert "Nothing is kept" not in said
    assert replay(store.load("7-blue")).decision is not None


def test_what_is_not_saved_is_said_and_leaving_asks() -> None:
    store = Remembered(a_case())
    store.trouble = CannotSaveError("The disk is full.", "Free some space.")
    said = talk(store, "n", "q", "")
    assert "NOT SAVED: The disk is full. Free some space." in said
    assert "Your last answers are NOT saved. Type y to leave all the same" in said
    assert answers(store) == {"danger": ticked()}, "staying tries again"


def test_a_new_worry_is_not_written_over_the_saved_one() -> None:
    store = Remembered(a_case())
    said = talk(store, "n", "9", "1", "new", "y", "1", "q", "y")
    assert "This case stays saved; the new worry is not." in said
    assert "Nothing is kept. Type y to leave" in said
    assert answers(store)["danger"] == ticked()
    assert len(answers(store)) == 3


def test_another_window_is_taken_in_and_said() -> None:
    store = Remembered(a_case())
    keeper = Autosave(store, store.load("7-blue"), guide().rule_set, lambda: AT)
    store.append(store.load("7-blue"), [events.answered(AT, "age", number(0))])
    writer = Written()
    converse(guide(), Lines(io.StringIO("n\n"), writer, echo=True), keeper=keeper)
    assert "open in another window too" in " ".join(writer.getvalue().split())
    assert answers(store) == {"age": number(0), "danger": ticked()}
    assert replay(store.load("7-blue")).decision is not None, "both together are enough to act"


def test_rules_that_changed_are_said() -> None:
    store = Remembered(a_case(events.answered(AT, "age", number(40))))
    said = " ".join(talk(store, "n").split())
    assert "How old is the child" in talk(store)
    assert "The rules have changed" not in said, "the same rules, although an answer no longer fits"


def test_what_became_of_a_line_and_what_happened_is_told_by_typed_words() -> None:
    store = Remembered(a_case())
    said = talk(
        store,
        *("n", "9", "1"),
        *("m 1", "not possible", "2", "15:00"),
        *("m 2", "2", "the deputy lead", "", "rang back"),
        *("e 1", "", "", "note", "6", "drew a house"),
        *("e owes", "1", "1", "tomorrow 17:00", "p", "q"),
    )
    state = replay(store.load("7-blue"))
    marks = [(step.status, step.who, step.note) for step in state.steps.values()][:2]
    assert marks == [
        (Status.NOT_POSSIBLE, "", "It is not for me to do"),
        (Status.BY_ANOTHER, "the deputy lead", "rang back"),
    ]
    assert [one.what for one in state.happenings] == ["acknowledged"]
    assert [one.text for one in state.notes] == ["drew a house"]
    assert [one.who for one in state.still_owed] == ["Children's social care"]
    end = " ".join(said.rpartition("> p")[2].split())
    assert "Line 1: Not possible on Friday 20 November 2026, 3 pm: It is not for me to do." in end
    assert "That they have my referral" in end
    assert "note: drew a house" in end


def test_a_wrong_line_writes_nothing_and_an_unsaved_conversation_says_so() -> None:
    store = Remembered(a_case())
    said = " ".join(talk(store, "n", "9", "1", "m 1", "9", "m 1", "1", "25:00", "e", "", "q").split())
    assert "They are numbered from 1 to" in said
    assert '"25:00" is not a time.' in said
    assert "Nothing was written." in said
    assert all(step.status is Status.OPEN for step in replay(store.load("7-blue")).steps.values())
    unsaved = " ".join(conversation(["n", "9", "1", "m 1", "e", "q", "y"]).split())
    assert unsaved.count("This conversation is not saved, so nothing is noted.") == 2
